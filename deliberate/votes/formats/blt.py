"""The BLT format of STV programs: candidates and seats, ballots of numbers ended by 0, then the names in quotes.

As described in I. D. Hill, B. A. Wichmann and D. R. Woodall, Algorithm 123 (1987), where lines mean nothing, and in
Wichmann's report on the format. Withdrawn candidates stand on negative numbers before the ballots; `=` joins candidates
who share a place, `-` is a place left empty. Of the options that J. Lundell's Droop writes in brackets `[nick …]` gives
short names, `[tie …]` says who comes first among equals, and `[droop …]` is how that program should count.
"""

from __future__ import annotations

import io
import re
import shlex
from collections import deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from deliberate.votes.formats.contest import Contest
from deliberate.votes.formats.faults import BallotFileError
from deliberate.votes.formats.preflib import placed_ballot
from deliberate.votes.methods.ballots import Option, grouped

if TYPE_CHECKING:
    from collections.abc import Iterator

    from deliberate.votes.methods.ballots import Ballot

Line = tuple[int, list[str]]
_REMARK = re.compile(r"/\*.*?\*/", re.DOTALL)
_SMALL = re.compile(r"[0-9]{1,6}")
_HOW_MANY = re.compile(r"(\d{1,15})(?:\.0+)?")


class _Lines:
    """The lines of a file, each read when its turn comes; what is left of one can be put back."""

    def __init__(self, lines: Iterator[Line]) -> None:
        """Begin before the first."""
        self._lines, self._back, self.last = lines, deque[Line](), 1

    def next(self) -> Line | None:
        """Return the next line, or None behind the last."""
        found = self._back.popleft() if self._back else next(self._lines, None)
        self.last = found[0] if found else self.last
        return found

    def put_back(self, line: int, rest: list[str]) -> None:
        """What is left of a line is read as if it stood on one of its own."""
        if rest:
            self._back.appendleft((line, rest))


@dataclass
class _Head:
    """What stands before the ballots."""

    candidates: int
    seats: int
    nicks: dict[str, str] = field(default_factory=dict)
    withdrawn: set[str] = field(default_factory=set)
    ties: list[str] = field(default_factory=list)
    known: dict[str, str] = field(default_factory=dict)

    def candidate(self, line: int, said: str) -> str:
        """Return the number of a candidate, however the file calls them."""
        found = self.known.get(said)
        if found is None:
            key = self.nicks.get(said, said).lstrip("0")
            if not _SMALL.fullmatch(key) or int(key) > self.candidates:
                raise BallotFileError(line, f"an unknown candidate: {said!r}")
            found = self.known[said] = key
        return found

    def take(self, line: int, name: str, said: list[str]) -> None:
        """Take an option in brackets."""
        if name == "nick" and len(said) == len(set(said)) == self.candidates:
            self.nicks, self.known = {nick: str(number) for number, nick in enumerate(said, 1)}, {}
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
    plain = text.removeprefix("\ufeff")
    if "/*" in plain:
        plain = _REMARK.sub(lambda found: "\n" * found[0].count("\n"), plain)
    lines = _Lines(_lines(plain))
    head = _head(lines)
    ballots = grouped(_ballots(lines, head))
    names = _names(lines, head.candidates)
    return Contest(options=head.order(names), names=names, ballots=tuple(ballots), seats=head.seats)


def _lines(text: str) -> Iterator[Line]:
    """Yield every line that says something, in parts, without remarks."""
    for number, line in enumerate(io.StringIO(text, newline=None), 1):
        parts = _words(line)
        if parts and (parts != [""] or '""' in line):
            yield number, parts


def _words(line: str) -> list[str]:
    if '"' not in line and "'" not in line:
        return (line.split("#", 1)[0] if "#" in line else line).split()
    try:
        return shlex.split(line, comments=True)
    except ValueError:
        # An apostrophe in a name is no quotation mark.
        return [line.split("#", 1)[0].strip().strip('"')]


def _head(lines: _Lines) -> _Head:
    """Take what stands before the ballots off the lines."""
    found = lines.next()
    if found is None:
        raise BallotFileError(1, "the file is empty")
    line, first = found
    if len(first) < len(("candidates", "seats")) or not all(map(_SMALL.fullmatch, first[:2])):
        raise BallotFileError(line, "the first line has two numbers: candidates and seats")
    head = _Head(int(first[0]), int(first[1]))
    if not head.seats or not head.candidates:
        raise BallotFileError(line, "there is no seat or no candidate")
    lines.put_back(line, first[2:])
    while (found := lines.next()) and found[1][0][0:1] in {"[", "-"}:
        line, parts = found
        if parts[0].startswith("-"):
            head.withdrawn.add(head.candidate(line, parts[0][1:]))
            lines.put_back(line, parts[1:])
            continue
        end = next((at for at, part in enumerate(parts, 1) if part.endswith("]")), 0)
        if not end:
            raise BallotFileError(line, "the bracket of an option is not closed")
        name, *said = " ".join(parts[:end]).strip("[]").split() or [""]
        head.take(line, name, said)
        lines.put_back(line, parts[end:])
    if found:
        lines.put_back(*found)
    return head


def _ballots(lines: _Lines, head: _Head) -> Iterator[Ballot]:
    """Take the ballots off the lines, with the 0 that ends them; those that say the same are read once."""
    piles: dict[tuple[str, ...], list[int]] = {}
    while found := lines.next():
        line, parts = found
        if parts[0] == "0":
            lines.put_back(line, parts[1:])
            yield from (_ballot(at, said, number, head) for said, (at, number) in piles.items())
            return
        at = parts.index("0", 1) + 1 if "0" in parts[1:] else len(parts)
        lines.put_back(line, parts[at:])
        said, number = _pile(line, parts[:at])
        piles.setdefault(said, [line, 0])[1] += number
    raise BallotFileError(lines.last, "the ballots are not ended by a line with 0")


def _pile(line: int, parts: list[str]) -> tuple[tuple[str, ...], int]:
    """Return what a ballot says, without the 0 at its end, and how many there are of it."""
    if parts[0].startswith("("):
        # A ballot may carry an identity, which nobody keeps.
        end = next((at for at, part in enumerate(parts, 1) if part.endswith(")")), 1)
        parts = parts[end:]
    if parts[-1:] != ["0"]:
        raise BallotFileError(line, "a ballot ends with 0")
    weight = _HOW_MANY.fullmatch(parts[0])
    if weight is None or not parts[0].isascii():
        raise BallotFileError(line, f"a ballot begins with how many there are of it, a whole number: {parts[0]!r}")
    return tuple(parts[1:-1]), int(weight[1])


def _ballot(line: int, said: tuple[str, ...], number: int, head: _Head) -> Ballot:
    places: list[tuple[str, ...]] = []
    seen: set[str] = set()
    for part in said:
        if part == "-":
            continue
        place = tuple(head.candidate(line, one) for one in part.split("="))
        for key in place:
            if key in seen:
                raise BallotFileError(line, f"the ballot names candidate {key} twice")
            seen.add(key)
        if here := tuple(key for key in place if key not in head.withdrawn):
            places.append(here)
    return placed_ballot(places, number)


def _names(lines: _Lines, candidates: int) -> dict[str, str]:
    """Return the names that follow the ballots; without a single one, candidates go by their numbers."""
    held = []
    while found := lines.next():
        held.append(found[1])
    said = [" ".join(parts) for parts in held]
    if len(said) < candidates <= sum(len(parts) for parts in held):
        said = [part for parts in held for part in parts]  # All names on one line.
    if 0 < len(said) < candidates:
        raise BallotFileError(lines.last, f"{candidates} candidates are announced, {len(said)} names follow")
    said += [""] * (candidates - len(said))
    return {str(place): name or str(place) for place, name in enumerate(said[:candidates], 1)}
