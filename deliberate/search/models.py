"""The table of searchable texts and the index each database keeps on it."""

from __future__ import annotations

from sqlalchemy import DDL, ForeignKey, UniqueConstraint, event
from sqlalchemy.orm import Mapped, mapped_column

from deliberate.db.base import db
from deliberate.db.types import code, ident, line, words


class SearchText(db.Model):
    """What can be found about one subject; the row follows the subject."""

    __tablename__ = "search_texts"
    __table_args__ = (UniqueConstraint("kind", "subject_id"),)

    id: Mapped[ident]
    kind: Mapped[code] = mapped_column(comment="issue, contribution, resolution …")
    subject_id: Mapped[int]
    place_id: Mapped[int] = mapped_column(ForeignKey("places.id"), index=True)
    title: Mapped[line]
    excerpt: Mapped[line] = mapped_column(default="")
    path: Mapped[line] = mapped_column(comment="where it is read, such as /issues/12#c-7")
    tokens: Mapped[words] = mapped_column(comment="made by search.rules.tokens")


# Also in the migration: these stand for `create_all` in tests.
_REMOVE = "INSERT INTO search_index(search_index, rowid, tokens) VALUES ('delete', old.id, old.tokens);"
_ADD = "INSERT INTO search_index(rowid, tokens) VALUES (new.id, new.tokens);"
FOR_SQLITE = (
    "CREATE VIRTUAL TABLE search_index USING fts5(tokens, content='search_texts', content_rowid='id')",
    f"CREATE TRIGGER search_texts_added AFTER INSERT ON search_texts BEGIN {_ADD} END",
    f"CREATE TRIGGER search_texts_removed AFTER DELETE ON search_texts BEGIN {_REMOVE} END",
    f"CREATE TRIGGER search_texts_changed AFTER UPDATE OF tokens ON search_texts BEGIN {_REMOVE} {_ADD} END",
)
FOR_POSTGRESQL = ("CREATE INDEX ix_search_texts_tokens ON search_texts USING gin (to_tsvector('simple', tokens))",)

for _statement in FOR_SQLITE:
    event.listen(SearchText.__table__, "after_create", DDL(_statement).execute_if(dialect="sqlite"))
for _statement in FOR_POSTGRESQL:
    event.listen(SearchText.__table__, "after_create", DDL(_statement).execute_if(dialect="postgresql"))
event.listen(SearchText.__table__, "after_drop", DDL("DROP TABLE IF EXISTS search_index").execute_if(dialect="sqlite"))
