"""Rows that stand once however often they are sent: the database decides, also between two workers."""

from __future__ import annotations

from functools import cache
from typing import Any

from sqlalchemy.dialects import postgresql, sqlite

from deliberate.db.base import db


def insert_once(model: Any, **values: Any) -> int | None:
    """Insert a row and return its id, or None where a unique constraint says that it is there already.

    On PostgreSQL this waits for another transaction that is just inserting the same, and sees its row afterwards.
    """
    made: int | None = db.session.scalar(_insert(model, db.engine.dialect.name), values)
    return made


def row_once(model: Any, **values: Any) -> Any:
    """Insert a row and return it whole, or None where it is there already; as `insert_once`, one question less."""
    return db.session.scalars(_insert(model, db.engine.dialect.name, whole=True), values).first()


@cache
def _insert(model: Any, dialect: str, *, whole: bool = False) -> Any:
    # Put together once for each table: that costs more than inserting.
    insert = postgresql.insert if dialect == "postgresql" else sqlite.insert
    return insert(model).on_conflict_do_nothing().returning(model if whole else model.id)
