"""Which pictures and documents are taken: kind, size, number.

A picture is made anew, so that nothing hidden comes along. A PDF is kept as it is, for its hash and signatures; so one
that could do anything but be read is not taken, and it is never shown inside our pages, only given to save.
"""

from __future__ import annotations

import re
import unicodedata
import zlib
from typing import TYPE_CHECKING, NamedTuple

from deliberate.kit.refusals import Refusal

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

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


# ── documents ──

PDF_MOST = 20 * 1024 * 1024
NAME_MOST = 80
# How much of what is packed inside is unpacked to look at it; more than that in one document is not a paper to read.
UNPACKED_MOST = 64 * 1024 * 1024
# Names of what acts by itself or carries other files (ISO 32000, 7.11, 12.6 and 13).
_ACTIVE = (
    "JavaScript", "Launch", "EmbeddedFile", "EmbeddedFiles", "RichMedia", "XFA", "SubmitForm", "ImportData", "GoToE",
    "Rendition", "Movie", "Sound",
)  # fmt: skip


def _names(*names: str) -> re.Pattern[bytes]:
    """Return what finds names of a PDF, of which every letter may be written as a number too: /J#61vaScript."""
    letters = ["".join(f"(?:{letter}|#(?i:{ord(letter):02x}))" for letter in name) for name in names]
    return re.compile(f"/(?:{'|'.join(letters)})(?=[\\s/<>\\[\\](){{}}%]|$)".encode())


_ACTS, _LOCKED = _names(*_ACTIVE), _names("Encrypt")
_PACKED = re.compile(rb"/ObjStm.*?stream\r?\n", re.DOTALL)
_UNFIT = re.compile(r"[\x00-\x1f\x7f<>:\"/\\|?*\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def why_not_pdf(data: bytes) -> Refusal | None:
    """A whole PDF, not too large, not locked, and nothing in it that acts by itself."""
    if not data:
        return Refusal("attachments.not_a_pdf")
    if len(data) > PDF_MOST:
        return Refusal("attachments.pdf_too_large", most=PDF_MOST // (1024 * 1024))
    if not re.match(rb"%PDF-[12]\.\d", data) or b"%%EOF" not in data[-2048:]:
        return Refusal("attachments.not_a_pdf")
    left = UNPACKED_MOST
    for piece in _pieces(data):
        left -= len(piece)
        if left < 0:
            return Refusal("attachments.pdf_acts")
        if _LOCKED.search(piece):
            return Refusal("attachments.pdf_locked")
        if _ACTS.search(piece):
            return Refusal("attachments.pdf_acts")
    return None


def _pieces(data: bytes) -> Iterator[bytes]:
    """Return what stands in a document in the open, and what its object streams hold packed."""
    yield data
    for packed in _PACKED.finditer(data):
        unpacking = zlib.decompressobj()
        try:
            yield unpacking.decompress(data[packed.end() :], UNPACKED_MOST)
        except zlib.error:
            continue


def clean_name(name: str) -> str:
    """Return a file's name as it may be given to whoever saves it: no folder, no signs that mislead, ending in .pdf."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    kept = " ".join(_UNFIT.sub(" ", last).split()).strip(". ")
    stem = re.sub(r"(?i)(^|\.)pdf$", "", kept).rstrip(". ")
    return f"{stem[:NAME_MOST] or 'document'}.pdf"
