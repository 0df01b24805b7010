"""What still stands in the way of announcing a meeting; papers and invitations add their own reasons."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from deliberate.kit.refusals import Refusal
from deliberate.meetings.models import Meeting
from deliberate.meetings.queries import programme
from deliberate.meetings.rules import plans
from deliberate.places.rules.shipped import calendar_for

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
    """Return what is not as the rules want it in the plan itself."""
    ruleset = programme.rules_of(meeting)
    seats = {"moderator_id": meeting.moderator_id, "recorder_id": meeting.recorder_id}
    own = [
        plans.why_not_call(meeting.state, needs_recorder=meeting.kind.statutory, recorder_id=meeting.recorder_id),
        plans.why_not_seat(meeting.kind, **seats),
        plans.why_not_convene(meeting.kind, called_by=meeting.called_by, ruleset=ruleset),
        plans.why_not_study(meeting.kind, party_study=meeting.party_study, ruleset=ruleset),
        plans.why_not_announce(
            meeting.kind,
            meeting.starts_at,
            now=now,
            ruleset=ruleset,
            calendar=calendar_for(ruleset),
            urgent_reason=meeting.urgent_reason,
        ),
    ]
    return [one for one in own if one is not None]
