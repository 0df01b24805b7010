"""Who may stand on a roll: read once, when a vote is announced, and frozen then."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import and_, func, select
from sqlalchemy.orm import aliased

from deliberate.accounts.models import Account
from deliberate.db.base import db
from deliberate.places.models import Membership, Place, RegisterEntry
from deliberate.places.queries.mandates import on_roll_only
from deliberate.places.queries.people import confirmed
from deliberate.places.queries.tree import at_or_below
from deliberate.places.states import REPRESENTING, Capacity, MembershipState, PlaceKind
from deliberate.votes.electorates.entitled import Held
from deliberate.votes.electorates.owners import Title, label_of, merged, owners_of
from deliberate.votes.rules import ground_of
from deliberate.votes.states import Ground, VoteKind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlalchemy import ColumnElement

    from deliberate.votes.electorates.owners import Speaker

# Nobody appraises oneself: whoever sits in the committee is left out, even if elected as a representative too.
APPRAISING = (Capacity.representative,)
OWNING = (Capacity.owner, Capacity.developer)
LIVING_HERE = (Capacity.resident, Capacity.household_rep, *REPRESENTING)


@dataclass(frozen=True)
class Elector:
    """Somebody who will stand on the roll; `account_id` is missing where nobody of the household has signed in."""

    elector: str
    label: str
    account_id: int | None
    place_id: int | None
    ground: Ground
    area_dm2: int = 0
    homes: tuple[tuple[str, int], ...] = ()
    others: tuple[int, ...] = ()


def electors(place: Place, kind: VoteKind) -> Sequence[Elector]:
    """Return who may vote at a place in a vote of this kind, in the order of the posted list."""
    ground = ground_of(kind)
    if ground is Ground.household_rep:
        return _households(place)
    if ground is Ground.owner:
        return owners(place)
    if ground is Ground.representative:
        return [*_people(place, ground, REPRESENTING), *_without_account(place, ground, REPRESENTING)]
    if ground is Ground.appraiser:
        return [*_people(place, ground, APPRAISING), *_without_account(place, ground, APPRAISING)]
    if kind is VoteKind.priority_poll:
        return [*_people(place, ground, LIVING_HERE), *_without_account(place, ground, LIVING_HERE)]
    return _people(place, ground, LIVING_HERE)


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
        .where(at_or_below(place), Place.kind == PlaceKind.unit)
        .group_by(Place.id, Place.name, building.name, estate.name, *order)
        .order_by(*order)
    )
    return [
        Elector(f"unit:{row.id}", f"{row.estate} {row.building} {row.name}", row.account, row.id, Ground.household_rep)
        for row in db.session.execute(found)
    ]


def _without_account(place: Place, ground: Ground, capacities: Sequence[Capacity]) -> list[Elector]:
    """Return those the register names who have no account: they vote on paper."""
    lines = [(entry.id, home.id) for entry, home in on_roll_only(place, capacities)]
    labels = {home_id: label for home_id, label, _area in _homes(place)} if lines else {}
    return [Elector(f"register:{line}", labels[home_id], None, home_id, ground) for line, home_id in lines]


def held_by(account_id: int, place: Place) -> list[Held]:
    """Return in what capacities somebody belongs to homes at or below a place."""
    found = (
        select(Membership.capacity, Membership.state, Membership.since)
        .join(Place, Place.id == Membership.place_id)
        .where(Membership.account_id == account_id, at_or_below(place))
    )
    return [Held(*row) for row in db.session.execute(found)]


def belongs_somewhere(account_id: int) -> bool:
    """Tell whether somebody is confirmed at any home at all."""
    found = select(Membership.id).where(
        Membership.account_id == account_id, Membership.state == MembershipState.verified
    )
    return db.session.scalar(found.limit(1)) is not None


def owners(place: Place) -> Sequence[Elector]:
    """Return every owner below once, with all their homes; the register says who owns, accounts may speak for it."""
    homes = _homes(place)
    listed, speakers = _listed(place), _speakers(place)
    titles = [
        Title(
            place_id=home_id,
            label=label,
            area_dm2=area or 0,
            owners=owners_of(listed.get(home_id, ()), speakers.get(home_id, ()), home_id),
            developer=any(capacity is Capacity.developer for _name, _phone, capacity in listed.get(home_id, ())),
        )
        for home_id, label, area in homes
    ]
    return [_owner(group, speakers) for group in merged(titles)]


def _owner(group: Sequence[Title], speakers: Mapping[int, Sequence[Speaker]]) -> Elector:
    """Return one owner of one or several homes as an entry of the roll."""
    voices = sorted({account for title in group for account, _phone in speakers.get(title.place_id, ())})
    first = group[0]
    return Elector(
        f"owner:{first.place_id}",
        label_of([title.label for title in group]),
        voices[0] if voices else None,
        first.place_id,
        Ground.owner,
        area_dm2=sum(title.area_dm2 for title in group),
        homes=tuple((title.label, title.area_dm2) for title in group),
        others=tuple(voices[1:]),
    )


def _homes(place: Place) -> list[tuple[int, str, int | None]]:
    """Return number, label and area of every home below, in the order of the posted list."""
    building, estate = aliased(Place), aliased(Place)
    order = (estate.position, estate.id, building.position, building.id, Place.position, Place.id)
    found = (
        select(Place.id, estate.name.label("estate"), building.name.label("building"), Place.name, Place.area_dm2)
        .join(building, building.id == Place.parent_id)
        .join(estate, estate.id == building.parent_id)
        .where(at_or_below(place), Place.kind == PlaceKind.unit)
        .order_by(*order)
    )
    return [(row.id, f"{row.estate} {row.building} {row.name}", row.area_dm2) for row in db.session.execute(found)]


def _listed(place: Place) -> dict[int, list[tuple[str, str | None, Capacity]]]:
    """Return who the register names as owner of each home."""
    found = (
        select(RegisterEntry.place_id, RegisterEntry.name, RegisterEntry.phone, RegisterEntry.capacity)
        .join(Place, Place.id == RegisterEntry.place_id)
        .where(at_or_below(place), RegisterEntry.capacity.in_(OWNING))
        .order_by(RegisterEntry.id)
    )
    lines: dict[int, list[tuple[str, str | None, Capacity]]] = {}
    for home_id, name, phone, capacity in db.session.execute(found):
        lines.setdefault(home_id, []).append((name, phone, capacity))
    return lines


def _speakers(place: Place) -> dict[int, list[Speaker]]:
    """Return the verified owners of each home who have an account, with their telephone."""
    found = (
        select(Membership.place_id, Account.id, Account.phone)
        .join(Account, Account.id == Membership.account_id)
        .join(Place, Place.id == Membership.place_id)
        .where(
            *confirmed(place, OWNING),
        )
        .order_by(Account.id)
    )
    lines: dict[int, list[Speaker]] = {}
    for home_id, account_id, phone in db.session.execute(found):
        lines.setdefault(home_id, []).append((account_id, phone))
    return lines


def _people(place: Place, ground: Ground, capacities: Sequence[Capacity]) -> Sequence[Elector]:
    """Return every verified person below once, whatever number of units they belong to."""
    found = (
        select(Account.id, Account.display_name, func.min(Membership.place_id).label("place"))
        .join(Membership, Membership.account_id == Account.id)
        .join(Place, Place.id == Membership.place_id)
        .where(
            *confirmed(place, capacities),
            *((~_in_committee(place),) if ground is Ground.appraiser else ()),
        )
        .group_by(Account.id, Account.display_name)
        .order_by(Account.id)
    )
    return [
        Elector(f"account:{row.id}", row.display_name, row.id, row.place, ground) for row in db.session.execute(found)
    ]


def _in_committee(place: Place) -> ColumnElement[bool]:
    """Return the condition that somebody sits in the residents' committee of a place."""
    members = (
        select(Membership.account_id)
        .join(Place, Place.id == Membership.place_id)
        .where(
            at_or_below(place),
            Membership.capacity == Capacity.committee_member,
            Membership.state == MembershipState.verified,
        )
    )
    return Account.id.in_(members)
