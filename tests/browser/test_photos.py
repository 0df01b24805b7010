"""Photos as a camera makes them: smaller before they leave the phone, upright, and without what the camera knew."""

from __future__ import annotations

import io
from base64 import b64decode
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import expect

from tests.browser.conftest import PHONE

pytestmark = pytest.mark.browser
HELD_SIDEWAYS, ORIENTATION, MAKE = 6, 0x0112, 0x010F
CHOSEN = """() => new Promise((done) => {
  const one = document.querySelector('[type=file]').files[0], reader = new FileReader();
  reader.onload = () => done([one.name, one.type, reader.result.split(',')[1]]);
  reader.readAsDataURL(one);
})"""


# A phone that takes a second and a half to make a picture smaller, and remembers how large what it sent was.
SLOW = """const own = HTMLCanvasElement.prototype.toBlob, add = FormData.prototype.append;
HTMLCanvasElement.prototype.toBlob = function (...given) { setTimeout(() => own.apply(this, given), 1500); };
FormData.prototype.append = function (name, value, ...more) {
  if (value instanceof Blob) sessionStorage.setItem('sent', value.size);
  return add.call(this, name, value, ...more);
};"""


def a_camera_picture(folder: Path) -> str:
    """Return a picture that lies on its side, with the note of the camera that it was held upright."""
    path = folder / "IMG_2026.jpeg"
    known = Image.Exif()
    known[ORIENTATION], known[MAKE] = HELD_SIDEWAYS, "Camera of a neighbour"
    Image.effect_noise((2400, 1800), 60).convert("RGB").save(path, quality=92, exif=known)
    return str(path)


def test_a_photo_is_made_smaller_on_the_phone_and_stays_upright(enter, tmp_path):
    page = enter("resident", PHONE)
    page.goto("/issues/new/details?title=灯坏了&where=5")
    path = a_camera_picture(tmp_path)
    page.set_input_files("[type=file]", path)
    page.wait_for_selector(".photos-chosen img")
    name, kind, data = page.evaluate(CHOSEN)
    assert (name, kind) == ("IMG_2026.jpg", "image/jpeg")
    with Image.open(path) as before, Image.open(io.BytesIO(b64decode(data))) as after:
        assert before.size == (2400, 1800)
        assert after.size == (1200, 1600)
        assert dict(after.getexif()) == {}
    page.fill("[name=body]", "楼道里的灯坏了三天，晚上看不见台阶。")
    page.click("main form button[type=submit]")
    expect(page.locator("main .mono")).to_be_visible()


def test_whoever_sends_at_once_waits_for_the_smaller_photo_not_for_the_large_one(enter, tmp_path):
    page = enter("resident", PHONE)
    page.add_init_script(SLOW)
    page.goto("/issues/new/details?title=灯坏了&where=5")
    page.wait_for_selector(".is-live .photos")
    page.wait_for_load_state("networkidle")
    page.fill("[name=body]", "楼道里的灯坏了三天，晚上看不见台阶。")
    path = a_camera_picture(tmp_path)
    page.set_input_files("[type=file]", path)
    page.click("main form button[type=submit]")
    expect(page.locator("main .mono")).to_be_visible()
    assert 0 < int(page.evaluate("sessionStorage.getItem('sent')")) < Path(path).stat().st_size / 2


def test_a_file_that_is_no_picture_goes_to_the_server_as_it_is(enter, tmp_path):
    page = enter("resident", PHONE)
    page.goto("/issues/new/details?title=灯坏了&where=5")
    path = tmp_path / "notes.jpg"
    path.write_bytes(b"these are words")
    page.set_input_files("[type=file]", str(path))
    page.wait_for_selector(".photos-chosen img", state="attached")
    assert b64decode(page.evaluate(CHOSEN)[2]) == b"these are words"
