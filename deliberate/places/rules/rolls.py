"""Reading the roll of households from a table as offices export it: every bad line is named, none is guessed at."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from deliberate.accounts.rules import phone_in_full
from deliberate.kit.delimited import FileFaultError, decoded
from deliberate.kit.refusals import Refusal
from deliberate.places.states import Capacity

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

HEADERS = {
    "estate": ("estate", "小区", "小区名称", "住宅小区"),
    "building": ("building", "楼栋", "楼号", "楼幢", "幢号", "幢", "号楼", "楼"),
    "unit": ("unit", "room", "flat", "室号", "房号", "室", "房间号", "门牌"),
    "floor_area": ("floor area", "floor_area", "area", "面积", "专有面积", "建筑面积", "专有部分面积"),
    "household": ("household", "户号", "户", "户编号", "家庭编号"),
    "name": ("name", "姓名", "名字"),
    "phone": ("phone", "mobile", "telephone", "手机", "手机号", "手机号码", "电话", "联系电话"),
    "capacity": ("capacity", "身份", "类别", "人员类别"),
}
MUST = ("building", "unit", "name")
CAPACITIES = {
    Capacity.resident: ("resident", "居民", "住户", "租户", "tenant"),
    Capacity.household_rep: ("household representative", "household_rep", "户代表"),
    Capacity.owner: ("owner", "业主", "产权人"),
    Capacity.representative: ("representative", "resident representative", "居民代表"),
    Capacity.committee_member: ("committee member", "committee_member", "居委会成员", "居委会委员"),
    Capacity.developer: ("developer", "建设单位", "开发商"),
}
BY_WORD = {word: capacity for capacity, words in CAPACITIES.items() for word in words}
_AREA = re.compile(r"(\d{1,6})(?:\.(\d*))?")
_UNITS = ("平方米", "平米", "㎡", "m²", "m2")
MOST_LINES = 100_000
LONGEST = 60
CENTIMETRES = 2


@dataclass(frozen=True)
class RollLine:
    """One person of one household in one unit."""

    number: int
    estate: str
    building: str
    unit: str
    area_dm2: int | None
    household: str
    name: str
    phone: str | None
    capacity: Capacity

    @property
    def home(self) -> tuple[str, str, str]:
        """Return what names the unit."""
        return self.estate, self.building, self.unit


@dataclass(frozen=True)
class Roll:
    """What a file says: its lines, or everything that is wrong with it."""

    lines: tuple[RollLine, ...]
    faults: tuple[Refusal, ...]


def read_roll(data: bytes) -> Roll:
    """Return the lines of a roll; if one line is bad, every bad line is named and none is returned."""
    rows, faults = cells_in(data, HEADERS, MUST)
    lines: list[RollLine] = []
    for number, cells, found in rows:
        line, more = _line(number, cells, found)
        faults += more
        lines += [line] if line else []
    if faults and not rows:
        return Roll((), tuple(faults))
    faults += _clashes(lines)
    if not lines and not faults:
        faults.append(Refusal("places.roll_empty"))
    return Roll((), tuple(sorted(faults, key=by_line))) if faults else Roll(tuple(lines), ())


def cells_in(
    data: bytes, headers: Mapping[str, Sequence[str]], must: Sequence[str]
) -> tuple[list[tuple[int, dict[str, str], list[Refusal]]], list[Refusal]]:
    """Return number, cells and faults of every line of a table, or no line and what is wrong with the whole of it."""
    try:
        text = decoded(data, FileFaultError, table=True)
    except FileFaultError:
        return [], [Refusal("places.roll_unreadable")]
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text)))
    columns, faults = _columns(rows[0] if rows else [], headers, must)
    if faults or len(rows) > MOST_LINES:
        return [], faults or [Refusal("places.roll_too_long", most=MOST_LINES)]
    filled = [(number, row) for number, row in enumerate(rows[1:], 2) if any(cell.strip() for cell in row)]
    return [(number, *_cells(number, row, columns, must)) for number, row in filled], []


def by_line(fault: Refusal) -> int:
    """Return the line a fault is in, to name faults from the top."""
    return int(str(fault.facts.get("line", 0)))


def _delimiter(text: str) -> str:
    head = text.split("\n", 1)[0]
    return max(",;\t", key=head.count)


def _plain(cell: str) -> str:
    return unicodedata.normalize("NFKC", cell).strip()


def _columns(
    header: Sequence[str], headers: Mapping[str, Sequence[str]], must: Sequence[str]
) -> tuple[dict[str, int], list[Refusal]]:
    known = {word: column for column, words in headers.items() for word in words}
    columns: dict[str, int] = {}
    faults: list[Refusal] = []
    for position, cell in enumerate(header):
        name = _plain(cell).casefold().replace("_", " ")
        column = known.get(name) or known.get(re.sub(r"\(.*\)", "", name).strip())
        if column in columns:
            faults.append(Refusal("places.roll_column_twice", column=cell))
        elif column:
            columns[column] = position
        elif name:
            faults.append(Refusal("places.roll_column_unknown", column=cell))
    faults += [Refusal("places.roll_column_missing", column=headers[name][0]) for name in must if name not in columns]
    return columns, faults


def _cells(
    number: int, row: Sequence[str], columns: Mapping[str, int], must: Sequence[str]
) -> tuple[dict[str, str], list[Refusal]]:
    cells = {name: _plain(row[at]) if at < len(row) else "" for name, at in columns.items()}
    faults = [Refusal("places.roll_cell_missing", line=number, column=name) for name in must if not cells[name]]
    faults += [
        Refusal("places.roll_cell_long", line=number, column=name, longest=LONGEST)
        for name, cell in cells.items()
        if len(cell) > LONGEST
    ]
    if len(row) > max(columns.values()) + 1 and any(cell.strip() for cell in row[max(columns.values()) + 1 :]):
        faults.append(Refusal("places.roll_cells_too_many", line=number))
    return cells, faults


def _line(number: int, cells: Mapping[str, str], found: Sequence[Refusal]) -> tuple[RollLine | None, list[Refusal]]:
    faults = list(found)
    area, phone = area_in_dm2(cells.get("floor_area", "")), cells.get("phone", "")
    if area is None:
        faults.append(Refusal("places.roll_bad_area", line=number, value=cells["floor_area"]))
    in_full = phone_in_full(phone) if phone else None
    if phone and in_full is None:
        faults.append(Refusal("places.roll_bad_phone", line=number, value=phone))
    word = cells.get("capacity", "").casefold()
    if word and word not in BY_WORD:
        faults.append(Refusal("places.roll_bad_capacity", line=number, value=word))
    if faults:
        return None, faults
    line = RollLine(
        number=number,
        estate=cells.get("estate", ""),
        building=cells["building"],
        unit=cells["unit"],
        area_dm2=area or None,
        household=cells.get("household") or cells["unit"],
        name=cells["name"],
        phone=in_full,
        capacity=BY_WORD.get(word, Capacity.resident),
    )
    return line, []


def area_in_dm2(typed: str) -> int | None:
    """Return square metres as whole dm², 0 for nothing; None for what is no area or has more than two decimals."""
    plain = _plain(typed)
    for unit in _UNITS:
        plain = plain.removesuffix(_plain(unit)).strip()
    if not plain:
        return 0 if not _plain(typed) else None
    found = _AREA.fullmatch(plain)
    if not found or (found[2] is not None and not 1 <= len(found[2]) <= CENTIMETRES):
        return None
    return int(found[1]) * 100 + int((found[2] or "").ljust(CENTIMETRES, "0")) or None


def _clashes(lines: Sequence[RollLine]) -> Iterator[Refusal]:
    """Yield persons that stand twice and units that have two areas."""
    persons: dict[tuple[object, ...], int] = {}
    areas: dict[tuple[str, str, str], tuple[int, int]] = {}
    for line in lines:
        first = persons.setdefault((*line.home, line.household, line.name), line.number)
        if first != line.number:
            yield Refusal("places.roll_person_twice", line=line.number, name=line.name, first=first)
        if line.area_dm2 is None:
            continue
        area, first = areas.setdefault(line.home, (line.area_dm2, line.number))
        if area != line.area_dm2:
            yield Refusal("places.roll_two_areas", line=line.number, unit=line.unit, first=first)
