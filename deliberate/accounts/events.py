"""What happened to an account; telephone numbers and names never enter the record."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from deliberate.kit.events import Event


@dataclass(frozen=True, kw_only=True)
class AccountEvent(Event):
    """Anything that happened to one account; written to the account's own stream."""

    stream_of: ClassVar[tuple[str, str]] = ("account", "account_id")

    account_id: int


@dataclass(frozen=True, kw_only=True)
class CodeSent(Event):
    """A sign-in code was sent to somebody not yet known."""

    verb: ClassVar[str] = "account.code_sent"
    stream_of: ClassVar[tuple[str, str]] = ("sign_in", "desk")
    subject_of: ClassVar[tuple[str, str]] = ("code", "code_id")

    desk: int = 1
    code_id: int


@dataclass(frozen=True, kw_only=True)
class CodeTyped(Event):
    """Somebody typed a sign-in code, rightly or wrongly."""

    verb: ClassVar[str] = "account.code_typed"
    stream_of: ClassVar[tuple[str, str]] = ("sign_in", "desk")
    subject_of: ClassVar[tuple[str, str]] = ("code", "code_id")

    desk: int = 1
    code_id: int
    right: bool


@dataclass(frozen=True, kw_only=True)
class AccountOpened(AccountEvent):
    """A person chose a name and agreed to what is kept about them."""

    verb: ClassVar[str] = "account.opened"

    consent: str


@dataclass(frozen=True, kw_only=True)
class StaffAdded(AccountEvent):
    """An account that signs in with a passphrase was made, or got a new passphrase."""

    verb: ClassVar[str] = "account.staff_added"


@dataclass(frozen=True, kw_only=True)
class SecondFactorEnrolled(AccountEvent):
    """The account now asks for a code from an authenticator app."""

    verb: ClassVar[str] = "account.second_factor_enrolled"


@dataclass(frozen=True, kw_only=True)
class SecondFactorUsed(AccountEvent):
    """A code from the authenticator app was taken; it is not taken again."""

    verb: ClassVar[str] = "account.second_factor_used"


@dataclass(frozen=True, kw_only=True)
class PasskeyEvent(AccountEvent):
    """Anything that happened to one passkey."""

    subject_of: ClassVar[tuple[str, str]] = ("passkey", "passkey_id")

    passkey_id: int


@dataclass(frozen=True, kw_only=True)
class PasskeyAdded(PasskeyEvent):
    """A device can sign this account in."""

    verb: ClassVar[str] = "account.passkey_added"


@dataclass(frozen=True, kw_only=True)
class PasskeyUsed(PasskeyEvent):
    """The account was signed in with a passkey."""

    verb: ClassVar[str] = "account.passkey_used"


@dataclass(frozen=True, kw_only=True)
class PasskeySuspended(PasskeyEvent):
    """A passkey's counter went back, so there may be a copy of it: it opens nothing any more."""

    verb: ClassVar[str] = "account.passkey_suspended"


@dataclass(frozen=True, kw_only=True)
class PasskeyRemoved(PasskeyEvent):
    """A device can no longer sign this account in."""

    verb: ClassVar[str] = "account.passkey_removed"


@dataclass(frozen=True, kw_only=True)
class NameChosen(AccountEvent):
    """The person shows another name to others."""

    verb: ClassVar[str] = "account.name_chosen"


@dataclass(frozen=True, kw_only=True)
class LanguageChosen(AccountEvent):
    """The person reads in another language."""

    verb: ClassVar[str] = "account.language_chosen"

    language: str


@dataclass(frozen=True, kw_only=True)
class ElderVersionChosen(AccountEvent):
    """The person switched the elder version on or off."""

    verb: ClassVar[str] = "account.elder_version_chosen"

    elder: bool


@dataclass(frozen=True, kw_only=True)
class SignedOutEverywhere(AccountEvent):
    """Every browser and every open socket of the account is a guest's from now on."""

    verb: ClassVar[str] = "account.signed_out_everywhere"

    session_version: int


@dataclass(frozen=True, kw_only=True)
class KioskBegun(AccountEvent):
    """Somebody on duty made a browser a kiosk for everybody."""

    verb: ClassVar[str] = "account.kiosk_begun"


@dataclass(frozen=True, kw_only=True)
class KioskEnded(AccountEvent):
    """Somebody on duty made a kiosk an ordinary browser again."""

    verb: ClassVar[str] = "account.kiosk_ended"


@dataclass(frozen=True, kw_only=True)
class NumberForgotten(AccountEvent):
    """The telephone number of somebody who has not come for two years was deleted."""

    verb: ClassVar[str] = "account.number_forgotten"
