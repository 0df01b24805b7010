"""Connections of the pool: dead ones are replaced without anybody noticing; readers take no transaction they do not need."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from deliberate.db import resting
from deliberate.db.base import db
from deliberate.db.session import read_only
from tests.support.queries import counted


@pytest.fixture
def server(session):
    if db.engine.dialect.name == "sqlite":
        pytest.skip("a file does not hang up")
    yield db.engine
    session.remove()
    db.engine.dispose()  # whatever was killed here stays out of the next test's way


def kill_all_but_this(engine):
    with engine.connect() as connection:
        others = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid != pg_backend_pid()"
        connection.execute(text(others))
        mine = connection.connection.dbapi_connection
    mine.close()


def test_a_connection_that_died_while_it_rested_is_replaced(server, monkeypatch):
    monkeypatch.setattr(resting, "RESTED", 0.0)
    with server.connect() as connection:
        connection.execute(text("SELECT 1"))
    kill_all_but_this(server)
    with server.connect() as connection:
        assert connection.execute(text("SELECT 1")).scalar() == 1


def test_a_connection_in_use_is_not_asked_first(server):
    with server.connect() as connection:
        connection.execute(text("SELECT 1"))
    with counted() as statements, server.connect() as connection:
        connection.execute(text("SELECT 2"))
    assert statements == ["SELECT 2"]


def test_a_page_on_the_server_reads_without_a_transaction_and_a_writer_has_one(server, session):
    read_only()
    assert session.connection().connection.dbapi_connection.autocommit
    session.remove()
    read_only(yes=False)
    assert not session.connection().connection.dbapi_connection.autocommit
