"""Who may enter: guests are asked to sign in and come back, others are told, scripts get JSON."""

from __future__ import annotations

from time import time
from types import SimpleNamespace

import pytest
from flask import Flask
from werkzeug.exceptions import TooManyRequests

from deliberate.db.session import commit
from deliberate.kit.refusals import Refusal
from deliberate.web import guards
from deliberate.web.errors import answer
from deliberate.web.extensions import limiter
from deliberate.web.guards import local_path
from tests.factories.people import a_community, a_moderator, a_resident


@pytest.mark.parametrize(
    ("target", "path"),
    [
        ("/issues?page=2", "/issues?page=2"),
        ("http://localhost/issues", "/issues"),
        ("https://evil.example/issues", "/"),
        ("//evil.example", "/"),
        ("/\\evil.example", "/"),
        ("/\nSet-Cookie: x", "/"),
        ("javascript:alert(1)", "/"),
        ("", "/"),
        (None, "/"),
    ],
)
def test_one_is_only_led_to_pages_of_ours(target, path):
    with Flask("guards").test_request_context():
        assert local_path(target) == path


def test_a_guest_signs_in_first_and_a_script_is_told_so(visit, client):
    a_community()
    commit()
    assert visit().get("/memberships", 303).location == "/sign-in?next=/memberships"
    answer = client.get("/memberships", headers={"Accept": "application/json"})
    assert (answer.status_code, answer.json["error"]["code"]) == (401, "web.sign_in_first")


def test_whoever_may_not_is_told_in_words(visit):
    person = a_resident(a_community())
    commit()
    assert "not yours to do" in visit(person).get("/memberships", 403).text


def test_a_refused_form_says_why_and_changes_nothing(visit):
    area = a_community()
    desk = a_moderator(area)
    person = a_resident(area)
    commit()
    home = 1
    page = visit(desk).post(f"/memberships/{home}/verify", status=409).text
    assert "Not possible now" in page
    assert person.id


@pytest.mark.parametrize("url", ["/nowhere", "/places/nowhere", "/issues/999999"])
def test_what_is_not_there_has_a_page_too(visit, url):
    page = visit().get(url, 404).text
    assert "Nothing here" in page
    assert 'href="/"' in page
    assert 'href="/search"' in page


def test_a_wrong_method_is_answered_with_a_page(visit):
    visit().post("/privacy", status=405)


@pytest.mark.parametrize(
    ("asked", "leads_to"),
    [("/issues/7/second", "/issues/7"), ("/votes/3/cast", "/votes/3"), ("/sign-out", "/"), ("/preferences/text", "/")],
)
def test_an_address_of_a_form_leads_to_the_page_it_stands_on(visit, asked, leads_to):
    """Whoever reloads a refused form, or reads on in another language, gets somewhere."""
    assert visit().get(asked, 303).headers["Location"] == leads_to


@pytest.mark.parametrize(
    "header", ["Content-Security-Policy", "X-Content-Type-Options", "Referrer-Policy", "Cross-Origin-Opener-Policy"]
)
def test_every_page_says_what_it_may_load(visit, header):
    a_community()
    commit()
    assert visit().get("/").headers.get(header)


def test_what_is_ours_to_mend_is_said_without_asking_anybody(app, monkeypatch):
    """The page of a fault must not need what has just failed: the database, or who is signed in."""

    def gone():
        raise OSError

    monkeypatch.setattr(guards, "_identify", [gone])
    for language, words in (("en", "Something went wrong"), ("zh-CN", "出错了")):
        with app.test_request_context("/issues?page=2", headers={"Accept": "text/html", "Accept-Language": language}):
            page, status = answer(Refusal("web.broken"), 500)
        assert status == 500
        assert f"<h1>{words}</h1>" in page
        assert 'href="/issues?page=2"' in page


@pytest.mark.parametrize(("method", "way"), [("GET", "Try again"), ("POST", "Back")])
def test_a_fault_of_ours_leads_back_to_what_was_typed_and_to_help(app, session, method, way):
    headers = {"Accept": "text/html", "Accept-Language": "en", "Referer": "http://localhost/issues/new"}
    with app.test_request_context("/issues/new", method=method, headers=headers):
        page, _status = answer(Refusal("web.broken"), 500)
    assert f">{way}</a>" in page
    assert ("data-typed" in page) == (method == "POST")
    assert 'href="/help/me" class="button' in page


@pytest.mark.parametrize(("seconds", "said"), [(40, "wait a minute"), (130, "in 3 minutes")])
def test_whoever_was_too_quick_reads_how_long_to_wait(app, session, seconds, said):
    with app.test_request_context("/sign-in", method="POST", headers={"Accept": "text/html", "Accept-Language": "en"}):
        limiter.context.view_rate_limit = SimpleNamespace(reset_at=time() + seconds)
        response = app.make_response(app.handle_user_exception(TooManyRequests()))
    assert response.status_code == 429
    assert said in response.get_data(as_text=True)
    assert 0 < int(response.headers["Retry-After"]) <= seconds
