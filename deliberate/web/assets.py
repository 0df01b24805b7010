"""Static files as the browser gets them: bundled, gzipped once, kept in memory, addressed by what they contain.

One fingerprint covers the whole folder and stands in the path, so that modules importing each other by relative paths
always come from the same version, and every file may be kept by the browser for a year. Modules that are needed
together are sent as one file under the name of the first, because every further request costs a far phone a round trip.
"""

from __future__ import annotations

import gzip
import hashlib
import mimetypes
import re
import time
from dataclasses import dataclass
from pathlib import Path
from posixpath import normpath
from typing import TYPE_CHECKING

from flask import Response, abort, current_app, request

from deliberate.web.bundling import join
from deliberate.web.guards import public

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flask import Flask

IN_THE_ROOM = ("button", "card", "field", "icon", "outbox", "rendered", "shared", "sheet", "thread")
# The order is the cascade: names, elements, places, then parts in alphabetical order, then pages of single areas.
BUNDLES = {
    "css/main.css": (
        "css/tokens.css",
        "css/base.css",
        "css/layout.css",
        "css/components/*.css",
        "css/pages/*.css",
        "css/contrast.css",
    ),
    # The room in one file too, without what it does not show: on a line of 400 kbit/s each kilobyte costs 20 ms.
    "css/room.css": (
        "css/tokens.css",
        "css/base.css",
        "css/layout.css",
        *(f"css/components/{part}.css" for part in IN_THE_ROOM),
        "css/pages/help.css",
        "css/pages/meetings.css",
        "css/room/*.css",
        "css/contrast.css",
    ),
}
# A part that holds only where the reader asks for it; as a file of its own it would cost every phone a request.
WHERE = {"contrast.css": "(prefers-contrast: more)"}
# Comments are for us; they were an eighth of what every phone waits for before it paints.
COMMENT = re.compile(rb"/\*.*?\*/\s*", re.DOTALL)
# These are sent with all they import; see bundling.
JOINED = frozenset({
    "js/room/main.js", "js/room/screen.js", "js/behaviours/outbox.js", "js/behaviours/on-this-phone.js",
    "js/behaviours/ballot.js", "js/behaviours/receipt.js", "js/behaviours/find-ballot.js", "js/outbox/strip.js",
})  # fmt: skip
# Sent when somebody needs it, without what the module on the page has brought already.
LATER = {"js/room/desk.js": "js/room/main.js"}
COMPRESSED = frozenset({".css", ".js", ".svg", ".json", ".webmanifest"})
A_YEAR = 60 * 60 * 24 * 365
# Seconds; a page names several files, and looking at all of them each time costs more than the page.
LOOK_EVERY = 0.5
mimetypes.add_type("text/javascript", ".js")
mimetypes.add_type("application/manifest+json", ".webmanifest")


def _part(path: Path) -> bytes:
    """Return a part of a bundle without its comments, inside its media query where it has one."""
    text = COMMENT.sub(b"", path.read_bytes()).strip()
    return b"@media %s {\n%s}" % (WHERE[path.name].encode(), text) if path.name in WHERE else text


@dataclass(frozen=True)
class Kept:
    """One file in memory, plain and gzipped."""

    plain: bytes
    zipped: bytes | None
    mimetype: str


class Assets:
    """The static folder; with `watch` it notices edits, without it nothing is read twice."""

    def __init__(self, folder: Path, *, watch: bool = False) -> None:
        """Take the folder; nothing is read before the first question."""
        self.folder = folder
        self.watch = watch
        self._stamp: tuple[tuple[str, int], ...] = ()
        self._fingerprint = ""
        self._look_again = 0.0
        self._kept: dict[str, Kept] = {}

    def _files(self) -> Iterator[Path]:
        return (path for path in sorted(self.folder.rglob("*")) if path.is_file())

    @property
    def fingerprint(self) -> str:
        """Return what stands for the content of the whole folder."""
        if self._fingerprint and (not self.watch or time.monotonic() < self._look_again):
            return self._fingerprint
        self._look_again = time.monotonic() + LOOK_EVERY
        stamp = tuple((str(path), path.stat().st_mtime_ns) for path in self._files())
        if stamp != self._stamp:
            digest = hashlib.sha256()
            for path in self._files():
                digest.update(path.relative_to(self.folder).as_posix().encode())
                digest.update(path.read_bytes())
            self._stamp, self._fingerprint = stamp, digest.hexdigest()[:12]
            self._kept = {}
        return self._fingerprint

    def source(self, name: str) -> bytes | None:
        """Return what is sent under a name; a bundle's parts are joined in the declared order, modules in theirs."""
        if name in BUNDLES:
            parts = [path for pattern in BUNDLES[name] for path in sorted(self.folder.glob(pattern))]
            return b"\n".join(_part(path) for path in parts)
        if name in JOINED | LATER.keys() and (self.folder / name).is_file():
            return join(name, self._text, LATER.get(name, ""), lends=name in LATER.values()).encode()
        return self._file(name)

    def _text(self, name: str) -> str | None:
        found = self._file(name)
        return None if found is None else found.decode()

    def _file(self, name: str) -> bytes | None:
        if normpath(name) != name:
            return None  # one name a file, or a stranger could fill the memory with copies
        path = (self.folder / name).resolve()
        inside = path.is_relative_to(self.folder.resolve())
        return path.read_bytes() if inside and path.is_file() else None

    def get(self, name: str) -> Kept | None:
        """Return the file ready to be sent, or None when there is none of that name."""
        if name not in self._kept:
            plain = self.source(name)
            if plain is None:
                return None
            zipped = gzip.compress(plain, 9, mtime=0) if Path(name).suffix in COMPRESSED else None
            self._kept[name] = Kept(plain, zipped, mimetypes.guess_type(name)[0] or "application/octet-stream")
        return self._kept[name]


def asset(name: str) -> str:
    """Return the address of a static file, such as `css/main.css`; it changes whenever any static file does."""
    assets: Assets = current_app.extensions["assets"]
    return f"{request.script_root if request else ''}/assets/{assets.fingerprint}/{name}"


@public
def send(version: str, name: str) -> Response:
    """Answer with the file; an address of an older version gets the present file, but may not be kept."""
    assets: Assets = current_app.extensions["assets"]
    kept = assets.get(name)
    if kept is None:
        abort(404)
    zipped = kept.zipped if "gzip" in request.headers.get("Accept-Encoding", "") else None
    response = Response(zipped or kept.plain, mimetype=kept.mimetype)
    if zipped:
        response.headers["Content-Encoding"] = "gzip"
    response.headers["Vary"] = "Accept-Encoding"
    response.cache_control.public = True
    response.cache_control.max_age = A_YEAR if version == assets.fingerprint else 0
    response.cache_control.immutable = version == assets.fingerprint
    return response


def bind_assets(app: Flask) -> None:
    """Serve the static folder under its fingerprint."""
    watch = bool(app.config.get("TEMPLATES_AUTO_RELOAD"))
    app.extensions["assets"] = Assets(Path(str(app.static_folder)), watch=watch)
    app.add_url_rule("/assets/<string:version>/<path:name>", "assets", send)
