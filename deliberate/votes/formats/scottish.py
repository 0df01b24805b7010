"""The ballot files of Scottish council elections (.dat): every line of ballots gives each candidate's place in turn."""

from __future__ import annotations

from deliberate.votes.formats.contest import Contest
from deliberate.votes.formats.faults import BallotFileError
from deliberate.votes.formats.preflib import placed_ballot
from deliberate.votes.methods.ballots import Ballot, Option, grouped, number_of

HEAD = 4


def parse(text: str) -> Contest:
    """Return the contest that the text holds."""
    lines = text.removeprefix("\ufeff").splitlines()
    head = lines[1].split() if len(lines) > 1 else []
    if len(head) != HEAD or not all(part.isascii() and part.isdigit() for part in head):
        raise BallotFileError(2, "the second line has four numbers: seats, candidates, distinct ballots, ballots")
    seats, candidates, distinct, number = (int(part) for part in head)
    if len(lines) < 2 + candidates:
        raise BallotFileError(len(lines), f"{candidates} candidates are announced")
    names = {str(place): lines[1 + place].strip() for place in range(1, candidates + 1)}
    said = [(at, line.split()) for at, line in enumerate(lines, 1) if at > 2 + candidates and line.strip()]
    if len(said) != distinct:
        raise BallotFileError(2, f"{distinct} distinct ballots are announced, the file holds {len(said)}")
    ballots = tuple(grouped(_ballot(line, parts, candidates) for line, parts in said))
    if number_of(ballots) != number:
        raise BallotFileError(2, f"{number} ballots are announced, the file holds {number_of(ballots)}")
    return Contest(options=tuple(Option(key) for key in names), names=names, ballots=ballots, seats=seats)


def _ballot(line: int, parts: list[str], candidates: int) -> Ballot:
    if len(parts) != candidates + 1 or not all(part.isascii() and part.isdigit() for part in parts):
        raise BallotFileError(
            line, f"a ballot has {candidates + 1} whole numbers: how many, then each candidate's place"
        )
    ranks: dict[int, list[str]] = {}
    for key, rank in enumerate(parts[1:], 1):
        if int(rank):
            ranks.setdefault(int(rank), []).append(str(key))
    return placed_ballot([tuple(ranks[rank]) for rank in sorted(ranks)], int(parts[0]))
