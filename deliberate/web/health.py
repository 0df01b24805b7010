"""`/health`: whether this worker can serve, for a proxy or a monitor that asks every few seconds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import jsonify
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from deliberate.db.base import db
from deliberate.web.guards import public

if TYPE_CHECKING:
    from flask import Flask, Response


@public
def health() -> tuple[Response, int]:
    """Say 200 while the database answers and 503 while it does not; nothing about people or versions."""
    try:
        db.session.execute(text("SELECT 1"))
    except SQLAlchemyError:
        answer, status = jsonify(database=False), 503
    else:
        answer, status = jsonify(database=True), 200
    answer.headers["Cache-Control"] = "no-store"
    return answer, status


def bind_health(app: Flask) -> None:
    """Give the address."""
    app.add_url_rule("/health", "health", health)
