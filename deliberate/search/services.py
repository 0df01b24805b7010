"""Keeping what can be found in step with what was written."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import delete, select

from deliberate.db.base import db
from deliberate.search.models import SearchText
from deliberate.search.rules import tokens

LONGEST_LINE = 200


@dataclass(frozen=True)
class Findable:
    """A text and where it is read."""

    kind: str
    subject_id: int
    place_id: int
    title: str
    body: str
    path: str


def row_of(item: Findable) -> dict[str, object]:
    """Return the row for a text; importers add thousands of these at once."""
    return {
        "kind": item.kind,
        "subject_id": item.subject_id,
        "place_id": item.place_id,
        "title": item.title[:LONGEST_LINE],
        "excerpt": " ".join(item.body.split())[:LONGEST_LINE],
        "path": item.path,
        "tokens": tokens(f"{item.title}\n{item.body}"),
    }


def make_findable(item: Findable) -> None:
    """Add a text to the index, or replace what stood there for the same subject."""
    known = db.session.scalar(
        select(SearchText).where(SearchText.kind == item.kind, SearchText.subject_id == item.subject_id)
    )
    if known is None:
        db.session.add(SearchText(**row_of(item)))
        return
    for name, value in row_of(item).items():
        setattr(known, name, value)


def forget(kind: str, subject_id: int) -> None:
    """Take a text out of the index, because it was hidden or erased."""
    db.session.execute(delete(SearchText).where(SearchText.kind == kind, SearchText.subject_id == subject_id))
