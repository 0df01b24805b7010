"""The tables can be made, removed and made again on both databases, and are what the models say."""

from __future__ import annotations

import tempfile

import flask_migrate
import pytest
from sqlalchemy import inspect, text

from config import Testing
from deliberate.app import create_app
from deliberate.db.base import db
from deliberate.search.queries import count
from tests.support.databases import ENGINES, database_url


@pytest.fixture(params=ENGINES)
def bare_app(request):
    """Return the app on a database without tables."""
    with tempfile.TemporaryDirectory() as instance:
        made = create_app(Testing(database=database_url(request.param, instance), instance=instance))
        with made.app_context():
            yield made
            db.session.remove()
            db.engine.dispose()


def tables():
    return {name for name in inspect(db.engine).get_table_names() if not name.startswith("search_index")}


def test_the_tables_go_up_down_and_up_again(bare_app):
    flask_migrate.upgrade()
    assert {table.name for table in db.metadata.sorted_tables} <= tables()
    flask_migrate.downgrade(revision="base")
    assert tables() == {"alembic_version"}
    flask_migrate.upgrade()
    assert {table.name for table in db.metadata.sorted_tables} <= tables()


def test_the_tables_are_what_the_models_say(bare_app):
    flask_migrate.upgrade()
    flask_migrate.check()


def test_the_search_index_follows_its_table(bare_app):
    flask_migrate.upgrade()
    db.session.rollback()
    with db.engine.begin() as connection:
        connection.execute(
            text(
                "INSERT INTO places (id, kind, path, slug, name, names, position, households, adults, service_points) "
                "VALUES (1, 'city', '1.', 'a', 'A', '{}', 0, 0, 0, '[]')"
            )
        )
        connection.execute(
            text(
                "INSERT INTO search_texts (kind, subject_id, place_id, title, excerpt, path, tokens) "
                "VALUES ('issue', 1, 1, '路灯', '', '/', '路灯 灯')"
            )
        )
    assert count("路灯") == 1
