"""The frames on the wire: whatever is sent comes out whole, and what breaks the protocol has a code."""

from __future__ import annotations

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deliberate.web.transport import frames
from deliberate.web.transport.frames import FrameError, Reader


def masked(
    payload: bytes, opcode: int = frames.TEXT, *, final: bool = True, mask: bytes = b"\x01\x02\x03\x04"
) -> bytes:
    """Return a frame as a browser sends it."""
    whole = frames.frame(opcode, b"")[:1]
    first = whole if final else bytes((whole[0] & 0x7F,))
    size = len(payload)
    if size <= 125:
        head = bytes((0x80 | size,))
    elif size <= 0xFFFF:
        head = bytes((0x80 | 126,)) + size.to_bytes(2, "big")
    else:
        head = bytes((0x80 | 127,)) + size.to_bytes(8, "big")
    return first + head + mask + bytes(byte ^ mask[place % 4] for place, byte in enumerate(payload))


def reading(data: bytes, limit: int = 1 << 20, heard: list | None = None) -> Reader:
    return Reader(io.BytesIO(data).read, limit, lambda *told: (heard if heard is not None else []).append(told))


@settings(deadline=None)
@given(st.text(max_size=300), st.binary(min_size=4, max_size=4))
def test_what_a_browser_sends_comes_out_whole(text, mask):
    assert reading(masked(text.encode(), mask=mask)).message() == text


@pytest.mark.parametrize("size", [0, 1, 125, 126, 127, 65535, 65536])
def test_every_length_has_its_form(size):
    text = "字" * (size // 3) + "x" * (size % 3)
    assert reading(masked(text.encode())).message() == text
    sent = frames.text_frame(text)
    assert sent.endswith(text.encode())


def test_a_message_in_parts_is_put_together_around_a_ping():
    heard = []
    data = (
        masked("灯".encode()[:2], final=False)
        + masked(b"hey", frames.PING)
        + masked("灯".encode()[2:], frames.CONTINUATION)
    )
    assert reading(data, heard=heard).message() == "灯"
    assert heard == [(frames.PING, b"hey")]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (masked(b"x" * 101), frames.TOO_BIG),
        (masked(b"x" * 60, final=False) + masked(b"x" * 60, frames.CONTINUATION), frames.TOO_BIG),
        (b"\x81\xff\xff\xff\xff\xff\xff\xff\xff\xff", frames.TOO_BIG),
        (b"\x81\x01x", frames.PROTOCOL_ERROR),
        (b"\xc1" + masked(b"x")[1:], frames.PROTOCOL_ERROR),
        (masked(b"x", frames.CONTINUATION), frames.PROTOCOL_ERROR),
        (masked(b"x", frames.BINARY), frames.UNSUPPORTED),
        (masked(b"x", 0x3), frames.PROTOCOL_ERROR),
        (masked(b"x" * 126, frames.PING), frames.PROTOCOL_ERROR),
        (masked(b"\xff\xfe"), frames.BAD_TEXT),
        (masked(b"xxxx")[:-1], frames.GOING_AWAY),
    ],
)
def test_what_breaks_the_protocol_ends_the_connection_with_its_code(data, code):
    with pytest.raises(FrameError) as error:
        reading(data, limit=100).message()
    assert error.value.code == code


@pytest.mark.parametrize("data", [b"", b"\x81", masked(b"\x03\xe8", frames.CLOSE)])
def test_the_end_is_the_end(data):
    assert reading(data).message() is None
