"""Who can be entered as, and whether the demo is there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from deliberate.accounts.models import Account
from deliberate.db.base import db
from deliberate.demo.rules import personas
from deliberate.places.queries.tree import place_by_slug

if TYPE_CHECKING:
    from deliberate.places.models import Place

AREA = "wutongli"


def the_area() -> Place | None:
    """Return the demo community, if it has been loaded."""
    return place_by_slug(AREA)


def account_of(key: str) -> Account | None:
    """Return the account of a persona."""
    phones = {persona["key"]: persona["phone"] for persona in personas()}
    return db.session.scalar(select(Account).where(Account.phone == phones.get(key, "")))


def on_the_door() -> list[tuple[str, Account]]:
    """Return the personas the door shows, with their accounts, in the door's order."""
    found = [(persona["key"], account_of(persona["key"])) for persona in personas() if persona["key"] in DOOR]
    return [(key, account) for key, account in found if account is not None]


DOOR = (
    "resident", "elder", "head", "moderator", "recorder", "liaison", "handler", "supervisor", "translator", "admin",
)  # fmt: skip
