"""Reading requests read, writing ones commit once, and nothing is told before the commit."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from deliberate.db.base import db
from deliberate.db.session import afterwards, commit, read_only, rollback, transaction, waiting_events
from deliberate.kit.bus import bus, publish
from tests.factories.events import Tried
from tests.factories.people import an_account

AT = datetime(2026, 3, 10, tzinfo=UTC)


@pytest.fixture
def told(monkeypatch):
    heard = []
    monkeypatch.setattr(bus, "_later", [lambda events: heard.extend(event.note for event in events)])
    return heard


def say(note):
    publish(Tried(actor_id=None, at=AT, number=1, note=note))


def test_a_reading_session_refuses_to_write(session):
    read_only()
    with pytest.raises(RuntimeError, match="only reads"):
        an_account()
    rollback()
    read_only(yes=False)
    an_account()


def test_what_waits_for_the_commit_is_done_once_and_not_at_all_when_it_is_taken_back(session):
    done = []
    afterwards(lambda: done.append("taken back"))
    rollback()
    afterwards(lambda: done.append("kept"))
    assert done == []
    commit()
    commit()
    assert done == ["kept"]


def test_what_is_announced_is_told_after_the_commit_and_once(session, told):
    say(1)
    say(2)
    assert told == []
    commit()
    assert told == [1, 2]
    commit()
    assert told == [1, 2]


def test_a_rollback_takes_the_announcement_back(session, told):
    say(1)
    rollback()
    commit()
    assert told == []
    assert waiting_events() == []


def test_a_transaction_that_fails_leaves_nothing(session, told):
    def fail():
        with transaction():
            say(1)
            raise LookupError

    with pytest.raises(LookupError):
        fail()
    with transaction():
        say(2)
    assert told == [2]


def test_moments_come_back_aware_and_in_utc_and_naive_ones_are_refused(session):
    account = an_account(opened_at=AT)
    commit()
    db.session.expire(account)
    assert account.opened_at == AT
    assert account.opened_at.tzinfo is UTC or account.opened_at.utcoffset().total_seconds() == 0
    with pytest.raises(Exception, match="time zone"):
        an_account(opened_at=datetime(2026, 3, 1))  # noqa: DTZ001 - that is what is tried
    rollback()
