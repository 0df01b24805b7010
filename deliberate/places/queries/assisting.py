"""People without a phone: who they are, who may write things down for them, what was written down."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from deliberate.accounts.models import Account
from deliberate.db.base import db
from deliberate.places.models import Membership, NamedHelper, Place, RegisterEntry
from deliberate.places.queries.tree import at_or_below
from deliberate.places.rules.belonging import same_name
from deliberate.places.states import MembershipState

if TYPE_CHECKING:
    from collections.abc import Sequence

MOST = 50
_WITHOUT_PHONE = (Account.phone.is_(None), Account.passphrase_hash.is_(None), Account.closed_at.is_(None))


def home_of(person_id: int) -> Membership | None:
    """Return the home of a person without a phone, with both; anybody else has none here."""
    found = (
        select(Membership)
        .join(Account, Account.id == Membership.account_id)
        .where(Membership.account_id == person_id, Membership.state == MembershipState.verified, *_WITHOUT_PHONE)
        .options(joinedload(Membership.account), joinedload(Membership.place))
        .order_by(Membership.id)
        .limit(1)
    )
    return db.session.scalar(found)


def homes_below(places: Sequence[Place]) -> Sequence[Membership]:
    """Return the people without a phone at some places and below them, with their homes."""
    found = (
        select(Membership)
        .join(Account, Account.id == Membership.account_id)
        .join(Place, Place.id == Membership.place_id)
        .where(Membership.state == MembershipState.verified, *_WITHOUT_PHONE)
        .where(at_or_below(*places))
        .options(joinedload(Membership.account), joinedload(Membership.place))
        .order_by(Place.path, Membership.id)
        .limit(MOST)
    )
    return db.session.scalars(found).all()


def homes_helped(helper_id: int) -> Sequence[Membership]:
    """Return the people who have named somebody as their helper, with their homes."""
    named = select(NamedHelper.person_id).where(NamedHelper.helper_id == helper_id, NamedHelper.ended_at.is_(None))
    found = (
        select(Membership)
        .join(Account, Account.id == Membership.account_id)
        .where(Membership.account_id.in_(named), Membership.state == MembershipState.verified, *_WITHOUT_PHONE)
        .options(joinedload(Membership.account), joinedload(Membership.place))
        .order_by(Membership.id)
    )
    return db.session.scalars(found).all()


def helpers_of(person_id: int) -> Sequence[NamedHelper]:
    """Return whom a person has named."""
    found = select(NamedHelper).where(NamedHelper.person_id == person_id, NamedHelper.ended_at.is_(None))
    return db.session.scalars(found.options(joinedload(NamedHelper.helper)).order_by(NamedHelper.id)).all()


def naming(person_id: int, helper_id: int) -> NamedHelper | None:
    """Return the naming of a helper, if it stands."""
    return db.session.scalar(
        select(NamedHelper).where(
            NamedHelper.person_id == person_id, NamedHelper.helper_id == helper_id, NamedHelper.ended_at.is_(None)
        )
    )


def number_helped(helper_id: int) -> int:
    """Return how many people have named somebody."""
    found = select(func.count()).select_from(NamedHelper)
    return db.session.scalar(found.where(NamedHelper.helper_id == helper_id, NamedHelper.ended_at.is_(None))) or 0


def on_roll(place_id: int, name: str) -> RegisterEntry | None:
    """Return the line of the roll that names somebody at a home."""
    lines = db.session.scalars(select(RegisterEntry).where(RegisterEntry.place_id == place_id))
    return next((line for line in lines if same_name(line.name, name)), None)


def without_phone_at(place_id: int) -> Sequence[Account]:
    """Return the people without a phone at a home, whatever they are called."""
    found = select(Account).join(Membership, Membership.account_id == Account.id)
    found = found.where(Membership.place_id == place_id, Membership.state == MembershipState.verified, *_WITHOUT_PHONE)
    return db.session.scalars(found.distinct().order_by(Account.id)).all()


def known_at(place_id: int, name: str) -> list[Account]:
    """Return the open accounts of a name that are verified at a home; the one without a phone comes last."""
    found = (
        select(Account)
        .join(Membership, Membership.account_id == Account.id)
        .where(
            Membership.place_id == place_id, Membership.state == MembershipState.verified, Account.closed_at.is_(None)
        )
        .distinct()
    )
    alike = [account for account in db.session.scalars(found) if same_name(account.name, name)]
    return sorted(alike, key=lambda account: (account.phone is None, account.id))


def search_roll(places: Sequence[Place], words: str) -> Sequence[tuple[RegisterEntry, Place]]:
    """Return lines of the roll at some places and below them whose name holds some words."""
    plain = words.strip()
    if not places or not plain:
        return []
    found = (
        select(RegisterEntry, Place)
        .join(Place, Place.id == RegisterEntry.place_id)
        .where(at_or_below(*places))
        .where(RegisterEntry.name.contains(plain, autoescape=True))
        .order_by(Place.path, RegisterEntry.id)
        .limit(MOST)
    )
    return [(row[0], row[1]) for row in db.session.execute(found)]
