"""Thousands of rows at once, with the ids they were given."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import insert, select

from deliberate.db.base import db

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

BATCH = 500


def insert_rows(model: Any, rows: Sequence[dict[str, Any]], told: Callable[[int], None]) -> list[int]:
    """Insert rows and return their ids in the same order; `told` hears how many were written."""
    made: list[int] = []
    for start in range(0, len(rows), BATCH):
        batch = list(rows[start : start + BATCH])
        statement = insert(model).returning(model.id, sort_by_parameter_order=True)
        made += db.session.scalars(statement, batch).all()
        told(len(batch))
    return made


def known_refs(model: Any, source: str, **conditions: Any) -> dict[str, int]:
    """Return what an earlier run already took over: foreign id → our id."""
    found = select(model.external_ref, model.id).where(model.source == source)
    for column, value in conditions.items():
        found = found.where(getattr(model, column) == value)
    return dict(db.session.execute(found).all())
