"""Is it alive, is it ready: for whatever watches the server."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, jsonify
from sqlalchemy import text

from deliberate.db.base import db
from deliberate.web.guards import public

bp = Blueprint("health", __name__)


@bp.get("/healthz")
@public
def alive() -> Any:
    """Answer that the process answers; touches nothing."""
    return jsonify(status="alive")


@bp.get("/readyz")
@public
def ready() -> Any:
    """Answer whether the database answers too."""
    try:
        db.session.execute(text("SELECT 1"))
    except Exception:  # noqa: BLE001 - whatever it is, the answer is the same
        return jsonify(status="the database does not answer"), 503
    return jsonify(status="ready")
