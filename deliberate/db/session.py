"""The one place that commits: used by the request cycle, the sockets, the jobs and the command line."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import event
from sqlalchemy.exc import OperationalError

from deliberate.db.base import Session, db
from deliberate.db.resting import ask_rested
from deliberate.db.spoken import WRITER
from deliberate.db.write_gate import WriteGate
from deliberate.kit.bus import bus

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from flask import Flask

    from deliberate.kit.events import Event

# PostgreSQL's words for a transaction it ended so that others could go on: serialization failure, deadlock.
VICTIM = frozenset({"40001", "40P01"})
TRIES = 3
T = TypeVar("T")


def bind_database(app: Flask) -> None:
    """Give the app its engine; SQLite gets the write gate."""
    if app.config["SQLALCHEMY_DATABASE_URI"].startswith("sqlite"):
        # timeout=0: waiting is the gate's business. Greenlets share one thread, so the check would only misfire.
        app.config["SQLALCHEMY_ENGINE_OPTIONS"] = {
            "connect_args": {"timeout": 0, "check_same_thread": False},
            "pool_size": 40,
        }
    else:
        app.config.setdefault("SQLALCHEMY_ENGINE_OPTIONS", {"pool_size": 10, "max_overflow": 10})
    db.init_app(app)
    with app.app_context():
        if db.engine.dialect.name == "sqlite":
            WriteGate(db.engine, app.config["WRITE_PATIENCE"])
        else:
            ask_rested(db.engine)
    bus.hold_in(waiting_events)


def waiting_events() -> list[Event]:
    """Return the events announced in this transaction."""
    waiting: list[Event] = db.session().info.setdefault("events", [])
    return waiting


def noted() -> dict[Any, Any]:
    """Return what this transaction keeps in mind; it is forgotten at its end."""
    kept: dict[Any, Any] = db.session().info.setdefault("noted", {})
    return kept


def commit() -> None:
    """Commit, then tell those who wait for the commit."""
    db.session.commit()
    noted().clear()
    events = waiting_events()
    told = list(events)
    events.clear()
    bus.tell_committed(told)
    waiting, db.session().info["afterwards"] = _afterwards(), []
    for act in waiting:
        act()


def afterwards(act: Callable[[], None]) -> None:
    """Do something small once this transaction is committed, and not at all if it is taken back."""
    _afterwards().append(act)


def _afterwards() -> list[Callable[[], None]]:
    waiting: list[Callable[[], None]] = db.session().info.setdefault("afterwards", [])
    return waiting


def rollback() -> None:
    """Take everything back, the announcements too."""
    waiting_events().clear()
    _afterwards().clear()
    noted().clear()
    db.session.rollback()


def read_only(*, yes: bool = True) -> None:
    """Make the present session a reader (or a writer again); set before its first statement."""
    db.session().info["readonly"] = yes


def written_in(language: str) -> None:
    """Tell in which language whoever writes now reads: it decides where the letters of a text leave a doubt."""
    db.session().info[WRITER] = language


@contextmanager
def transaction() -> Iterator[None]:
    """Commit at the end, or take everything back if anything fails: for sockets, jobs and commands."""
    try:
        yield
        commit()
    except BaseException:
        rollback()
        raise


def once_more(act: Callable[[], T]) -> T:
    """Do something that writes, and do it again if PostgreSQL chose it as the victim of a deadlock.

    Two acts that write to the same two streams in opposite order wait for each other; one of them is taken back whole,
    so that doing it again is safe and nobody hears of it.
    """
    for _ in range(TRIES - 1):
        try:
            return act()
        except OperationalError as error:
            if getattr(error.orig, "sqlstate", None) not in VICTIM:
                raise
            rollback()
    return act()


def ensure_writer(session: Any = None) -> None:
    """Refuse to go on in a session that only reads: also asked by what writes rows without objects."""
    if (session or db.session()).info.get("readonly"):
        message = "this session only reads: a page fetched with GET tried to write"
        raise RuntimeError(message)


@event.listens_for(Session, "before_flush")
def _readers_do_not_write(session: Session, _context: object, _instances: object) -> None:
    if session.new or session.dirty or session.deleted:
        ensure_writer(session)
