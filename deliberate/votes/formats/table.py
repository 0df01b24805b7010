"""Ballots in a table with a head: one line for each ballot, or for each distinct one with how many there are.

Two layouts. Columns are places (`choice1`, `rank 2`, `Ranking_3`, `1`) and cells name who stands there; or columns are
candidates and cells hold a place, points, or a mark, whichever the count asks for. VoteKit's profiles, which name the
candidates before the table, are read too. Cells such as `undervote` and `overvote` say nothing and are passed over.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from deliberate.kit.delimited import rows as rows_of
from deliberate.votes.formats.contest import Contest
from deliberate.votes.formats.faults import BallotFileError
from deliberate.votes.formats.preflib import placed_ballot
from deliberate.votes.methods.ballots import Ballot, Option, grouped

if TYPE_CHECKING:
    from collections.abc import Sequence

    from deliberate.kit.delimited import Row

HOW_MANY = {"count", "weight", "ballots", "number", "how many", "n", "数量", "票数"}
ABOUT = {
    "id", "voter", "voter_id", "voter id", "ballot_id", "ballot id", "precinct", "&", "voter set", "timestamp", "time",
    "date", "序号", "编号", "姓名", "时间", "时间戳", "提交时间",
}  # fmt: skip
ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
NUMERALS = "一二三四五六七八九十"
# One column that holds a whole ballot: `A > B = C`.
WHOLE_BALLOT = {"ballot", "vote", "ranking", "order", "选票", "排序"}
NOTHING = {"", "undervote", "overvote", "skipped", "blank", "~"}
MARKS = {"x", "✓", "√", "yes", "是", "true"}
VOTEKIT = "VoteKit RankProfile"
_PLACE = re.compile(
    r"(?:choice|rank|ranking|preference|pref|place|第)?[ _-]*(\d+)(?:st|nd|rd|th)?"
    r"[ _-]*(?:choice|preference|选择|志愿|选)?",
    re.IGNORECASE,
)
_WORD = re.compile(
    rf"({'|'.join(ORDINALS)})[ _-]*(?:choice|preference|rank|place)?|第?([{NUMERALS}])(?:选择|志愿|选)?", re.IGNORECASE
)
_CANDIDATE = re.compile(r"\((.*?):([^:()]*)\)")
_WHOLE = re.compile(r"(\d+)(?:\.0*)?")


def parse(text: str, *, ranked: bool) -> Contest:
    """Return the contest that the table holds; `ranked` tells what numbers under a candidate's name mean."""
    text = text.removeprefix("\ufeff")
    rows = list(rows_of(text, BallotFileError))
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
    if not rows:
        raise BallotFileError(line, "no ballot follows the head")
    if len(columns) == 1 and head[columns[0]].lower() in WHOLE_BALLOT:
        return _written_out(rows, columns[0], many)
    places = {at: place for at in columns if (place := _place(head[at])) is not None}
    if len(places) == len(columns):
        return _places(rows, sorted(columns, key=places.__getitem__), many, names)
    return _marks(rows, head, columns, many, ranked=ranked)


def _profile(rows: list[Row]) -> tuple[dict[str, str], list[Row]]:
    """Return the candidates of a VoteKit profile, and the table behind its head."""
    names: dict[str, str] = {}
    for at, (_line, cells) in enumerate(rows):
        if cells[0].strip().lower().startswith("ranking_1"):
            return names, rows[at:]
        names.update({short.strip(): name.strip() for name, short in _CANDIDATE.findall(",".join(cells))})
    raise BallotFileError(1, "the profile has no table that begins with Ranking_1")


def _place(said: str) -> int | None:
    """Return which place a column is of, however it is written."""
    if found := _PLACE.fullmatch(said):
        return int(found[1])
    if found := _WORD.fullmatch(said):
        return ORDINALS.index(found[1].lower()) + 1 if found[1] else NUMERALS.index(found[2]) + 1
    return {"首选": 1, "次选": 2}.get(said)


def _written_out(rows: Sequence[Row], column: int, many: int | None) -> Contest:
    """Return ballots that stand in one column each, `A > B = C`."""
    seen: dict[str, None] = {}
    ballots = []
    for line, cells in rows:
        places = [
            tuple(key for said in place.split("=") if (key := said.strip())) for place in cells[column].split(">")
        ]
        named = [key for place in places for key in place]
        if len(set(named)) != len(named):
            raise BallotFileError(line, "the ballot names somebody twice")
        seen.update(dict.fromkeys(named))
        number = 1 if many is None else _number(line, cells[many])
        ballots.append(placed_ballot([place for place in places if place], number))
    return _contest(list(seen), {}, ballots, ranked=True)


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
