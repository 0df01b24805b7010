"""The lines of a .pb file, before anybody asks what they mean: three sections, each a table of its own.

Fields stand between semicolons and may be quoted; a quoted one may go on for several lines. Ballots that say the same
are laid together as they are read, so that a million lines take the room of what differs.
"""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from deliberate.votes.formats.faults import BallotFileError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

SECTIONS = ("META", "PROJECTS", "VOTES")
NEEDED = {"META": ("key", "value"), "PROJECTS": ("project_id", "cost"), "VOTES": ("voter_id", "vote")}
# A quotation mark that is still open after so many lines was never meant to go on.
LONGEST_FIELD = 200
_AMOUNT = re.compile(r"\d+(?:[.,]\d+)?|\d+(?:\.\d+)?[eE]\+?\d{1,2}|\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?:[.,]\d+)?")
_WHOLE = re.compile(r"-?\d{1,15}(?:\.0*)?")
_NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)?")
# 250,000 is a quarter of a million to one reader and two hundred and fifty to another.
_UNCLEAR = re.compile(r"[1-9]\d{0,2},\d{3}")


@dataclass(frozen=True)
class Row:
    """A line of a section under that section's header."""

    line: int
    cells: Mapping[str, str]

    def text(self, name: str) -> str:
        """Return a cell that must not be empty."""
        value = self.cells.get(name, "").strip()
        if not value:
            raise BallotFileError(self.line, f"{name} is empty")
        return value

    def number(self, name: str) -> Decimal | None:
        """Return a number, or None where the cell is missing or empty."""
        value = self.cells.get(name, "").strip()
        if not value:
            return None
        if not value.isascii() or not _NUMBER.fullmatch(value):
            raise BallotFileError(self.line, f"{name} is not a number: {value!r}")
        return Decimal(value.replace(",", "."))

    def whole(self, name: str) -> int | None:
        """Return a whole number, or None where the cell is missing or empty."""
        said = self.cells.get(name, "").strip()
        if said and not (said.isascii() and _WHOLE.fullmatch(said)):
            raise BallotFileError(self.line, f"{name} is not a whole number: {said!r}")
        return int(float(said)) if said else None

    def money(self, name: str) -> Decimal:
        """Return an amount in the file's currency."""
        value = self.text(name)
        if not value.replace("\u00a0", " ").replace("\u202f", " ").isascii() or not _AMOUNT.fullmatch(value):
            raise BallotFileError(self.line, f"{name} is not an amount of money: {value!r}")
        if _UNCLEAR.fullmatch(value):
            plain = value.replace(",", "")
            raise BallotFileError(
                self.line, f"{name} can be read in two ways: {value!r}; write {plain}, or {value.replace(',', '.')}"
            )
        return Decimal(re.sub(r"[ \u00a0\u202f]", "", value).replace(",", "."))


class Piles:
    """Ballots that say the same, laid together while a file is read."""

    def __init__(self) -> None:
        """Start with nothing."""
        self._piles: dict[tuple[str, str], list[int]] = {}
        self._vote = self._points = -1

    @property
    def pointed(self) -> bool:
        """Tell whether the ballots have a column for points."""
        return self._points >= 0

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

    def taken(self) -> Iterator[tuple[Row, int]]:
        """Yield what each pile says, and how many lines it has, in the order of the file; then forget it."""
        for said in list(self._piles):
            line, number = self._piles.pop(said)
            yield Row(line, {"vote": said[0], "points": said[1]}), number


def sections(text: str, piles: Piles) -> dict[str, list[Row]]:
    """Return the rows of each section, each under its header; those of VOTES go onto piles."""
    rows: dict[str, list[Row]] = {}
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
        else:
            fitted = _fitted(line, cells, len(header), section)
            if section == "VOTES":
                piles.add(line, fitted)
            else:
                rows[section].append(Row(line, dict(zip(header, fitted, strict=True))))
    for name in SECTIONS:
        if name not in rows:
            raise BallotFileError(line, f"section {name} is missing")
    return rows


def _lines(text: str) -> Iterator[tuple[int, list[str]]]:
    """Yield every line that is not empty with its number: that of the line it begins on."""
    held, begun = "", 0
    for number, line in enumerate(io.StringIO(text, newline=None), 1):
        if not held and '"' not in line:
            if line.strip(" \t\r\n;"):
                yield number, line.rstrip("\n").split(";")
            continue
        held, begun = held + line, begun or number
        cells = _quoted(held)
        if cells is not None:
            yield begun, cells
            held, begun = "", 0
        elif number - begun >= LONGEST_FIELD:
            break
    if held:
        raise BallotFileError(begun, "cannot be read as fields: a quotation mark is never closed")


def _quoted(held: str) -> list[str] | None:
    """Return the fields of a line with quotation marks, or None while one is still open."""
    for strict in (True, False):
        try:
            return next(csv.reader([held], delimiter=";", skipinitialspace=True, strict=strict))
        except csv.Error as fault:
            if "end of data" in str(fault):
                return None
    return None


def _fitted(line: int, cells: list[str], width: int, section: str) -> list[str]:
    """Return as many fields as the header has: empty ones at the end of a line are a spreadsheet's."""
    while len(cells) > width and not cells[-1].strip():
        cells = cells[:-1]
    if section == "META" and len(cells) > width:
        cells = [*cells[: width - 1], ";".join(cells[width - 1 :])]
    elif section == "META" and len(cells) == 1 and ":" in cells[0]:
        # The format's own description writes one of its lines so: `rule: greedy`.
        cells = cells[0].split(":", 1)
    if len(cells) != width:
        raise BallotFileError(line, f"{len(cells)} fields where the header has {width}")
    return cells


def _header(line: int, cells: list[str], section: str) -> list[str]:
    """Return the names of a section's columns; the needed ones must be there."""
    names = [cell.strip().lower() for cell in cells]
    while names and not names[-1]:
        names.pop()
    for needed in NEEDED[section]:
        if names.count(needed) != 1:
            raise BallotFileError(line, f"the header of {section} needs one column {needed}")
    return names
