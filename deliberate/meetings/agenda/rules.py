"""Which phases an item has, how long each should take, and when one may turn to another or put a matter aside."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING, Any

from deliberate.kit.refusals import Refusal
from deliberate.meetings.states import ItemKind, ItemState, MeetingState, Phase

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from deliberate.issues.states import IssueState

MATTER_MOST, NAME_MOST = 200, 40
MINUTES_MOST = 480
# What part of its time each phase of an item usually takes.
SHARES: Mapping[ItemKind, Mapping[Phase, int]] = {
    ItemKind.information: {Phase.brief: 70, Phase.questions: 30},
    ItemKind.report: {Phase.brief: 40, Phase.questions: 30, Phase.discussion: 20, Phase.conclusion: 10},
    ItemKind.discussion: {
        Phase.brief: 15,
        Phase.questions: 20,
        Phase.discussion: 35,
        Phase.options: 15,
        Phase.straw_poll: 5,
        Phase.conclusion: 10,
    },
    ItemKind.motion: {Phase.brief: 15, Phase.questions: 20, Phase.discussion: 55, Phase.conclusion: 10},
}


def usual_plan(kind: ItemKind, minutes: int) -> dict[Phase, int]:
    """Return the phases of a kind with whole minutes that add up to what is planned for the item."""
    shares = SHARES[kind]
    ends = [minutes * so_far // 100 for so_far in accumulate(shares.values())]
    return {phase: end - start for phase, start, end in zip(shares, [0, *ends], ends, strict=False)}


def plan_of(kind: ItemKind, minutes: int, written: Mapping[str, Any]) -> dict[Phase, int]:
    """Return an item's phases in their order: as somebody planned them, else as usual for its kind."""
    if not written:
        return usual_plan(kind, minutes)
    return {phase: int(written[phase]) for phase in Phase if phase in written}


def seconds_between(start: datetime, end: datetime) -> int:
    """Return the whole seconds between two moments, counted as a phone counts them: second by second of the clock."""
    return max(0, int(end.timestamp()) - int(start.timestamp()))


def why_not_plan(meeting: MeetingState, plan: Mapping[Phase, int]) -> Refusal | None:
    """Plan an item before the meeting begins: at least one phase, none longer than a working day."""
    if meeting not in {MeetingState.draft, MeetingState.announced}:
        return Refusal("meetings.planned_before", state=meeting)
    if not plan:
        return Refusal("meetings.phases_missing")
    if any(not 0 <= minutes <= MINUTES_MOST for minutes in plan.values()):
        return Refusal("meetings.minutes_wrong", most=MINUTES_MOST)
    return None


def why_not_turn(
    meeting: MeetingState, item: ItemState, phase: Phase, *, plan: Mapping[Phase, int], title: str
) -> Refusal | None:
    """Turn to a phase the item has, while it is being talked about."""
    if meeting is not MeetingState.in_session:
        return Refusal("meetings.not_in_session", state=meeting)
    if item is not ItemState.open:
        return Refusal("meetings.item_not_open", title=title)
    return None if phase in plan else Refusal("meetings.phase_not_planned", phase=phase)


def rest_of(plan: Mapping[Phase, int], spent: Mapping[str, int], now_in: Phase | None) -> dict[Phase, int]:
    """Return what is left of an item's plan: from the phase it is in on, with the minutes not used yet."""
    names = list(plan)
    left = names[names.index(now_in) :] if now_in is not None and now_in in plan else names
    return {phase: max(0, plan[phase] - spent.get(phase.value, 0) // 60) for phase in left}


def why_not_adjourn(meeting: MeetingState, *, unfinished: int, reason: str) -> Refusal | None:
    """Go on another day with what is left, for a reason everybody reads."""
    if meeting is not MeetingState.in_session:
        return Refusal("meetings.not_in_session", state=meeting)
    if not unfinished:
        return Refusal("meetings.nothing_left")
    if not reason.strip():
        return Refusal("meetings.reason_for_all_missing")
    return Refusal("meetings.text_too_long", most=MATTER_MOST) if len(reason) > MATTER_MOST else None


def why_not_join(*, went_on: bool, state: IssueState | None) -> Refusal | None:
    """Let an issue of the same place that is being followed up take care of a matter nothing has come of yet."""
    if went_on:
        return Refusal("meetings.matter_gone_on")
    if state is None:
        return Refusal("issues.merge_target_missing")
    return Refusal("meetings.issue_not_followed", state=state) if state.resting or not state.screened else None


def why_not_park(meeting: MeetingState, *, text: str, said_by: str) -> Refusal | None:
    """Put a matter aside while the meeting goes on, in words somebody understands in a month."""
    if meeting is not MeetingState.in_session:
        return Refusal("meetings.not_in_session", state=meeting)
    if not text:
        return Refusal("meetings.matter_missing")
    if len(text) > MATTER_MOST:
        return Refusal("meetings.text_too_long", most=MATTER_MOST)
    return Refusal("meetings.name_too_long", most=NAME_MOST) if len(said_by) > NAME_MOST else None
