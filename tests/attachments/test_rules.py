"""Which files are photos, and how large they may be."""

from __future__ import annotations

import pytest

from deliberate.attachments.rules import (
    BYTES_MOST,
    PHOTOS_MOST,
    PIXELS_MOST,
    Size,
    fitted,
    kind_of,
    why_not_photo,
    why_not_size,
    why_not_so_many,
)
from tests.factories.pictures import HEIC, a_picture


def code(refusal):
    return refusal and refusal.code


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_the_bytes_say_what_a_file_is_not_its_name(kind):
    data = a_picture(kind, (4, 3))
    assert kind_of(data) == kind
    assert why_not_photo(data) is None


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (HEIC, "attachments.heic"),
        (b"", "attachments.not_a_photo"),
        (b"GIF89a" + b"\0" * 20, "attachments.not_a_photo"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "attachments.not_a_photo"),
        (b"RIFF\0\0\0\0WAVEfmt ", "attachments.not_a_photo"),
        (b"\xff\xd8\xff" + b"\0" * BYTES_MOST, "attachments.file_too_large"),
    ],
)
def test_what_is_not_taken_is_refused_with_its_reason(data, expected):
    assert code(why_not_photo(data)) == expected


def test_exactly_the_largest_file_is_taken():
    assert why_not_photo(b"\xff\xd8\xff" + b"\0" * (BYTES_MOST - 3)) is None


@pytest.mark.parametrize(
    ("size", "taken"), [((6_000, 10_000), True), ((6_001, 10_000), False), ((1, PIXELS_MOST), True)]
)
def test_a_picture_may_not_fill_the_memory(size, taken):
    assert (why_not_size(Size(*size)) is None) == taken


@pytest.mark.parametrize(
    ("new", "before", "taken"), [(PHOTOS_MOST, 0, True), (PHOTOS_MOST + 1, 0, False), (2, 5, False), (1, 5, True)]
)
def test_a_handful_of_photos(new, before, taken):
    assert (why_not_so_many([None] * new, before=before) is None) == taken


@pytest.mark.parametrize(
    ("size", "most", "expected"),
    [
        ((1600, 900), 1600, (1600, 900)),
        ((3200, 1800), 1600, (1600, 900)),
        ((30, 90_000), 1600, (1, 1600)),
        ((9, 9), 480, (9, 9)),
    ],
)
def test_pictures_are_made_smaller_and_never_larger(size, most, expected):
    assert fitted(Size(*size), most) == expected
