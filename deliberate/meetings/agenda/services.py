"""Planning the phases, turning to one, and putting a matter aside. Doing the same twice does it once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from deliberate.db.base import db
from deliberate.kit.bus import publish
from deliberate.kit.refusals import ensure
from deliberate.meetings.agenda import queries, rules
from deliberate.meetings.agenda.events import AgendaPlanned, MatterCarried, MatterParked, MeetingAdjourned, PhaseChanged
from deliberate.meetings.agenda.models import ParkedMatter
from deliberate.meetings.models import AgendaItem
from deliberate.meetings.queries import programme
from deliberate.meetings.rules import course, plans
from deliberate.meetings.services import calling
from deliberate.meetings.services.running import end_early
from deliberate.meetings.states import ItemKind, ItemState, MeetingState

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from deliberate.issues.models import Issue
    from deliberate.meetings.models import Meeting
    from deliberate.meetings.states import Phase

# A session is planned for at least as long as the form of a meeting asks.
SHORTEST = 10


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
    ensure(course.why_not_while_paused(resumes_at=meeting.resumes_at))
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


@dataclass(frozen=True, kw_only=True)
class Session:
    """When and where a meeting goes on, and why it does not today; urgency needs a reason of its own."""

    starts_at: datetime
    reason: str
    where_text: str = ""
    urgent_reason: str = ""


def adjourn_meeting(meeting: Meeting, on: Session, *, actor_id: int, now: datetime) -> Meeting:
    """End it for today and announce the session that goes on with the same agenda; return that session."""
    meeting = programme.locked(meeting.id)
    if meeting.adjourned_to is not None:
        return meeting.adjourned_to
    left = [item for item in meeting.agenda if item.state in {ItemState.pending, ItemState.open}]
    ensure(rules.why_not_adjourn(meeting.state, unfinished=len(left), reason=on.reason))
    rests = [_rest(item, now=now) for item in left]
    end_early(meeting, actor_id=actor_id, now=now)
    plan = _same_again(meeting, left, rests, on)
    following = calling.schedule_meeting(meeting.place, plan, actor_id=actor_id, now=now)
    for item, rest in zip(following.agenda, rests, strict=True):
        item.plan = {phase.value: minutes for phase, minutes in rest.items()}
    calling.announce_meeting(following, actor_id=actor_id, now=now, goes_on=True)
    meeting.adjourned_to_id = following.id
    publish(
        MeetingAdjourned(
            actor_id=actor_id,
            at=now,
            meeting_id=meeting.id,
            place_id=meeting.place_id,
            title=meeting.title,
            to_id=following.id,
            starts_at=following.starts_at,
            reason=on.reason.strip(),
            items=len(left),
        )
    )
    return following


def _rest(item: AgendaItem, *, now: datetime) -> dict[Phase, int]:
    spent = dict(item.spent)
    if item.phase is not None and item.phase_at is not None:
        passed = rules.seconds_between(item.phase_at, now)
        spent[item.phase.value] = spent.get(item.phase.value, 0) + passed
    return rules.rest_of(queries.phases_of(item), spent, item.phase)


def _same_again(
    meeting: Meeting, left: Sequence[AgendaItem], rests: Sequence[Mapping[Phase, int]], on: Session
) -> plans.Plan:
    minutes = [sum(rest.values()) for rest in rests]
    items = [
        plans.PlannedItem(title=item.title, kind=item.kind, issue_id=item.issue_id, planned_minutes=long)
        for item, long in zip(left, minutes, strict=True)
    ]
    return plans.Plan(
        kind=meeting.kind,
        title=meeting.title,
        starts_at=on.starts_at,
        items=tuple(items),
        purpose=meeting.purpose,
        planned_minutes=max(SHORTEST, sum(minutes)),
        where_text=on.where_text.strip() or meeting.where_text,
        moderator_id=meeting.moderator_id,
        recorder_id=meeting.recorder_id,
        urgent_reason=on.urgent_reason,
        party_study=meeting.party_study,
        called_by=meeting.called_by,
        composition=meeting.composition,
        previous_id=meeting.id,
    )


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


def carry_onto(meeting: Meeting, ids: Sequence[int], *, actor_id: int | None, now: datetime) -> None:
    """Put what an earlier meeting put aside onto a later one's agenda, by reference: each side leads to the other."""
    for matter in queries.still_waiting(meeting.place_id, ids):
        item = AgendaItem(position=len(meeting.agenda) + 1, kind=ItemKind.information, title=matter.text)
        meeting.agenda.append(item)
        db.session.flush()
        matter.carried_to_id, matter.carried_item_id = meeting.id, item.id
        _carried(matter, actor_id=actor_id, now=now, to_meeting_id=meeting.id, to_item_id=item.id)


def became_issue(matter: ParkedMatter, issue_id: int, *, actor_id: int | None, now: datetime) -> None:
    """Keep that a matter went on as an issue; the first one that was made of it is the one."""
    if not matter.carried and not matter.taken_back:
        matter.issue_id = issue_id
        _carried(matter, actor_id=actor_id, now=now, to_issue_id=issue_id)


def join_issue(matter: ParkedMatter, issue: Issue | None, *, actor_id: int, now: datetime) -> ParkedMatter:
    """Leave a matter to an issue people follow up already: each side leads to the other."""
    if issue is not None and matter.issue_id == issue.id:
        return matter
    here = issue if issue is not None and issue.place_id == matter.meeting.place_id else None
    went_on = matter.carried or matter.taken_back
    ensure(rules.why_not_join(went_on=went_on, state=here.state if here is not None else None))
    if here is not None:
        became_issue(matter, here.id, actor_id=actor_id, now=now)
    return matter


def let_wait(matter: ParkedMatter) -> None:
    """Take a matter back from where it went: off an agenda nobody was told of, or from its issue."""
    item_id = matter.carried_item_id
    later = programme.locked(matter.carried_to_id) if matter.carried_to_id is not None else None
    if later is not None:
        ensure(plans.why_not_replan(later.state))
        ensure(plans.why_not_empty(len(later.agenda) - 1))
    matter.carried_to_id = matter.carried_item_id = matter.issue_id = None
    if later is not None:
        calling.keep_items(later, [item for item in later.agenda if item.id != item_id])


def _carried(matter: ParkedMatter, *, actor_id: int | None, now: datetime, **to: int) -> None:
    publish(
        MatterCarried(
            actor_id=actor_id, at=now, meeting_id=matter.meeting_id, parked_id=matter.id, text=matter.text, **to
        )
    )


def let_wait_again(meeting: Meeting) -> None:
    """Let matters wait again that stood on an agenda and do not any more, or whose meeting is called off."""
    standing = {item.id for item in meeting.agenda} if meeting.state is not MeetingState.cancelled else set()
    for matter in queries.carried_onto(meeting.id):
        if matter.carried_item_id not in standing:
            matter.carried_to_id = matter.carried_item_id = None
