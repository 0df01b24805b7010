"""Databases for tests: a file for SQLite, a database of its own for every run on PostgreSQL."""

from __future__ import annotations

import os
import uuid
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import create_engine, text

from deliberate.places.queries import standing

if TYPE_CHECKING:
    from flask_sqlalchemy import SQLAlchemy

ROOT = Path(__file__).parents[2]
ENGINES = ("sqlite", "postgresql")
NUMBERS_AGAIN = (
    "SELECT setval(quote_ident(sequencename)::regclass, start_value, false) FROM pg_sequences"
    " WHERE schemaname = current_schema() AND last_value IS NOT NULL"
)

# A deleted row is not asked for its children; only a superuser may say so, and without it the same takes longer.
UNCHECKED = "SELECT set_config('session_replication_role', 'replica', true) FROM pg_roles WHERE rolname = current_user AND rolsuper"


def service(name: str) -> str | None:
    """Return the address of a service for tests: from the environment, else from `dev.py services`."""
    kept = ROOT / "build" / "services.env"
    if os.environ.get(name) or not kept.exists():
        return os.environ.get(name)
    pairs = dict(line.split("=", 1) for line in kept.read_text(encoding="utf-8").splitlines() if "=" in line)
    return pairs.get(name)


def database_url(engine: str, instance: str) -> str:
    """Return the address of a new, empty database."""
    if engine == "sqlite":
        return f"sqlite:///{instance}/test.sqlite3"
    server = service("DELIBERATE_TEST_POSTGRESQL_URL")
    if not server:
        pytest.skip("PostgreSQL is not there")
    name = f"test_{uuid.uuid4().hex[:12]}"
    with create_engine(server, isolation_level="AUTOCOMMIT").connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name} ENCODING 'UTF8' TEMPLATE template0"))
    return server.rsplit("/", 1)[0] + f"/{name}"


def empty(db: SQLAlchemy) -> None:
    """Delete every row; identities start again, so that tests do not lean on each other."""
    standing.forget()
    tables = list(reversed(db.metadata.sorted_tables))
    if db.engine.dialect.name == "postgresql":
        # TRUNCATE would make new files for every table and index, however empty: far slower than looking for rows.
        rows = [f'DELETE FROM "{table.name}"' for table in tables]  # noqa: S608 - our own names
        db.session.connection().exec_driver_sql("; ".join(["BEGIN", UNCHECKED, *rows, NUMBERS_AGAIN, "COMMIT"]))
    else:
        # Rows point at their parents in the same table: with the checks on, every delete would look for children.
        db.session.remove()
        connection = db.engine.raw_connection()
        # A phone that has just been put away may still be telling a server how far it has read.
        connection.execute("PRAGMA busy_timeout=5000")
        connection.execute("PRAGMA foreign_keys=OFF")
        # A server under test may be writing its last words; the gate's patience is not ours here.
        connection.execute("PRAGMA busy_timeout=20000")
        connection.execute("BEGIN IMMEDIATE")
        for table in tables:
            connection.execute(f'DELETE FROM "{table.name}"')  # noqa: S608 - our own names
        connection.execute("COMMIT")
        connection.execute("PRAGMA busy_timeout=0")
        connection.execute("PRAGMA foreign_keys=ON")
        connection.execute("PRAGMA busy_timeout=0")
        connection.close()
        return
    db.session.commit()
    db.session.remove()


def count(db: SQLAlchemy, table: Any) -> int:
    """Return how many rows a table has."""
    found: int = db.session.query(table).count()
    return found
