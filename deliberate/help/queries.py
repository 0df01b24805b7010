"""Whose help it is: the community a reader belongs to, and what they have been shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from deliberate.db.base import db
from deliberate.help.models import TourSeen
from deliberate.places.queries import tree

if TYPE_CHECKING:
    from collections.abc import Sequence

    from deliberate.kit.permits import Identity
    from deliberate.places.models import Place


def communities_for(who: Identity, slug: str = "") -> Sequence[Place]:
    """Return the community asked for, else the reader's own, else all of them."""
    asked = tree.place_by_slug(slug) if slug else None
    if asked is not None:
        return [asked]
    standing = tree.communities()
    charged = {place_id for places in who.roles.values() for place_id in places}
    own = [place for place in standing if place.id in who.memberships or charged & set(place.place_path)]
    return own or standing


def tours_seen(account_id: int) -> set[str]:
    """Return the tours a person has taken or put aside."""
    return set(db.session.scalars(select(TourSeen.tour).where(TourSeen.account_id == account_id)))
