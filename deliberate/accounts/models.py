"""Tables of people and how they sign in."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from deliberate.db.base import db
from deliberate.db.types import code, digest, flag_off, ident, line, words


class Account(db.Model):
    """A person: the real name is kept behind, the display name stands in front."""

    __tablename__ = "accounts"

    id: Mapped[ident]
    name: Mapped[line] = mapped_column(comment="real name, seen by the committee only")
    display_name: Mapped[line] = mapped_column(comment="what others see, such as 王阿姨 or 居民#12")
    phone: Mapped[str | None] = mapped_column(String(20), unique=True, comment="E.164, such as +8613800000000")
    passphrase_hash: Mapped[str | None] = mapped_column(String(200), comment="argon2id; staff only")
    totp_secret: Mapped[str | None] = mapped_column(String(64), comment="base32; staff only")
    totp_step: Mapped[int] = mapped_column(default=0, comment="last time step whose code was taken; each works once")
    language: Mapped[str] = mapped_column(String(20), default="zh_Hans_CN")
    elder: Mapped[flag_off] = mapped_column(comment="opens the elder version")
    session_version: Mapped[int] = mapped_column(default=1, comment="raised to sign out everywhere")
    opened_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]

    @property
    def is_staff(self) -> bool:
        """Tell whether the account signs in with a passphrase and a second factor."""
        return self.passphrase_hash is not None


class Consent(db.Model):
    """What a person agreed to, in which wording, and when."""

    __tablename__ = "consents"

    id: Mapped[ident]
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"), index=True)
    wording: Mapped[code] = mapped_column(comment="version of the text, such as 2026-1")
    given_at: Mapped[datetime]


class SignInCode(db.Model):
    """A short code sent to a phone; only its hash is kept."""

    __tablename__ = "sign_in_codes"

    id: Mapped[ident]
    phone: Mapped[str] = mapped_column(String(20), index=True)
    code_hash: Mapped[digest]
    sent_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    tries: Mapped[int] = mapped_column(default=0, comment="wrong codes typed so far")
    used_at: Mapped[datetime | None]


class Passkey(db.Model):
    """A key in somebody's device that signs them in; only its public half is kept here. Staff only."""

    __tablename__ = "passkeys"

    id: Mapped[ident]
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"), index=True)
    name: Mapped[line] = mapped_column(comment="what its owner calls it, such as office laptop")
    credential_id: Mapped[str] = mapped_column(String(1400), unique=True, comment="base64url")
    public_key: Mapped[words] = mapped_column(comment="COSE, base64url")
    sign_count: Mapped[int] = mapped_column(default=0, comment="uses as the device counts them; must grow")
    added_at: Mapped[datetime]
    last_used_at: Mapped[datetime | None]
    suspended_at: Mapped[datetime | None] = mapped_column(comment="its counter went back: there may be a copy")

    account: Mapped[Account] = relationship()
