"""The tablet at the service point forgets everybody, and only those on duty end that."""

from __future__ import annotations

from datetime import timedelta

import pytest

from deliberate.db.session import commit
from deliberate.help.rules.tours import EVERYBODY
from deliberate.kit.clock import clock
from deliberate.ledger.queries import stream_after
from tests.factories.people import a_community, a_moderator, a_resident

PHONE = "+8613812345678"


@pytest.fixture
def desk(session, now):
    return a_moderator(a_community())


@pytest.fixture
def tablet(visit, desk):
    """Return a browser that somebody on duty has made a kiosk."""
    a_resident(a_community(), phone=PHONE, language="en", elder=True)
    commit()
    browser = visit(desk)
    assert "Make this device a kiosk" in browser.get("/kiosk").text
    assert browser.post("/kiosk/begin", status=303).location == "/kiosk"
    assert "Path=/" in browser.cookie("kiosk")
    return browser


def sign_in(browser, codes):
    browser.post("/sign-in", {"phone": PHONE, "device": "own"}, 303)
    browser.post("/sign-in/code", {"code": codes[-1][1]}, 303)


def test_whoever_made_it_is_forgotten_at_once_and_stands_on_the_record(tablet, desk):
    page = tablet.get("/kiosk")
    assert "This screen is for everybody" in page.text
    assert page.headers["Clear-Site-Data"] == '"cache", "storage"'
    tablet.get("/me", 303)
    assert stream_after(f"account:{desk.id}")[-1].verb == "account.kiosk_begun"


def test_every_page_has_the_way_out_and_is_kept_nowhere(tablet, codes):
    for address in ("/", "/issues", "/sign-in"):
        page = tablet.get(address)
        assert "I am done" in page.text
        assert page.headers["Cache-Control"] == "no-store"
    assert "Others use this device too: sign me out" not in tablet.get("/sign-in").text


def test_i_am_done_forgets_session_choices_and_storage(tablet, codes):
    sign_in(tablet, codes)
    assert 'class="elder"' in tablet.get("/me").text
    tablet.post(f"/help/tour/{EVERYBODY}/done", status=303)
    assert "Max-Age=0" not in tablet.cookie("tours")
    assert tablet.post("/sign-out", status=303).location == "/kiosk"
    page = tablet.get("/kiosk")
    assert page.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert 'class="elder"' not in tablet.get("/kiosk").text
    assert "Max-Age=0" in tablet.cookie("tours")
    tablet.get("/me", 303)


def test_after_two_quiet_minutes_and_one_for_an_answer_nobody_is_there(tablet, codes, now):
    sign_in(tablet, codes)
    clock.hold(now + timedelta(minutes=3, seconds=20))
    tablet.get("/me")
    clock.hold(now + timedelta(minutes=6, seconds=55))
    tablet.get("/me", 303)
    assert "for 2 minutes" in tablet.get("/kiosk").text


def test_only_those_on_duty_make_and_end_a_kiosk(tablet, codes, visit, desk):
    visit().get("/kiosk", 303)
    sign_in(tablet, codes)
    tablet.get("/kiosk/leave", 403)
    tablet.post("/kiosk/end", status=403)
    tablet.post("/sign-out", status=303)
    assert tablet.get("/kiosk/leave", 303).location == "/sign-in?next=/kiosk/leave"
    staff = visit(desk)
    assert "goes on record" in staff.get("/kiosk/leave").text
    staff.post("/kiosk/end", status=303)
    assert "1970" in staff.cookie("kiosk")
    assert stream_after(f"account:{desk.id}")[-1].verb == "account.kiosk_ended"


def test_a_forged_mark_makes_no_kiosk(visit, client):
    client.set_cookie("kiosk", "forged")
    assert client.get("/sign-in").headers["Cache-Control"] != "no-store"
