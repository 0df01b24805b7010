"""When a code is sent and when it opens the door: exact borders."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from deliberate.accounts.rules import (
    code_hash,
    phone_in_full,
    phone_masked,
    typed_code,
    why_not_code,
    why_not_passphrase,
    why_not_phone_sign_in,
    why_not_send,
    why_not_totp,
)
from deliberate.kit.refusals import Refusal

NOW = datetime(2026, 3, 10, 2, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("13812345678", "+8613812345678"),
        ("138 1234 5678", "+8613812345678"),
        ("１３８１２３４５６７８", "+8613812345678"),
        ("+86 138-1234-5678", "+8613812345678"),
        ("008613812345678", "+8613812345678"),
        ("+49 (170) 1234567", "+491701234567"),
        ("12812345678", None),
        ("1381234567", None),
        ("138123456789", None),
        ("+0123456789", None),
        ("abc", None),
        ("", None),
    ],
)
def test_numbers_are_kept_in_one_form(typed, kept):
    assert phone_in_full(typed) == kept


def test_a_number_is_shown_masked():
    assert phone_masked("+8613812345678") == "138****5678"
    assert phone_masked(None) == ""


def ago(**span):
    return NOW - timedelta(**span)


@pytest.mark.parametrize(
    ("sent", "refusal"),
    [
        ([], None),
        ([ago(seconds=60)], None),
        ([ago(seconds=59)], Refusal("accounts.code_too_soon", seconds=1)),
        ([NOW], Refusal("accounts.code_too_soon", seconds=60)),
        ([ago(minutes=m) for m in (50, 40, 30, 20)], None),
        ([ago(minutes=m) for m in (50, 40, 30, 20, 10)], Refusal("accounts.too_many_codes", minutes=10)),
        ([ago(minutes=m) for m in (60, 40, 30, 20, 10)], None),
    ],
)
def test_a_number_gets_one_code_a_minute_and_five_an_hour(sent, refusal):
    assert why_not_send(sent, NOW) == refusal


@pytest.mark.parametrize(
    ("right", "age", "tries", "used", "code"),
    [
        (True, 0, 0, False, None),
        (True, 599, 4, False, None),
        (True, 600, 0, False, "accounts.code_over"),
        (True, 0, 0, True, "accounts.code_over"),
        (True, 0, 5, False, "accounts.code_locked"),
        (False, 0, 0, False, "accounts.code_wrong"),
        (False, 0, 3, False, "accounts.code_wrong"),
        (False, 0, 4, False, "accounts.code_locked"),
    ],
)
def test_a_code_lives_ten_minutes_and_five_tries(right, age, tries, used, code):
    sent = NOW - timedelta(seconds=age)
    refusal = why_not_code(right=right, expires_at=sent + timedelta(minutes=10), tries=tries, used=used, now=NOW)
    assert (refusal.code if refusal else None) == code


def test_the_tries_left_are_told():
    refusal = why_not_code(right=False, expires_at=NOW + timedelta(minutes=1), tries=1, used=False, now=NOW)
    assert refusal == Refusal("accounts.code_wrong", left=3)


def test_a_kept_code_depends_on_number_and_on_the_servers_secret():
    kept = code_hash("123456", "+8613812345678", "secret")
    assert "123456" not in kept
    assert kept != code_hash("123456", "+8613812345679", "secret")
    assert kept != code_hash("123456", "+8613812345678", "other")


@pytest.mark.parametrize(
    ("passphrase", "weak"),
    [
        ("abcdeabcdeab", False),
        ("abcdeabcdea", True),
        ("aaaaaaaaaaaaaaaa", True),
        ("一二三四五六七八九十甲乙", False),
        ("", True),
    ],
)
def test_a_passphrase_is_long(passphrase, weak):
    assert bool(why_not_passphrase(passphrase)) is weak


@pytest.mark.parametrize(
    ("step", "last", "code"),
    [(None, 0, "accounts.totp_wrong"), (10, 10, "accounts.totp_used"), (9, 10, "accounts.totp_used"), (11, 10, None)],
)
def test_a_second_factor_works_once(step, last, code):
    refusal = why_not_totp(step, last)
    assert (refusal.code if refusal else None) == code


def test_staff_prove_more_than_a_telephone():
    assert why_not_phone_sign_in(staff=False) is None
    assert why_not_phone_sign_in(staff=True) == Refusal("accounts.staff_sign_in")


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("123456", "123456"),
        (" 12 34 56 ", "123456"),
        ("１２３４５６", "123456"),
        ("验证码 123456", "123456"),
        ("【梧桐里】验证码：123456，10分钟内有效。", "123456"),
        ("123-456", "123456"),
        ("abc", ""),
        ("1234567", "1234567"),
        ("12345", "12345"),
    ],
)
def test_a_code_is_understood_however_it_was_pasted(typed, code):
    assert typed_code(typed) == code
