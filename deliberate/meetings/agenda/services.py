"""Planning the phases, turning to one, and putting a matter aside. Doing the same twice does it once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from deliberate.db.base import db
from deliberate.kit.bus import publish
from deliberate.kit.refusals import ensure
from deliberate.meetings import rules as meeting_rules
from deliberate.meetings.agenda import queries, rules
from deliberate.meetings.agenda.events import AgendaPlanned, MatterParked, PhaseChanged
from deliberate.meetings.agenda.models import ParkedMatter
from deliberate.meetings.queries import programme

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from deliberate.meetings.models import AgendaItem, Meeting
    from deliberate.meetings.states import Phase


def plan_agenda(meeting: Meeting, plans: Mapping[int, Mapping[Phase, int]], *, actor_id: int, now: datetime) -> Meeting:
    """Write down how long each phase of each item should take; an item is as long as its phases together."""
    meeting = programme.locked(meeting.id)
    written: dict[str, dict[str, int]] = {}
    for item in meeting.agenda:
        plan = plans.get(item.id)
        if plan is None or dict(plan) == queries.phases_of(item):
            continue
        ensure(rules.why_not_plan(meeting.state, plan))
        item.plan = {phase.value: minutes for phase, minutes in plan.items()}
        item.planned_minutes = sum(plan.values())
        written[str(item.id)] = item.plan
    if written:
        publish(AgendaPlanned(actor_id=actor_id, at=now, meeting_id=meeting.id, plans=written))
    return meeting


def turn_to(item: AgendaItem, phase: Phase, *, actor_id: int, now: datetime) -> AgendaItem:
    """Go on, or back, to a phase of the item being talked about."""
    meeting = programme.locked(item.meeting_id)
    if item.phase is phase and item.id == meeting.current_item_id:
        return item
    plan = queries.phases_of(item)
    ensure(meeting_rules.why_not_while_paused(resumes_at=meeting.resumes_at))
    ensure(rules.why_not_turn(meeting.state, item.state, phase, plan=plan, title=item.title))
    before = item.phase
    leave_phase(item, now=now)
    item.phase, item.phase_at = phase, now
    publish(
        PhaseChanged(
            actor_id=actor_id,
            at=now,
            meeting_id=item.meeting_id,
            agenda_item_id=item.id,
            position=item.position,
            phase=phase,
            before=before,
        )
    )
    return item


def begin_phases(item: AgendaItem, *, now: datetime) -> None:
    """Let an item that has just been opened begin with its first phase; its opening says so."""
    item.spent, item.phase, item.phase_at = {}, next(iter(queries.phases_of(item))), now


def leave_phase(item: AgendaItem, *, now: datetime) -> None:
    """Count the time its phase took; publishes nothing, because whoever leaves a phase says so."""
    if item.phase is None or item.phase_at is None:
        return
    passed = rules.seconds_between(item.phase_at, now)
    item.spent = {**item.spent, item.phase.value: item.spent.get(item.phase.value, 0) + passed}
    item.phase, item.phase_at = None, None


def park_matter(
    meeting: Meeting, text: str, *, said_by: str, client_id: str, actor_id: int, now: datetime
) -> ParkedMatter:
    """Put a matter aside with who brought it up; sending twice puts it aside once."""
    meeting = programme.locked(meeting.id)
    if known := queries.parked_before(client_id, sender_id=actor_id):
        return known
    text, said_by = " ".join(text.split()), " ".join(said_by.split())
    ensure(rules.why_not_park(meeting.state, text=text, said_by=said_by))
    made = ParkedMatter(
        meeting_id=meeting.id,
        agenda_item_id=meeting.current_item_id,
        client_id=client_id,
        text=text,
        said_by=said_by,
        entered_by_id=actor_id,
        at=now,
    )
    db.session.add(made)
    db.session.flush()
    publish(
        MatterParked(
            actor_id=actor_id,
            at=now,
            meeting_id=meeting.id,
            parked_id=made.id,
            text=text,
            said_by=said_by,
            agenda_item_id=made.agenda_item_id,
        )
    )
    return made
