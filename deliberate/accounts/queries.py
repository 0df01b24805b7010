"""Reading people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func, select

from deliberate.accounts.models import Account, Passkey, SignInCode
from deliberate.db.base import db

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime


def account(account_id: int) -> Account | None:
    """Return an account by id."""
    return db.session.get(Account, account_id)


def account_by_phone(phone: str) -> Account | None:
    """Return the open account of a phone number in E.164 form."""
    return db.session.scalar(select(Account).where(Account.phone == phone, Account.closed_at.is_(None)))


def display_names(account_ids: Iterable[int | None]) -> Mapping[int, str]:
    """Return the names to show for some accounts, in one query."""
    wanted = {account_id for account_id in account_ids if account_id}
    if not wanted:
        return {}
    rows = db.session.execute(select(Account.id, Account.display_name).where(Account.id.in_(wanted)))
    return {row.id: row.display_name for row in rows}


def newest_code(phone: str) -> SignInCode | None:
    """Return the last code sent to a number: only that one opens the door."""
    found = select(SignInCode).where(SignInCode.phone == phone).order_by(SignInCode.id.desc()).limit(1)
    return db.session.scalar(found.with_for_update())


def last_code(phone: str) -> SignInCode | None:
    """Return the last code sent to a number, to tell how long it is good for."""
    return db.session.scalar(
        select(SignInCode).where(SignInCode.phone == phone).order_by(SignInCode.id.desc()).limit(1)
    )


def codes_sent_to(phone: str, limit: int = 20) -> Sequence[datetime]:
    """Return when the last codes were sent to a number."""
    found = select(SignInCode.sent_at).where(SignInCode.phone == phone).order_by(SignInCode.id.desc()).limit(limit)
    return db.session.scalars(found).all()


def not_seen_since(moment: datetime) -> Sequence[Account]:
    """Return residents with a number who have typed no code since a moment."""
    recent = select(SignInCode.phone).where(SignInCode.used_at >= moment)
    found = select(Account).where(
        Account.phone.is_not(None),
        Account.passphrase_hash.is_(None),
        Account.opened_at < moment,
        Account.phone.not_in(recent),
    )
    return db.session.scalars(found).all()


def old_codes(moment: datetime) -> Sequence[SignInCode]:
    """Return the codes sent before a moment that say nothing any more: only each number's last used one is kept."""
    last = select(func.max(SignInCode.id)).where(SignInCode.used_at.is_not(None)).group_by(SignInCode.phone)
    found = select(SignInCode).where(SignInCode.sent_at < moment, SignInCode.id.not_in(last))
    return db.session.scalars(found).all()


def passkeys_of(account_id: int) -> Sequence[Passkey]:
    """Return the passkeys of an account, the oldest first."""
    return db.session.scalars(select(Passkey).where(Passkey.account_id == account_id).order_by(Passkey.id)).all()


def passkey(passkey_id: int) -> Passkey | None:
    """Return a passkey by id."""
    return db.session.get(Passkey, passkey_id)


def passkey_by_credential(credential_id: str) -> Passkey | None:
    """Return the passkey a device speaks of, kept for this transaction."""
    return db.session.scalar(select(Passkey).where(Passkey.credential_id == credential_id).with_for_update())
