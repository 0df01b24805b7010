"""One writer at a time on SQLite, waiting politely.

The default driver lets two transactions read the same row and both write it: one update is lost without a word.
Writers therefore begin with BEGIN IMMEDIATE. SQLite's own waiting happens in C and would freeze every greenlet of the
process, the lock's holder among them; so writers queue on a semaphore here, and the rare wait for another process
sleeps in the event loop. Readers begin plainly and never queue.

Another thread has an event loop of its own, and a semaphore's waking does not always find its way into it; such a
writer looks again every few milliseconds instead.
"""

from __future__ import annotations

import sqlite3
import time
from typing import TYPE_CHECKING, Any

from gevent import sleep
from gevent.lock import Semaphore
from gevent.monkey import get_original
from sqlalchemy import event

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

SHORTEST_PAUSE, LONGEST_PAUSE = 0.002, 0.05
# The one that tells threads apart, not the patched one that tells greenlets apart.
_thread_id = get_original("_thread", "get_ident")


class WriteGate:
    """The writer's place of one engine."""

    def __init__(self, engine: Engine, patience: float) -> None:
        """Guard `engine`; a writer gives up after `patience` seconds."""
        self._free = Semaphore(1)
        self._home = _thread_id()
        self._holders: set[int] = set()
        self._patience = patience
        self._commit, self._rollback = engine.dialect.do_commit, engine.dialect.do_rollback
        engine.dialect.do_commit = self._do_commit  # type: ignore[assignment,method-assign]
        engine.dialect.do_rollback = self._do_rollback  # type: ignore[assignment,method-assign]
        event.listen(engine, "connect", self._set_up)
        event.listen(engine, "begin", self._begin)

    @staticmethod
    def _set_up(driver: sqlite3.Connection, _record: object) -> None:
        driver.isolation_level = None
        driver.execute("PRAGMA journal_mode=WAL")
        driver.execute("PRAGMA synchronous=NORMAL")
        driver.execute("PRAGMA foreign_keys=ON")
        # What is deleted is gone from the file as well: erased words, and the order in which ballots came in.
        driver.execute("PRAGMA secure_delete=ON")

    def _begin(self, connection: Connection) -> None:
        if connection.get_execution_options().get("readonly"):
            connection.exec_driver_sql("BEGIN")
            return
        driver: Any = connection.connection.dbapi_connection
        if not self._take_place():
            message = "database is locked: the writer's place stayed taken"
            raise sqlite3.OperationalError(message)
        self._holders.add(id(driver))
        try:
            self._begin_immediate(driver)
        except BaseException:
            self._release(driver)
            raise

    def _take_place(self) -> bool:
        """Wait for the writer's place; tell whether it was got in time."""
        if _thread_id() == self._home:
            return bool(self._free.acquire(timeout=self._patience))
        give_up, pause = time.monotonic() + self._patience, SHORTEST_PAUSE
        while not self._free.acquire(blocking=False):
            if time.monotonic() > give_up:
                return False
            time.sleep(pause)
            pause = min(pause * 1.5, LONGEST_PAUSE)
        return True

    def _begin_immediate(self, driver: sqlite3.Connection) -> None:
        give_up, pause = time.monotonic() + self._patience, SHORTEST_PAUSE
        while True:
            try:
                driver.execute("BEGIN IMMEDIATE")
            except sqlite3.OperationalError as error:
                if "locked" not in str(error) or time.monotonic() > give_up:
                    raise
            else:
                return
            sleep(pause)
            pause = min(pause * 1.5, LONGEST_PAUSE)

    def _release(self, connection: Any) -> None:
        # The hooks are given the pool's proxy, not the driver's connection: compare like with like.
        driver = getattr(connection, "dbapi_connection", connection)
        if id(driver) in self._holders:
            self._holders.discard(id(driver))
            self._free.release()

    def _do_commit(self, connection: Any) -> None:
        self._commit(connection)
        self._release(connection)

    def _do_rollback(self, connection: Any) -> None:
        try:
            self._rollback(connection)
        finally:
            self._release(connection)
