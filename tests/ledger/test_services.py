"""Announcing is recording: in the same transaction, gapless, chained, on both databases."""

from __future__ import annotations

import json
import threading
from datetime import UTC, datetime

import gevent
import pytest
from sqlalchemy import func, select, update

from deliberate.db.base import db
from deliberate.db.session import commit, rollback, transaction
from deliberate.kit.bus import publish
from deliberate.ledger import queries
from deliberate.ledger.models import Entry, Head
from deliberate.ledger.rules import short_code, signed_rightly, verify, verify_export
from deliberate.ledger.services import anchor, erase_payloads
from tests.factories.events import Tried

AT = datetime(2026, 3, 10, 2, 0, tzinfo=UTC)
KEY = "11" * 32


def say(note, number=1, said="灯坏了"):
    publish(Tried(actor_id=None, at=AT, number=number, note=note, said=said))


def verdict():
    return verify(queries.all_sealed(), queries.heads())


def test_every_event_becomes_an_entry_chained_to_the_one_before(session):
    for note in (1, 2, 3):
        say(note)
    say(4, number=2)
    commit()
    assert [entry.seq for entry in queries.stream_after("test:1")] == [1, 2, 3]
    assert [entry.payload["note"] for entry in queries.stream_after("test:1", after=1)] == [2, 3]
    assert (queries.head_of("test:1"), queries.head_of("test:2"), queries.head_of("test:3")) == (3, 1, 0)
    assert verdict().sound


def test_what_is_rolled_back_was_never_recorded_and_leaves_no_gap(session):
    say(1)
    commit()
    say(2)
    rollback()
    say(3)
    commit()
    assert [entry.payload["note"] for entry in queries.stream_after("test:1")] == [1, 3]
    assert verdict().sound


def test_erased_payloads_are_a_marked_gap_and_the_erasing_is_on_record(session):
    say(1)
    say(2)
    assert erase_payloads("note:1", actor_id=None, now=AT) == 1
    commit()
    found = verdict()
    assert found.sound
    assert found.erased == 1
    erased = queries.stream_after("test:1")[0]
    assert (erased.payload, erased.salt) == (None, None)
    assert queries.stream_after("ledger:1")[0].payload["erased_subject"] == "note:1"


@pytest.mark.parametrize(
    "change", [{"payload": {"said": "没说过"}}, {"verb": "test.other"}, {"actor_id": None, "seq": 9}]
)
def test_a_change_made_in_the_database_is_found(session, change):
    say(1)
    say(2)
    commit()
    db.session.execute(update(Entry).where(Entry.seq == 1).values(**change))
    db.session.expire_all()
    assert not verdict().sound


def test_the_anchor_signs_all_heads_and_finds_what_was_forged_after_it(session):
    say(1)
    say(2, number=2)
    made = anchor(KEY, AT)
    commit()
    assert made.heads == {stream: list(head) for stream, head in queries.heads().items()}
    assert signed_rightly(queries.anchors()[0])
    assert queries.last_anchor().id == made.id
    say(3)
    commit()
    lines = [json.dumps(line) for line in queries.exported()]
    found = verify_export(lines, short_code(made.digest))
    assert (found.sound, found.entries, found.anchors) == (True, 3, 1)


def test_counts_come_from_the_heads(session):
    assert queries.counts() == (0, 0)
    say(1)
    say(2, number=2)
    say(3, number=2)
    commit()
    assert queries.counts() == (3, 2)


WRITERS, ROUNDS = 6, 8


def _write(app, writer):
    for turn in range(ROUNDS):
        with app.app_context(), transaction():
            say(writer * 100 + turn)
            if db.engine.dialect.name == "sqlite":
                gevent.sleep(0.001)


def test_many_writers_of_one_stream_leave_no_gap_and_no_fork(app, session):
    """Greenlets meet at the write gate on SQLite, threads at the head's row on PostgreSQL."""
    if db.engine.dialect.name == "sqlite":
        gevent.joinall([gevent.spawn(_write, app, writer) for writer in range(WRITERS)], raise_error=True)
    else:
        threads = [threading.Thread(target=_write, args=(app, writer)) for writer in range(WRITERS)]
        [thread.start() for thread in threads]
        [thread.join() for thread in threads]
    assert queries.head_of("test:1") == WRITERS * ROUNDS
    assert db.session.scalar(select(func.count()).select_from(Entry)) == WRITERS * ROUNDS
    assert db.session.scalar(select(func.count(func.distinct(Entry.seq)))) == WRITERS * ROUNDS
    assert db.session.scalar(select(func.count()).select_from(Head)) == 1
    assert verdict().sound
