"""The tree of places."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import false, or_, select

from deliberate.db.base import db
from deliberate.places.models import Category, Place, RuleSetVersion
from deliberate.places.rules.reading import ruleset_from_plain
from deliberate.places.rules.service_points import point_from_plain
from deliberate.places.states import PlaceKind

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from sqlalchemy import ColumnElement

    from deliberate.places.rules.rulesets import RuleSet
    from deliberate.places.rules.service_points import ServicePoint


def place(place_id: int) -> Place | None:
    """Return a place by id."""
    return db.session.get(Place, place_id)


def place_by_slug(slug: str) -> Place | None:
    """Return a place by its name in addresses."""
    return db.session.scalar(select(Place).where(Place.slug == slug))


def places_of(ids: Collection[int]) -> Sequence[Place]:
    """Return some places, by where they stand in the tree."""
    return db.session.scalars(select(Place).where(Place.id.in_(ids)).order_by(Place.path)).all()


def at_or_below(*places: Place) -> ColumnElement[bool]:
    """Return the condition for everything at some places and below them; a `Place` must be joined."""
    return or_(false(), *(Place.path.like(f"{one.path}%") for one in places))


def ancestors(of: Place) -> Sequence[Place]:
    """Return the places above and the place itself, widest first."""
    found = db.session.scalars(select(Place).where(Place.id.in_(of.place_path))).all()
    return sorted(found, key=lambda item: len(item.path))


def below(of: Place, kind: PlaceKind | None = None) -> Sequence[Place]:
    """Return the place and everything below it, or only the places of one kind, in the order they were made."""
    found = select(Place).where(at_or_below(of))
    if kind is not None:
        found = found.where(Place.kind == kind)
    # As text, `10.` stands before `9.`; as numbers, buildings come in the order people count them.
    return sorted(db.session.scalars(found), key=lambda place: place.place_path)


def children(of: Place) -> Sequence[Place]:
    """Return the places right below."""
    return db.session.scalars(select(Place).where(Place.parent_id == of.id).order_by(Place.position, Place.id)).all()


def communities() -> Sequence[Place]:
    """Return every place that has a rule set of its own: where people decide together."""
    return db.session.scalars(select(Place).where(Place.rule_set_id.is_not(None)).order_by(Place.id)).all()


def categories(of: Place) -> Sequence[Category]:
    """Return the categories that hold at a place: its own and those of the places above."""
    found = select(Category).where(Category.place_id.in_(of.place_path)).order_by(Category.position, Category.id)
    return db.session.scalars(found).all()


def community_of(place: Place) -> Place:
    """Return the nearest place, itself or above, with rules of its own; every root must have some."""
    for candidate in reversed(ancestors(place)):
        if candidate.rule_set_id is not None:
            return candidate
    message = f"no rule set stands at or above place {place.id}"
    raise LookupError(message)


def rule_set_version(of: Place) -> RuleSetVersion:
    """Return the version in force at a place: that of its community."""
    return db.session.get_one(RuleSetVersion, community_of(of).rule_set_id)


def rules_at(of: Place) -> RuleSet:
    """Return the rules in force at a place."""
    return ruleset_from_plain(rule_set_version(of).rules)


def own_service_points(of: Place) -> list[ServicePoint]:
    """Return the counters of a place itself."""
    return [point_from_plain(plain) for plain in of.service_points]


def service_points(of: Place) -> list[ServicePoint]:
    """Return the counters that serve a place: its own first, then those of the places above, nearest first."""
    return [point for place in reversed(ancestors(of)) for point in own_service_points(place)]


def phone_of(of: Place) -> str:
    """Return the telephone of the counter nearest to a place: its own, else one above; buildings rarely have one."""
    if of.contact or of.parent_id is None:
        return of.contact
    return next((point.phone for point in service_points(of)), "")


def names_above(places: Iterable[Place]) -> dict[int, list[Place]]:
    """Return for each of some places the estate, building and unit that name it, in one query."""
    wanted = list(places)
    ids = {part for item in wanted for part in item.place_path}
    known = {item.id: item for item in db.session.scalars(select(Place).where(Place.id.in_(ids or {0})))}
    address = {PlaceKind.estate, PlaceKind.building, PlaceKind.unit}
    return {item.id: [known[part] for part in item.place_path if known[part].kind in address] for item in wanted}


def in_order(places: Iterable[Place]) -> list[Place]:
    """Return places as a tree is read: each behind the one it stands in, siblings by their position."""
    known = {item.id: item for item in places}

    def way(item: Place) -> tuple[tuple[int, int], ...]:
        return tuple((known[part].position if part in known else 0, part) for part in item.place_path)

    return sorted(known.values(), key=way)


def buildings_in_order(places: Iterable[Place]) -> list[tuple[Place, list[Place]]]:
    """Return some buildings by the estate they stand in, as people walk through them; two queries at most."""
    found = list(places)
    estates = db.session.scalars(select(Place).where(Place.id.in_({item.parent_id for item in found} or {0})))
    walk = sorted(estates, key=lambda estate: (estate.position, estate.id))
    return [(estate, in_order(item for item in found if item.parent_id == estate.id)) for estate in walk]


def roots() -> Sequence[Place]:
    """Return the places at the top."""
    return db.session.scalars(select(Place).where(Place.parent_id.is_(None)).order_by(Place.id)).all()
