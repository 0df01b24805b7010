"""Photos as the browser gets them, and as pages show them."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from flask import Blueprint, Response, abort, current_app, send_file, url_for
from flask_babel import gettext as _

from deliberate.attachments.rules import BYTES_MOST, PDF_MOST, SMALL, Size, clean_name, fitted
from deliberate.attachments.services import path_of, pdf_path, take_pdf, take_photos
from deliberate.db.session import rollback
from deliberate.web.forms import sent_files
from deliberate.web.guards import public

if TYPE_CHECKING:
    from collections.abc import Sequence

    from deliberate.attachments.models import Photo
    from deliberate.attachments.services import Kept, KeptPdf

bp = Blueprint("attachments", __name__)
DIGEST = re.compile(r"[0-9a-f]{64}")
A_YEAR = 60 * 60 * 24 * 365


@bp.get("/photos/<string:digest>.jpg")
@public
def large(digest: str) -> Response:
    """Send a photo; whoever has its address has its digest, which nobody can guess."""
    return _send(digest, small=False)


@bp.get("/photos/<string:digest>/small.jpg")
@public
def small(digest: str) -> Response:
    """Send the small picture of a photo."""
    return _send(digest, small=True)


def _send(digest: str, *, small: bool) -> Response:
    path = path_of(uploads(), digest, small=small)
    if not DIGEST.fullmatch(digest) or not path.is_file():
        abort(404)
    response = send_file(path, mimetype="image/jpeg", etag=digest, max_age=A_YEAR)
    response.cache_control.public, response.cache_control.immutable = True, True
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response.headers["Content-Disposition"] = "inline"
    return response


@bp.get("/documents/<string:digest>/<string:name>")
@public
def document(digest: str, name: str) -> Response:
    """Send a document to save, never to be shown inside our pages; its address holds a digest nobody can guess."""
    path = pdf_path(uploads(), digest)
    if not DIGEST.fullmatch(digest) or not path.is_file():
        abort(404)
    saved: dict[str, Any] = {"as_attachment": True, "download_name": clean_name(name)}
    response = send_file(path, mimetype="application/pdf", etag=digest, max_age=A_YEAR, **saved)
    response.cache_control.public, response.cache_control.immutable = True, True
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


def pdf_sent(name: str = "document") -> KeptPdf | None:
    """Take in the document of this request's form, or refuse it; one file at most."""
    files = sent_files(name)
    if not files:
        return None
    data = files[0].stream.read(PDF_MOST + 1)
    rollback()
    return take_pdf(data, files[0].filename or "", uploads())


def uploads() -> Path:
    """Return the folder of all pictures."""
    return Path(current_app.config["UPLOADS"])


def photos_sent(name: str = "photos") -> list[Kept]:
    """Take in the photos of this request's form, or refuse them all.

    The transaction the guard began is given back first: nobody waits for the writer's place while a picture is made.
    """
    files = [item.stream.read(BYTES_MOST + 1) for item in sent_files(name)]
    if not files:
        return []
    rollback()
    return take_photos(files, uploads())


def shown(photos: Sequence[Photo], about: str) -> list[dict[str, Any]]:
    """Return photos as the component `photo.html` wants them; `about` stands in for a missing caption."""
    pictures = []
    for number, photo in enumerate(photos, 1):
        size = fitted(Size(photo.width, photo.height), SMALL)
        pictures.append(
            {
                "url": url_for("attachments.small", digest=photo.digest),
                "full": url_for("attachments.large", digest=photo.digest),
                "alt": photo.caption or _("Photo %(number)s: %(about)s", number=number, about=about),
                "caption": photo.caption,
                "width": size.width,
                "height": size.height,
            }
        )
    return pictures
