"""What the driver of a database does alone: the two rows of a ballot in one transaction, nothing asked or checked."""

from __future__ import annotations

import sqlite3
import time
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg

if TYPE_CHECKING:
    from collections.abc import Callable

TABLES = (
    "CREATE TABLE plain_marks (vote_id integer, roll_entry_id integer, PRIMARY KEY (vote_id, roll_entry_id))",
    "CREATE TABLE plain_ballots (id varchar(32) PRIMARY KEY, vote_id integer, choices text, secret varchar(32))",
)


def drivers(engine: str, url: str, instance: str) -> tuple[str, Callable[[tuple[int, str]], float], Callable[[], None]]:
    """Return the driver's name, what writes one ballot and tells how many milliseconds it took, and what ends it."""
    return _sqlite(instance) if engine == "sqlite" else _postgresql(url)


def _sqlite(instance: str) -> tuple[str, Callable[[tuple[int, str]], float], Callable[[], None]]:
    driver = sqlite3.connect(Path(instance) / "plain.sqlite3", isolation_level=None)
    driver.execute("PRAGMA journal_mode=WAL")
    driver.execute("PRAGMA synchronous=NORMAL")
    for table in TABLES:
        driver.execute(table)

    def write(job: tuple[int, str]) -> float:
        began = time.perf_counter()
        driver.execute("BEGIN IMMEDIATE")
        driver.execute("INSERT INTO plain_marks VALUES (1, ?)", (job[0],))
        driver.execute("INSERT INTO plain_ballots VALUES (?, 1, '[\"agree\"]', ?)", (job[1], job[1]))
        driver.execute("COMMIT")
        return (time.perf_counter() - began) * 1000

    return f"sqlite3 {sqlite3.sqlite_version}", write, driver.close


def _postgresql(url: str) -> tuple[str, Callable[[tuple[int, str]], float], Callable[[], None]]:
    address = url.replace("postgresql+psycopg", "postgresql")
    free: list[psycopg.Connection] = []
    with psycopg.connect(address) as first:
        for table in TABLES:
            first.execute(table)

    def write(job: tuple[int, str]) -> float:
        began, own = time.perf_counter(), free.pop() if free else psycopg.connect(address)
        own.execute("INSERT INTO plain_marks VALUES (1, %s)", (job[0],))
        own.execute("INSERT INTO plain_ballots VALUES (%s, 1, '[\"agree\"]', %s)", (job[1], job[1]))
        own.commit()
        free.append(own)
        return (time.perf_counter() - began) * 1000

    def close() -> None:
        for one in free:
            one.close()

    return f"psycopg {psycopg.__version__}", write, close
