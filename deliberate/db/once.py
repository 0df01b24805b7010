"""Rows that stand once however often they are sent: the database decides, also between two workers."""

from __future__ import annotations

from typing import Any

from sqlalchemy.dialects import postgresql, sqlite

from deliberate.db.base import db


def insert_once(model: Any, **values: Any) -> int | None:
    """Insert a row and return its id, or None where a unique constraint says that it is there already.

    On PostgreSQL this waits for another transaction that is just inserting the same, and sees its row afterwards.
    """
    insert = postgresql.insert if db.engine.dialect.name == "postgresql" else sqlite.insert
    made: int | None = db.session.scalar(insert(model).values(**values).on_conflict_do_nothing().returning(model.id))
    return made
