"""Who represents the residents or sits on their committee: for which term, and reading them from a table."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from deliberate.kit.refusals import Refusal
from deliberate.places.rules.rolls import BY_WORD, HEADERS, by_line, cells_in
from deliberate.places.states import REPRESENTING, Capacity, MembershipState

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

COLUMNS = {
    **{column: HEADERS[column] for column in ("estate", "building", "unit", "name", "capacity")},
    "elected_by": ("elected by", "residents group", "选举单位", "居民小组", "小组", "选区"),
    "since": ("since", "任期开始", "任职日期", "起始日期", "当选日期"),
    "until": ("until", "任期结束", "届满日期", "截止日期"),
}
MUST = ("building", "unit", "name", "capacity", "since")
_DAY = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?")


@dataclass(frozen=True)
class Term:
    """As what somebody represents the residents, elected by whom, from which day to which."""

    capacity: Capacity
    since: date
    until: date | None = None
    elected_by: str = ""


@dataclass(frozen=True)
class MandateLine:
    """One person of a list: where they live, and their term."""

    number: int
    estate: str
    building: str
    unit: str
    name: str
    term: Term


def why_not_mandate(term: Term, *, today: date, held: bool) -> Refusal | None:
    """Return why somebody may not be entered as representing the residents."""
    if term.capacity not in REPRESENTING:
        return Refusal("places.mandate_kind")
    if held:
        return Refusal("places.mandate_held")
    if term.since > today:
        return Refusal("places.mandate_not_begun")
    if term.until is not None and term.until < term.since:
        return Refusal("places.mandate_backwards")
    return None


def why_not_end_mandate(capacity: Capacity, state: MembershipState, reason: str) -> Refusal | None:
    """Return why it may not be ended: it stands, and whoever ends it says who decided it."""
    if capacity not in REPRESENTING or state is not MembershipState.verified:
        return Refusal("places.mandate_over")
    return None if reason.strip() else Refusal("places.mandate_reason")


def room(name: str) -> str:
    """Return a room's name without the word for room, which offices write or leave out: 301室 is 301."""
    return name.strip().removesuffix("室")


def day_of(typed: str) -> date | None:
    """Return a day as offices write it, or None for what is none."""
    found = _DAY.fullmatch(typed)
    try:
        return date(*(int(part) for part in found.groups())) if found else None
    except ValueError:
        return None


def read_mandates(data: bytes, today: date) -> tuple[tuple[MandateLine, ...], tuple[Refusal, ...]]:
    """Return the lines of a list; if one is bad, every bad line is named and none is returned."""
    rows, faults = cells_in(data, COLUMNS, MUST)
    lines: list[MandateLine] = []
    first: dict[tuple[object, ...], int] = {}
    for number, cells, bad in rows:
        line, more = (None, bad) if bad else _line(number, cells, today)
        faults += more
        if line is None:
            continue
        lines.append(line)
        before = first.setdefault((line.estate, line.building, line.unit, line.name, line.term.capacity), number)
        if before != number:
            faults.append(Refusal("places.mandate_twice", line=number, name=line.name, first=before))
    if not lines and not faults:
        faults.append(Refusal("places.mandates_empty"))
    return ((), tuple(sorted(faults, key=by_line))) if faults else (tuple(lines), ())


def _line(number: int, cells: Mapping[str, str], today: date) -> tuple[MandateLine | None, Sequence[Refusal]]:
    faults: list[Refusal] = []
    capacity = BY_WORD.get(cells["capacity"].casefold())
    if capacity not in REPRESENTING:
        faults.append(Refusal("places.mandate_bad_kind", line=number, value=cells["capacity"]))
    typed = {name: cells.get(name, "") for name in ("since", "until")}
    days = {name: day_of(text) for name, text in typed.items()}
    faults += [
        Refusal("places.mandate_bad_day", line=number, value=text)
        for name, text in typed.items()
        if text and days[name] is None
    ]
    if faults or capacity is None or days["since"] is None:
        return None, faults
    term = Term(capacity, days["since"], days["until"], cells.get("elected_by", ""))
    refusal = why_not_mandate(term, today=today, held=False)
    if refusal:
        backwards = refusal.code == "places.mandate_backwards"
        wrong = Refusal("places.mandate_backwards_line" if backwards else "places.mandate_not_begun_line", line=number)
        return None, [wrong]
    where = (cells.get("estate", ""), cells["building"], cells["unit"])
    return MandateLine(number, *where, cells["name"], term), []
