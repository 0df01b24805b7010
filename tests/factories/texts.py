"""Texts that can be found."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

from deliberate.db.base import db
from deliberate.search.services import Findable, make_findable

if TYPE_CHECKING:
    from deliberate.places.models import Place

_numbers = count(1)


def a_text(place: Place, title: str, body: str = "", kind: str = "issue") -> int:
    """Make a text findable and return the number of its subject."""
    number = next(_numbers)
    make_findable(Findable(kind, number, place.id, title, body, f"/{kind}s/{number}"))
    db.session.flush()
    return number
