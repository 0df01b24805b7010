"""Taking photos in: made anew without what a camera adds, kept by digest, then attached to a subject."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

from PIL import Image, ImageOps

from deliberate.attachments.events import PhotosAdded
from deliberate.attachments.models import Photo
from deliberate.attachments.rules import (
    KINDS,
    LARGE,
    PIXELS_MOST,
    SMALL,
    Size,
    clean_name,
    fitted,
    why_not_pdf,
    why_not_photo,
    why_not_size,
    why_not_so_many,
)
from deliberate.db.base import db
from deliberate.kit.bus import publish
from deliberate.kit.offload import offload
from deliberate.kit.refusals import Refusal, Refused, ensure

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from pathlib import Path

QUALITY, SMALL_QUALITY = 82, 75
WHITE = (255, 255, 255)
# The library's own guard, beside ours: it refuses what claims to be twice as large before it reads any of it.
Image.MAX_IMAGE_PIXELS = PIXELS_MOST


@dataclass(frozen=True)
class Kept:
    """A picture that lies on disk and waits to be attached."""

    digest: str
    width: int
    height: int


def take_photos(files: Sequence[bytes], folder: Path) -> list[Kept]:
    """Make every file anew and keep it; call it outside a transaction, because it computes and writes files."""
    ensure(why_not_so_many(files))
    return [offload(_take, data, folder) for data in files]


@dataclass(frozen=True)
class KeptPdf:
    """A document that lies on disk; `name` is what it is saved under."""

    digest: str
    name: str
    size: int


def take_pdf(data: bytes, name: str, folder: Path) -> KeptPdf:
    """Keep a document as it is, named by its digest; call it outside a transaction, because it writes a file."""
    ensure(offload(why_not_pdf, data))
    digest = hashlib.sha256(data).hexdigest()
    _keep(data, pdf_path(folder, digest))
    return KeptPdf(digest, clean_name(name), len(data))


def pdf_path(folder: Path, digest: str) -> Path:
    """Return where a document lies."""
    return folder / digest[:2] / f"{digest}.pdf"


def attach_photos(
    kept: Sequence[Kept], *, subject: tuple[str, int], actor_id: int | None, now: datetime
) -> list[Photo]:
    """Attach kept pictures to a subject such as `("issue", 12)`; nothing is announced when there are none."""
    kind, subject_id = subject
    photos = [
        Photo(
            subject_kind=kind,
            subject_id=subject_id,
            digest=one.digest,
            width=one.width,
            height=one.height,
            added_by_id=actor_id,
            added_at=now,
        )
        for one in kept
    ]
    db.session.add_all(photos)
    if photos:
        publish(
            PhotosAdded(
                actor_id=actor_id,
                at=now,
                subject_kind=kind,
                subject_id=subject_id,
                count=len(photos),
                digests=tuple(one.digest for one in kept),
            )
        )
    return photos


def path_of(folder: Path, digest: str, *, small: bool = False) -> Path:
    """Return where a picture lies."""
    return folder / digest[:2] / f"{digest}{'-small' if small else ''}.jpg"


def _take(data: bytes, folder: Path) -> Kept:
    large, small, size = remade(data)
    digest = hashlib.sha256(large).hexdigest()
    for content, path in ((large, path_of(folder, digest)), (small, path_of(folder, digest, small=True))):
        _keep(content, path)
    return Kept(digest, size.width, size.height)


def _keep(content: bytes, path: Path) -> None:
    """Write a file beside and then rename it: nobody ever reads half of it."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_suffix(".part")
        part.write_bytes(content)
        part.replace(path)


def remade(data: bytes) -> tuple[bytes, bytes, Size]:
    """Return large and small JPEG of a picture, upright, on white, without place, time or camera."""
    ensure(why_not_photo(data))
    try:
        with Image.open(BytesIO(data), formats=KINDS) as opened:
            ensure(why_not_size(Size(*opened.size)))
            opened.draft("RGB", (LARGE, LARGE))
            upright = _on_white(ImageOps.exif_transpose(opened))
    except Image.DecompressionBombError as error:
        raise Refused(Refusal("attachments.too_many_pixels", most=PIXELS_MOST // 1_000_000)) from error
    except (OSError, ValueError, SyntaxError) as error:
        raise Refused(Refusal("attachments.not_a_photo")) from error
    large = _resized(upright, LARGE)
    return _jpeg(large, QUALITY), _jpeg(_resized(large, SMALL), SMALL_QUALITY), Size(*large.size)


def _on_white(picture: Image.Image) -> Image.Image:
    if picture.mode in {"RGBA", "LA", "PA"} or "transparency" in picture.info:
        seen = picture.convert("RGBA")
        ground = Image.new("RGB", seen.size, WHITE)
        ground.paste(seen, mask=seen.getchannel("A"))
        return ground
    return picture.convert("RGB")


def _resized(picture: Image.Image, most: int) -> Image.Image:
    return picture.resize(fitted(Size(*picture.size), most), Image.Resampling.LANCZOS)


def _jpeg(picture: Image.Image, quality: int) -> bytes:
    bare = Image.new("RGB", picture.size)
    bare.paste(picture)
    kept = BytesIO()
    bare.save(kept, "JPEG", quality=quality, optimize=True, progressive=True)
    return kept.getvalue()
