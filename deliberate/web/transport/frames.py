"""WebSocket frames (RFC 6455), no more of it than the room needs: text both ways, a cap on size, no compression.

Compression is never agreed on: it doubles the cost of every phone, and 100 kB on the wire may unfold to 100 MB.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

CONTINUATION, TEXT, BINARY, CLOSE, PING, PONG = 0x0, 0x1, 0x2, 0x8, 0x9, 0xA
FINAL, RESERVED, OPCODE, MASKED, LENGTH = 0x80, 0x70, 0x0F, 0x80, 0x7F
SHORT, MIDDLE, LONG = 125, 126, 127
SIXTEEN_BITS = 0xFFFF
GOING_AWAY, PROTOCOL_ERROR, UNSUPPORTED, BAD_TEXT, TOO_BIG = 1001, 1002, 1003, 1007, 1009


class FrameError(Exception):
    """The other end broke the protocol; `code` is what it is told when the connection closes."""

    def __init__(self, code: int) -> None:
        """Keep the closing code."""
        super().__init__(f"websocket closed with {code}")
        self.code = code


class Frame(NamedTuple):
    """One frame as it came in, unmasked."""

    final: bool
    opcode: int
    payload: bytes


def frame(opcode: int, payload: bytes) -> bytes:
    """Return a whole frame as a server sends it: final and unmasked."""
    size = len(payload)
    if size <= SHORT:
        head = bytes((FINAL | opcode, size))
    elif size <= SIXTEEN_BITS:
        head = bytes((FINAL | opcode, MIDDLE)) + size.to_bytes(2, "big")
    else:
        head = bytes((FINAL | opcode, LONG)) + size.to_bytes(8, "big")
    return head + payload


def text_frame(text: str) -> bytes:
    """Return the frame of a text."""
    return frame(TEXT, text.encode())


def close_frame(code: int) -> bytes:
    """Return the frame that says why the connection ends."""
    return frame(CLOSE, code.to_bytes(2, "big"))


def unmask(payload: bytes, mask: bytes) -> bytes:
    """Undo a browser's masking, as one big number instead of byte by byte."""
    size = len(payload)
    key = (mask * (size // 4 + 1))[:size]
    return (int.from_bytes(payload, "big") ^ int.from_bytes(key, "big")).to_bytes(size, "big")


class Reader:
    """Reads whole messages; nothing larger than `limit` is ever held in memory."""

    def __init__(self, read: Callable[[int], bytes], limit: int, control: Callable[[int, bytes], None]) -> None:
        """Take the blocking `read(size)` and who hears pings and pongs."""
        self._read, self._limit, self._control = read, limit, control

    def message(self) -> str | None:
        """Return the next text, or None at the end of the connection."""
        parts: list[bytes] = []
        size = 0
        while (came := self._frame(size)) is not None:
            if came.opcode == CLOSE:
                return None
            if came.opcode in {PING, PONG}:
                self._control(came.opcode, came.payload)
                continue
            if (came.opcode == CONTINUATION) != bool(parts):
                raise FrameError(PROTOCOL_ERROR)
            parts.append(came.payload)
            size += len(came.payload)
            if came.final:
                return _text(parts)
        return None

    def _frame(self, held: int) -> Frame | None:
        head = self._read(2)
        if len(head) < 2:  # noqa: PLR2004 - the two bytes every frame begins with
            return None
        opcode, final, size = head[0] & OPCODE, bool(head[0] & FINAL), head[1] & LENGTH
        if head[0] & RESERVED or not head[1] & MASKED or (opcode >= CLOSE and (size > SHORT or not final)):
            raise FrameError(PROTOCOL_ERROR)
        if opcode not in {CONTINUATION, TEXT, CLOSE, PING, PONG}:
            raise FrameError(UNSUPPORTED if opcode == BINARY else PROTOCOL_ERROR)
        if size > SHORT:
            size = int.from_bytes(self._exactly(2 if size == MIDDLE else 8), "big")
        if size + held > self._limit:
            raise FrameError(TOO_BIG)
        mask = self._exactly(4)
        return Frame(final, opcode, unmask(self._exactly(size), mask) if size else b"")

    def _exactly(self, size: int) -> bytes:
        data = self._read(size)
        if len(data) != size:
            raise FrameError(GOING_AWAY)
        return data


def _text(parts: list[bytes]) -> str:
    try:
        return b"".join(parts).decode()
    except UnicodeDecodeError as error:
        raise FrameError(BAD_TEXT) from error
