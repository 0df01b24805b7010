"""The Pabulib format (.pb): a participatory-budget election in three sections, META, PROJECTS and VOTES.

Lines are semicolon-separated, fields may be quoted, lists inside a field are comma-separated. Nothing about a voter
is kept: ballots with the same content are added up as they are read.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from deliberate.votes.formats.faults import BallotFileError
from deliberate.votes.methods.ballots import Ballot, Option, Terms, grouped, number_of, scores
from deliberate.votes.states import Scoring

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

SECTIONS = ("META", "PROJECTS", "VOTES")
NEEDED = {"META": ("key", "value"), "PROJECTS": ("project_id", "cost"), "VOTES": ("voter_id", "vote")}
SCORINGS = {
    "approval": Scoring.votes,
    "choose-1": Scoring.votes,
    "ordinal": Scoring.places,
    "cumulative": Scoring.points,
    "scoring": Scoring.points,
}
# What is counted with must be a number, or the file would be counted by another rule than its own.
WHOLE = {"max_length", "min_project_score_threshold"}
CENTS = 100
_MONEY = re.compile(r"(\d+)(?:[.,](\d{1,2})0*)?")


@dataclass(frozen=True, kw_only=True)
class Project:
    """A project on the ballot; money in hundredths of the file's currency."""

    key: str
    name: str
    cost: int
    votes: int | None
    score: int | None
    selected: int | None
    more: Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class Election:
    """A whole file: what it says of itself, its projects and its ballots."""

    meta: Mapping[str, str]
    projects: tuple[Project, ...]
    ballots: tuple[Ballot, ...]
    budget: int
    vote_type: str

    @property
    def options(self) -> tuple[Option, ...]:
        """Return the projects as the counting methods want them, in the file's order."""
        return tuple(Option(project.key, project.cost) for project in self.projects)

    @property
    def number_of_votes(self) -> int:
        """Return how many ballots the file holds."""
        return number_of(self.ballots)

    @property
    def funded(self) -> frozenset[str]:
        """Return the projects the city funded by its rule; marks above 1 mean money found later."""
        return frozenset(project.key for project in self.projects if project.selected == 1)

    @property
    def begins(self) -> date | None:
        """Return the first day of voting, if the file says it to the day."""
        return _day(self.meta.get("date_begin", ""))

    @property
    def ends(self) -> date | None:
        """Return the last day of voting, if the file says it to the day."""
        return _day(self.meta.get("date_end", ""))

    def own_terms(self) -> Terms:
        """Return the terms the file itself names: newer files say threshold and whether projects are skipped."""
        threshold = self.meta.get("min_project_score_threshold", "")
        return self.terms(threshold=int(threshold or 0), skip=self.meta.get("rule") != "greedy-no-skip")

    def terms(self, *, threshold: int = 0, skip: bool = True) -> Terms:
        """Return the terms under which the ballots are counted."""
        return Terms(
            budget=self.budget,
            scoring=SCORINGS[self.vote_type],
            most_points=int(self.meta.get("max_length") or len(self.projects)),
            threshold=threshold,
            skip=skip,
        )

    def miscounted(self) -> tuple[str, ...]:
        """Return the projects whose number of votes or score in the file is not what its ballots say."""
        named = scores(self.ballots, self.options, Terms())
        worth = scores(self.ballots, self.options, self.terms())
        return tuple(
            project.key
            for project in self.projects
            if project.votes not in {None, named[project.key]} or project.score not in {None, worth[project.key]}
        )


@dataclass(frozen=True)
class _Row:
    """A line of a section under that section's header."""

    line: int
    cells: Mapping[str, str]

    def text(self, name: str) -> str:
        """Return a cell that must not be empty."""
        value = self.cells.get(name, "").strip()
        if not value:
            raise BallotFileError(self.line, f"{name} is empty")
        return value

    def number(self, name: str) -> int | None:
        """Return a whole number, or None where the cell is missing or empty."""
        value = self.cells.get(name, "").strip()
        if not value:
            return None
        if not value.isascii() or not value.isdigit():
            raise BallotFileError(self.line, f"{name} is not a whole number: {value!r}")
        return int(value)

    def money(self, name: str) -> int:
        """Return an amount in hundredths."""
        value = self.text(name)
        found = _MONEY.fullmatch(value)
        if found is None or not value.isascii():
            raise BallotFileError(self.line, f"{name} is not an amount of money: {value!r}")
        return int(found[1]) * CENTS + int((found[2] or "").ljust(2, "0"))


def parse(text: str) -> Election:
    """Return the election that the text holds, or raise `BallotFileError` for the first line that is wrong."""
    piles = _Piles()
    sections = _sections(text.removeprefix("\ufeff"), piles)
    meta_lines = {row.cells["key"].strip(): row for row in sections["META"]}
    meta = {key: row.cells["value"].strip() for key, row in meta_lines.items()}
    vote_type = meta.get("vote_type", "")
    if vote_type not in SCORINGS:
        raise BallotFileError(_line(meta_lines, "vote_type"), f"unknown vote_type: {vote_type!r}")
    if "budget" not in meta_lines:
        raise BallotFileError(1, "META has no budget")
    projects = tuple(_projects(sections["PROJECTS"]))
    # Each id once, however many ballots name it.
    known = {project.key: project.key for project in projects}
    pointed = SCORINGS[vote_type] is Scoring.points
    ballots = tuple(
        grouped(
            _ballot(row, known, pointed=pointed, ranked=vote_type == "ordinal", count=number)
            for row, number in piles.taken()
        )
    )
    _same_number(meta_lines, "num_projects", len(projects))
    _same_number(meta_lines, "num_votes", number_of(ballots))
    budget = _Row(_line(meta_lines, "budget"), meta).money("budget")
    for key in WHOLE & set(meta_lines):
        _Row(meta_lines[key].line, meta).number(key)
    return Election(meta=meta, projects=projects, ballots=ballots, budget=budget, vote_type=vote_type)


def _day(text: str) -> date | None:
    """Return a day written 8.06.2020 or 2020-06-08."""
    for pattern in ("%d.%m.%Y", "%Y-%m-%d"):
        try:
            return datetime.strptime(text, pattern).replace(tzinfo=UTC).date()
        except ValueError:
            continue
    return None


class _Piles:
    """Ballots that say the same, laid together while a file is read: a million lines take the room of what differs."""

    def __init__(self) -> None:
        """Start with nothing."""
        self._piles: dict[tuple[str, str], list[int]] = {}
        self._vote = self._points = -1

    def begin(self, header: list[str]) -> None:
        """Take the names of a section's columns; the votes come last."""
        self._vote = header.index("vote") if "vote" in header else -1
        self._points = header.index("points") if "points" in header else -1

    def add(self, line: int, cells: list[str]) -> None:
        """Lay a line on its pile; the first line of each is remembered, so that a fault can be named."""
        said = cells[self._vote], cells[self._points] if self._points >= 0 else ""
        pile = self._piles.get(said)
        if pile is None:
            self._piles[said] = [line, 1]
        else:
            pile[1] += 1

    def taken(self) -> Iterator[tuple[_Row, int]]:
        """Yield what each pile says, and how many lines it has, in the order of the file; then forget it."""
        for said in list(self._piles):
            line, number = self._piles.pop(said)
            yield _Row(line, {"vote": said[0], "points": said[1]}), number


def _sections(text: str, piles: _Piles) -> dict[str, list[_Row]]:
    """Return the rows of each section, each under its header; those of VOTES go onto piles."""
    rows: dict[str, list[_Row]] = {}
    section, header, line = "", None, 1
    for line, cells in _lines(text):
        # Spreadsheets fill the line of a section's name up with empty fields.
        name = cells[0].strip().upper() if not any(cell.strip() for cell in cells[1:]) else ""
        if name in SECTIONS:
            if name in rows:
                raise BallotFileError(line, f"section {name} appears twice")
            section, header, rows[name] = name, None, []
        elif not section:
            raise BallotFileError(line, "the file does not begin with META")
        elif header is None:
            header = _header(line, cells, section)
            piles.begin(header)
        elif len(cells) != len(header):
            raise BallotFileError(line, f"{len(cells)} fields where the header has {len(header)}")
        elif section == "VOTES":
            piles.add(line, cells)
        else:
            rows[section].append(_Row(line, dict(zip(header, cells, strict=True))))
    for name in SECTIONS:
        if name not in rows:
            raise BallotFileError(line, f"section {name} is missing")
    return rows


def _lines(text: str) -> Iterator[tuple[int, list[str]]]:
    """Yield every line that is not empty with its number."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=";", strict=True)
    try:
        for cells in reader:
            if cells and (cells[0].strip() or any(cell.strip() for cell in cells)):
                yield reader.line_num, cells
    except csv.Error as fault:
        raise BallotFileError(reader.line_num, f"cannot be read as fields: {fault}") from fault


def _header(line: int, cells: list[str], section: str) -> list[str]:
    """Return the names of a section's columns; the needed ones must be there."""
    names = [cell.strip() for cell in cells]
    for needed in NEEDED[section]:
        if names.count(needed) != 1:
            raise BallotFileError(line, f"the header of {section} needs one column {needed}")
    return names


def _projects(rows: list[_Row]) -> Iterator[Project]:
    """Yield the projects in the file's order; no two share an id."""
    seen: set[str] = set()
    for row in rows:
        key = row.text("project_id")
        if key in seen:
            raise BallotFileError(row.line, f"project {key} appears twice")
        seen.add(key)
        known = {"project_id", "name", "cost", "votes", "score", "selected"}
        yield Project(
            key=key,
            name=row.cells.get("name", "").strip() or key,
            cost=row.money("cost"),
            votes=row.number("votes"),
            score=row.number("score"),
            selected=row.number("selected"),
            more={name: value.strip() for name, value in row.cells.items() if name not in known and value.strip()},
        )


def _ballot(row: _Row, known: Mapping[str, str], *, pointed: bool, ranked: bool, count: int) -> Ballot:
    """Return what one ballot says; the order of its choices matters only where the vote is a ranking."""
    voted = row.cells["vote"].strip()
    keys = tuple(key.strip() for key in voted.split(",")) if voted else ()
    for key in keys:
        if key not in known:
            raise BallotFileError(row.line, f"the ballot names an unknown project: {key!r}")
    keys = tuple(map(known.__getitem__, keys))
    if len(set(keys)) != len(keys):
        twice = Counter(keys).most_common(1)[0][0]
        raise BallotFileError(row.line, f"the ballot names project {twice} twice")
    if pointed:
        pairs = sorted(zip(keys, _points(row, len(keys)), strict=True))
        return Ballot(tuple(key for key, _ in pairs), tuple(points for _, points in pairs), count)
    return Ballot(keys if ranked else tuple(sorted(keys)), count=count)


def _points(row: _Row, expected: int) -> list[int]:
    """Return the points of a ballot, one number for each project it names."""
    given = row.cells.get("points", "").strip()
    numbers = given.split(",") if given else []
    if len(numbers) != expected:
        raise BallotFileError(row.line, f"{len(numbers)} points for {expected} projects")
    if not all(number.strip().isascii() and number.strip().isdigit() for number in numbers):
        raise BallotFileError(row.line, f"points are not whole numbers: {given!r}")
    return [int(number) for number in numbers]


def _same_number(meta: Mapping[str, _Row], key: str, found: int) -> None:
    """Refuse a file whose META announces another number than its section holds."""
    if key in meta and meta[key].cells["value"].strip() != str(found):
        raise BallotFileError(meta[key].line, f"{key} says {meta[key].cells['value'].strip()}, the file holds {found}")


def _line(meta: Mapping[str, _Row], key: str) -> int:
    """Return the line of a META entry, or the first line where there is none."""
    return meta[key].line if key in meta else 1
