"""Rows that stand once however often they are sent: the database decides, also between two workers."""

from __future__ import annotations

from functools import cache
from typing import Any

from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import make_transient_to_detached

from deliberate.db.base import db
from deliberate.db.session import ensure_writer


def insert_once(model: Any, **values: Any) -> int | None:
    """Insert a row and return its id, or None where a unique constraint says that it is there already.

    On PostgreSQL this waits for another transaction that is just inserting the same, and sees its row afterwards.
    """
    ensure_writer()
    db.session.flush()
    made: int | None = db.session.connection().scalar(_insert(model, db.engine.dialect.name), values)
    return made


def row_once(model: Any, **values: Any) -> Any:
    """Insert a row and return it as an object, or None where it is there already.

    What was not given is read when somebody asks for it; most never do.
    """
    made = insert_once(model, **values)
    if made is None:
        return None
    row = model(id=made, **values)
    make_transient_to_detached(row)
    db.session.add(row)
    return row


@cache
def _insert(model: Any, dialect: str) -> Any:
    # Put together once for each table, and of columns: the way over objects costs more than inserting.
    insert = postgresql.insert if dialect == "postgresql" else sqlite.insert
    return insert(model.__table__).on_conflict_do_nothing().returning(model.__table__.c.id)
