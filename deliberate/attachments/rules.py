"""Which pictures are taken: kind, size, number. Whatever is taken is made anew, so that nothing hidden comes along."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from deliberate.kit.refusals import Refusal

if TYPE_CHECKING:
    from collections.abc import Sequence

PHOTOS_MOST = 6
BYTES_MOST = 15 * 1024 * 1024
# More than any phone takes; a small file can claim a picture that would fill the memory.
PIXELS_MOST = 60_000_000
LARGE, SMALL = 1600, 480
KINDS = ("JPEG", "PNG", "WEBP")
_APPLE = frozenset({b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"mif1", b"msf1"})


class Size(NamedTuple):
    """Width and height in pixels."""

    width: int
    height: int


def kind_of(head: bytes) -> str:
    """Return what a file is by its first bytes, whatever it is called; empty when it is none we know."""
    if head.startswith(b"\xff\xd8\xff"):
        return "JPEG"
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return "PNG"
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "WEBP"
    return "HEIC" if head[4:8] == b"ftyp" and head[8:12] in _APPLE else ""


def why_not_photo(data: bytes) -> Refusal | None:
    """A picture of a kind that every phone can show, not larger than a photo is."""
    kind = kind_of(data[:16])
    if kind == "HEIC":
        return Refusal("attachments.heic")
    if kind not in KINDS:
        return Refusal("attachments.not_a_photo")
    if len(data) > BYTES_MOST:
        return Refusal("attachments.file_too_large", most=BYTES_MOST // (1024 * 1024))
    return None


def why_not_size(size: Size) -> Refusal | None:
    """Not so many pixels that showing it would stop the server."""
    if size.width * size.height > PIXELS_MOST:
        return Refusal("attachments.too_many_pixels", most=PIXELS_MOST // 1_000_000)
    return None


def why_not_so_many(photos: Sequence[object], *, before: int = 0) -> Refusal | None:
    """A handful at most."""
    if len(photos) + before > PHOTOS_MOST:
        return Refusal("attachments.too_many_photos", most=PHOTOS_MOST)
    return None


def fitted(size: Size, most: int) -> Size:
    """Return the size at which the longer side is no longer than `most`; nothing is enlarged."""
    longer = max(size)
    if longer <= most:
        return size
    return Size(max(1, size.width * most // longer), max(1, size.height * most // longer))
