"""Taking over the roll of households: all of it or nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import delete, func, insert, select

from deliberate.db.base import db
from deliberate.kit.bus import publish
from deliberate.places.events import RollImported
from deliberate.places.models import Place, RegisterEntry
from deliberate.places.queries.tree import below
from deliberate.places.rules.naming import free_slug, slug_part
from deliberate.places.states import PlaceKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from deliberate.places.rules.rolls import RollLine


Home = tuple[str, ...]


@dataclass(frozen=True)
class Imported:
    """What an import did."""

    units: int
    households: int
    persons: int


class _Tree:
    """The places below the one an import fills, found by name, made where they are new."""

    def __init__(self, place: Place) -> None:
        self.root = place
        self.known = {(item.parent_id, item.name): item for item in below(place)}
        self.slugs = set(db.session.scalars(select(Place.slug)))

    def find(self, kind: PlaceKind, wanted: Mapping[Home, tuple[Place, str]]) -> dict[Home, Place]:
        """Return the places of some names below their parents; all that are new are made in two statements."""
        new = dict.fromkeys((parent, name) for parent, name in wanted.values() if (parent.id, name) not in self.known)
        rows = [self._row(kind, parent, name, position) for position, (parent, name) in enumerate(new, len(self.known))]
        if rows:
            made = {item.slug: item for item in db.session.scalars(insert(Place).returning(Place), rows)}
            for (parent, name), row in zip(new, rows, strict=True):
                item = made[str(row["slug"])]
                item.path = f"{parent.path}{item.id}."
                self.known[parent.id, name] = item
            db.session.flush()
        return {key: self.known[parent.id, name] for key, (parent, name) in wanted.items()}

    def _row(self, kind: PlaceKind, parent: Place, name: str, position: int) -> dict[str, object]:
        slug = free_slug(f"{parent.slug}-{slug_part(name)}", self.slugs)
        self.slugs.add(slug)
        return {"kind": kind, "name": name, "names": {}, "slug": slug, "parent_id": parent.id, "position": position}


def import_roll(
    place: Place, lines: Iterable[RollLine], *, digest: str, now: datetime, actor_id: int | None = None
) -> Imported:
    """Let lines that are all good replace what the register had for the buildings they name, and count anew."""
    lines = list(lines)
    units = _units(_Tree(place), lines)
    buildings = {unit.parent_id for unit in units.values()}
    homes = select(Place.id).where(Place.parent_id.in_(buildings))
    db.session.execute(delete(RegisterEntry).where(RegisterEntry.place_id.in_(homes)))
    for line in lines:
        units[line.home].area_dm2 = line.area_dm2 or units[line.home].area_dm2
    rows = [
        {
            "place_id": units[line.home].id,
            "household": line.household,
            "name": line.name,
            "phone": line.phone,
            "capacity": line.capacity,
        }
        for line in lines
    ]
    db.session.execute(insert(RegisterEntry), rows)
    _count(place)
    households = len({(line.home, line.household) for line in lines})
    publish(
        RollImported(
            actor_id=actor_id,
            at=now,
            place_id=place.id,
            units=len(units),
            households=households,
            persons=len(lines),
            file_digest=digest,
        )
    )
    return Imported(len(units), households, len(lines))


def _units(tree: _Tree, lines: list[RollLine]) -> dict[Home, Place]:
    """Return the unit of every home, with what was missing made level by level."""
    named: dict[Home, tuple[Place, str]] = {line.home[:1]: (tree.root, line.estate) for line in lines if line.estate}
    estates = tree.find(PlaceKind.estate, named)
    pairs: dict[Home, tuple[Place, str]] = {
        line.home[:2]: (estates.get(line.home[:1], tree.root), line.building) for line in lines
    }
    inside = tree.root.kind is PlaceKind.building
    buildings = dict.fromkeys(pairs, tree.root) if inside else tree.find(PlaceKind.building, pairs)
    homes: dict[Home, tuple[Place, str]] = {line.home: (buildings[line.home[:2]], line.unit) for line in lines}
    return tree.find(PlaceKind.unit, homes)


def _count(place: Place) -> None:
    """Count households and persons of the whole tree the place stands in, from the register."""
    root_path = f"{place.place_path[0]}."
    counted = (
        select(Place.path, func.count(func.distinct(RegisterEntry.household)), func.count(RegisterEntry.id))
        .join(Place, Place.id == RegisterEntry.place_id)
        .where(Place.path.like(f"{root_path}%"))
        .group_by(Place.path)
    )
    totals: dict[int, tuple[int, int]] = {}
    for path, households, persons in db.session.execute(counted):
        for part in path.split(".")[:-1]:
            before = totals.get(int(part), (0, 0))
            totals[int(part)] = (before[0] + households, before[1] + persons)
    for item in db.session.scalars(select(Place).where(Place.path.like(f"{root_path}%"))):
        item.households, item.adults = totals.get(item.id, (0, 0))
