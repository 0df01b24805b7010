"""Votes on statements in a file: Polis' two exports, and a plain table of participant, statement and vote.

Polis' own tables hold agreement as -1, its exports as 1; the exports are meant here, as their columns of sums prove.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from deliberate.kit.delimited import FileFaultError, decoded, rows
from deliberate.opinions.mapping.answers import in_order

if TYPE_CHECKING:
    from collections.abc import Sequence

    from deliberate.kit.delimited import Row

Vote = tuple[str, str, int]
PERSON = {
    "participant",
    "participant_id",
    "participant-id",
    "voter",
    "voter-id",
    "voter_id",
    "person",
    "respondent",
    "user",
    "user-id",
    "居民",
    "用户",
    "参与者",
}
STATEMENT = {"statement", "statement_id", "statement-id", "comment", "comment-id", "comment_id", "tid", "陈述", "观点"}
VOTE = {"vote", "answer", "value", "态度", "投票"}
ABOUT = {"xid", "group-id", "n-comments", "n-votes", "n-agree", "n-disagree"}
WORDS = {
    "agree": 1, "同意": 1, "赞成": 1, "支持": 1, "disagree": -1, "不同意": -1, "反对": -1, "不赞成": -1, "不支持": -1,
    "pass": 0, "跳过": 0, "不确定": 0, "弃权": 0,
}  # fmt: skip
# As spreadsheets write whole numbers: with a sign, with noughts behind a point.
NUMBER = re.compile(r"([+-]?)([01])(?:\.0*)?")
# A table of who said what is held at once: a gigabyte while it is drawn, for sixteen times 5,000 people by 500.
MOST_CELLS = 40_000_000
LONGEST_MOMENT = 20


class VoteFileError(FileFaultError):
    """A file that holds no votes on statements."""


@dataclass(frozen=True)
class VoteFile:
    """Every vote in the order it was cast, and the statements in the order of the file."""

    votes: tuple[Vote, ...]
    statements: tuple[str, ...]


def read(held: bytes) -> VoteFile:
    """Return the votes of a file: UTF-8, or GB18030 as spreadsheets in China save it."""
    return parse(decoded(held, VoteFileError, table=True))


def parse(text: str) -> VoteFile:
    """Return the votes that the text holds, or raise `VoteFileError` for the first line that is wrong."""
    found = list(rows(text.removeprefix("\ufeff"), VoteFileError))
    if not found:
        raise VoteFileError(1, "the file is empty")
    line, head = found.pop(0)
    names = [cell.strip() for cell in head]
    lower = ["-".join(re.split(r"[ _-]+", name.lower())) for name in names]
    for at, cells in found:
        if len(cells) != len(names):
            raise VoteFileError(at, f"{len(cells)} fields where the head has {len(names)}")
    if not found:
        raise VoteFileError(line, "no vote follows the head")
    person = _column(lower, PERSON)
    if person is None:
        raise VoteFileError(line, "the head has no column for the participant")
    statement, vote = _column(lower, STATEMENT), _column(lower, VOTE)
    if (statement is None) != (vote is None):
        missing = "statement" if statement is None else "vote"
        raise VoteFileError(line, f"the head has no column for the {missing}")
    twice = next((name for name, number in Counter(filter(None, lower)).items() if number > 1), None)
    if twice is not None:
        raise VoteFileError(line, f"the head has the column {twice!r} twice")
    if statement is not None and vote is not None:
        return _that_fits(_list(found, lower, person, statement, vote))
    return _that_fits(_matrix(found, names, person))


def _that_fits(held: VoteFile) -> VoteFile:
    people = len({person for person, _statement, _vote in held.votes})
    if people * len(held.statements) > MOST_CELLS:
        raise VoteFileError(1, f"{people} people on {len(held.statements)} statements are more than can be held")
    return held


def _column(names: Sequence[str], known: set[str]) -> int | None:
    return next((at for at, name in enumerate(names) if name in known), None)


def _list(table: Sequence[Row], names: Sequence[str], person: int, statement: int, vote: int) -> VoteFile:
    # Exports are not always in order; where they say when, that is the order, and the last word counts.
    stamp = _column(names, {"timestamp"})
    if stamp is not None:
        table = sorted(table, key=lambda row: (_moment(row, stamp), row[0]))
    votes = tuple(
        (
            _named(line, cells[person], "participant"),
            _named(line, cells[statement], "statement"),
            _answer(line, cells[vote]),
        )
        for line, cells in table
    )
    found = list(dict.fromkeys(one[1] for one in votes))
    if all(name.isascii() and name.isdigit() for name in found):
        found.sort(key=in_order)
    return VoteFile(votes, tuple(found))


def _moment(row: Row, stamp: int) -> int:
    said = row[1][stamp].strip()
    if not said.isascii() or not said.isdigit() or len(said) > LONGEST_MOMENT:
        raise VoteFileError(row[0], f"timestamp is not a whole number: {said[:LONGEST_MOMENT]!r}")
    return int(said)


def _matrix(table: Sequence[Row], names: Sequence[str], person: int) -> VoteFile:
    columns = [at for at, name in enumerate(names) if at != person and name.lower() not in ABOUT and name]
    if not columns:
        raise VoteFileError(1, "the head names no statement")
    first: dict[str, int] = {}
    for line, cells in table:
        name = _named(line, cells[person], "participant")
        if first.setdefault(name, line) != line:
            raise VoteFileError(line, f"participant {name[:40]!r} stands in line {first[name]} already")
    votes = tuple(
        (_named(line, cells[person], "participant"), names[at], _answer(line, cells[at]))
        for line, cells in table
        for at in columns
        if cells[at].strip()
    )
    return VoteFile(votes, tuple(names[at] for at in columns))


def _named(line: int, said: str, what: str) -> str:
    if not said.strip():
        raise VoteFileError(line, f"the {what} is empty")
    return said.strip()


def _answer(line: int, said: str) -> int:
    plain = unicodedata.normalize("NFKC", said).strip().lower().replace("\N{MINUS SIGN}", "-")
    if number := NUMBER.fullmatch(plain):
        return -int(number[2]) if number[1] == "-" else int(number[2])
    if plain not in WORDS:
        raise VoteFileError(line, f"a vote is 1, -1 or 0, or agree, disagree or pass: {said.strip()[:40]!r}")
    return WORDS[plain]
