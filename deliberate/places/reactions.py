"""What follows when a home is confirmed: whoever was helped before is one person, not two."""

from __future__ import annotations

from typing import TYPE_CHECKING

from deliberate.accounts.queries import account
from deliberate.db.base import db
from deliberate.kit.bus import bus
from deliberate.places.events import MembershipVerified
from deliberate.places.models import Place
from deliberate.places.services.assisting import bring_over

if TYPE_CHECKING:
    from deliberate.accounts.models import Account


@bus.on(MembershipVerified)
def _came_over(event: MembershipVerified) -> None:
    person: Account | None = account(event.account_id)
    if person is not None and person.phone is not None:
        bring_over(person, db.session.get_one(Place, event.place_id), now=event.at)
