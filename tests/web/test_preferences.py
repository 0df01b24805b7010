"""Language and elder version: chosen on any page, kept by the browser, and back to where one was."""

from __future__ import annotations

import pytest
from flask import Flask

from deliberate.web import preferences
from deliberate.web.preferences import bind_preferences, keep_choices_with


@pytest.fixture
def client(monkeypatch):
    monkeypatch.setattr(preferences, "_keepers", [])
    app = Flask("preferences")
    app.config.update(SECRET_KEY="testing", LANGUAGES=(("zh-CN", "zh_Hans_CN", "中文"), ("en", "en", "English")))
    bind_preferences(app)
    return app.test_client()


def test_a_language_is_kept_for_a_year_and_the_page_opens_again(client):
    answer = client.post("/preferences/language", data={"language": "en", "next": "/issues?page=2"})
    assert (answer.status_code, answer.location) == (303, "/issues?page=2")
    assert client.get_cookie("language").value == "en"
    assert client.get_cookie("language").max_age == 31536000


def test_a_language_we_do_not_have_is_refused(client):
    assert client.post("/preferences/language", data={"language": "xx"}).status_code == 400


@pytest.mark.parametrize(("sent", "kept"), [("1", "1"), ("0", "0"), ("yes", "0")])
def test_the_elder_version_is_switched_on_and_off(client, sent, kept):
    client.post("/preferences/elder", data={"elder": sent})
    assert client.get_cookie("elder").value == kept


@pytest.mark.parametrize(("size", "status"), [("18", 303), ("30", 303), ("31", 400), ("", 400)])
def test_the_text_has_four_sizes(client, size, status):
    assert client.post("/preferences/text", data={"text": size}).status_code == status


@pytest.mark.parametrize("elsewhere", ["https://evil.example", "//evil.example", "/\\evil.example", ""])
def test_nobody_is_led_to_another_site(client, elsewhere):
    assert client.post("/preferences/elder", data={"elder": "1", "next": elsewhere}).location == "/"


def test_a_higher_area_hears_what_was_chosen(client, monkeypatch):
    monkeypatch.setattr(preferences, "_keepers", [])
    heard = []
    keep_choices_with(lambda what, value: heard.append((what, value)))
    client.post("/preferences/elder", data={"elder": "1"})
    assert heard == [("elder", "1")]
