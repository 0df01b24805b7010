"""Who may stand on a roll: read once, when a vote is announced, and frozen then."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import and_, func, select
from sqlalchemy.orm import aliased

from deliberate.accounts.models import Account
from deliberate.db.base import db
from deliberate.places.models import Membership, Place
from deliberate.places.states import Capacity, MembershipState, PlaceKind
from deliberate.votes.rules import ground_of
from deliberate.votes.states import Ground

if TYPE_CHECKING:
    from collections.abc import Sequence

    from deliberate.votes.states import VoteKind

LIVING_HERE = (Capacity.resident, Capacity.household_rep, Capacity.representative)


@dataclass(frozen=True)
class Elector:
    """Somebody who will stand on the roll; `account_id` is missing where nobody of the household has signed in."""

    elector: str
    label: str
    account_id: int | None
    place_id: int | None
    ground: Ground


def electors(place: Place, kind: VoteKind) -> Sequence[Elector]:
    """Return who may vote at a place in a vote of this kind, in the order of the posted list."""
    ground = ground_of(kind)
    if ground is Ground.household_rep:
        return _households(place)
    capacities = {Ground.representative: (Capacity.representative,), Ground.owner: (Capacity.owner,)}
    return _people(place, ground, capacities.get(ground, LIVING_HERE))


def _households(place: Place) -> Sequence[Elector]:
    """Return every household below, with its representative's account where there is one."""
    building, estate = aliased(Place), aliased(Place)
    speaks = and_(
        Membership.place_id == Place.id,
        Membership.capacity == Capacity.household_rep,
        Membership.state == MembershipState.verified,
    )
    order = (estate.position, estate.id, building.position, building.id, Place.position, Place.id)
    found = (
        select(
            Place.id,
            Place.name,
            building.name.label("building"),
            estate.name.label("estate"),
            func.min(Membership.account_id).label("account"),
        )
        .join(building, building.id == Place.parent_id)
        .join(estate, estate.id == building.parent_id)
        .outerjoin(Membership, speaks)
        .where(Place.path.like(f"{place.path}%"), Place.kind == PlaceKind.unit)
        .group_by(Place.id, Place.name, building.name, estate.name, *order)
        .order_by(*order)
    )
    return [
        Elector(f"unit:{row.id}", f"{row.estate} {row.building} {row.name}", row.account, row.id, Ground.household_rep)
        for row in db.session.execute(found)
    ]


def _people(place: Place, ground: Ground, capacities: Sequence[Capacity]) -> Sequence[Elector]:
    """Return every verified person below once, whatever number of units they belong to."""
    found = (
        select(Account.id, Account.display_name, func.min(Membership.place_id).label("place"))
        .join(Membership, Membership.account_id == Account.id)
        .join(Place, Place.id == Membership.place_id)
        .where(
            Place.path.like(f"{place.path}%"),
            Membership.capacity.in_(capacities),
            Membership.state == MembershipState.verified,
            Account.closed_at.is_(None),
        )
        .group_by(Account.id, Account.display_name)
        .order_by(Account.id)
    )
    return [
        Elector(f"account:{row.id}", row.display_name, row.id, row.place, ground) for row in db.session.execute(found)
    ]
