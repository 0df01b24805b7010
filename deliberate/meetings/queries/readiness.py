"""What still stands in the way of announcing a meeting; papers and invitations add their own reasons."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from deliberate.kit.refusals import Refusal
from deliberate.meetings.models import Meeting
from deliberate.meetings.queries import programme
from deliberate.meetings.queries.attendance import homes, members
from deliberate.meetings.rules import plans
from deliberate.meetings.states import Body, MeetingKind
from deliberate.places.rules.shipped import calendar_for
from deliberate.places.states import REPRESENTING, Capacity

if TYPE_CHECKING:
    from deliberate.places.models import Place
    from deliberate.places.rules.rulesets import RuleSet

Check = Callable[[Meeting, datetime], Refusal | None]
_checks: list[Check] = []


def needed_first(check: Check) -> Check:
    """Let something above the meeting say what must be there before anybody is told of it."""
    _checks.append(check)
    return check


def lacking(meeting: Meeting, now: datetime) -> list[Refusal]:
    """Return every reason why it cannot be announced now."""
    return [*in_the_plan(meeting, now), *around_it(meeting, now)]


def around_it(meeting: Meeting, now: datetime) -> list[Refusal]:
    """Return what is missing around a meeting: papers, and people who must be asked."""
    return [refusal for check in _checks if (refusal := check(meeting, now)) is not None]


def in_the_plan(meeting: Meeting, now: datetime) -> list[Refusal]:
    """Return what is not as the rules want it in the plan of a meeting."""
    state = plans.why_not_call(meeting.state)
    return [*([state] if state else []), *wanting(meeting, meeting.place, now, ruleset=programme.rules_of(meeting))]


def wanting(plan: Meeting | plans.Plan, place: Place, now: datetime, *, ruleset: RuleSet) -> list[Refusal]:
    """Return all that a plan lacks by the rules of its kind, stored already or not."""
    seats = {"moderator_id": plan.moderator_id, "recorder_id": plan.recorder_id}
    composition = plans.composed(plan.kind, plan.composition, ruleset)
    found = [
        plans.why_not_in_part(plan.kind, place.kind),
        plans.why_not_unrecorded(plan.kind, recorder_id=plan.recorder_id),
        plans.why_not_seat(plan.kind, **seats),
        plans.why_not_convene(plan.kind, called_by=plan.called_by, ruleset=ruleset),
        plans.why_not_compose(plan.kind, composition, households=homes(place), ruleset=ruleset),
        _few_representatives(plan.kind, place, ruleset),
        plans.why_not_study(plan.kind, party_study=plan.party_study, ruleset=ruleset),
        plans.why_not_announce(
            plan.kind,
            plan.starts_at,
            now=now,
            ruleset=ruleset,
            calendar=calendar_for(ruleset),
            urgent_reason=plan.urgent_reason,
        ),
    ]
    return [one for one in found if one is not None]


def _few_representatives(kind: MeetingKind, place: Place, ruleset: RuleSet) -> Refusal | None:
    if kind.body is not Body.representatives:
        return None
    return plans.why_not_with_so_few(
        kind,
        representatives=members(place, [Capacity.representative]),
        members=members(place, REPRESENTING),
        ruleset=ruleset,
    )
