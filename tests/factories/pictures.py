"""Pictures as phones make them, and files that only look like pictures."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO
from typing import Any

from PIL import Image

CAMERA, SOFTWARE, ORIENTATION, GPS = 0x0110, 0x0131, 0x0112, 0x8825
TURNED_LEFT = 6
HEIC = b"\x00\x00\x00\x18ftypheic" + b"\x00" * 64


def a_picture(kind: str = "JPEG", size: tuple[int, int] = (2400, 1800), **more: Any) -> bytes:
    """Return a file with a picture."""
    mode = more.pop("mode", "RGB")
    made = BytesIO()
    Image.new(mode, size, more.pop("colour", "red")).save(made, kind, **more)
    return made.getvalue()


def a_phone_photo(size: tuple[int, int] = (2400, 1800)) -> bytes:
    """Return a photo that tells its camera, its place, and that it must be turned."""
    exif = Image.Exif()
    exif[CAMERA], exif[SOFTWARE], exif[ORIENTATION] = "Secret Phone 12", "Secret OS", TURNED_LEFT
    exif.get_ifd(GPS)[1] = "N"
    exif.get_ifd(GPS)[2] = (31.0, 12.0, 8.0)
    return a_picture(size=size, exif=exif.tobytes(), comment=b"Secret note")


def a_bomb(side: int = 20_000) -> bytes:
    """Return a PNG of a few hundred bytes that claims to be enormous."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0" * 100)) + chunk(b"IEND", b"")
    )
