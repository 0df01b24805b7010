"""Two acts that write to the same two streams in opposite order: both are done, each once, and nobody hears of it."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime
from threading import Barrier, BrokenBarrierError, Thread

import pytest
from sqlalchemy.exc import OperationalError

from deliberate.db.base import db
from deliberate.db.session import once_more, transaction
from deliberate.kit.bus import publish
from deliberate.ledger import queries
from tests.factories.events import Tried

AT = datetime(2026, 3, 10, 2, 0, tzinfo=UTC)
NO_TABLE = OperationalError("SELECT 1", {}, Exception())


def write_to(first, second, meet, tries):
    tries.append(first)
    with transaction():
        publish(Tried(actor_id=None, at=AT, number=first, note=first))
        with suppress(BrokenBarrierError):
            meet.wait(5 if len(tries) < 3 else 0.01)
        publish(Tried(actor_id=None, at=AT, number=second, note=first))


def test_whoever_is_ended_by_a_deadlock_does_it_again(app, session):
    if db.engine.dialect.name == "sqlite":
        pytest.skip("a file has one writer at a time, who waits for nobody")
    meet, tries = Barrier(2), []

    def act(first, second):
        with app.app_context():
            once_more(lambda: write_to(first, second, meet, tries))

    both = [Thread(target=act, args=pair) for pair in ((1, 2), (2, 1))]
    [thread.start() for thread in both]
    [thread.join(30) for thread in both]
    told = [[entry.payload["note"] for entry in queries.stream_after(f"test:{number}")] for number in (1, 2)]
    assert told in ([[1, 2], [1, 2]], [[2, 1], [2, 1]])
    assert len(tries) == 3


def test_other_faults_are_not_tried_again(session):
    tries = []

    def act():
        tries.append(1)
        raise NO_TABLE

    with pytest.raises(OperationalError):
        once_more(act)
    assert tries == [1]
