"""The BLT format of STV programs: candidates and seats, ballots of numbers ended by 0, then the names in quotes.

As described in I. D. Hill, B. A. Wichmann and D. R. Woodall, Algorithm 123 (1987), where lines mean nothing, and in
Wichmann's report on the format. Withdrawn candidates stand on negative numbers before the ballots; `=` joins candidates
who share a place, `-` is a place left empty. Of the options that J. Lundell's Droop writes in brackets `[nick …]` gives
short names, `[tie …]` says who comes first among equals, and `[droop …]` is how that program should count.
"""

from __future__ import annotations

import re
import shlex
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from deliberate.votes.formats.contest import Contest
from deliberate.votes.formats.faults import BallotFileError
from deliberate.votes.formats.preflib import placed_ballot
from deliberate.votes.methods.ballots import Option, grouped

if TYPE_CHECKING:
    from collections.abc import Iterator

    from deliberate.votes.methods.ballots import Ballot

Lines = list[tuple[int, list[str]]]
_REMARK = re.compile(r"/\*.*?\*/", re.DOTALL)
_HOW_MANY = re.compile(r"(\d+)(?:\.0+)?")


@dataclass
class _Head:
    """What stands before the ballots."""

    candidates: int
    seats: int
    nicks: dict[str, str] = field(default_factory=dict)
    withdrawn: set[str] = field(default_factory=set)
    ties: list[str] = field(default_factory=list)

    def candidate(self, line: int, said: str) -> str:
        """Return the number of a candidate, however the file calls them."""
        key = self.nicks.get(said, said)
        if not key.isascii() or not key.isdigit() or not 1 <= int(key) <= self.candidates:
            raise BallotFileError(line, f"an unknown candidate: {said!r}")
        return str(int(key))

    def take(self, line: int, name: str, said: list[str]) -> None:
        """Take an option in brackets."""
        if name == "nick" and len(said) == len(set(said)) == self.candidates:
            self.nicks = {nick: str(number) for number, nick in enumerate(said, 1)}
        elif name == "nick":
            raise BallotFileError(line, f"{self.candidates} candidates are announced, and {len(said)} short names")
        elif name == "tie":
            self.ties = [self.candidate(line, one) for one in said]
        elif name == "withdrawn":
            self.withdrawn.update(self.candidate(line, one) for one in said)
        elif name != "droop":
            raise BallotFileError(line, f"an option in brackets is not known here: [{name} …]")

    def order(self, names: dict[str, str]) -> tuple[Option, ...]:
        """Return who stands, those first who come first among equals."""
        first = [key for key in self.ties if key in names]
        return tuple(Option(key) for key in dict.fromkeys([*first, *names]) if key not in self.withdrawn)


def parse(text: str) -> Contest:
    """Return the contest that the text holds."""
    plain = _REMARK.sub(lambda found: "\n" * found[0].count("\n"), text.removeprefix("\ufeff"))
    lines = list(_lines(plain))
    if not lines:
        raise BallotFileError(1, "the file is empty")
    last = lines[-1][0]
    head = _head(lines)
    ballots = list(_ballots(lines, head, last))
    names = _names(lines, head.candidates, last)
    return Contest(options=head.order(names), names=names, ballots=tuple(grouped(ballots)), seats=head.seats)


def _lines(text: str) -> Iterator[tuple[int, list[str]]]:
    """Yield every line that says something, in parts, without remarks."""
    for number, line in enumerate(text.splitlines(), 1):
        try:
            parts = shlex.split(line, comments=True)
        except ValueError:
            # An apostrophe in a name is no quotation mark.
            parts = [line.split("#", 1)[0].strip().strip('"')]
        if parts and (parts != [""] or '""' in line):
            yield number, parts


def _head(lines: Lines) -> _Head:
    """Take what stands before the ballots off the lines."""
    line, first = lines.pop(0)
    if len(first) < len(("candidates", "seats")) or not all(one.isascii() and one.isdigit() for one in first[:2]):
        raise BallotFileError(line, "the first line has two numbers: candidates and seats")
    head = _Head(int(first[0]), int(first[1]))
    if not head.seats or not head.candidates:
        raise BallotFileError(line, "there is no seat or no candidate")
    _put_back(lines, line, first[2:])
    while lines and lines[0][1][0][0:1] in {"[", "-"}:
        line, parts = lines.pop(0)
        if parts[0].startswith("-"):
            head.withdrawn.add(head.candidate(line, parts[0][1:]))
            _put_back(lines, line, parts[1:])
            continue
        end = next((at for at, part in enumerate(parts, 1) if part.endswith("]")), 0)
        if not end:
            raise BallotFileError(line, "the bracket of an option is not closed")
        name, *said = " ".join(parts[:end]).strip("[]").split() or [""]
        head.take(line, name, said)
        _put_back(lines, line, parts[end:])
    return head


def _put_back(lines: Lines, line: int, rest: list[str]) -> None:
    """What is left of a line is read as if it stood on one of its own."""
    if rest:
        lines.insert(0, (line, rest))


def _ballots(lines: Lines, head: _Head, last: int) -> Iterator[Ballot]:
    """Take the ballots off the lines, with the 0 that ends them."""
    while lines:
        line, parts = lines.pop(0)
        if parts[0] == "0":
            _put_back(lines, line, parts[1:])
            return
        at = parts.index("0", 1) + 1 if "0" in parts[1:] else len(parts)
        yield _ballot(line, parts[:at], head)
        _put_back(lines, line, parts[at:])
    raise BallotFileError(last, "the ballots are not ended by a line with 0")


def _ballot(line: int, parts: list[str], head: _Head) -> Ballot:
    if parts[0].startswith("("):
        parts = parts[1:]  # A ballot may carry an identity, which nobody keeps.
    if parts[-1:] != ["0"]:
        raise BallotFileError(line, "a ballot ends with 0")
    weight = _HOW_MANY.fullmatch(parts[0])
    if weight is None or not parts[0].isascii():
        raise BallotFileError(line, f"a ballot begins with how many there are of it, a whole number: {parts[0]!r}")
    places: list[tuple[str, ...]] = []
    seen: set[str] = set()
    for part in parts[1:-1]:
        if part == "-":
            continue
        place = tuple(head.candidate(line, said) for said in part.split("="))
        for key in place:
            if key in seen:
                raise BallotFileError(line, f"the ballot names candidate {key} twice")
            seen.add(key)
        if here := tuple(key for key in place if key not in head.withdrawn):
            places.append(here)
    return placed_ballot(places, int(weight[1]))


def _names(lines: Lines, candidates: int, last: int) -> dict[str, str]:
    said = [" ".join(parts) for _, parts in lines]
    if len(said) < candidates <= sum(len(parts) for _, parts in lines):
        said = [part for _, parts in lines for part in parts]  # All names on one line.
    if len(said) < candidates:
        line = lines[-1][0] if lines else last
        raise BallotFileError(line, f"{candidates} candidates are announced, {len(said)} names follow")
    return {str(place): name or str(place) for place, name in enumerate(said[:candidates], 1)}
