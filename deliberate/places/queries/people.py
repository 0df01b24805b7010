"""Who belongs where, who is charged with what, and what the register knows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import aliased, joinedload

from deliberate.accounts.models import Account
from deliberate.db.base import db
from deliberate.kit.roles import Role
from deliberate.places.models import Membership, Place, RegisterEntry, RegisterTry, RoleHolding
from deliberate.places.queries.tree import at_or_below
from deliberate.places.states import Capacity, MembershipState, PlaceKind

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence
    from datetime import date, datetime

    from sqlalchemy import ColumnElement

MOST = 500


def membership(membership_id: int) -> Membership | None:
    """Return a membership by id, with its person and place."""
    return db.session.get(
        Membership, membership_id, options=[joinedload(Membership.account), joinedload(Membership.place)]
    )


def membership_of(account_id: int, place_id: int, capacity: Capacity) -> Membership | None:
    """Return what a person is or was at a place in one capacity."""
    return db.session.scalar(
        select(Membership).where(
            Membership.account_id == account_id, Membership.place_id == place_id, Membership.capacity == capacity
        )
    )


def memberships_of(account_id: int) -> Sequence[Membership]:
    """Return where a person belongs or says to belong, newest first."""
    found = (
        select(Membership)
        .where(Membership.account_id == account_id, Membership.state != MembershipState.ended)
        .options(joinedload(Membership.place))
        .order_by(Membership.since.desc(), Membership.id.desc())
    )
    return db.session.scalars(found).all()


def count_pending(account_id: int) -> int:
    """Return how many claims of a person wait to be confirmed."""
    pending = Membership.state == MembershipState.pending
    found = select(func.count()).select_from(Membership).where(Membership.account_id == account_id, pending)
    return db.session.scalar(found) or 0


def entries_at(place_id: int) -> list[tuple[str, str | None, Capacity]]:
    """Return name, telephone number and capacity of the register's lines for a home."""
    shown = (RegisterEntry.name, RegisterEntry.phone, RegisterEntry.capacity)
    rows = db.session.execute(select(*shown).where(RegisterEntry.place_id == place_id).order_by(RegisterEntry.id))
    return [(row[0], row[1], row[2]) for row in rows]


def tries(*, account_id: int, place_id: int, since: datetime) -> tuple[int, int]:
    """Return how often since a moment a person, and anybody at a home, compared a floor area in vain."""
    recent = select(func.count()).select_from(RegisterTry).where(RegisterTry.at > since)
    by_person = db.session.scalar(recent.where(RegisterTry.account_id == account_id)) or 0
    at_home = db.session.scalar(recent.where(RegisterTry.place_id == place_id)) or 0
    return by_person, at_home


def number_waiting(places: Sequence[Place], besides: int) -> int:
    """Return how many claims wait at some places and below them, not counting one's own."""
    if not places:
        return 0
    found = (
        select(func.count())
        .select_from(Membership)
        .join(Place, Place.id == Membership.place_id)
        .where(Membership.state == MembershipState.pending, Membership.account_id != besides, at_or_below(*places))
    )
    return db.session.scalar(found) or 0


def confirmed(place: Place, capacities: Collection[Capacity]) -> tuple[ColumnElement[bool], ...]:
    """Return the conditions for who belongs to a place or a home below in one of some capacities; all three joined."""
    here = at_or_below(place), Membership.capacity.in_(capacities)
    return *here, Membership.state == MembershipState.verified, Account.closed_at.is_(None)


def homes_taking_part(of: Place) -> list[tuple[Place, int, int]]:
    """Return each building below with its homes in which somebody has been verified, and with all its homes."""
    building, unit = aliased(Place), aliased(Place)
    here = and_(Membership.place_id == unit.id, Membership.state == MembershipState.verified)
    found = (
        select(building, func.count(Membership.place_id.distinct()), func.count(unit.id.distinct()))
        .join(unit, unit.parent_id == building.id)
        .outerjoin(Membership, here)
        .where(building.path.like(f"{of.path}%"), building.kind == PlaceKind.building, unit.kind == PlaceKind.unit)
        .group_by(building.id)
    )
    return [(place, part, whole) for place, part, whole in db.session.execute(found)]


def waiting(places: Sequence[Place], limit: int = MOST) -> Sequence[Membership]:
    """Return the claims that wait at some places and below them, oldest first."""
    if not places:
        return []
    found = (
        select(Membership)
        .join(Place, Place.id == Membership.place_id)
        .where(Membership.state == MembershipState.pending, at_or_below(*places))
        .options(joinedload(Membership.account), joinedload(Membership.place))
        .order_by(Membership.since, Membership.id)
        .limit(limit)
    )
    return db.session.scalars(found).all()


def neighbours_in_register(place_ids: Iterable[int]) -> dict[int, list[str]]:
    """Return the names the register has at some homes, to compare a claim with."""
    wanted = set(place_ids)
    found = select(RegisterEntry.place_id, RegisterEntry.name).where(RegisterEntry.place_id.in_(wanted or {0}))
    names: dict[int, list[str]] = {}
    for place_id, name in db.session.execute(found.order_by(RegisterEntry.id)):
        names.setdefault(place_id, []).append(name)
    return names


def holding(place_id: int, account_id: int, role: Role, today: date) -> RoleHolding | None:
    """Return a role somebody holds right at a place today."""
    return db.session.scalar(
        select(RoleHolding).where(
            RoleHolding.place_id == place_id,
            RoleHolding.account_id == account_id,
            RoleHolding.role == role,
            _today(today),
        )
    )


def _today(today: date) -> ColumnElement[bool]:
    return (RoleHolding.since <= today) & (RoleHolding.until.is_(None) | (RoleHolding.until >= today))


def role_holding(holding_id: int) -> RoleHolding | None:
    """Return a holding by id, with its person and place."""
    options = [joinedload(RoleHolding.account), joinedload(RoleHolding.place)]
    return db.session.get(RoleHolding, holding_id, options=options)


def holdings(places: Sequence[Place], today: date) -> Sequence[RoleHolding]:
    """Return who is charged with what today at some places, above and below them."""
    if not places:
        return []
    found = (
        select(RoleHolding)
        .join(Place, Place.id == RoleHolding.place_id)
        .where(or_(at_or_below(*places), Place.id.in_({part for place in places for part in place.place_path})))
        .where(_today(today))
        .options(joinedload(RoleHolding.account), joinedload(RoleHolding.place))
        .order_by(Place.path, RoleHolding.role, RoleHolding.id)
        .limit(MOST)
    )
    return db.session.scalars(found).all()


def holders(place: Place, role: Role, today: date) -> Sequence[RoleHolding]:
    """Return who holds a role for a place: there or at any place above it."""
    found = (
        select(RoleHolding)
        .where(RoleHolding.place_id.in_(place.place_path), RoleHolding.role == role, _today(today))
        .options(joinedload(RoleHolding.account))
        .order_by(RoleHolding.id)
    )
    return db.session.scalars(found).all()


def heads_of(homes: Sequence[Place], today: date) -> dict[int, str]:
    """Return for each of some homes the name of the building head who knows it, in one query."""
    ids = {part for home in homes for part in home.place_path}
    found = (
        select(RoleHolding.place_id, Account.display_name)
        .join(Account, Account.id == RoleHolding.account_id)
        .where(RoleHolding.place_id.in_(ids or {0}), RoleHolding.role == Role.building_head, _today(today))
        .order_by(RoleHolding.id.desc())
    )
    names = {row[0]: row[1] for row in db.session.execute(found)}
    return {home.id: names[part] for home in homes for part in home.place_path if part in names}


def counts(places: Sequence[Place]) -> dict[int, int]:
    """Return how many verified people belong to each of some places or below, in one query."""
    found = (
        select(Place.path, func.count(func.distinct(Membership.account_id)))
        .join(Place, Place.id == Membership.place_id)
        .where(Membership.state == MembershipState.verified, at_or_below(*places))
        .group_by(Place.path)
    )
    rows = db.session.execute(found).all()
    return {place.id: sum(number for path, number in rows if path.startswith(place.path)) for place in places}
