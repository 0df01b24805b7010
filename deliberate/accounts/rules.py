"""When a code may be sent, whether it opens the door, what a passphrase must be. `now` is a parameter."""

from __future__ import annotations

import hashlib
import hmac
import re
import unicodedata
from datetime import timedelta
from typing import TYPE_CHECKING

from deliberate.kit.refusals import Refusal

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

CODE_DIGITS = 6
CODE_LIVES = timedelta(minutes=10)
TRIES = 5
PAUSE = timedelta(seconds=60)
CODES_AN_HOUR = 5
SHORTEST_PASSPHRASE = 12
FEWEST_LETTERS = 5
LONGEST_NAME = 30
CONSENT = "2026-1"
TOTP_STEP = 30
TOTP_WINDOW = 1
ENROLMENT_LIVES = timedelta(minutes=15)
# How long a browser remembers the number it is signing in with: long enough to be called away; a shared one forgets.
OWN_PHONE_REMEMBERS, SHARED_REMEMBERS = timedelta(days=1), timedelta(minutes=10)

_CHINESE = re.compile(r"1[3-9]\d{9}")
_SIX_DIGITS = re.compile(r"(?<![0-9])[0-9]{6}(?![0-9])")
_FOREIGN = re.compile(r"\+[1-9]\d{6,14}")


def phone_in_full(typed: str) -> str | None:
    """Return a telephone number as E.164 has it, or None if it is none; eleven digits are a Chinese mobile number."""
    plain = re.sub(r"[\s()（）.-]", "", typed.translate(str.maketrans("０１２３４５６７８９＋", "0123456789+")))
    if plain.startswith("00"):
        plain = f"+{plain[2:]}"
    plain = plain.removeprefix("+86") if plain.startswith("+86") else plain
    if _CHINESE.fullmatch(plain):
        return f"+86{plain}"
    return plain if _FOREIGN.fullmatch(plain) else None


def phone_masked(phone: str | None) -> str:
    """Return a number with only its beginning and end: 138****0000."""
    plain = (phone or "").removeprefix("+86")
    return f"{plain[:3]}****{plain[-4:]}" if plain else ""


def code_hash(code: str, phone: str, pepper: str) -> str:
    """Return what is kept of a code: six digits alone could be guessed back, so the server's secret is mixed in."""
    return hmac.new(pepper.encode(), f"{phone}:{code}".encode(), hashlib.sha256).hexdigest()


def typed_code(typed: str) -> str:
    """Return the digits of a code however they were typed: full-width, with spaces, the whole message pasted."""
    plain = unicodedata.normalize("NFKC", typed)
    whole = _SIX_DIGITS.findall(plain)
    if whole:
        return str(whole[0])
    return "".join(letter for letter in plain if "0" <= letter <= "9")[: CODE_DIGITS + 1]


def why_not_send(sent: Sequence[datetime], now: datetime) -> Refusal | None:
    """Return why no further code goes to a number; `sent` are the moments of earlier codes."""
    recent = sorted(moment for moment in sent if now - moment < timedelta(hours=1))
    if recent and now - recent[-1] < PAUSE:
        return Refusal("accounts.code_too_soon", seconds=_seconds(recent[-1] + PAUSE - now))
    if len(recent) >= CODES_AN_HOUR:
        return Refusal("accounts.too_many_codes", minutes=-(-_seconds(recent[0] + timedelta(hours=1) - now) // 60))
    return None


def _seconds(span: timedelta) -> int:
    return -(-span // timedelta(seconds=1))


def may_send_at(sent: Sequence[datetime]) -> datetime | None:
    """Return when the pause after the last code is over."""
    return max(sent) + PAUSE if sent else None


def why_not_code(*, right: bool, expires_at: datetime, tries: int, used: bool, now: datetime) -> Refusal | None:
    """Return why a typed code does not open the door; `tries` counts the wrong ones before this."""
    if used or now >= expires_at:
        return Refusal("accounts.code_over")
    if tries >= TRIES:
        return Refusal("accounts.code_locked")
    if right:
        return None
    left = TRIES - tries - 1
    return Refusal("accounts.code_wrong", left=left) if left else Refusal("accounts.code_locked")


def why_not_phone_sign_in(*, staff: bool) -> Refusal | None:
    """Return why a number does not sign in with a code: who is charged with something proves more than a telephone."""
    return Refusal("accounts.staff_sign_in") if staff else None


def why_not_passphrase(passphrase: str) -> Refusal | None:
    """Return what is wrong with a passphrase: length is what counts, and that it is not one letter."""
    if len(passphrase) < SHORTEST_PASSPHRASE or len(set(passphrase)) < FEWEST_LETTERS:
        return Refusal("accounts.passphrase_weak", shortest=SHORTEST_PASSPHRASE)
    return None


def why_not_totp(step: int | None, last_step: int) -> Refusal | None:
    """Return why a code from the app is not taken: `step` is the time step it belongs to, None when to none.

    A code works once: whoever looked over a shoulder comes too late.
    """
    if step is None:
        return Refusal("accounts.totp_wrong")
    return Refusal("accounts.totp_used") if step <= last_step else None


def why_not_enrol_passkey(*, staff: bool, name: str) -> Refusal | None:
    """Return why a device is not added: passkeys are for those on duty, and each has a name to know it by."""
    if not staff:
        return Refusal("accounts.passkey_staff_only")
    return None if name.strip() else Refusal("accounts.passkey_name_missing")


def why_not_passkey(*, suspended: bool, counted: int, before: int) -> Refusal | None:
    """Return why a rightly signed passkey opens nothing: a counter that does not grow means there may be a copy.

    Devices that do not count always say 0.
    """
    if suspended:
        return Refusal("accounts.passkey_suspended")
    if (counted or before) and counted <= before:
        return Refusal("accounts.passkey_copied")
    return None
