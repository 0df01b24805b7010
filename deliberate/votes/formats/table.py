"""Ballots in a table with a head: one line for each ballot, or for each distinct one with how many there are.

Two layouts. Columns are places (`choice1`, `rank 2`, `Ranking_3`, `1`, `Mayor Choice 1 of 5`) and cells name who stands
there; or columns are candidates and cells hold a place, points, or a mark, whichever the count asks for. A table of
names alone needs no head. VoteKit's profiles, which name the candidates before the table, are read too. Cells such as
`undervote` and `overvote` say nothing and are passed over.
"""

from __future__ import annotations

import re
from itertools import chain, islice
from typing import TYPE_CHECKING

from deliberate.kit.delimited import rows as rows_of
from deliberate.votes.formats.contest import Contest
from deliberate.votes.formats.faults import BallotFileError
from deliberate.votes.formats.preflib import placed_ballot
from deliberate.votes.methods.ballots import Ballot, Option, grouped

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from deliberate.kit.delimited import Row

HOW_MANY = {"count", "weight", "ballots", "number", "how many", "n", "数量", "票数"}
ABOUT = {
    "id", "voter", "voter_id", "voter id", "ballot_id", "ballot id", "precinct", "&", "voter set", "timestamp", "time",
    "date", "序号", "编号", "姓名", "时间", "时间戳", "提交时间",
}  # fmt: skip
ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
# So many ballots tell whether a table has a head.
LOOK_AT = 100
NUMERALS = "一二三四五六七八九十"
# One column that holds a whole ballot: `A > B = C`.
WHOLE_BALLOT = {"ballot", "vote", "ranking", "order", "选票", "排序"}
NOTHING = {"", "undervote", "overvote", "skipped", "skip", "blank", "~", "-", "n/a", "nan", "none", "null"}
NO = {"no", "否", "false"}
MARKS = {"x", "✓", "√", "yes", "是", "true"}
VOTEKIT = "VoteKit RankProfile"
_PLACE = re.compile(
    r"(?:choice|rank|ranking|preference|pref|place|第)?[ _-]*(\d{1,3})(?:st|nd|rd|th)?"
    r"[ _-]*(?:choice|preference|选择|志愿|选)?",
    re.IGNORECASE,
)
_WORD = re.compile(
    rf"({'|'.join(ORDINALS)})[ _-]*(?:choice|preference|rank|place)?|第?([{NUMERALS}])(?:选择|志愿|选)?", re.IGNORECASE
)
_CANDIDATE = re.compile(r"\((.*?):([^:()]*)\)")
_WHOLE = re.compile(r"(\d{1,15})(?:\.0*)?")
_OF_A_CONTEST = re.compile(
    r"(.*?)[\s:_-]*\b(?:(?:choice|rank|ranking|preference)[\s#_]*(\d{1,3})(?:\s*of\s*\d+)?"
    r"|(\d{1,3})(?:st|nd|rd|th)[\s_]*(?:choice|preference|rank))\b[\s:_-]*(.*)",
    re.IGNORECASE | re.DOTALL,
)
# The line a ballot stands on first, what it says, and how many there are of it.
Pile = tuple[int, tuple[str, ...], int]


def parse(text: str, *, ranked: bool) -> Contest:
    """Return the contest that the table holds; `ranked` tells what numbers under a candidate's name mean."""
    text = text.removeprefix("\ufeff")
    rows = rows_of(text, BallotFileError)
    names: dict[str, str] = {}
    line, head = next(rows, (1, []))
    if not head:
        raise BallotFileError(1, "the file is empty")
    if text.startswith(VOTEKIT):
        names, line, head = _profile(line, head, rows)
    head = [cell.strip() for cell in head]
    many = next((at for at, cell in enumerate(head) if cell.lower() in HOW_MANY), None)
    columns = [at for at, cell in enumerate(head) if at != many and cell and cell.lower() not in ABOUT]
    if not columns:
        raise BallotFileError(line, "the head names neither places nor candidates")
    places = _place_columns(line, head, columns)
    if len(columns) == 1 and head[columns[0]].lower() in WHOLE_BALLOT:
        return _written_out(_piled(rows, line, head, columns, many))
    if places:
        return _places(_piled(rows, line, head, sorted(places, key=places.__getitem__), many), names)
    looked = list(islice(rows, LOOK_AT))
    rows = chain(looked, rows)
    if many is None and len(columns) == len(head) and _headless(head, looked):
        return _places(_piled(chain([(line, head)], rows), line, None, columns, None), names)
    return _marks(_piled(rows, line, head, columns, many), [head[at] for at in columns], ranked=ranked)


def _headless(head: Sequence[str], rows: Sequence[Row]) -> bool:
    """Tell whether a table has no head: names in every line, best first, and some of the first line's again below."""
    said = {cell.strip() for _line, cells in rows for cell in cells}
    again = said.intersection(cell for cell in head if cell.lower() not in NOTHING)
    return bool(again) and not any(_is_mark(cell) for cell in said | {*head})


def _is_mark(said: str) -> bool:
    return bool(_WHOLE.fullmatch(said)) or said.lower() in MARKS or said.lower() in NO


def _piled(
    rows: Iterable[Row], line: int, head: Sequence[str] | None, columns: Sequence[int], many: int | None
) -> list[Pile]:
    """Return what the ballots say in some columns, each with its first line and how many there are of it."""
    piles: dict[tuple[str, ...], list[int]] = {}
    for at, cells in rows:
        if head is not None and len(cells) != len(head):
            raise BallotFileError(at, f"{len(cells)} fields where the head has {len(head)}")
        # Without a head a short ballot is a short line.
        said = tuple(cells) if head is None else tuple([cells[column] for column in columns])
        number = 1 if many is None else _number(at, cells[many])
        pile = piles.get(said)
        if pile is None:
            piles[said] = [at, number]
        else:
            pile[1] += number
    if not piles:
        raise BallotFileError(line, "no ballot follows the head")
    return [(at, said, number) for said, (at, number) in piles.items()]


def _profile(line: int, cells: list[str], rows: Iterator[Row]) -> tuple[dict[str, str], int, list[str]]:
    """Return the candidates of a VoteKit profile, and the head of the table behind them."""
    names: dict[str, str] = {}
    while not cells[0].strip().lower().startswith("ranking_1"):
        names.update({short.strip(): name.strip() for name, short in _CANDIDATE.findall(",".join(cells))})
        line, cells = next(rows, (1, []))
        if not cells:
            raise BallotFileError(1, "the profile has no table that begins with Ranking_1")
    return names, line, cells


def _place_columns(line: int, head: Sequence[str], columns: Sequence[int]) -> dict[int, int]:
    """Return the columns that are places, with which; beside them the others only tell about a ballot.

    Voting machines put the contest's name into each: `Mayor 1st Choice`, `Mayor Choice 2 of 5 Citywide`.
    """
    places = {at: place for at in columns if (place := _place(head[at])) is not None}
    if len(places) == len(columns) or len(places) > 1:
        return places
    contests: dict[tuple[str, str], dict[int, int]] = {}
    for at in columns:
        if found := _OF_A_CONTEST.fullmatch(head[at]):
            contests.setdefault((found[1].strip(), found[4].strip()), {})[at] = int(found[2] or found[3])
    if len(contests) > 1:
        named = "; ".join(" ".join(part for part in contest if part) for contest in contests)
        raise BallotFileError(line, f"several contests stand in one table, keep the columns of one: {named}")
    return next(iter(contests.values()), {})


def _place(said: str) -> int | None:
    """Return which place a column is of, however it is written."""
    if found := _PLACE.fullmatch(said):
        return int(found[1])
    if found := _WORD.fullmatch(said):
        return ORDINALS.index(found[1].lower()) + 1 if found[1] else NUMERALS.index(found[2]) + 1
    return {"首选": 1, "次选": 2}.get(said)


def _written_out(piles: Sequence[Pile]) -> Contest:
    """Return ballots that stand in one column each, `A > B = C`."""
    seen: dict[str, None] = {}
    ballots = []
    for line, (said,), number in piles:
        places = [tuple(key for one in place.split("=") if (key := one.strip())) for place in said.split(">")]
        named = [key for place in places for key in place]
        if len(set(named)) != len(named):
            raise BallotFileError(line, "the ballot names somebody twice")
        seen.update(dict.fromkeys(named))
        ballots.append(placed_ballot([place for place in places if place], number))
    return _contest(list(seen), {}, ballots, ranked=True)


def _number(line: int, said: str) -> int:
    found = _WHOLE.fullmatch(said.strip())
    if not found or not said.isascii():
        raise BallotFileError(line, f"not a whole number: {said.strip()!r}")
    return int(found[1])


def _places(piles: Sequence[Pile], names: dict[str, str]) -> Contest:
    seen: dict[str, None] = dict.fromkeys(names)
    ballots = []
    for line, cells, number in piles:
        places: list[tuple[str, ...]] = []
        known: set[str] = set()
        for cell in cells:
            said = cell.strip()
            if said in known or said.lower() in NOTHING:
                continue
            level = [key.strip().strip("'\"") for key in said[1:-1].split(",")] if said.startswith("{") else [said]
            # Somebody named twice counts where they are named first.
            here = tuple(dict.fromkeys(key for key in level if key.lower() not in NOTHING and key not in known))
            if names and (unknown := [key for key in here if key not in names]):
                raise BallotFileError(line, f"the ballot names an unknown candidate: {unknown[0]!r}")
            known.update(here)
            if here:
                places.append(here)
        seen.update(dict.fromkeys(key for place in places for key in place))
        ballots.append(placed_ballot(places, number))
    return _contest(list(seen), names, ballots, ranked=True)


def _marks(piles: Sequence[Pile], keys: Sequence[str], *, ranked: bool) -> Contest:
    if len(set(keys)) != len(keys):
        raise BallotFileError(1, "a candidate has two columns")
    ballots, scored = [], False
    for line, cells, number in piles:
        given = {}
        for key, cell in zip(keys, cells, strict=True):
            said = cell.strip().lower()
            value = 1 if said in MARKS else 0 if said in NOTHING or said in NO else _number(line, cell)
            if value:
                given[key] = value
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
    if not keys:
        raise BallotFileError(1, "no ballot names anybody")
    return Contest(
        options=tuple(Option(key) for key in keys),
        names={key: names.get(key, key) for key in keys},
        ballots=tuple(grouped(ballots)),
        ranked=ranked,
        scored=scored,
    )
