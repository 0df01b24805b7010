"""The record for everybody: its last code, how to check it, and the chain to take home."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from flask import Blueprint, Response, render_template, stream_with_context

from deliberate.ledger import queries
from deliberate.ledger.permissions import LedgerPermission
from deliberate.ledger.rules import short_code
from deliberate.web.extensions import limiter
from deliberate.web.guards import public, requires

if TYPE_CHECKING:
    from collections.abc import Iterator

bp = Blueprint("ledger", __name__)


@bp.get("/ledger")
@public
def show() -> str:
    """Say what the record is, show its last code, and how anybody can check it."""
    entries, streams = queries.counts()
    anchor = queries.last_anchor()
    code = short_code(anchor.digest) if anchor else ""
    return render_template("ledger/show.html", entries=entries, streams=streams, anchor=anchor, code=code)


def _export(*, whole: bool) -> Iterator[str]:
    for line in queries.exported():
        yield json.dumps(line if whole else _without_words(line), ensure_ascii=False, sort_keys=True) + "\n"


def _without_words(line: dict[str, Any]) -> dict[str, Any]:
    return {**line, "payload": None, "salt": None} if "stream" in line else line


def _download(lines: Iterator[str]) -> Response:
    headers = {"Content-Disposition": "attachment; filename=ledger.jsonl"}
    return Response(stream_with_context(lines), mimetype="application/x-ndjson", headers=headers)


@bp.get("/ledger/export.jsonl")
@public
@limiter.limit("20 per hour")
def export() -> Response:
    """Give everybody the chain: digests and order, without names and texts, which the digests prove all the same."""
    return _download(_export(whole=False))


@bp.get("/ledger/whole.jsonl")
@requires(LedgerPermission.export_whole)
def whole() -> Response:
    """Give those who supervise the record with what was said."""
    return _download(_export(whole=True))
