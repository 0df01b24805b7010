"""Building the tree of places."""

from __future__ import annotations

from typing import TYPE_CHECKING

from deliberate.db.base import db
from deliberate.kit.bus import publish
from deliberate.kit.refusals import ensure
from deliberate.places.events import CategoryAdded, PlaceAdded, PlaceRenamed, ServicePointsChanged
from deliberate.places.models import Category, Place
from deliberate.places.queries.tree import categories, children, place_by_slug
from deliberate.places.rules.naming import slug_part, why_not_below, why_not_category, why_not_name
from deliberate.places.rules.service_points import point_to_plain, why_not_service_point

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from deliberate.places.rules.service_points import ServicePoint
    from deliberate.places.states import PlaceKind


def add_place(
    kind: PlaceKind,
    name: str,
    *,
    now: datetime,
    actor_id: int | None = None,
    parent: Place | None = None,
    slug: str = "",
) -> Place:
    """Put a place into the tree, behind its siblings; without a slug one is made of its name."""
    slug = slug or "-".join([*([parent.slug] if parent else []), slug_part(name)])
    ensure(why_not_below(kind, parent.kind if parent else None))
    ensure(why_not_name(name, slug, taken=place_by_slug(slug) is not None))
    made = Place(
        kind=kind,
        name=name.strip(),
        names={},
        slug=slug,
        parent_id=parent.id if parent else None,
        position=len(children(parent)) if parent else 0,
    )
    db.session.add(made)
    db.session.flush()
    made.path = f"{parent.path if parent else ''}{made.id}."
    publish(PlaceAdded(actor_id=actor_id, at=now, place_id=made.id, kind=kind, name=made.name))
    return made


def rename_place(
    place: Place,
    name: str,
    *,
    now: datetime,
    actor_id: int | None = None,
    names: Mapping[str, str] | None = None,
) -> Place:
    """Give a place another name, in other languages too."""
    ensure(why_not_name(name, place.slug, taken=False))
    before, place.name = place.name, name.strip()
    place.names = dict(place.names if names is None else names)
    publish(PlaceRenamed(actor_id=actor_id, at=now, place_id=place.id, name=place.name, before=before))
    return place


def set_service_points(
    place: Place, points: Sequence[ServicePoint], *, now: datetime, actor_id: int | None = None
) -> Place:
    """Say where people of a place and everywhere below it find help, in the order they should try."""
    for point in points:
        ensure(why_not_service_point(point))
    place.service_points = [point_to_plain(point) for point in points]
    names = tuple(point.name.strip() for point in points)
    publish(ServicePointsChanged(actor_id=actor_id, at=now, place_id=place.id, names=names))
    return place


def add_category(
    place: Place,
    name: str,
    *,
    now: datetime,
    actor_id: int | None = None,
    key: str = "",
    names: Mapping[str, str] | None = None,
) -> Category:
    """Let issues at a place and below it be about something more."""
    standing = categories(place)
    key = key or slug_part(name)
    ensure(why_not_category(name, taken=any(name == kept.name or key == kept.key for kept in standing)))
    made = Category(place_id=place.id, key=key, name=name.strip(), names=dict(names or {}), position=len(standing))
    db.session.add(made)
    db.session.flush()
    publish(CategoryAdded(actor_id=actor_id, at=now, place_id=place.id, category_id=made.id, name=made.name))
    return made
