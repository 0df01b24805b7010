"""Opening accounts and proving who one is. Codes go out through `web.senders`, never from here."""

from __future__ import annotations

import hmac
import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pyotp
import webauthn
from argon2 import PasswordHasher
from argon2.exceptions import VerificationError
from gevent.lock import BoundedSemaphore
from webauthn.helpers import base64url_to_bytes, bytes_to_base64url
from webauthn.helpers.exceptions import WebAuthnException

from deliberate.accounts import queries
from deliberate.accounts.events import (
    AccountOpened,
    CodeSent,
    CodeTyped,
    ElderVersionChosen,
    KioskBegun,
    KioskEnded,
    LanguageChosen,
    NameChosen,
    NumberForgotten,
    PasskeyAdded,
    PasskeyRemoved,
    PasskeySuspended,
    PasskeyUsed,
    SecondFactorEnrolled,
    SecondFactorUsed,
    SignedOutEverywhere,
    StaffAdded,
)
from deliberate.accounts.models import Account, Consent, Passkey, SignInCode
from deliberate.accounts.rules import (
    CODE_DIGITS,
    CODE_LIVES,
    CONSENT,
    TOTP_STEP,
    TOTP_WINDOW,
    code_hash,
    typed_code,
    why_not_code,
    why_not_enrol_passkey,
    why_not_passkey,
    why_not_passphrase,
    why_not_send,
    why_not_totp,
)
from deliberate.db.base import db
from deliberate.kit.bus import publish
from deliberate.kit.offload import offload
from deliberate.kit.refusals import Refusal, Refused, ensure

if TYPE_CHECKING:
    from datetime import datetime

# 19 MiB and two rounds: the least that resists guessing, measured at a tenth of a second; four at once are enough.
_hasher = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
_hashing = BoundedSemaphore(4)
# Verified when there is no such account, so that the answer takes as long.
_NOBODY = "$argon2id$v=19$m=19456,t=2,p=1$5cXHlfS0HSQpD0pkC23xNQ$eu3CobOeRCRiIhf4nLZ3MCcQtbyieoe5sHok3f+dXKg"


# ── by telephone ──


def send_code(phone: str, *, pepper: str, now: datetime) -> tuple[SignInCode, str]:
    """Make a code for a number in full; returns the row, which keeps only a hash, and the code to hand to a sender."""
    ensure(why_not_send(queries.codes_sent_to(phone), now))
    code = "".join(secrets.choice("0123456789") for _ in range(CODE_DIGITS))
    made = SignInCode(
        phone=phone, code_hash=code_hash(code, phone, pepper), sent_at=now, expires_at=now + CODE_LIVES, tries=0
    )
    db.session.add(made)
    db.session.flush()
    publish(CodeSent(actor_id=None, at=now, code_id=made.id))
    return made, code


def verify_code(phone: str, typed: str, *, pepper: str, now: datetime) -> Refusal | None:
    """Use up the newest code of a number; a wrong one is counted, so the refusal is returned and must be committed."""
    newest = queries.newest_code(phone)
    if newest is None:
        return Refusal("accounts.code_over")
    right = hmac.compare_digest(newest.code_hash, code_hash(typed_code(typed), phone, pepper))
    refusal = why_not_code(
        right=right, expires_at=newest.expires_at, tries=newest.tries, used=newest.used_at is not None, now=now
    )
    if refusal is None:
        newest.used_at = now
    else:
        newest.tries += 1
    publish(CodeTyped(actor_id=None, at=now, code_id=newest.id, right=refusal is None))
    return refusal


def open_account(phone: str, *, name: str, display_name: str, language: str, now: datetime) -> Account:
    """Open the account of a proven number, with the consent given on the same page."""
    account = Account(phone=phone, name=name, display_name=display_name, language=language, opened_at=now)
    db.session.add(account)
    db.session.flush()
    db.session.add(Consent(account_id=account.id, wording=CONSENT, given_at=now))
    publish(AccountOpened(actor_id=account.id, at=now, account_id=account.id, consent=CONSENT))
    return account


# ── staff ──


def hash_passphrase(passphrase: str) -> str:
    """Return the hash of a passphrase that is strong enough; takes a tenth of a second."""
    ensure(why_not_passphrase(passphrase))
    with _hashing:
        return offload(_hasher.hash, passphrase)


def passphrase_fits(kept: str | None, typed: str) -> bool:
    """Tell whether a passphrase is the one kept; reads nothing, so that no transaction waits for it."""
    with _hashing:
        try:
            return offload(_hasher.verify, kept or _NOBODY, typed) and kept is not None
        except VerificationError:
            return False


def add_staff(
    phone: str, *, name: str, display_name: str, passphrase_hash: str, actor_id: int | None, now: datetime
) -> Account:
    """Make an account that signs in with a passphrase, or give one a new passphrase; its app is then set up anew."""
    account = queries.account_by_phone(phone)
    if account is None:
        account = Account(phone=phone, opened_at=now, session_version=0)
        db.session.add(account)
    account.name, account.display_name = name, display_name
    account.passphrase_hash, account.totp_secret, account.totp_step = passphrase_hash, None, 0
    account.session_version += 1
    db.session.flush()
    publish(StaffAdded(actor_id=actor_id, at=now, account_id=account.id))
    return account


def _step_of(secret: str, typed: str, now: datetime) -> int | None:
    """Return the time step that a code belongs to, one before and one after included."""
    current, totp = int(now.timestamp()) // TOTP_STEP, pyotp.TOTP(secret, interval=TOTP_STEP)
    plain = typed_code(typed)
    for step in range(current - TOTP_WINDOW, current + TOTP_WINDOW + 1):
        if hmac.compare_digest(totp.at(step * TOTP_STEP), plain):
            return step
    return None


def enrol_second_factor(account: Account, secret: str, typed: str, *, now: datetime) -> Account:
    """Keep the secret of an authenticator app that has shown one right code."""
    step = _step_of(secret, typed, now)
    ensure(why_not_totp(step, 0))
    account.totp_secret, account.totp_step = secret, step or 0
    publish(SecondFactorEnrolled(actor_id=account.id, at=now, account_id=account.id))
    return account


def use_second_factor(account: Account, typed: str, *, now: datetime) -> Account:
    """Take a code of the authenticator app, once."""
    step = _step_of(account.totp_secret or pyotp.random_base32(), typed, now)
    ensure(why_not_totp(step, account.totp_step))
    account.totp_step = step or 0
    publish(SecondFactorUsed(actor_id=account.id, at=now, account_id=account.id))
    return account


# ── passkeys ──


@dataclass(frozen=True)
class Site:
    """What a passkey is bound to: the name it was made for, and the address it is used at."""

    rp_id: str
    origin: str


def enrol_passkey(
    account: Account, credential: dict[str, Any], *, challenge: str, site: Site, name: str, now: datetime
) -> Passkey:
    """Keep the public half of a key that a device has made for this site, after it has answered the challenge."""
    ensure(why_not_enrol_passkey(staff=account.is_staff, name=name))
    try:
        made = webauthn.verify_registration_response(
            credential=credential,
            expected_challenge=base64url_to_bytes(challenge),
            expected_rp_id=site.rp_id,
            expected_origin=site.origin,
            require_user_verification=True,
        )
    except WebAuthnException as error:
        raise Refused(Refusal("accounts.passkey_failed")) from error
    kept = Passkey(
        account_id=account.id,
        name=name.strip(),
        credential_id=bytes_to_base64url(made.credential_id),
        public_key=bytes_to_base64url(made.credential_public_key),
        sign_count=made.sign_count,
        added_at=now,
    )
    db.session.add(kept)
    db.session.flush()
    publish(PasskeyAdded(actor_id=account.id, at=now, account_id=account.id, passkey_id=kept.id))
    return kept


def use_passkey(
    credential: dict[str, Any], *, challenge: str, site: Site, now: datetime
) -> tuple[Account | None, Refusal | None]:
    """Take the answer of a device to a challenge; a refusal is returned, because a suspension must be committed."""
    kept = queries.passkey_by_credential(str(credential.get("id", "")))
    if kept is None or kept.account.closed_at is not None or not kept.account.is_staff:
        return None, Refusal("accounts.passkey_unknown")
    try:
        answer = webauthn.verify_authentication_response(
            credential=credential,
            expected_challenge=base64url_to_bytes(challenge),
            expected_rp_id=site.rp_id,
            expected_origin=site.origin,
            credential_public_key=base64url_to_bytes(kept.public_key),
            # The counter is compared below, when the signature has proved that it is the device's own.
            credential_current_sign_count=0,
            require_user_verification=True,
        )
    except WebAuthnException:
        return None, Refusal("accounts.passkey_failed")
    about = {"actor_id": kept.account_id, "at": now, "account_id": kept.account_id, "passkey_id": kept.id}
    refusal = why_not_passkey(
        suspended=kept.suspended_at is not None, counted=answer.new_sign_count, before=kept.sign_count
    )
    if refusal:
        kept.suspended_at = kept.suspended_at or now
        publish(PasskeySuspended(**about))  # type: ignore[arg-type]
        return None, refusal
    kept.sign_count, kept.last_used_at = answer.new_sign_count, now
    publish(PasskeyUsed(**about))  # type: ignore[arg-type]
    return kept.account, None


def remove_passkey(kept: Passkey, *, now: datetime) -> None:
    """Let a device no longer sign anybody in."""
    db.session.delete(kept)
    publish(PasskeyRemoved(actor_id=kept.account_id, at=now, account_id=kept.account_id, passkey_id=kept.id))


# ── one's own account ──


def choose_name(account: Account, display_name: str, *, now: datetime) -> Account:
    """Show another name to others from now on."""
    account.display_name = display_name
    publish(NameChosen(actor_id=account.id, at=now, account_id=account.id))
    return account


def choose_language(account: Account, language: str, *, now: datetime) -> Account:
    """Read in another language, on every device."""
    account.language = language
    publish(LanguageChosen(actor_id=account.id, at=now, account_id=account.id, language=language))
    return account


def choose_elder_version(account: Account, *, elder: bool, now: datetime) -> Account:
    """Switch the elder version on or off, on every device."""
    account.elder = elder
    publish(ElderVersionChosen(actor_id=account.id, at=now, account_id=account.id, elder=elder))
    return account


def sign_out_everywhere(account: Account, *, now: datetime) -> Account:
    """Make every cookie and every open socket of the account a guest's."""
    account.session_version += 1
    publish(
        SignedOutEverywhere(actor_id=account.id, at=now, account_id=account.id, session_version=account.session_version)
    )
    return account


def keep_kiosk(account: Account, *, begin: bool, now: datetime) -> Account:
    """Say who made a browser a kiosk, or an ordinary one again."""
    kind = KioskBegun if begin else KioskEnded
    publish(kind(actor_id=account.id, at=now, account_id=account.id))
    return account


def forget_number(account: Account, *, now: datetime) -> Account:
    """Delete the telephone number of somebody who has not come for long; what they decided stays."""
    account.phone = None
    account.session_version += 1
    publish(NumberForgotten(actor_id=None, at=now, account_id=account.id))
    return account
