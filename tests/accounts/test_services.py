"""Signing in, on both databases: what is kept, what works once, what is on record."""

from __future__ import annotations

from datetime import timedelta

import pyotp
import pytest

from deliberate.accounts import queries, services
from deliberate.accounts.models import Consent, SignInCode
from deliberate.accounts.reactions import forget
from deliberate.db.base import db
from deliberate.db.session import commit
from deliberate.kit.refusals import Refused
from deliberate.ledger.queries import stream_after
from tests.factories.people import an_account

PHONE, PEPPER = "+8613812345678", "secret"


def sent(now):
    return services.send_code(PHONE, pepper=PEPPER, now=now)[1]


def verified(code, now):
    refusal = services.verify_code(PHONE, code, pepper=PEPPER, now=now)
    return refusal.code if refusal else None


def test_a_code_opens_the_door_once_and_only_its_hash_is_kept(session, now):
    code = sent(now)
    commit()
    row = db.session.query(SignInCode).one()
    assert code not in {row.code_hash, row.phone}
    assert verified(code, now) is None
    assert verified(code, now) == "accounts.code_over"


def test_wrong_tries_are_counted_and_lock_the_code(session, now):
    code = sent(now)
    wrong = "000000" if code != "000000" else "111111"
    assert [verified(wrong, now) for _ in range(5)] == ["accounts.code_wrong"] * 4 + ["accounts.code_locked"]
    assert verified(code, now) == "accounts.code_locked"


def test_only_the_newest_code_counts(session, now):
    first = sent(now)
    later = now + timedelta(minutes=2)
    second = sent(later)
    if first != second:
        assert verified(first, later) == "accounts.code_wrong"
    assert verified(second, later) is None


def test_a_code_that_was_never_sent_opens_nothing(session, now):
    assert verified("123456", now) == "accounts.code_over"


def test_a_second_code_within_a_minute_is_refused(session, now):
    sent(now)
    with pytest.raises(Refused) as refused:
        sent(now + timedelta(seconds=59))
    assert refused.value.refusal.code == "accounts.code_too_soon"


def test_no_telephone_number_and_no_name_enters_the_record(session, now):
    sent(now)
    account = services.open_account(PHONE, name="王秀英", display_name="王阿姨", language="en", now=now)
    services.sign_out_everywhere(account, now=now)
    commit()
    said = [entry.payload for name in ("sign_in:1", f"account:{account.id}") for entry in stream_after(name)]
    assert len(said) == 3
    assert not any(secret in str(said) for secret in (PHONE, PHONE[3:], "王秀英", "王阿姨"))
    assert db.session.query(Consent).one().account_id == account.id


def test_a_passphrase_is_kept_as_argon2id_with_the_tested_cost(session, now):
    kept = services.hash_passphrase("correct horse battery")
    assert kept.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    assert services.passphrase_fits(kept, "correct horse battery")
    assert not services.passphrase_fits(kept, "wrong horse battery")
    assert not services.passphrase_fits(None, "nobody at all")
    with pytest.raises(Refused):
        services.hash_passphrase("short")


def test_a_second_factor_is_taken_once_within_its_window(session, now):
    account = an_account(passphrase_hash="x")
    totp = pyotp.TOTP(pyotp.random_base32())
    services.enrol_second_factor(account, totp.secret, totp.at(now), now=now)
    with pytest.raises(Refused) as refused:
        services.use_second_factor(account, totp.at(now), now=now)
    assert refused.value.refusal.code == "accounts.totp_used"
    services.use_second_factor(account, totp.at(now + timedelta(seconds=30)), now=now)
    with pytest.raises(Refused) as refused:
        services.use_second_factor(account, totp.at(now + timedelta(seconds=90)), now=now)
    assert refused.value.refusal.code == "accounts.totp_wrong"


def test_staff_get_a_new_passphrase_and_are_signed_out_everywhere(session, now):
    values = {"name": "陈静", "display_name": "陈书记", "actor_id": None, "now": now}
    first = services.add_staff(PHONE, passphrase_hash="one", **values)
    first.totp_secret = pyotp.random_base32()
    version = first.session_version
    again = services.add_staff(PHONE, passphrase_hash="two", **values)
    assert (again.id, again.passphrase_hash, again.totp_secret) == (first.id, "two", None)
    assert again.session_version == version + 1
    assert queries.account_by_phone(PHONE).is_staff


def test_language_elder_version_and_name_follow_the_account(session, now):
    account = an_account()
    services.choose_language(account, "en", now=now)
    services.choose_elder_version(account, elder=True, now=now)
    services.choose_name(account, "小李", now=now)
    commit()
    assert (account.language, account.elder, account.display_name) == ("en", True, "小李")
    assert [entry.verb for entry in stream_after(f"account:{account.id}")] == [
        "account.language_chosen",
        "account.elder_version_chosen",
        "account.name_chosen",
    ]


def test_numbers_of_people_not_seen_for_two_years_are_deleted(session, now):
    long_ago = now - timedelta(days=732)
    gone, staff = an_account(opened_at=long_ago), an_account(opened_at=long_ago, passphrase_hash="x")
    coming, young = an_account(opened_at=long_ago), an_account(opened_at=now - timedelta(days=730))
    for account, days in ((coming, 100), (gone, 732)):
        sent_at = now - timedelta(days=days)
        _row, code = services.send_code(account.phone, pepper=PEPPER, now=sent_at)
        assert services.verify_code(account.phone, code, pepper=PEPPER, now=sent_at) is None
    assert forget(now) == 1
    commit()
    assert gone.phone is None
    assert all(account.phone for account in (staff, coming, young))
    assert stream_after(f"account:{gone.id}")[-1].verb == "account.number_forgotten"


def test_codes_that_say_nothing_any_more_are_deleted(session, now):
    for days, use in ((90, True), (60, True), (40, False), (1, False)):
        sent_at = now - timedelta(days=days)
        _row, code = services.send_code(PHONE, pepper=PEPPER, now=sent_at)
        if use:
            services.verify_code(PHONE, code, pepper=PEPPER, now=sent_at)
    forget(now)
    commit()
    assert [(now - code.sent_at).days for code in db.session.query(SignInCode).order_by(SignInCode.id)] == [60, 1]
