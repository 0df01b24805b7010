"""Photos as browsers get them."""

from __future__ import annotations

from pathlib import Path

from deliberate.attachments.services import take_photos
from tests.factories.pictures import a_picture


def test_a_photo_is_sent_as_nothing_but_a_picture_and_may_be_kept(app, visit):
    kept = take_photos([a_picture()], Path(app.config["UPLOADS"]))[0]
    for address in (f"/photos/{kept.digest}.jpg", f"/photos/{kept.digest}/small.jpg"):
        answer = visit().get(address)
        assert answer.mimetype == "image/jpeg"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert "immutable" in answer.headers["Cache-Control"]
        assert "public" in answer.headers["Cache-Control"]
        assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'")
        answer.close()


def test_only_a_digest_opens_a_file(visit):
    for name in ("0" * 64, "..", "secret_key", "x" * 64, "%2e%2e%2fsecret_key"):
        visit().get(f"/photos/{name}.jpg", status=404)
        visit().get(f"/photos/{name}/small.jpg", status=404)
