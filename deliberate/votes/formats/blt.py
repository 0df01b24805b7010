"""The BLT format of STV programs: candidates and seats, ballots of numbers ended by 0, then the names in quotes.

As described in B. A. Wichmann, Report on the BLT format (Electoral Reform Society). Withdrawn candidates stand on
negative numbers after the first line; `=` joins candidates who share a place, `-` is a place left empty.
"""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

from deliberate.votes.formats.contest import Contest
from deliberate.votes.formats.faults import BallotFileError
from deliberate.votes.formats.preflib import placed_ballot
from deliberate.votes.methods.ballots import Option, grouped

if TYPE_CHECKING:
    from collections.abc import Iterator

    from deliberate.votes.methods.ballots import Ballot


def parse(text: str) -> Contest:
    """Return the contest that the text holds."""
    lines = list(_lines(text.removeprefix("\ufeff")))
    if not lines:
        raise BallotFileError(1, "the file is empty")
    line, first = lines.pop(0)
    if len(first) != len(("candidates", "seats")) or not all(part.isascii() and part.isdigit() for part in first):
        raise BallotFileError(line, "the first line has two numbers: candidates and seats")
    candidates, seats = int(first[0]), int(first[1])
    if not seats or not candidates:
        raise BallotFileError(line, "there is no seat or no candidate")
    withdrawn: set[str] = set()
    ballots: list[Ballot] = []
    ended = False
    while lines:
        line, parts = lines.pop(0)
        if parts[0] == "0":
            ended = True
            lines[:0] = [(line, parts[1:])] if parts[1:] else []
            break
        if parts[0].startswith("["):
            raise BallotFileError(line, f"options in brackets are not known here: {' '.join(parts)}")
        if all(part.startswith("-") and part[1:].isdigit() for part in parts):
            withdrawn.update(part[1:] for part in parts)
            continue
        # Several ballots may stand on a line, and behind them the end.
        at = parts.index("0", 1) + 1 if "0" in parts[1:] else len(parts)
        ballots.append(_ballot(line, parts[:at], candidates, withdrawn))
        lines[:0] = [(line, parts[at:])] if parts[at:] else []
    if not ended:
        raise BallotFileError(line, "the ballots are not ended by a line with 0")
    names = _names(lines, candidates, line)
    options = tuple(Option(key) for key in names if key not in withdrawn)
    return Contest(options=options, names=names, ballots=tuple(grouped(ballots)), seats=seats)


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


def _ballot(line: int, parts: list[str], candidates: int, withdrawn: set[str]) -> Ballot:
    if parts[0].startswith("("):
        parts = parts[1:]  # A ballot may carry an identity, which nobody keeps.
    if parts[-1] != "0":
        raise BallotFileError(line, "a ballot ends with 0")
    weight = parts[0]
    if not weight.isascii() or not weight.isdigit():
        raise BallotFileError(line, f"a ballot begins with how many there are of it, a whole number: {weight!r}")
    places: list[tuple[str, ...]] = []
    seen: set[str] = set()
    for part in parts[1:-1]:
        if part == "-":
            continue
        place = tuple(part.split("="))
        for key in place:
            if not key.isascii() or not key.isdigit() or not 1 <= int(key) <= candidates:
                raise BallotFileError(line, f"the ballot names an unknown candidate: {key!r}")
            if key in seen:
                raise BallotFileError(line, f"the ballot names candidate {key} twice")
            seen.add(key)
        here = tuple(key for key in place if key not in withdrawn)
        if here:
            places.append(here)
    return placed_ballot(places, int(weight))


def _names(lines: list[tuple[int, list[str]]], candidates: int, last: int) -> dict[str, str]:
    said = [" ".join(parts) for _, parts in lines]
    if len(said) < candidates <= sum(len(parts) for _, parts in lines):
        said = [part for _, parts in lines for part in parts]  # All names on one line.
    if len(said) < candidates:
        line = lines[-1][0] if lines else last
        raise BallotFileError(line, f"{candidates} candidates are announced, {len(said)} names follow")
    return {str(place): name or str(place) for place, name in enumerate(said[:candidates], 1)}
