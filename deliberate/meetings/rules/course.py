"""What can be done at which moment of a meeting, and when an outcome stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from deliberate.kit.refusals import Refusal
from deliberate.meetings.rules.coming import is_on_its_day
from deliberate.meetings.rules.plans import why_not_seat
from deliberate.meetings.states import (
    ITEM_TRANSITIONS,
    TRANSITIONS,
    ItemState,
    MeetingKind,
    MeetingState,
    Outcome,
)

if TYPE_CHECKING:
    from datetime import datetime

    from deliberate.meetings.states import Presence

TEXT_MOST = 2000
# Outcomes that settle something: they need those present whom the rule set asks for.
DECIDING = frozenset({Outcome.agreed, Outcome.not_agreed, Outcome.pilot})
# What can become only of a matter that somebody proposed: it waits for a day or for another body.
OF_AN_ISSUE = frozenset({Outcome.deferred, Outcome.to_assembly})


def outcomes(kind: MeetingKind, *, has_issue: bool) -> list[Outcome]:
    """Return what an item can come to at a meeting of this kind."""
    left_out = {Outcome.noted} if has_issue else set(OF_AN_ISSUE)
    if kind is MeetingKind.residents_assembly:
        left_out.add(Outcome.to_assembly)
    return [one for one in Outcome if one not in left_out]


def why_not_decide_here(kind: MeetingKind, outcome: Outcome | None) -> Refusal | None:
    """What owners decide they decide by ballot, however many are in the room."""
    if kind is MeetingKind.residents_assembly and outcome is Outcome.to_assembly:
        return Refusal("meetings.is_the_assembly")
    return Refusal("meetings.by_ballot_only", kind=kind) if kind.by_ballot_only and outcome in DECIDING else None


def why_not_open(state: MeetingState, *, now: datetime, starts_at: datetime) -> Refusal | None:
    """Open on the announced day, when people are there; a missed day needs a new notice."""
    if refusal := TRANSITIONS.why_not(state, MeetingState.in_session):
        return refusal
    if is_on_its_day(starts_at, now=now):
        return None
    return Refusal("meetings.too_early" if now < starts_at else "meetings.day_missed", starts_at=starts_at)


def why_not_start_item(meeting: MeetingState, item: ItemState, *, other_open: str = "") -> Refusal | None:
    """One item at a time; `other_open` is the title of the one still being talked about."""
    if meeting is not MeetingState.in_session:
        return Refusal("meetings.not_in_session", state=meeting)
    if other_open:
        return Refusal("meetings.other_item_open", title=other_open)
    return ITEM_TRANSITIONS.why_not(item, ItemState.open)


def why_not_close_item(
    meeting: MeetingState,
    item: ItemState,
    *,
    outcome: Outcome | None,
    conclusion: str,
    has_issue: bool,
    presence: Presence,
) -> Refusal | None:
    """An outcome and a sentence for it; with too few present nothing is decided, but everything may be talked over."""
    if meeting is not MeetingState.in_session:
        return Refusal("meetings.not_in_session", state=meeting)
    if refusal := ITEM_TRANSITIONS.why_not(item, ItemState.closed):
        return refusal
    if outcome is None:
        return Refusal("meetings.outcome_missing")
    if has_issue and outcome is Outcome.noted:
        return Refusal("meetings.issue_needs_outcome")
    if not has_issue and outcome in OF_AN_ISSUE:
        return Refusal("meetings.only_of_an_issue")
    if len(conclusion) > TEXT_MOST:
        return Refusal("meetings.text_too_long", most=TEXT_MOST)
    if not conclusion.strip() and outcome is not Outcome.noted:
        return Refusal("meetings.conclusion_missing")
    if outcome in DECIDING and not presence.reached:
        return _below(presence)
    return None


def _below(presence: Presence) -> Refusal:
    """Say with the whole arithmetic why nothing is decided."""
    facts = {**presence.frozen, "missing": presence.missing}
    if presence.body is not None:
        return Refusal("meetings.below_quorum_of", **{**facts, "body": presence.body})
    del facts["entitled"]
    return Refusal("meetings.below_quorum", **facts)


def why_not_vote(state: MeetingState, *, resumes_at: datetime | None, presence: Presence) -> Refusal | None:
    """Put a question to the vote in the room: the meeting goes on, and enough are there to decide."""
    if state is not MeetingState.in_session:
        return Refusal("meetings.not_in_session", state=state)
    return why_not_while_paused(resumes_at=resumes_at) or (None if presence.reached else _below(presence))


def why_not_close(state: MeetingState, *, open_item: str = "") -> Refusal | None:
    """Close when no item hangs in the air."""
    if refusal := TRANSITIONS.why_not(state, MeetingState.closed):
        return refusal
    return Refusal("meetings.item_still_open", title=open_item) if open_item else None


def why_not_while_paused(*, resumes_at: datetime | None) -> Refusal | None:
    """During a break nobody is called, asked or decided upon: those who went out would miss it."""
    return Refusal("meetings.paused", until=resumes_at) if resumes_at else None


def why_not_pause(state: MeetingState, *, paused: bool, until: datetime | None = None, now: datetime) -> Refusal | None:
    """Take a break in a meeting that goes on, until a moment of the same day or night."""
    if state is not MeetingState.in_session:
        return Refusal("meetings.not_in_session", state=state)
    if paused:
        return Refusal("meetings.paused_already")
    if until is None or until <= now:
        return Refusal("meetings.break_ends_in_the_past")
    return None if is_on_its_day(until, now=now) else Refusal("meetings.break_past_today")


def why_not_resume(state: MeetingState) -> Refusal | None:
    """Go on after a break, early or late."""
    return None if state is MeetingState.in_session else Refusal("meetings.not_in_session", state=state)


def why_not_stop(state: MeetingState, *, reason: str) -> Refusal | None:
    """End a meeting in the middle of an item; everybody is told why."""
    if state is not MeetingState.in_session:
        return Refusal("meetings.not_in_session", state=state)
    return _why_not_reason(reason)


@dataclass(frozen=True, kw_only=True)
class Seats:
    """Who leads and who records at this moment."""

    chair_id: int | None
    recorder_id: int | None


def why_not_hand_over(
    kind: MeetingKind, state: MeetingState, to_id: int, *, seats: Seats, may_lead: bool, reason: str
) -> Refusal | None:
    """Give the chair to somebody who may lead here, for a reason everybody reads; leader and recorder stay two."""
    if state is not MeetingState.in_session:
        return Refusal("meetings.not_in_session", state=state)
    if to_id == seats.chair_id:
        return Refusal("meetings.leads_already")
    if not may_lead:
        return Refusal("meetings.may_not_lead")
    return why_not_seat(kind, moderator_id=to_id, recorder_id=seats.recorder_id) or _why_not_reason(reason)


def _why_not_reason(reason: str) -> Refusal | None:
    if not reason.strip():
        return Refusal("meetings.reason_for_all_missing")
    return Refusal("meetings.text_too_long", most=TEXT_MOST) if len(reason) > TEXT_MOST else None
