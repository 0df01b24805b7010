"""Answers shrunk on their way: phones pay for every byte, and a page of Chinese text shrinks to a quarter."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

from flask import request

if TYPE_CHECKING:
    from flask import Flask, Response

SHRINKING = frozenset({
    "text/html", "text/plain", "text/css", "text/csv", "text/calendar", "text/javascript",
    "application/json", "application/manifest+json", "image/svg+xml",
})  # fmt: skip
# Below this, gzip's own head and the time it takes outweigh what is saved.
WORTH_IT = 600
# Level 4 is as small as 6 within some percent on our pages, in half the time.
LEVEL = 4
GZIP = 16 + zlib.MAX_WBITS


def gzipped(data: bytes) -> bytes:
    """Return the data as a browser unpacks it."""
    packer = zlib.compressobj(LEVEL, zlib.DEFLATED, GZIP)
    return packer.compress(data) + packer.flush()


def _may_shrink(response: Response) -> bool:
    return (
        response.mimetype in SHRINKING
        and response.status_code not in {204, 206, 304}
        and not (response.is_streamed or response.direct_passthrough)
        and "Content-Encoding" not in response.headers
        and request.method != "HEAD"
    )


def _shrink(response: Response) -> Response:
    if not _may_shrink(response):
        return response
    data = response.get_data()
    if len(data) < WORTH_IT:
        return response
    response.vary.add("Accept-Encoding")
    if request.accept_encodings["gzip"] > 0:
        response.set_data(gzipped(data))
        response.headers["Content-Encoding"] = "gzip"
    return response


def bind_compression(app: Flask) -> None:
    """Shrink every answer that is worth it, for browsers that can unpack it."""
    app.after_request(_shrink)
