"""Making a database forget what was deleted: it remembers old rows in its files long after nobody can select them."""

from __future__ import annotations

import time
from contextlib import closing
from typing import TYPE_CHECKING

from sqlalchemy import text

from deliberate.db.base import db

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import Connection

# Whoever writes must not wait for us; another time will do. In seconds.
PATIENCE, A_MOMENT = 5, 0.02
# Who began to read before us may still see a row that is deleted by now; the system reads for its statistics too.
EARLIER = text(
    "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
    " AND backend_xmin IS NOT NULL"
)


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
        connection.execute(text(f"SET lock_timeout = '{PATIENCE}s'"))
        _let_finish(connection)
        for table in tables:
            # Writing anew alone would keep what a transaction in any database of the server might still look at.
            connection.execute(text(f'VACUUM "{table}"'))
            connection.execute(text(f'VACUUM FULL "{table}"'))
        connection.execute(text("RESET lock_timeout"))


def _let_finish(connection: Connection) -> None:
    """Wait until everybody who reads at this moment has finished: what they may still see would be kept."""
    give_up, earlier = time.monotonic() + PATIENCE, set(connection.scalars(EARLIER))
    while earlier and time.monotonic() < give_up:
        time.sleep(A_MOMENT)
        earlier &= set(connection.scalars(EARLIER))
