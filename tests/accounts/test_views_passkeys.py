"""Passkeys on the pages of those on duty."""

from __future__ import annotations

from datetime import timedelta

import pyotp
import pytest

from deliberate.accounts import queries
from deliberate.accounts.services import add_staff
from deliberate.db.session import commit
from deliberate.kit.clock import clock
from tests.factories.people import a_community, a_resident
from tests.support.authenticator import Authenticator

SECRET = "A" * 32
HEADERS = {"Accept": "application/json"}


@pytest.fixture
def staff(session, now):
    made = add_staff("+8613812345678", name="陈静", display_name="陈书记", passphrase_hash="x", actor_id=None, now=now)
    made.language, made.totp_secret = "en", SECRET
    commit()
    return made


def add(visitor, key, name="office"):
    proof = {"code": pyotp.TOTP(SECRET).at(clock.now())}
    asked = visitor.post("/me/passkeys/options", status=200, json=proof, headers=HEADERS).json
    body = {"credential": key.create(asked["challenge"]), "name": name}
    return visitor.post("/me/passkeys/add", status=200, json=body, headers=HEADERS)


def challenge(guest):
    return guest.post("/sign-in/passkey/options", status=200, headers=HEADERS).json["challenge"]


def test_a_device_is_added_by_name_signs_in_and_is_removed_with_the_apps_code(visit, staff, now):
    visitor, key = visit(staff), Authenticator()
    assert add(visitor, key).json == {"go": "/me/passkeys"}
    page = visitor.get("/me/passkeys").text
    assert "office" in page
    assert "Not used yet" in page
    guest = visit()
    body = {"credential": key.get(challenge(guest)), "shared": False}
    entered = guest.post("/sign-in/passkey?next=/kiosk", status=200, json=body, headers=HEADERS)
    assert entered.json == {"go": "/kiosk"}
    assert "Last used" in guest.get("/me/passkeys").text
    kept = queries.passkeys_of(staff.id)[0]
    remove = f"/me/passkeys/{kept.id}/remove"
    guest.post(remove, {"code": "000000"}, 422)
    clock.hold(now + timedelta(seconds=30))
    guest.post(remove, {"code": pyotp.TOTP(SECRET).at(clock.now())}, 303)
    assert queries.passkeys_of(staff.id) == []


def test_a_challenge_is_answered_once_and_soon(visit, staff, now):
    key, guest = Authenticator(), visit()
    add(visit(staff), key)
    body = {"credential": key.get(challenge(guest))}
    guest.post("/sign-in/passkey", status=200, json=body, headers=HEADERS)
    other = visit()
    assert (
        "press once more"
        in other.post("/sign-in/passkey", status=409, json=body, headers=HEADERS).json["error"]["message"]
    )
    body = {"credential": key.get(challenge(other))}
    clock.hold(now + timedelta(minutes=6))
    assert (
        other.post("/sign-in/passkey", status=409, json=body, headers=HEADERS).json["error"]["code"].endswith("stale")
    )
    challenge(other)
    wrong = other.post("/sign-in/passkey", status=409, json=["x"], headers=HEADERS).json
    assert wrong["error"]["code"] == "accounts.passkey_failed"


def test_a_copy_stays_suspended_and_a_stranger_removes_nothing(visit, staff, now):
    key = Authenticator()
    add(visit(staff), key)
    for before in (5, 3):
        guest = visit()
        key.count = before
        body = {"credential": key.get(challenge(guest))}
        told = guest.post("/sign-in/passkey", status=200, json=body, headers=HEADERS).json
    assert told["error"]["code"] == "accounts.passkey_copied"
    assert "Suspended" in visit(staff).get("/me/passkeys").text
    kept = queries.passkeys_of(staff.id)[0]
    resident = a_resident(a_community(), language="en")
    commit()
    visit(resident).get(f"/me/passkeys/{kept.id}/remove", 404)
    assert "passphrase" in visit(resident).get("/me/passkeys").text


def test_without_script_or_keys_passphrase_and_app_stand_there_as_before(visit, staff):
    page = visit().get("/sign-in/staff").text
    assert 'data-behaviour="passkey" data-do="get"' in page
    assert "hidden" in page.split('data-do="get"')[1].split(">")[0]
    assert 'name="passphrase"' in page


def test_an_open_page_alone_adds_no_device(visit, staff, now):
    visitor, key = visit(staff), Authenticator()
    for proof in ({}, {"code": "000000"}, ["x"]):
        told = visitor.post("/me/passkeys/options", status=409, json=proof, headers=HEADERS).json
        assert told["error"]["code"] == "accounts.totp_wrong"
    asked = visitor.post("/sign-in/passkey/options", status=200, headers=HEADERS).json["challenge"]
    body = {"credential": key.create(asked), "name": "theirs"}
    told = visitor.post("/me/passkeys/add", status=409, json=body, headers=HEADERS).json
    assert told["error"]["code"] == "accounts.passkey_stale"
    assert queries.passkeys_of(staff.id) == []
