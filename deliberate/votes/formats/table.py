"""Ballots in a table with a head: one line for each ballot, or for each distinct one with how many there are.

Two layouts. Columns are places (`choice1`, `rank 2`, `Ranking_3`, `1`) and cells name who stands there; or columns are
candidates and cells hold a place, points, or a mark, whichever the count asks for. VoteKit's profiles, which name the
candidates before the table, are read too. Cells such as `undervote` and `overvote` say nothing and are passed over.
"""

from __future__ import annotations

import csv
import re
from typing import TYPE_CHECKING

from deliberate.votes.formats.contest import Contest
from deliberate.votes.formats.faults import BallotFileError
from deliberate.votes.formats.preflib import placed_ballot
from deliberate.votes.methods.ballots import Ballot, Option, grouped

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Row = tuple[int, list[str]]
HOW_MANY = {"count", "weight", "ballots", "number", "how many", "n", "数量", "票数"}
ABOUT = {"id", "voter", "voter_id", "voter id", "ballot_id", "ballot id", "precinct", "&", "voter set"}
NOTHING = {"", "undervote", "overvote", "skipped", "blank", "~"}
MARKS = {"x", "✓", "√", "yes", "是", "true"}
VOTEKIT = "VoteKit RankProfile"
_PLACE = re.compile(
    r"(?:choice|rank|ranking|preference|pref|place|第)?[ _-]*(\d+)(?:st|nd|rd|th|选择|志愿)?", re.IGNORECASE
)
_CANDIDATE = re.compile(r"\((.*?):([^:()]*)\)")
_WHOLE = re.compile(r"(\d+)(?:\.0*)?")


def parse(text: str, *, ranked: bool) -> Contest:
    """Return the contest that the table holds; `ranked` tells what numbers under a candidate's name mean."""
    text = text.removeprefix("\ufeff")
    rows = list(_rows(text))
    if not rows:
        raise BallotFileError(1, "the file is empty")
    names: dict[str, str] = {}
    if text.startswith(VOTEKIT):
        names, rows = _profile(rows)
    line, head = rows.pop(0)
    head = [cell.strip() for cell in head]
    many = next((at for at, cell in enumerate(head) if cell.lower() in HOW_MANY), None)
    columns = [at for at, cell in enumerate(head) if at != many and cell and cell.lower() not in ABOUT]
    if not columns:
        raise BallotFileError(line, "the head names neither places nor candidates")
    for at, cells in rows:
        if len(cells) != len(head):
            raise BallotFileError(at, f"{len(cells)} fields where the head has {len(head)}")
    if all(_PLACE.fullmatch(head[at]) for at in columns):
        return _places(rows, columns, many, names)
    return _marks(rows, head, columns, many, ranked=ranked)


def _rows(text: str) -> Iterator[Row]:
    first = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=first.count)
    reader = csv.reader(text.splitlines(keepends=True), delimiter=delimiter, strict=True)
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield reader.line_num, cells
    except csv.Error as fault:
        raise BallotFileError(reader.line_num, f"cannot be read as fields: {fault}") from fault


def _profile(rows: list[Row]) -> tuple[dict[str, str], list[Row]]:
    """Return the candidates of a VoteKit profile, and the table behind its head."""
    names: dict[str, str] = {}
    for at, (_line, cells) in enumerate(rows):
        if cells[0].strip().lower().startswith("ranking_1"):
            return names, rows[at:]
        names.update({short.strip(): name.strip() for name, short in _CANDIDATE.findall(",".join(cells))})
    raise BallotFileError(1, "the profile has no table that begins with Ranking_1")


def _number(line: int, said: str) -> int:
    found = _WHOLE.fullmatch(said.strip())
    if not found or not said.isascii():
        raise BallotFileError(line, f"not a whole number: {said.strip()!r}")
    return int(found[1])


def _places(rows: Sequence[Row], columns: Sequence[int], many: int | None, names: dict[str, str]) -> Contest:
    seen: dict[str, None] = dict.fromkeys(names)
    ballots = []
    for line, cells in rows:
        places: list[tuple[str, ...]] = []
        known: set[str] = set()
        for at in columns:
            said = cells[at].strip()
            level = (
                [key.strip().strip("'\"") for key in said.strip("{}").split(",")] if said.startswith("{") else [said]
            )
            # Somebody named twice counts where they are named first.
            here = tuple(dict.fromkeys(key for key in level if key.lower() not in NOTHING and key not in known))
            if names and (unknown := [key for key in here if key not in names]):
                raise BallotFileError(line, f"the ballot names an unknown candidate: {unknown[0]!r}")
            known.update(here)
            seen.update(dict.fromkeys(here))
            if here:
                places.append(here)
        ballots.append(placed_ballot(places, 1 if many is None else _number(line, cells[many])))
    return _contest(list(seen), names, ballots, ranked=True)


def _marks(rows: Sequence[Row], head: list[str], columns: Sequence[int], many: int | None, *, ranked: bool) -> Contest:
    keys = [head[at] for at in columns]
    if len(set(keys)) != len(keys):
        raise BallotFileError(1, "a candidate has two columns")
    ballots, scored = [], False
    for line, cells in rows:
        number = 1 if many is None else _number(line, cells[many])
        given = {}
        for at in columns:
            said = cells[at].strip()
            value = (
                1
                if said.lower() in MARKS
                else 0
                if said.lower() in {*NOTHING, "no", "否", "false"}
                else _number(line, said)
            )
            if value:
                given[head[at]] = value
        if ranked:
            ranks: dict[int, list[str]] = {}
            for key, rank in given.items():
                ranks.setdefault(rank, []).append(key)
            ballots.append(placed_ballot([tuple(ranks[rank]) for rank in sorted(ranks)], number))
        else:
            scored = scored or any(value > 1 for value in given.values())
            ballots.append(Ballot(tuple(given), tuple(given.values()), number))
    return _contest(keys, {}, ballots, ranked=ranked, scored=scored)


def _contest(
    keys: Sequence[str], names: dict[str, str], ballots: Sequence[Ballot], *, ranked: bool, scored: bool = False
) -> Contest:
    return Contest(
        options=tuple(Option(key) for key in keys),
        names={key: names.get(key, key) for key in keys},
        ballots=tuple(grouped(ballots)),
        ranked=ranked,
        scored=scored,
    )
