"""Asking somebody to stop, step by step, and taking it back; what was asked and why stays on record."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from deliberate.db.base import db
from deliberate.kit.bus import publish
from deliberate.kit.refusals import ensure
from deliberate.meetings.order import queries, rules
from deliberate.meetings.order.events import StepLifted, StepTaken
from deliberate.meetings.order.models import Step
from deliberate.meetings.queries import programme
from deliberate.moderation.services import restrain
from deliberate.moderation.states import HideReason

if TYPE_CHECKING:
    from datetime import datetime

    from deliberate.meetings.models import Meeting
    from deliberate.moderation.states import Restraint

# Whether somebody who puts others in danger may be removed without a milder step before.
DANGER_AT_ONCE = "order.danger_at_once"


@dataclass(frozen=True, kw_only=True)
class Ask:
    """Which step is taken towards somebody, why, and what it was about."""

    kind: Restraint
    reason: HideReason | None
    url: str


def take_step(meeting: Meeting, person: rules.Person, ask: Ask, *, actor_id: int, now: datetime) -> Step:
    """Warn somebody, ask them to pause on this item, or remove them; the same step twice is one."""
    meeting = programme.locked(meeting.id)
    ensure(rules.why_not_known(person))
    item_id, account_id = meeting.current_item_id, person.account_id
    before = queries.steps_in(meeting.id, towards=person)
    taken = queries.as_taken(before)
    if rules.standing_already(ask.kind, taken, agenda_item_id=item_id):
        return next(one for one in reversed(before) if one.kind is ask.kind)
    leads = account_id is not None and account_id in {meeting.chair_id, meeting.recorder_id}
    towards = rules.Towards(oneself=account_id == actor_id, leads=leads, before=taken)
    at_once = bool(programme.rules_of(meeting).rule(DANGER_AT_ONCE).value)
    ensure(
        rules.why_not_step(
            ask.kind, ask.reason, towards, meeting=meeting.state, item_open=item_id is not None, danger_at_once=at_once
        )
    )
    named = queries.person(account_id) if account_id is not None else None
    made = Step(
        meeting_id=meeting.id,
        agenda_item_id=item_id,
        account_id=account_id,
        label=named.display_name if named else person.label,
        kind=ask.kind,
        reason=HideReason(ask.reason or ""),
        url=ask.url,
        taken_by_id=actor_id,
        at=now,
    )
    db.session.add(made)
    db.session.flush()
    restrain(queries.text_of(made), made.reason, actor_id=actor_id, now=now)
    told = {"reason": made.reason, "label": made.label, **_about(made, meeting)}
    publish(StepTaken(actor_id=actor_id, at=now, **told))
    return made


def lift_step(made: Step, *, actor_id: int | None, now: datetime) -> Step:
    """Let somebody take part again as before."""
    if made.lifted_at is None:
        made.lifted_at = now
        publish(StepLifted(actor_id=actor_id, at=now, **_about(made, made.meeting)))
    return made


def _about(made: Step, meeting: Meeting) -> dict[str, Any]:
    return {
        "meeting_id": made.meeting_id,
        "step_id": made.id,
        "account_id": made.account_id,
        "whom": rules.whom(meeting.whisper, made.account_id) if made.account_id is not None else "",
        "kind": made.kind,
        "agenda_item_id": made.agenda_item_id,
    }
