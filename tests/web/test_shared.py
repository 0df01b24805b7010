"""A device that several people use forgets them: when they say so, when the browser closes, when nobody touches it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from deliberate.db.session import commit
from deliberate.kit.clock import clock
from tests.factories.people import a_community, a_resident

PHONE = "+8613812345678"


@pytest.fixture
def at_a_shared_device(visit, codes, session, now):
    """Return somebody who has said, while signing in, that others use the device too."""
    a_resident(a_community(), phone=PHONE, language="en")
    commit()
    guest = visit()
    guest.post("/sign-in", {"phone": PHONE, "shared": "y"}, 303)
    guest.post("/sign-in/code", {"code": codes[0][1]}, 303)
    return guest


def test_it_ends_with_the_browser_and_no_page_of_it_is_kept(at_a_shared_device):
    page = at_a_shared_device.get("/me")
    assert page.headers["Cache-Control"] == "no-store"
    assert "Expires" not in at_a_shared_device.cookie("deliberate")
    assert "I am done" in page.text
    assert 'data-behaviour="still-there"' in page.text


def test_after_quiet_and_question_it_forgets_and_says_so(at_a_shared_device, now):
    clock.hold(now + timedelta(minutes=11))
    at_a_shared_device.get("/me")
    clock.hold(now + timedelta(minutes=11 + 11, seconds=31))
    assert at_a_shared_device.get("/me", 303).location == "/sign-in?next=/me"
    page = at_a_shared_device.get("/sign-in")
    assert "it has forgotten who was here" in page.text
    assert page.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert 'data-behaviour="forget"' in page.text
    assert "Clear-Site-Data" not in at_a_shared_device.get("/sign-in").headers


def test_whoever_says_to_be_there_stays(at_a_shared_device, now):
    for minutes in (9, 18, 27):
        clock.hold(now + timedelta(minutes=minutes))
        at_a_shared_device.post("/stay", status=204)
    at_a_shared_device.get("/me")


def test_a_script_that_keeps_a_page_fresh_is_nobody(at_a_shared_device, now):
    for minutes in (5, 10, 12):
        clock.hold(now + timedelta(minutes=minutes))
        at_a_shared_device.get("/unread", 404, headers={"Accept": "application/json"})
    at_a_shared_device.get("/me", 303)


def test_i_am_done_wipes_and_the_page_after_shows_nobody(at_a_shared_device):
    at_a_shared_device.post("/sign-out", status=303)
    assert at_a_shared_device.get("/").headers["Clear-Site-Data"] == '"cache", "storage"'
    at_a_shared_device.get("/me", 303)


def test_an_own_phone_is_left_in_peace(visit, codes, session, now):
    a_resident(a_community(), phone=PHONE, language="en")
    commit()
    guest = visit()
    guest.post("/sign-in", {"phone": PHONE, "device": "own"}, 303)
    guest.post("/sign-in/code", {"code": codes[0][1]}, 303)
    clock.hold(now + timedelta(days=80))
    page = guest.get("/me")
    assert "I am done" not in page.text
    assert page.headers["Cache-Control"] == "private, no-cache"
