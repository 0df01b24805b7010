"""What every page asks for and hardly anybody ever changes: communities, what is right below them, their categories.

Kept for two seconds; a change made in this process is seen at once, one made by another worker after that.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any, NamedTuple
from weakref import WeakKeyDictionary

from sqlalchemy import event, or_, select

from deliberate.db.base import Session, db
from deliberate.places.models import Category, Place

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Engine

SECONDS = 2.0


class Spot(NamedTuple):
    """A place as a list of places shows it: read-only, without anything behind it."""

    id: int
    parent_id: int | None
    path: str
    slug: str
    name: str
    names: dict[str, Any]
    rule_set_id: int | None

    @property
    def place_path(self) -> tuple[int, ...]:
        """Return the place ids from the root to this one."""
        return tuple(int(part) for part in self.path.split(".") if part)

    def name_in(self, locale: str) -> str:
        """Return the name in a language, else the authoritative one."""
        return str(self.names.get(locale) or self.name)


class Kind(NamedTuple):
    """A category as a filter shows it."""

    id: int
    place_id: int
    key: str
    name: str
    names: dict[str, Any]

    def name_in(self, locale: str) -> str:
        """Return the name in a language, else the authoritative one."""
        return str(self.names.get(locale) or self.name)


class _Kept(NamedTuple):
    until: float
    spots: tuple[Spot, ...]
    kinds: tuple[Kind, ...]


_areas = select(Place.id).where(Place.rule_set_id.is_not(None))
_SPOTS = (
    select(*(getattr(Place, column) for column in Spot._fields))
    .where(or_(Place.rule_set_id.is_not(None), Place.parent_id.in_(_areas)))
    .order_by(Place.position, Place.id)
)
_KINDS = select(*(getattr(Category, column) for column in Kind._fields)).order_by(Category.position, Category.id)
_kept: WeakKeyDictionary[Engine, _Kept] = WeakKeyDictionary()


def _now_standing() -> _Kept:
    kept = _kept.get(db.engine)
    if kept is None or kept.until < time.monotonic():
        spots = tuple(Spot(*row) for row in db.session.execute(_SPOTS))
        kinds = tuple(Kind(*row) for row in db.session.execute(_KINDS))
        kept = _Kept(time.monotonic() + SECONDS, spots, kinds)
        # What this transaction has changed is nobody else's yet.
        if not db.session().info.get("places_changed"):
            _kept[db.engine] = kept
    return kept


def communities_and_below() -> Sequence[Spot]:
    """Return every community with the places right below it: what a list can be narrowed to."""
    return _now_standing().spots


def kinds_at(path: Sequence[int]) -> list[Kind]:
    """Return the categories that hold at a place: its own and those of the places above."""
    return [kind for kind in _now_standing().kinds if kind.place_id in path]


def forget() -> None:
    """Ask anew next time."""
    _kept.clear()


@event.listens_for(Session, "after_flush")
def _notice(session: Session, _context: object) -> None:
    if any(isinstance(item, Place | Category) for changed in _changed(session) for item in changed):
        session.info["places_changed"] = True


def _changed(session: Session) -> tuple[Any, ...]:
    return session.new, session.dirty, session.deleted


@event.listens_for(Session, "after_rollback")
def _take_back(session: Session) -> None:
    session.info.pop("places_changed", None)


@event.listens_for(Session, "after_commit")
def _ask_anew(session: Session) -> None:
    if session.info.pop("places_changed", False):
        forget()
