"""When a quick question may be put, answered, counted in the hall and shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from deliberate.kit.refusals import Refusal
from deliberate.meetings.polls.states import TRANSITIONS, PollKind, PollState
from deliberate.meetings.states import ItemState, MeetingState

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

QUESTION_MOST, OPTION_MOST = 120, 60
OPTIONS_LEAST, OPTIONS_MOST = 2, 6
HALL_MOST = 9999


def why_not_open(
    meeting: MeetingState,
    item: ItemState,
    *,
    kind: PollKind,
    question: str,
    options: Sequence[str],
    other_open: bool,
) -> Refusal | None:
    """Put one question at a time, under the item being talked about, short enough for a phone."""
    if meeting is not MeetingState.in_session or item is not ItemState.open:
        return Refusal("polls.item_not_open")
    if other_open:
        return Refusal("polls.other_open")
    if not question.strip():
        return Refusal("polls.question_missing")
    if len(question.strip()) > QUESTION_MOST:
        return Refusal("polls.question_too_long", most=QUESTION_MOST)
    return _why_not_options(options) if kind is PollKind.straw else None


def _why_not_options(options: Sequence[str]) -> Refusal | None:
    texts = [option.strip() for option in options]
    if not OPTIONS_LEAST <= len(texts) <= OPTIONS_MOST or not all(texts):
        return Refusal("polls.options_missing", least=OPTIONS_LEAST, most=OPTIONS_MOST)
    if len(set(texts)) < len(texts):
        return Refusal("polls.options_alike")
    if any(len(text) > OPTION_MOST for text in texts):
        return Refusal("polls.option_too_long", most=OPTION_MOST)
    return None


def why_not_answer(state: PollState, *, present: bool, choice: int, options: int) -> Refusal | None:
    """Answer while it is open, as somebody who is there; another answer replaces the first."""
    if state is not PollState.open:
        return Refusal("polls.closed_already")
    if not present:
        return Refusal("polls.attend_first")
    return None if 0 <= choice < options else Refusal("polls.choice_missing")


def why_not_count_hall(
    state: PollState, counts: Sequence[int], helped: Sequence[int] = (), *, options: int
) -> Refusal | None:
    """Write down hands once the question is closed, a number for each option; of those helped as well, if any were."""
    if state is not PollState.closed:
        return Refusal("polls.close_first")
    if len(counts) != options or len(helped) not in {0, options}:
        return Refusal("polls.counts_missing", options=options)
    wrong = any(not 0 <= count <= HALL_MOST for count in (*counts, *helped))
    return Refusal("polls.counts_missing", options=options) if wrong else None


def told_counts(written: Sequence[Mapping[str, Any]]) -> tuple[Mapping[str, Any], ...]:
    """Return the counts as the counters see them: a single one without its figures, so that nobody copies it."""
    if len(written) > 1:
        return tuple(written)
    return tuple({**one, "hall": None, "helped": None} for one in written)


def hall_agreed(counts: Sequence[Sequence[int]]) -> tuple[int, ...] | None:
    """Return the hall's count if two people have written down the same, or None."""
    known: set[tuple[int, ...]] = set()
    for one in counts:
        if tuple(one) in known:
            return tuple(one)
        known.add(tuple(one))
    return None


def why_not_show(state: PollState, hall: Sequence[Sequence[int]]) -> Refusal | None:
    """Show what two people agree on; with nobody in the hall, what the phones say."""
    if refusal := TRANSITIONS.why_not(state, PollState.shown):
        return refusal
    if not hall or hall_agreed(hall) is not None:
        return None
    return Refusal("polls.second_count_missing" if len(hall) == 1 else "polls.counts_differ")
