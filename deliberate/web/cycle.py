"""The request cycle: a GET reads, everything else writes and is committed once, at the end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import request

from deliberate.db.session import commit, read_only, rollback

if TYPE_CHECKING:
    from flask import Flask, Response

READING = frozenset({"GET", "HEAD", "OPTIONS"})
FIRST_FAILURE = 400


def _open() -> None:
    read_only(yes=request.method in READING)


def _close(response: Response) -> Response:
    if request.method in READING:
        return response
    if response.status_code < FIRST_FAILURE:
        commit()
    else:
        rollback()
    return response


def bind_cycle(app: Flask) -> None:
    """Register the two ends of every request."""
    app.before_request(_open)
    app.after_request(_close)
