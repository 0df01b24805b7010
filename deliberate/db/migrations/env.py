"""How Alembic reaches the database; the same for SQLite and PostgreSQL."""

from __future__ import annotations

from typing import Any

from alembic import context
from flask import current_app
from sqlalchemy import text

# SQLite's full-text index is made by hand beside its table.
NOT_OURS = ("search_index",)
BY_HAND = frozenset({"ix_search_texts_tokens"})


def _ours(_thing: Any, name: str | None, kind: str, _reflected: bool, _other: Any) -> bool:  # noqa: FBT001 - Alembic's
    if kind == "table":
        return not (name or "").startswith(NOT_OURS)
    return not (kind == "index" and name in BY_HAND)


def run() -> None:
    """Run the migrations in one transaction."""
    extension = current_app.extensions["migrate"].db
    with extension.engine.connect() as connection:
        sqlite = connection.dialect.name == "sqlite"
        if sqlite:
            # A batch change copies the table and drops the old one: with the checks on, that would empty its children.
            # The pragma does nothing inside a transaction, and the write gate opens one at once.
            connection.connection.dbapi_connection.execute("PRAGMA foreign_keys=OFF")
        context.configure(
            connection=connection,
            target_metadata=extension.metadata,
            include_object=_ours,
            render_as_batch=sqlite,
            compare_type=True,
        )
        with context.begin_transaction():
            context.run_migrations()
        connection.commit()
        if sqlite:
            connection.execute(text("SELECT 1"))
            connection.rollback()
            connection.connection.dbapi_connection.execute("PRAGMA foreign_keys=ON")


run()
