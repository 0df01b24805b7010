"""Places, rules, categories and the roll of 1,200 households."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

from deliberate.demo.queries import AREA
from deliberate.demo.rules import community, personas
from deliberate.places.rules.rolls import RollLine
from deliberate.places.rules.service_points import point_from_plain
from deliberate.places.services.rolls import import_roll
from deliberate.places.services.rule_sets import adopt_rule_set, shipped_rule_set
from deliberate.places.services.tree import add_category, add_place, rename_place, set_service_points
from deliberate.places.states import Capacity, PlaceKind

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from random import Random

    from deliberate.places.models import Place

RULES = "cn-sh-2026"
LEVELS = (
    ("city", PlaceKind.city),
    ("district", PlaceKind.district),
    ("subdistrict", PlaceKind.subdistrict),
    ("area", PlaceKind.residential_area),
)


def lay_ground(chance: Random, now: datetime) -> Place:
    """Make the tree down to 1,200 units, adopt the rules, name the categories."""
    above: Place | None = None
    for name, kind in LEVELS:
        chinese, english = community()["places"][name]
        slug = AREA if name == "area" else ""
        made = add_place(kind, chinese, now=now, parent=above, slug=slug)
        above = rename_place(made, chinese, now=now, names={"en": english})
        points = [point_from_plain(point) for point in community()["points"] if point["at"] == name]
        if points:
            set_service_points(above, points, now=now)
    area = above
    if area is None:
        message = "the demo has no places"
        raise LookupError(message)
    adopt_rule_set(area, shipped_rule_set(RULES), now=now)
    for category in community()["categories"]:
        add_category(area, category["name"], now=now, key=category["key"], names={"en": category["english"]})
    for estate in community()["estates"]:
        made = add_place(PlaceKind.estate, estate["name"], now=now, parent=area)
        rename_place(made, estate["name"], now=now, names={"en": estate["english"]})
    lines = list(_roll(chance))
    digest = hashlib.sha256(repr(lines).encode()).hexdigest()
    import_roll(area, lines, digest=digest, now=now)
    return area


def _roll(chance: Random) -> Iterator[RollLine]:
    number = 1
    for estate in community()["estates"]:
        for building in range(1, estate["buildings"] + 1):
            for unit in _units(estate):
                area = chance.choice(estate["areas"])
                for line in _household(chance, estate, f"{building}号楼", unit, area):
                    number += 1
                    yield RollLine(number=number, **line)


def _units(estate: dict[str, Any]) -> list[str]:
    floors, doors = estate["floors"], estate["doors"]
    return [f"{floor}{door:02d}室" for floor in range(1, floors + 1) for door in range(1, doors + 1)]


def _household(chance: Random, estate: dict[str, Any], building: str, unit: str, area: int) -> Iterator[dict[str, Any]]:
    home = [estate["name"], building, unit]
    fixed = [item for item in personas() if item.get("home") == home]
    people = [(item["name"], item["phone"], Capacity(item["capacity"])) for item in fixed]
    if not any(capacity is Capacity.household_rep for _name, _phone, capacity in people):
        people.insert(0, (a_name(chance, estate), None, Capacity.household_rep))
    people.append((a_name(chance, estate), None, Capacity.resident))
    helped = community()["without_phone"]
    if helped["home"] == home:
        people.append((helped["name"], None, Capacity.resident))
    for name, phone, capacity in people:
        yield {
            "estate": estate["name"],
            "building": building,
            "unit": unit,
            "area_dm2": area,
            "household": unit,
            "name": name,
            "phone": phone,
            "capacity": capacity,
        }


def a_name(chance: Random, estate: dict[str, Any]) -> str:
    """Return an invented name, in the international estate often a foreign one."""
    names = community()["names"]
    if "国际" in estate["name"] and chance.random() < FOREIGN_SHARE:
        return f"{chance.choice(names['foreign'])} {chance.randint(2, 99)}"
    return chance.choice(names["surnames"]) + chance.choice(names["given"])


FOREIGN_SHARE = 0.55
