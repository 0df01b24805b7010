"""Making a database forget what was deleted: it remembers old rows in its files long after nobody can select them."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

from sqlalchemy import text

from deliberate.db.base import db

if TYPE_CHECKING:
    from collections.abc import Iterable

# Whoever writes must not wait for us; another time will do.
PATIENCE = "5s"


def forget_old_rows(tables: Iterable[str]) -> None:
    """Take old versions of rows out of the files of some tables; never inside a transaction that has touched them.

    SQLite overwrites what is deleted (`secure_delete`) and keeps the rest in its write-ahead log until that is emptied.
    PostgreSQL keeps every old version, with the number of the transaction that wrote it, until a table is written
    anew. What copies of the files remember, such as backups and archived logs, stays there.
    """
    if db.engine.dialect.name == "sqlite":
        # Past the write gate: it would begin a transaction, and the log can only be emptied outside of one.
        with closing(db.engine.raw_connection()) as driver:
            driver.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return
    with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text(f"SET lock_timeout = '{PATIENCE}'"))
        for table in tables:
            connection.execute(text(f'VACUUM FULL "{table}"'))
        connection.execute(text("RESET lock_timeout"))
