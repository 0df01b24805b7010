"""Load clients: made-up residents by the thousand, so that a hall can be filled by a program."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import insert, select

from deliberate.accounts.models import Account
from deliberate.db.base import db
from deliberate.places.models import Membership, Place
from deliberate.places.queries.tree import at_or_below
from deliberate.places.states import Capacity, MembershipState, PlaceKind

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

# Numbers nobody has and the demo's own people do not use.
PHONES = "+8619700{:06d}"
MOST = 100_000


def load_clients(area: Place, count: int, now: datetime) -> Sequence[Account]:
    """Return so many made-up residents of the area, always the same ones; those not there yet are made."""
    wanted = [PHONES.format(number) for number in range(count)]
    found = select(Account).where(Account.phone.like(PHONES[:8] + "%"))
    there = {account.phone: account for account in db.session.scalars(found)}
    missing = [number for number, phone in enumerate(wanted) if phone not in there]
    if missing:
        there |= {account.phone: account for account in _made(area, missing, now)}
    return [there[phone] for phone in wanted]


def _made(area: Place, numbers: Sequence[int], now: datetime) -> Sequence[Account]:
    units = db.session.scalars(
        select(Place.id).where(at_or_below(area), Place.kind == PlaceKind.unit).order_by(Place.id)
    ).all() or [area.id]
    people = [
        {
            "name": f"试机{number:05d}",
            "display_name": f"试机#{number:05d}",
            "phone": PHONES.format(number),
            "opened_at": now,
        }
        for number in numbers
    ]
    made = db.session.scalars(insert(Account).returning(Account, sort_by_parameter_order=True), people).all()
    belonging = {"capacity": Capacity.resident, "state": MembershipState.verified, "verified_how": "demo", "since": now}
    homes = [
        {"account_id": account.id, "place_id": units[number % len(units)], **belonging}
        for number, account in zip(numbers, made, strict=True)
    ]
    db.session.execute(insert(Membership), homes)
    return made
