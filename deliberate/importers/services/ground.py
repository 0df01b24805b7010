"""The place an import fills, its districts and its categories."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING

from sqlalchemy import select

from deliberate.db.base import db
from deliberate.places.models import Category, Place, RuleSetVersion
from deliberate.places.queries.tree import categories, children, place_by_slug
from deliberate.places.rules.reading import ruleset_to_plain
from deliberate.places.rules.shipped import shipped_ruleset
from deliberate.places.states import PlaceKind
from deliberate.search.rules import folded

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

DEFAULT_RULES = "plain-default"


def slug_of(name: str) -> str:
    """Return a name for addresses; what has no Latin letters gets a short digest."""
    latin = re.sub(r"[^a-z0-9]+", "-", folded(name)).strip("-")[:40]
    return latin or "place-" + hashlib.sha256(name.encode()).hexdigest()[:8]


def ground(name: str, slug: str, now: datetime) -> Place:
    """Return the community of that slug, made with the plain rules if it is new."""
    known = place_by_slug(slug)
    if known is not None:
        return known
    made = Place(kind=PlaceKind.city, name=name, slug=slug, names={})
    db.session.add(made)
    db.session.flush()
    made.path = f"{made.id}."
    made.rule_set_id = _plain_rules(now).id
    return made


def _plain_rules(now: datetime) -> RuleSetVersion:
    """Return the plain rule set, kept once for all imports."""
    known = db.session.scalar(select(RuleSetVersion).where(RuleSetVersion.key == DEFAULT_RULES))
    if known is not None:
        return known
    shipped = shipped_ruleset(DEFAULT_RULES)
    made = RuleSetVersion(key=DEFAULT_RULES, version=1, rules=ruleset_to_plain(shipped), added_at=now)
    db.session.add(made)
    db.session.flush()
    return made


def districts(root: Place, names: Iterable[str]) -> dict[str, Place]:
    """Return the places below by name, made where they are new."""
    known = {place.name: place for place in children(root)}
    for position, name in enumerate(sorted(set(names) - set(known)), start=len(known)):
        made = Place(
            kind=PlaceKind.district,
            name=name,
            slug=f"{root.slug}-{slug_of(name)}",
            parent_id=root.id,
            position=position,
            names={},
        )
        db.session.add(made)
        db.session.flush()
        made.path = f"{root.path}{made.id}."
        known[name] = made
    return known


def subjects(root: Place, names: Iterable[str]) -> dict[str, Category]:
    """Return the categories by name, made where they are new."""
    known = {category.name: category for category in categories(root)}
    for position, name in enumerate(sorted({name for name in names if name} - set(known)), start=len(known)):
        key = hashlib.sha256(name.encode()).hexdigest()[:12]
        made = Category(place_id=root.id, key=key, name=name, position=position, names={})
        db.session.add(made)
        known[name] = made
    db.session.flush()
    return known
