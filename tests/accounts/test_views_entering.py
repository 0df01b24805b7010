"""Signing in is left for the message and come back to, in tabs and on devices; nothing is lost and nobody is punished."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import url_for
from limits import parse

from config import Testing
from deliberate.accounts.views.entering import PER_ADDRESS
from deliberate.app import create_app
from deliberate.db.base import db
from deliberate.db.session import commit
from deliberate.kit.clock import clock
from tests.factories.issues import gathering
from tests.factories.people import a_community, a_moderator, a_resident
from tests.support.visitor import Visitor

PHONE, FULL = "13812345678", "+8613812345678"


@pytest.fixture
def resident(session, now):
    """Return a known person with the number of these tests."""
    account = a_resident(a_community(), phone=FULL)
    commit()
    return account


def begin(guest, *, device="own", on=""):
    guest.post(f"/sign-in{on}", {"phone": PHONE, "device": device}, 303)
    return guest


def test_whoever_comes_back_from_the_message_finds_the_page_of_the_code(visit, codes, resident):
    guest = begin(visit())
    assert guest.get("/me", 303).location == "/sign-in?next=/me"
    assert guest.get("/sign-in?next=/me", 303).location == "/sign-in/code?next=/me"
    page = guest.get("/sign-in/code?next=/me").text
    assert "138****5678" in page
    assert 'autocomplete="one-time-code"' in page
    assert "Expires" in begin(visit()).cookie("deliberate")
    assert guest.post("/sign-in/code?next=/me", {"code": f"验证码 {codes[0][1]}"}, 303).location == "/me"


def test_an_expired_code_says_so_and_one_tap_sends_a_new_one(visit, codes, resident, now):
    guest = begin(visit())
    clock.hold(now + timedelta(minutes=11))
    page = guest.get("/sign-in/code").text
    assert "no longer valid" in page
    assert 'name="code"' not in page
    guest.post("/sign-in/again", status=303)
    assert "on its way to 138****5678" in guest.get("/sign-in/code").text
    guest.post("/sign-in/code", {"code": codes[1][1]}, 303)
    guest.get("/me")


def test_whoever_was_away_for_a_day_is_told_why_they_begin_again(visit, codes, resident, now):
    guest = begin(visit())
    clock.hold(now + timedelta(days=1, minutes=1))
    assert guest.post("/sign-in/code", {"code": codes[0][1]}, 303).location == "/sign-in"
    assert "for your safety this device has forgotten it" in guest.get("/sign-in").text
    assert "for your safety" not in guest.get("/sign-in").text


def test_another_code_is_asked_for_in_a_while_and_the_page_counts_down(visit, codes, resident, now):
    guest = begin(visit())
    page = guest.get("/sign-in/code").text
    assert (now + timedelta(seconds=60)).isoformat() in page
    guest.post("/sign-in/again", status=303)
    assert "in 60 seconds" in guest.get("/sign-in/code").text
    assert len(codes) == 1
    clock.hold(now + timedelta(seconds=60))
    guest.post("/sign-in/again", status=303)
    assert len(codes) == 2


def test_a_wrong_number_is_mended_without_typing_it_all_again(visit, codes, resident):
    guest = begin(visit())
    page = guest.get("/sign-in?again=1").text
    assert f'value="{FULL}"' in page
    guest.post("/sign-in?again=1", {"phone": "13900000000", "device": "own"}, 303)
    assert [to for to, _code in codes] == [FULL, "+8613900000000"]


def test_a_code_asked_for_on_the_phone_may_be_typed_on_the_computer(visit, codes, resident):
    begin(visit())
    computer = begin(visit())
    assert "works on every device" in computer.get("/sign-in/code").text
    assert len(codes) == 1
    computer.post("/sign-in/code", {"code": codes[0][1]}, 303)
    computer.get("/me")


def test_two_tabs_keep_their_own_targets_and_the_slower_one_goes_on_too(visit, codes, resident):
    guest = begin(visit(), on="?next=/issues")
    guest.get("/sign-in?next=/votes", 303)
    assert guest.post("/sign-in/code?next=/issues", {"code": codes[0][1]}, 303).location == "/issues"
    assert guest.post("/sign-in/code?next=/votes", {"code": codes[0][1]}, 303).location == "/votes"
    assert guest.get("/sign-in?next=/votes", 303).location == "/votes"


def test_a_tab_that_began_with_another_number_is_told(visit, codes, resident):
    guest = begin(visit())
    guest.post("/sign-in?again=1", {"phone": "13900000000"}, 303)
    guest.post("/sign-in/code", {"code": codes[0][1], "to": "138****5678"}, 303)
    assert "In another window" in guest.get("/sign-in/code").text
    guest.post("/sign-in/code", {"code": codes[1][1], "to": "139****0000"}, 303)


def test_a_target_travels_through_name_and_staff_steps_to_the_very_button(visit, codes, session, now):
    area = a_community()
    issue = gathering(area)
    a_moderator(area, phone=FULL)
    commit()
    guest = visit()
    page = guest.get(f"/issues/{issue.id}").text
    there = f"/issues/{issue.id}%23second-it"
    assert f"/sign-in?next={there}" in page
    begin(guest, on=f"?next={there}")
    on = guest.post(f"/sign-in/code?next={there}", {"code": codes[0][1]}, 303).location
    assert on == f"/sign-in/staff?next={there}"
    guest.post("/sign-in?again=1", {"phone": "13900000000"}, 303)
    assert (
        guest.post(f"/sign-in/code?next={there}", {"code": codes[1][1]}, 303).location == f"/sign-in/name?next={there}"
    )
    named = {"name": "王", "display_name": "王阿姨", "consent": "y"}
    assert guest.post(f"/sign-in/name?next={there}", named, 303).location == f"/issues/{issue.id}#second-it"


def test_what_a_guest_meant_to_send_leads_back_to_where_it_was_sent_from(app, visit, session):
    issue = gathering(a_community())
    commit()
    sent = visit().post(
        f"/issues/{issue.id}/second",
        {"spot": "second-it"},
        303,
        headers={"Referer": f"http://localhost/issues/{issue.id}"},
    )
    assert sent.location == f"/sign-in?next=/issues/{issue.id}%23second-it"
    evil = visit().post(
        f"/issues/{issue.id}/second", {"spot": "x<y"}, 303, headers={"Referer": "https://evil.example/x"}
    )
    assert evil.location == "/sign-in?next=/"


def test_a_form_from_before_signing_in_shows_its_page_again(tmp_path):
    settings = Testing(database=f"sqlite:///{tmp_path}/one.sqlite3", instance=str(tmp_path))
    settings.WTF_CSRF_ENABLED = True
    app = create_app(settings)
    with app.app_context():
        db.create_all()
        answer = Visitor(app).post("/sign-in?next=/votes", {"phone": PHONE, "csrf_token": "old"}, 303)
        assert answer.location == "/sign-in?next=/votes"
        assert "Not sent yet" in Visitor(app).post("/inbox/read-all", {"csrf_token": "old"}, 400).text
        with app.test_request_context():
            assert url_for("accounts.sign_in") == "/sign-in"
        db.session.remove()
        db.engine.dispose()


def test_a_hall_behind_one_address_can_sign_in_within_a_quarter_of_an_hour():
    people, tries = 200, 4
    limit = parse(PER_ADDRESS)
    # Counted on each step by itself: a number, a code mistyped twice, a name.
    assert limit.amount >= people * tries
    assert limit.get_expiry() <= 3600
