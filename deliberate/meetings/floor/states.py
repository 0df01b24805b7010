"""What a request to speak can be, and how somebody stands to an item of the agenda."""

from __future__ import annotations

from enum import StrEnum

from deliberate.kit.states import Transitions


class RequestKind(StrEnum):
    """What is asked for: a turn, or the chair's ear for how the meeting is run."""

    turn = "turn"
    point_of_order = "point_of_order"


class RequestState(StrEnum):
    """Where a request to speak stands; who was skipped or has withdrawn may ask again."""

    waiting = "waiting"
    speaking = "speaking"
    done = "done"
    skipped = "skipped"
    withdrawn = "withdrawn"
    lapsed = "lapsed"


_S = RequestState
TRANSITIONS: Transitions[RequestState] = Transitions(
    "floor",
    {
        _S.waiting: frozenset({_S.speaking, _S.skipped, _S.withdrawn, _S.lapsed}),
        _S.speaking: frozenset({_S.done}),
        _S.done: frozenset(),
        _S.skipped: frozenset(),
        _S.withdrawn: frozenset(),
        _S.lapsed: frozenset(),
    },
)
