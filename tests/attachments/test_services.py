"""Photos made anew: small enough, upright, and silent about who took them where."""

from __future__ import annotations

import hashlib
from io import BytesIO

import pytest
from PIL import Image

from deliberate.attachments.queries import photos_of, photos_of_each
from deliberate.attachments.services import attach_photos, path_of, remade, take_photos
from deliberate.kit.refusals import Refused
from deliberate.ledger.queries import stream_after
from tests.factories.pictures import HEIC, a_bomb, a_phone_photo, a_picture


def opened(data):
    return Image.open(BytesIO(data))


def test_nothing_the_camera_added_is_left():
    for made in remade(a_phone_photo())[:2]:
        picture = opened(made)
        assert not picture.getexif()
        assert set(picture.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density", "progressive", "progression"}
        assert b"Secret" not in made


def test_a_photo_held_sideways_is_turned_before_the_mark_is_taken_off():
    large, small, size = remade(a_phone_photo((2400, 1800)))
    assert size == opened(large).size == (1200, 1600)
    assert opened(small).size == (360, 480)


@pytest.mark.parametrize(
    ("kind", "mode"), [("PNG", "RGBA"), ("PNG", "LA"), ("PNG", "L"), ("WEBP", "RGBA"), ("JPEG", "CMYK")]
)
def test_every_kind_becomes_a_jpeg_on_white(kind, mode):
    colour = {"RGBA": (0, 0, 0, 0), "LA": (0, 0), "L": 255, "CMYK": (0, 0, 0, 0)}[mode]
    picture = opened(remade(a_picture(kind, (40, 30), mode=mode, colour=colour))[0])
    assert (picture.format, picture.mode, picture.size) == ("JPEG", "RGB", (40, 30))
    assert min(picture.getpixel((20, 15))) > 250


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (HEIC, "attachments.heic"),
        (a_bomb(), "attachments.too_many_pixels"),
        (a_picture()[:400], "attachments.not_a_photo"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 50, "attachments.not_a_photo"),
    ],
    ids=["apple", "bomb", "cut off", "only a head"],
)
def test_a_bad_file_is_refused_and_does_no_harm(data, code):
    with pytest.raises(Refused) as caught:
        remade(data)
    assert caught.value.refusal.code == code


def test_a_picture_lies_under_its_own_digest_and_twice_the_same_is_one(session, tmp_path):
    first, again = take_photos([a_picture(), a_picture()], tmp_path)
    assert first == again
    content = path_of(tmp_path, first.digest).read_bytes()
    assert hashlib.sha256(content).hexdigest() == first.digest
    assert len([path for path in tmp_path.rglob("*") if path.is_file()]) == 2


def test_photos_belong_to_a_subject_and_are_on_record(session, tmp_path, now):
    kept = take_photos([a_picture(), a_picture(colour="blue")], tmp_path)
    attach_photos(kept, subject=("issue", 7), actor_id=None, now=now)
    session.flush()
    assert [photo.digest for photo in photos_of("issue", 7)] == [one.digest for one in kept]
    assert set(photos_of_each("issue", [7, 8])) == {7}
    entry = stream_after("issue:7")[0]
    assert (entry.verb, entry.payload["digests"]) == ("photos.added", [one.digest for one in kept])
    assert attach_photos([], subject=("issue", 8), actor_id=None, now=now) == []
    assert stream_after("issue:8") == []
