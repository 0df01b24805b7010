"""Finding."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func, literal_column, select, text

from deliberate.db.base import db
from deliberate.search.models import SearchText
from deliberate.search.rules import any_of, for_postgresql, for_sqlite, telling

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from sqlalchemy import ColumnElement


def matching(query: str) -> ColumnElement[bool] | None:
    """Return the condition that a text's tokens match the query; None when the query asks for nothing."""
    return _matching(for_sqlite(query) if _on_sqlite() else for_postgresql(query))


def _on_sqlite() -> bool:
    return db.engine.dialect.name == "sqlite"


def _matching(asked: str) -> ColumnElement[bool] | None:
    if not asked:
        return None
    if _on_sqlite():
        rows = text("SELECT rowid FROM search_index WHERE search_index MATCH :asked").bindparams(asked=asked)
        return SearchText.id.in_(rows.columns(SearchText.id))
    vector = func.to_tsvector(literal_column("'simple'"), SearchText.tokens)
    return vector.op("@@")(func.to_tsquery(literal_column("'simple'"), asked))


def sharing(words: str, *, kind: str, place_id: int, limit: int = 200) -> Sequence[SearchText]:
    """Return the newest texts of a place that share any telling word with what was typed."""
    condition = _matching(any_of(telling(words), sqlite=_on_sqlite()))
    if condition is None:
        return []
    found = select(SearchText).where(condition, SearchText.kind == kind, SearchText.place_id == place_id)
    return db.session.scalars(found.order_by(SearchText.id.desc()).limit(limit)).all()


def find(
    query: str,
    *,
    kinds: Collection[str] = (),
    place_ids: Collection[int] = (),
    limit: int = 50,
    offset: int = 0,
) -> Sequence[SearchText]:
    """Return texts that match every word of the query, newest first."""
    condition = matching(query)
    if condition is None:
        return []
    found = select(SearchText).where(condition)
    if kinds:
        found = found.where(SearchText.kind.in_(kinds))
    if place_ids:
        found = found.where(SearchText.place_id.in_(place_ids))
    return db.session.scalars(found.order_by(SearchText.id.desc()).limit(limit).offset(offset)).all()


def count(query: str, *, kinds: Collection[str] = ()) -> int:
    """Return how many texts match."""
    condition = matching(query)
    if condition is None:
        return 0
    found = select(func.count()).select_from(SearchText).where(condition)
    if kinds:
        found = found.where(SearchText.kind.in_(kinds))
    return db.session.scalar(found) or 0
