"""Passkeys: bound to this site, proven by finger or code, and never two of the same."""

from __future__ import annotations

import copy

import pytest
from webauthn.helpers import bytes_to_base64url

from deliberate.accounts.services import Site, add_staff, enrol_passkey, remove_passkey, use_passkey
from deliberate.kit.refusals import Refused
from deliberate.ledger.queries import stream_after
from tests.factories.people import an_account
from tests.support.authenticator import Authenticator

SITE = Site(rp_id="localhost", origin="http://localhost")
ONE, TWO, THREE = (bytes_to_base64url(bytes([number]) * 32) for number in (1, 2, 3))


@pytest.fixture
def staff(session, now):
    return add_staff("+8613812345678", name="陈静", display_name="陈书记", passphrase_hash="x", actor_id=None, now=now)


def enrolled(staff, key, now, **more):
    credential = key.create(ONE)
    return enrol_passkey(
        staff, credential, **{"challenge": ONE, "site": SITE, "name": "办公室电脑", "now": now, **more}
    )


def used(key, challenge, now, asked=None):
    account, refusal = use_passkey(key.get(challenge), challenge=asked or challenge, site=SITE, now=now)
    return account if refusal is None else refusal.code


def test_a_device_is_added_used_and_removed_and_all_of_it_stands_on_the_record(staff, now):
    key = Authenticator()
    kept = enrolled(staff, key, now)
    assert (kept.name, kept.last_used_at) == ("办公室电脑", None)
    assert used(key, TWO, now) is staff
    assert (kept.sign_count, kept.last_used_at) == (1, now)
    remove_passkey(kept, now=now)
    assert used(key, THREE, now) == "accounts.passkey_unknown"
    assert [entry.verb for entry in stream_after(f"account:{staff.id}")][1:] == [
        "account.passkey_added",
        "account.passkey_used",
        "account.passkey_removed",
    ]


def test_a_copied_key_is_found_out_by_its_counter_and_opens_nothing_any_more(staff, now):
    key = Authenticator()
    kept, copied = enrolled(staff, key, now), copy.copy(key)
    assert used(key, TWO, now) is staff
    assert used(key, THREE, now) is staff
    assert used(copied, TWO, now) == "accounts.passkey_copied"
    assert kept.suspended_at == now
    assert used(key, TWO, now) == "accounts.passkey_suspended"
    assert stream_after(f"account:{staff.id}")[-1].verb == "account.passkey_suspended"


def test_a_device_that_does_not_count_is_used_again_and_again(staff, now):
    key = Authenticator()
    enrolled(staff, key, now)
    for challenge in (TWO, THREE):
        key.count = -1
        assert used(key, challenge, now) is staff


def test_another_challenge_another_site_or_no_finger_opens_nothing(staff, now):
    key = Authenticator()
    kept = enrolled(staff, key, now)
    assert used(key, TWO, now, asked=THREE) == "accounts.passkey_failed"
    key.origin = "https://evil.example"
    assert used(key, TWO, now) == "accounts.passkey_failed"
    key.origin, key.flags = "http://localhost", 1
    assert used(key, TWO, now) == "accounts.passkey_failed"
    stranger = Authenticator()
    stranger.id, stranger.count = key.id, 99
    assert used(stranger, TWO, now) == "accounts.passkey_failed"
    assert (kept.sign_count, kept.suspended_at) == (0, None)


def test_only_those_on_duty_add_a_device_and_it_has_a_name(staff, now):
    def refused(**more):
        with pytest.raises(Refused) as caught:
            enrolled(more.pop("who", staff), more.pop("key", Authenticator()), now, **more)
        return caught.value.refusal.code

    assert refused(who=an_account()) == "accounts.passkey_staff_only"
    assert refused(name="  ") == "accounts.passkey_name_missing"
    assert refused(challenge=TWO) == "accounts.passkey_failed"
    assert refused(key=Authenticator(verified=False)) == "accounts.passkey_failed"
    assert refused(key=Authenticator(origin="https://evil.example")) == "accounts.passkey_failed"


def test_a_closed_account_has_no_passkey(staff, now):
    key = Authenticator()
    enrolled(staff, key, now)
    staff.closed_at = now
    assert used(key, TWO, now) == "accounts.passkey_unknown"
