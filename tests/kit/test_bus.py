"""Announcing: now, inside the transaction; later, after the commit; a rollback takes announcements back."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from deliberate.kit.bus import Bus
from deliberate.kit.events import Event
from tests.factories.events import Tried

AT = datetime(2026, 3, 10, 2, 0, tzinfo=UTC)


def a_trial(note: int = 1) -> Tried:
    return Tried(actor_id=None, at=AT, number=1, note=note)


def test_listeners_hear_their_kind_and_its_subclasses_at_once():
    bus, heard = Bus(), []
    bus.on(Event)(lambda event: heard.append(("all", event)))
    bus.on(Tried)(lambda event: heard.append(("tested", event)))
    event = a_trial()
    bus.publish(event)
    assert heard == [("all", event), ("tested", event)]


def test_a_listener_registered_twice_hears_once():
    bus, heard = Bus(), []

    def listener(event: Any) -> None:
        heard.append(event)

    bus.on(Tried)(listener)
    bus.on(Tried)(listener)
    bus.publish(a_trial())
    assert len(heard) == 1


def test_those_who_wait_for_the_commit_hear_everything_in_order_and_nothing_when_nothing_happened():
    bus, waiting, told = Bus(), [], []
    bus.hold_in(lambda: waiting)
    bus.after_commit(lambda events: told.append(list(events)))
    bus.publish(a_trial(1))
    bus.publish(a_trial(2))
    assert told == []
    bus.tell_committed(list(waiting))
    bus.tell_committed([])
    assert [[event.note for event in events] for events in told] == [[1, 2]]


def test_a_listener_that_fails_fails_the_announcement():
    bus = Bus()

    @bus.on(Tried)
    def broken(_event: Tried) -> None:
        raise LookupError

    with pytest.raises(LookupError):
        bus.publish(a_trial())
