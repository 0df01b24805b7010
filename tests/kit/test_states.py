"""Transition tables, refusals and the clock."""

from __future__ import annotations

from datetime import UTC, datetime
from enum import StrEnum

import pytest

from deliberate.kit.clock import Clock
from deliberate.kit.offload import Offload
from deliberate.kit.refusals import Refusal, Refused, ensure
from deliberate.kit.states import Transitions


class Door(StrEnum):
    open = "open"
    shut = "shut"
    bricked_up = "bricked_up"
    never = "never"


DOOR = Transitions("door", {Door.open: frozenset({Door.shut}), Door.shut: frozenset({Door.open, Door.bricked_up})})


def test_a_table_says_what_may_follow():
    assert DOOR.why_not(Door.open, Door.shut) is None
    assert DOOR.why_not(Door.open, Door.bricked_up) == Refusal(
        "door.wrong_state", state=Door.open, following=Door.bricked_up
    )
    assert DOOR.after(Door.bricked_up) == frozenset()
    assert DOOR.reachable(Door.open) == {Door.open, Door.shut, Door.bricked_up}


def test_ensure_raises_the_refusal_and_lets_none_pass():
    ensure(None)
    with pytest.raises(Refused) as refused:
        ensure(Refusal("door.locked", key=3))
    assert refused.value.refusal == Refusal("door.locked", key=3)
    assert len({Refusal("door.locked", key=3), Refusal("door.locked", key=3), Refusal("door.locked")}) == 2


def test_a_held_clock_stands_still_and_wants_a_zone():
    clock = Clock()
    clock.hold(datetime(2026, 3, 1, tzinfo=UTC))
    assert clock.now() == datetime(2026, 3, 1, tzinfo=UTC)
    clock.release()
    assert clock.now() > datetime(2026, 3, 1, tzinfo=UTC)
    with pytest.raises(ValueError, match="time zone"):
        clock.hold(datetime(2026, 3, 1))  # noqa: DTZ001 - that is what is tried


def test_offload_runs_here_until_it_is_given_a_runner():
    offload = Offload()
    assert offload(max, 3, 4) == 4
    offload.use(lambda function, args, kwargs: ("elsewhere", function(*args, **kwargs)))
    assert offload(max, 3, 4) == ("elsewhere", 4)
