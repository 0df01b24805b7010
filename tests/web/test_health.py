"""What a proxy or a monitor is told."""

from __future__ import annotations

from config import Testing
from deliberate.app import create_app
from tests.support.visitor import Visitor

NOBODY_LISTENS = "postgresql+psycopg://deliberate@127.0.0.1:1/deliberate?connect_timeout=2"


def test_a_worker_that_can_serve_says_so_and_nothing_else(visit):
    answer = visit().get("/health")
    assert (answer.status_code, answer.json) == (200, {"database": True})
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_worker_without_its_database_says_so(tmp_path):
    app = create_app(Testing(database=NOBODY_LISTENS, instance=str(tmp_path)))
    with app.app_context():
        assert Visitor(app).get("/health", status=503).json == {"database": False}
