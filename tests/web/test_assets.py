"""Static files: one bundle, an address that changes with the content, small enough for a slow phone."""

from __future__ import annotations

import gzip
import hashlib
import re
from pathlib import Path

import pytest
from flask import Flask

from deliberate.web.assets import JOINED, LATER, Assets, asset, bind_assets

STATIC = Path(__file__).parents[2] / "static"


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "css").mkdir()
    (tmp_path / "css" / "tokens.css").write_text("a{}")
    (tmp_path / "css" / "base.css").write_text("b{}")
    (tmp_path / "secret.txt").write_text("x")
    return tmp_path


@pytest.fixture
def client(folder):
    app = Flask("assets", static_folder=str(folder))
    bind_assets(app)
    return app.test_client()


def address(client, name):
    with client.application.test_request_context():
        return asset(name)


def test_high_contrast_comes_inside_its_question_and_plain_as_a_file(folder):
    (folder / "css" / "contrast.css").write_text("c{}")
    assert Assets(folder).get("css/main.css").plain.endswith(b"@media (prefers-contrast: more) {\nc{}}")
    assert Assets(folder).get("css/contrast.css").plain == b"c{}"


def test_the_bundle_joins_its_parts_in_the_order_of_the_cascade(folder):
    kept = Assets(folder).get("css/main.css")
    assert kept is not None
    assert kept.plain == b"a{}\nb{}"


def test_phones_do_not_pay_for_our_comments(folder):
    (folder / "css" / "base.css").write_text('/* Why: "b" {} */\nb { content: "/" }\n\n/* c\n */\nc{}\n')
    assert Assets(folder).get("css/main.css").plain == b'a{}\nb { content: "/" }\n\nc{}'


def test_the_address_changes_with_the_content(folder):
    before = Assets(folder).fingerprint
    assert Assets(folder).fingerprint == before
    (folder / "css" / "base.css").write_text("c{}")
    assert Assets(folder).fingerprint != before


def test_watching_notices_an_edit(folder):
    assets = Assets(folder, watch=True)
    assert assets.get("css/base.css").plain == b"b{}"
    (folder / "css" / "base.css").write_text("edited{}")
    assert assets.fingerprint
    assert assets.get("css/base.css").plain == b"edited{}"


def test_a_present_file_is_kept_for_a_year_and_an_old_address_is_not(client):
    fresh = client.get(address(client, "css/main.css"))
    assert (fresh.status_code, fresh.mimetype, fresh.cache_control.max_age) == (200, "text/css", 31536000)
    stale = client.get("/assets/000000000000/css/main.css")
    assert (stale.status_code, stale.cache_control.max_age) == (200, 0)


def test_a_browser_that_can_gets_it_gzipped(client):
    answer = client.get(address(client, "css/main.css"), headers={"Accept-Encoding": "gzip"})
    assert answer.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(answer.data) == b"a{}\nb{}"


@pytest.mark.parametrize(
    "name", ["nothing.css", "../secret.txt", "..%2f..%2fetc/passwd", "css", "css/./base.css", "css//base.css"]
)
def test_nothing_outside_the_folder_is_sent_and_nothing_by_two_names(client, name):
    assert client.get(f"/assets/x/{name}").status_code == 404


def test_the_room_is_sent_with_less_than_other_pages():
    assets = Assets(STATIC)
    assert len(assets.get("css/room.css").zipped) < len(assets.get("css/main.css").zipped)


def test_the_first_page_of_a_resident_stays_light():
    assets = Assets(STATIC)
    styles = sum(len(assets.get(name).zipped) for name in ("css/main.css", "css/dark.css"))
    scripts = len(assets.get("js/behaviours.js").zipped) + len(assets.get("js/behaviours/text-size.js").zipped)
    assert styles < 20_000
    assert scripts < 60_000
    assert styles + scripts < 100_000


@pytest.mark.parametrize("entry", sorted(JOINED))
def test_what_is_needed_together_is_sent_as_one_file_that_asks_for_no_other(entry):
    text = Assets(STATIC).get(entry).plain.decode()
    assert re.findall(r"""^\s*import\b(?!\().*|from ['"][./].*""", text, re.MULTILINE) == []


@pytest.mark.parametrize(("entry", "host"), sorted(LATER.items()))
def test_what_is_sent_later_takes_from_the_page_whatever_is_there_already(entry, host):
    assets = Assets(STATIC)
    text, there = (assets.get(name).plain.decode() for name in (entry, host))
    assert re.findall(r"^import .*", text, re.MULTILINE) == [f"import {{ lent }} from './{Path(host).name}';"]
    taken = set(re.findall(r'lent\["([^"]+)"\]', text))
    assert taken
    assert [name for name in taken if f'"{name}": m' not in there] == []
    assert set(re.findall(r"^// (js/.*)", text, re.MULTILINE)).isdisjoint(
        re.findall(r"^// (js/.*)", there, re.MULTILINE)
    )


def test_the_room_loads_within_the_script_budget():
    assets = Assets(STATIC)
    scripts = sum(len(assets.get(name).zipped) for name in ("js/room/main.js", "js/behaviours.js"))
    assert scripts < 60_000


def test_vendored_libraries_are_what_the_list_says():
    listed = dict(reversed(line.split()) for line in (STATIC / "vendor" / "HASHES").read_text().splitlines())
    found = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in (STATIC / "vendor").glob("*.js")}
    assert found == listed
