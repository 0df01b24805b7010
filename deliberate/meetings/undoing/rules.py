"""Which acts can be taken back, and when they no longer can."""

from __future__ import annotations

from typing import TYPE_CHECKING

from deliberate.issues.states import IssueState
from deliberate.kit.refusals import Refusal
from deliberate.meetings.rules.coming import is_on_its_day
from deliberate.meetings.states import MeetingState, Outcome
from deliberate.places.rules.deadlines import local_day

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import datetime

UNDOABLE = frozenset({
    "meeting.item_started", "meeting.item_closed", "meeting.phase_changed", "meeting.parked", "meeting.paused",
    "meeting.resumed", "meeting.chair_handed_over", "meeting.attended", "discussion.hidden", "order.step_taken",
    "discussion.merged", "discussion.moved", "discussion.replies_closed",
    "poll.closed", "poll.shown", "meeting.closed", "meeting.parked_carried",
})  # fmt: skip
# What can still be taken back of a meeting that is over; what only steered the evening changes nothing any more.
AFTERWARDS = frozenset({
    "meeting.closed", "meeting.item_closed", "meeting.parked", "meeting.attended", "discussion.hidden",
    "discussion.merged", "discussion.moved", "order.step_taken", "meeting.parked_carried",
})  # fmt: skip
# What the minutes do not speak of can be taken back after they are published too.
BEYOND_MINUTES = frozenset({"meeting.parked_carried"})
# Where an outcome sends an issue; from there, and only from there, it comes back.
SENT_TO: Mapping[Outcome, IssueState] = {
    Outcome.agreed: IssueState.adopted,
    Outcome.not_agreed: IssueState.not_adopted,
    Outcome.pilot: IssueState.pilot,
    Outcome.deferred: IssueState.deferred,
    Outcome.to_assembly: IssueState.to_assembly,
    Outcome.to_vote: IssueState.deciding,
    Outcome.second_round: IssueState.deliberating,
}


def why_not_undo(
    meeting: MeetingState, verb: str, *, seq: int, undone: Collection[int], published: bool = False
) -> Refusal | None:
    """Take back an act of the chair, once, until the minutes are published."""
    if published and verb not in BEYOND_MINUTES:
        return Refusal("meetings.minutes_published")
    if meeting not in {MeetingState.in_session, MeetingState.closed}:
        return Refusal("meetings.not_in_session", state=meeting)
    if verb not in UNDOABLE:
        return Refusal("meetings.not_undoable")
    if seq in undone:
        return Refusal("meetings.undone_already")
    over = meeting is MeetingState.closed and verb not in AFTERWARDS
    return Refusal("meetings.evening_over") if over else None


def why_not_go_on(
    *, closed_at: datetime, now: datetime, adjourned: bool, issues: Collection[IssueState]
) -> Refusal | None:
    """Take back the end of a meeting on its own day, while people are near and nothing rests on its end."""
    if not is_on_its_day(closed_at, now=now):
        return Refusal("meetings.over_since", day=local_day(closed_at))
    elsewhere = any(state not in {IssueState.supported, IssueState.deliberating} for state in issues)
    return Refusal("meetings.built_upon") if adjourned or elsewhere else None


def why_not_as_it_was(*, still: bool) -> Refusal | None:
    """What has changed again since is taken back from its last change, step by step."""
    return None if still else Refusal("meetings.changed_since")


def why_not_reopen(*, other_open: str, issue: IssueState | None, outcome: Outcome, voted: bool) -> Refusal | None:
    """Take back an outcome: no other item is open, and nothing has been built upon it yet."""
    if other_open:
        return Refusal("meetings.other_item_open", title=other_open)
    if voted or (issue is not None and issue is not SENT_TO.get(outcome)):
        return Refusal("meetings.built_upon")
    return None


def why_not_unlist(*, entered: bool) -> Refusal | None:
    """Take somebody off the list who was put on it by hand; who signed in by phone did so for themselves."""
    return None if entered else Refusal("meetings.signed_in_themselves")
