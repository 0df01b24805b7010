"""One writer at a time on SQLite: nothing lost, nobody frozen, readers never in the queue."""

from __future__ import annotations

import sqlite3
import time

import gevent
import pytest
from sqlalchemy import create_engine, text

from deliberate.db.write_gate import WriteGate

WRITERS, ROUNDS = 8, 20


@pytest.fixture
def gated(tmp_path):
    """Return an gated behind a gate, with one number in it."""
    made = create_engine(
        f"sqlite:///{tmp_path / 'gate.sqlite3'}",
        connect_args={"timeout": 0, "check_same_thread": False},
        pool_size=20,
    )
    WriteGate(made, patience=5.0)
    with made.begin() as connection:
        connection.execute(text("CREATE TABLE counter (n INTEGER)"))
        connection.execute(text("INSERT INTO counter VALUES (0)"))
    yield made
    made.dispose()


def count(gated):
    with gated.connect().execution_options(readonly=True) as connection:
        return connection.execute(text("SELECT n FROM counter")).scalar()


def add_one(gated, pause=0.001):
    with gated.begin() as connection:
        n = connection.execute(text("SELECT n FROM counter")).scalar()
        gevent.sleep(pause)
        connection.execute(text("UPDATE counter SET n = :n"), {"n": n + 1})


def test_no_update_is_lost_among_eight_writers(gated):
    def write():
        for _ in range(ROUNDS):
            add_one(gated)

    gevent.joinall([gevent.spawn(write) for _ in range(WRITERS)], raise_error=True)
    assert count(gated) == WRITERS * ROUNDS


def test_readers_do_not_wait_for_a_writer(gated):
    writer = gevent.spawn(add_one, gated, 0.5)
    gevent.sleep(0.05)
    begun = time.monotonic()
    assert count(gated) == 0
    assert time.monotonic() - begun < 0.2
    writer.join()
    assert count(gated) == 1


def test_the_loop_keeps_turning_while_writers_wait(gated):
    stalls = []

    def tick():
        while True:
            begun = time.monotonic()
            gevent.sleep(0.005)
            stalls.append(time.monotonic() - begun)

    ticking = gevent.spawn(tick)
    gevent.joinall([gevent.spawn(add_one, gated, 0.03) for _ in range(6)], raise_error=True)
    ticking.kill()
    assert max(stalls) < 0.2


def test_the_gate_opens_again_after_a_failure_and_after_a_kill(gated):
    def fail():
        with gated.begin() as connection:
            connection.execute(text("UPDATE counter SET n = 99"))
            raise LookupError

    with pytest.raises(LookupError):
        fail()
    killed = gevent.spawn(add_one, gated, 10)
    gevent.sleep(0.02)
    killed.kill()
    add_one(gated)
    assert count(gated) == 1


def test_another_process_holding_the_lock_is_waited_for_politely(gated, tmp_path):
    other = sqlite3.connect(tmp_path / "gate.sqlite3", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    gevent.spawn_later(0.2, other.execute, "COMMIT")
    add_one(gated)
    assert count(gated) == 1


def test_patience_ends(tmp_path, gated):
    impatient = create_engine(f"sqlite:///{tmp_path / 'gate.sqlite3'}", connect_args={"timeout": 0})
    WriteGate(impatient, patience=0.1)
    other = sqlite3.connect(tmp_path / "gate.sqlite3", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(sqlite3.OperationalError, match="locked"):
        add_one(impatient)
    other.execute("ROLLBACK")
    add_one(impatient)
    impatient.dispose()


def test_foreign_keys_are_checked(gated):
    with gated.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
