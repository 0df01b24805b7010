"""Fixtures everybody uses: the app on a real database, a client, a clock that stands still."""

from __future__ import annotations

import gc
import os
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, settings

from config import Testing
from deliberate.app import create_app
from deliberate.db.base import db
from deliberate.kit.clock import clock
from deliberate.web import senders
from tests.support.databases import ENGINES, database_url, empty
from tests.support.visitor import Visitor

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from flask import Flask
    from flask.testing import FlaskClient

# A Tuesday, ten in the morning in Shanghai.
NOON = datetime(2026, 3, 10, 2, 0, tzinfo=UTC)
# A busy machine is no fault of the product: no test asks how quick it was.
settings.register_profile("unhurried", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("unhurried")
BOTH_ENGINES = ("test_services", "test_queries", "test_journey")


def pytest_configure(config: pytest.Config) -> None:
    """Let every server of this run share compiled templates: there are dozens, and each would compile its own."""
    if "DELIBERATE_TEMPLATES_COMPILED" not in os.environ:
        folder = tempfile.TemporaryDirectory(prefix="deliberate-templates-")
        os.environ["DELIBERATE_TEMPLATES_COMPILED"] = folder.name
        config.add_cleanup(folder.cleanup)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run tests of services and queries on both databases, everything else on SQLite."""
    if "engine" in metafunc.fixturenames:
        both = Path(metafunc.module.__file__).stem.startswith(BOTH_ENGINES)
        metafunc.parametrize("engine", ENGINES if both else ENGINES[:1], indirect=True, scope="session")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the browser: its files are the longest, and the many short ones level the workers at the end."""
    items.sort(key=lambda item: "browser" not in item.keywords)


def pytest_collection_finish() -> None:
    """Leave what stays for the whole run out of every later search for garbage: it is most of what there is."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def engine(request: pytest.FixtureRequest) -> str:
    """Return the name of the database this test runs on."""
    return str(request.param)


@pytest.fixture(scope="session")
def app(engine: str) -> Iterator[Flask]:
    """Return the app on an empty database of its own."""
    with tempfile.TemporaryDirectory(prefix="deliberate-test-") as instance:
        url = database_url(engine, instance)
        made = create_app(Testing(database=url, instance=instance))
        with made.app_context():
            db.create_all()
        yield made
        with made.app_context():
            db.session.remove()
            db.engine.dispose()


@pytest.fixture
def session(app: Flask) -> Iterator[Any]:
    """Open an app context on an empty database, and empty it again afterwards."""
    with app.app_context():
        yield db.session
        db.session.rollback()
        db.session.remove()
    with app.app_context():
        empty(db)


@pytest.fixture
def client(app: Flask, session: Any) -> FlaskClient:
    """Return a client without cookies."""
    return app.test_client()


@pytest.fixture
def visit(app: Flask, session: Any) -> Callable[..., Visitor]:
    """Return a maker of visitors: `visit()` is a guest, `visit(account)` is signed in."""
    return lambda account=None, **options: Visitor(app, account, **options)


@pytest.fixture
def codes(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str]]:
    """Catch what would be sent to telephones."""
    caught: list[tuple[str, str]] = []

    class Caught:
        def send(self, phone: str, code: str) -> None:
            caught.append((phone, code))

    monkeypatch.setattr(senders, "_senders", {"console": Caught})
    return caught


@pytest.fixture
def now() -> Iterator[datetime]:
    """Hold the clock at NOON."""
    clock.hold(NOON)
    yield NOON
    clock.release()


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Return the folder of real data beside the checkout, or skip."""
    root = Path(os.environ.get("DELIBERATE_SHARED_DATA") or Path(__file__).parents[2] / "shared" / "data")
    if not root.is_dir():
        pytest.skip("the folder of real data is not there")
    return root


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """Open the browser once for everybody, because one process can drive only one."""
    from tests.support.chromium import opened  # noqa: PLC0415 - most runs need no browser

    with opened() as browser:
        yield browser
