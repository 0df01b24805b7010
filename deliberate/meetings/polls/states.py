"""Kinds of quick question, where one stands, and the three answers of a temperature check."""

from __future__ import annotations

from enum import StrEnum

from deliberate.kit.states import Transitions


class PollKind(StrEnum):
    """What is asked: how people stand to the matter as it is now, or which of several things they lean to."""

    temperature = "temperature"
    straw = "straw"


class PollState(StrEnum):
    """Where a poll stands; results are nobody's until it is shown."""

    open = "open"
    closed = "closed"
    shown = "shown"
    withdrawn = "withdrawn"


class Temperature(StrEnum):
    """How somebody stands to the matter as it is now."""

    agree = "agree"
    can_live = "can_live"
    not_yet = "not_yet"


_S = PollState
TRANSITIONS: Transitions[PollState] = Transitions(
    "polls",
    {
        _S.open: frozenset({_S.closed, _S.withdrawn}),
        _S.closed: frozenset({_S.shown, _S.withdrawn}),
        _S.shown: frozenset(),
        _S.withdrawn: frozenset(),
    },
)
