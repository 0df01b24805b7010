"""Counting what a piece of code asks the database."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from sqlalchemy import event

from deliberate.db.base import db
from deliberate.places.queries import standing

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def counted(_session: Any = None) -> Iterator[list[str]]:
    """Collect the statements that run inside the block, as if nothing had been asked before."""
    standing.forget()
    statements: list[str] = []

    def hear(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        statements.append(statement)

    event.listen(db.engine, "before_cursor_execute", hear)
    try:
        yield statements
    finally:
        event.remove(db.engine, "before_cursor_execute", hear)
