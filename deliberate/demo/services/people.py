"""Accounts: the personas, 780 households that take part by phone, 31 representatives, a committee of five."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import insert, select
from sqlalchemy.orm import aliased

from deliberate.accounts.models import Account
from deliberate.db.base import db
from deliberate.demo.rules import personas
from deliberate.kit.roles import Role
from deliberate.places.models import Membership, Place, RegisterEntry, RoleHolding
from deliberate.places.queries.identity import identity_of
from deliberate.places.queries.tree import at_or_below
from deliberate.places.rules.deadlines import local_day
from deliberate.places.states import Capacity, MembershipState, PlaceKind

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from random import Random

    from deliberate.kit.permits import Identity

TAKING_PART, REPRESENTATIVES = 780, 30
# Which neighbours sit on the committee, besides those who work there; all are elected for five years.
COMMITTEE, TERM = (13, 171, 333, 487, 641), 5
LANGUAGE = "zh_Hans_CN"


@dataclass
class People:
    """Everybody a story can name: by key, or by their number among the neighbours."""

    area: Place
    now: datetime
    by_key: dict[str, Account]
    neighbours: Sequence[Account]
    homes: dict[tuple[str, str, str], int]
    _known: dict[int, Identity] = field(default_factory=dict)

    def account(self, who: str | int) -> Account:
        """Return a persona by key or a neighbour by number."""
        return self.by_key[who] if isinstance(who, str) else self.neighbours[who % len(self.neighbours)]

    def identity(self, who: str | int | Account) -> Identity:
        """Return who somebody is to the product."""
        account = who if isinstance(who, Account) else self.account(who)
        if account.id not in self._known:
            self._known[account.id] = identity_of(account, local_day(self.now))
        return self._known[account.id]

    def living_in(self, place: Place) -> list[Account]:
        """Return the neighbours who live at or below a place."""
        below = select(Membership.account_id).join(Place, Place.id == Membership.place_id)
        here = set(db.session.scalars(below.where(at_or_below(place))))
        return [account for account in self.neighbours if account.id in here]


def settle(area: Place, chance: Random, *, since: datetime, now: datetime) -> People:
    """Open the accounts and enter who lives where and is charged with what."""
    homes = _homes(area)
    by_key = {persona["key"]: _persona(area, persona, homes, since) for persona in personas()}
    neighbours = _neighbours(chance, homes, since)
    return People(area, now, by_key, neighbours, homes)


def _homes(area: Place) -> dict[tuple[str, str, str], int]:
    building, estate = aliased(Place), aliased(Place)
    found = (
        select(estate.name, building.name, Place.name, Place.id)
        .join(building, building.id == Place.parent_id)
        .join(estate, estate.id == building.parent_id)
        .where(at_or_below(area), Place.kind == PlaceKind.unit)
        .order_by(Place.id)
    )
    return {(row[0], row[1], row[2]): row[3] for row in db.session.execute(found)}


def _persona(area: Place, persona: dict[str, Any], homes: dict[tuple[str, str, str], int], since: datetime) -> Account:
    account = Account(
        name=persona["name"],
        display_name=persona["shown"],
        phone=persona["phone"],
        language=persona.get("language", LANGUAGE),
        elder=persona.get("elder", False),
        opened_at=since,
    )
    db.session.add(account)
    db.session.flush()
    home = persona.get("home") or persona.get("belongs")
    if home:
        _belong(account.id, homes[tuple(home)], Capacity(persona["capacity"]), since)
    if home and "elected_by" in persona:
        seat = Capacity.representative
        _belong(account.id, homes[tuple(home)], seat, since, elected_by=persona["elected_by"])
    if "role" in persona:
        places = {"area": area.id, "subdistrict": area.parent_id}
        place_id = places.get(persona["at"]) or db.session.get_one(Place, homes[tuple(home or ())]).parent_id
        db.session.add(
            RoleHolding(
                account_id=account.id,
                place_id=place_id,
                role=Role(persona["role"]),
                body=persona["body"],
                since=local_day(since),
            )
        )
    return account


def _belong(account_id: int, unit_id: int, capacity: Capacity, since: datetime, *, elected_by: str = "") -> None:
    day = local_day(since)
    # A term ends with a month.
    last = day.replace(year=day.year + TERM, day=1) - timedelta(days=1)
    db.session.add(
        Membership(
            account_id=account_id,
            place_id=unit_id,
            capacity=capacity,
            state=MembershipState.verified,
            verified_how="register",
            since=since,
            until=last if elected_by else None,
            elected_by=elected_by,
        )
    )


def _neighbours(chance: Random, homes: dict[tuple[str, str, str], int], since: datetime) -> Sequence[Account]:
    taken = {tuple(persona["home"]) for persona in personas() if "home" in persona}
    chosen = sorted(chance.sample([home for home in homes if home not in taken], TAKING_PART))
    heads = {entry.place_id: entry for entry in _register([homes[home] for home in chosen])}
    rows = [
        {
            "name": heads[homes[home]].name,
            "display_name": _shown(heads[homes[home]].name, home),
            "phone": f"+8619900{number:06d}",
            "language": LANGUAGE,
            "opened_at": since,
        }
        for number, home in enumerate(chosen, start=100)
    ]
    statement = insert(Account).returning(Account, sort_by_parameter_order=True)
    accounts = db.session.scalars(statement, rows).all()
    for number, (home, account) in enumerate(zip(chosen, accounts, strict=True)):
        _belong(account.id, homes[home], Capacity.household_rep, since)
        if number % (TAKING_PART // REPRESENTATIVES) == 0:
            _belong(account.id, homes[home], Capacity.representative, since, elected_by=f"{home[1]}居民小组")
        if number in COMMITTEE:
            _belong(account.id, homes[home], Capacity.committee_member, since, elected_by="居民会议")
    db.session.flush()
    return accounts


def _register(units: list[int]) -> Sequence[RegisterEntry]:
    found = select(RegisterEntry).where(
        RegisterEntry.place_id.in_(units), RegisterEntry.capacity == Capacity.household_rep
    )
    return db.session.scalars(found).all()


def _shown(name: str, home: tuple[str, str, str]) -> str:
    """Return the chosen name: family name and building, as neighbours call each other."""
    if name.isascii() or " " in name:
        return name.rsplit(" ", 1)[0]
    return f"{name[0]}家（{home[1]}）"
