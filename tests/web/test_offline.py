"""What a phone may keep, and for whom; how the pages are installed as an app."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from deliberate.web import shared
from tests.factories import issues as make
from tests.factories.people import a_community, a_moderator, a_resident

STATIC = Path(__file__).parents[2] / "static"


@pytest.fixture
def address(session, now):
    number = make.gathering(a_community()).id
    session.commit()
    return f"/issues/{number}"


def test_a_resident_may_keep_an_issue_and_a_guest_too_each_under_a_name_of_their_own(session, visit, address):
    neighbour = a_resident(a_community())
    session.commit()
    answers = [visit(neighbour).get(address), visit().get(address)]
    assert [answer.headers["X-Keep"] for answer in answers] == ["1", "1"]
    assert [answer.headers["X-Reader"] for answer in answers] == [str(neighbour.id), "guest"]
    assert "This page is as of" in answers[0].get_data(as_text=True)


def test_staff_keep_nothing_and_nobody_keeps_their_own_page(session, visit, address):
    area = a_community()
    moderator, neighbour = a_moderator(area), a_resident(area)
    session.commit()
    kept = visit(moderator).get(address).headers
    assert "X-Keep" not in kept
    assert kept["X-Reader"] != "guest"
    assert "X-Keep" not in visit(neighbour).get("/me").headers


def test_a_shared_device_keeps_nothing_and_gets_no_service_worker(app, address):
    client = app.test_client()
    with client.session_transaction() as cookie, app.test_request_context():
        shared.share()
        cookie["shared"] = shared.session["shared"]
    answer = client.get(address)
    assert "X-Keep" not in answer.headers
    assert answer.headers.get("X-Reader") == "none"
    assert "data-worker" not in answer.get_data(as_text=True)


def test_the_empty_form_stands_for_every_question_but_what_was_asked_is_not_kept(session, visit):
    area = a_community()
    account = a_resident(area)
    session.commit()
    neighbour = visit(account)
    assert neighbour.get(f"/issues/new/details?place={area.slug}&blank=1").headers["X-Keep"] == "any"
    assert "X-Keep" not in neighbour.get(f"/issues/new/details?place={area.slug}&title=灯").headers


def test_the_worker_comes_from_the_root_is_never_stale_and_names_files_that_are_there(app):
    client = app.test_client()
    answer = client.get("/service-worker.js")
    assert (answer.mimetype, answer.headers["Cache-Control"]) == ("text/javascript", "no-cache")
    needed = re.findall(r'"(/assets/[^"]+\.\w+)"', answer.get_data(as_text=True))
    assert len(needed) > 5
    assert {client.get(one).status_code for one in needed} == {200}


@pytest.mark.parametrize(("language", "name"), [("en", "Deliberate"), ("zh_Hans_CN", "邻里议事")])
def test_the_app_is_described_in_the_language_asked_for_with_icons_of_their_size(app, language, name):
    client = app.test_client()
    found = client.get(f"/manifest.webmanifest?language={language}").get_json()
    assert (found["name"], found["start_url"], found["display"]) == (name, "/", "standalone")
    assert [one["url"] for one in found["shortcuts"]][:2] == ["/", "/issues"]
    for icon in found["icons"]:
        data = client.get(icon["src"]).data
        assert len(data) < 8_000
        assert f"{Image.open(BytesIO(data)).width}x{Image.open(BytesIO(data)).height}" == icon["sizes"]
    tokens = (STATIC / "css" / "tokens.css").read_text()
    assert f"--paper: {found['background_color']};" in tokens
    assert f"--accent: {found['theme_color']};" in tokens


def test_a_script_that_only_looks_takes_no_message_and_does_not_put_the_cookie_back(client):
    page = {"Accept": "text/html"}
    client.get("/sign-in", headers=page)
    with client.session_transaction() as kept:
        kept.permanent = True
        kept["_flashes"] = [("good", "It has been sent.")]
    ahead = client.get("/sign-in", headers={**page, "X-Ahead": "1"})
    script = client.get("/outbox/ready", headers={"Accept": "application/json"})
    assert "It has been sent." not in ahead.text
    assert [(answer.status_code, answer.headers.get("Set-Cookie")) for answer in (ahead, script)] == [(200, None)] * 2
    seen, after = client.get("/sign-in", headers=page), client.get("/sign-in", headers=page)
    assert ("It has been sent." in seen.text, "It has been sent." in after.text) == (True, False)
    assert "Max-Age" in after.headers["Set-Cookie"] or "Expires" in after.headers["Set-Cookie"]
