"""Who represents the residents of a place, and where a list says that they live."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from deliberate.accounts.models import Account
from deliberate.db.base import db
from deliberate.places.models import Membership, Place, RegisterEntry
from deliberate.places.queries.people import confirmed
from deliberate.places.queries.tree import at_or_below, below
from deliberate.places.rules.mandates import room
from deliberate.places.states import REPRESENTING, MembershipState, PlaceKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from deliberate.places.states import Capacity


def standing(place: Place) -> Sequence[Membership]:
    """Return who represents the residents below a place or sits on their committee, home by home."""
    found = (
        select(Membership)
        .join(Account, Account.id == Membership.account_id)
        .join(Place, Place.id == Membership.place_id)
        .where(
            *confirmed(place, REPRESENTING),
        )
        .options(joinedload(Membership.account), joinedload(Membership.place))
        .order_by(Membership.capacity.desc(), Place.path, Membership.id)
    )
    return db.session.scalars(found).all()


def on_roll_only(place: Place, capacities: Sequence[Capacity] = REPRESENTING) -> list[tuple[RegisterEntry, Place]]:
    """Return the lines of the roll, with their homes, that name somebody without an account in these capacities."""
    known = (
        select(Membership.id)
        .join(Account, Account.id == Membership.account_id)
        .where(
            Membership.place_id == RegisterEntry.place_id,
            Membership.capacity.in_(capacities),
            Membership.state == MembershipState.verified,
            Account.name == RegisterEntry.name,
            Account.closed_at.is_(None),
        )
    )
    found = (
        select(RegisterEntry, Place)
        .join(Place, Place.id == RegisterEntry.place_id)
        .where(
            at_or_below(place),
            RegisterEntry.capacity.in_(capacities),
            ~known.correlate(RegisterEntry).exists(),
        )
        .order_by(RegisterEntry.id)
    )
    return [(row[0], row[1]) for row in db.session.execute(found)]


class Homes:
    """The homes below a place, found as a list names them: estate, building and room."""

    def __init__(self, place: Place) -> None:
        """Read the tree once."""
        known = {item.id: item for item in below(place)}
        self._by_name: dict[tuple[str, str, str], list[Place]] = {}
        for home in known.values():
            building = known.get(home.parent_id or 0) if home.kind is PlaceKind.unit else None
            if building is not None:
                estate = known.get(building.parent_id or 0)
                for name in {"", estate.name if estate else ""}:
                    self._by_name.setdefault((name, building.name, room(home.name)), []).append(home)

    def named(self, estate: str, building: str, unit: str) -> list[Place]:
        """Return the homes that could be meant: one if it is clear."""
        return self._by_name.get((estate, building, room(unit)), [])


def home_in(building: Place, unit: str) -> Place | None:
    """Return a room of a building by its name."""
    return db.session.scalar(
        select(Place).where(
            Place.parent_id == building.id,
            Place.kind == PlaceKind.unit,
            Place.name.in_({unit, room(unit), f"{room(unit)}室"}),
        )
    )
