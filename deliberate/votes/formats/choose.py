"""Which format a file of ballots is in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from deliberate.kit.delimited import decoded
from deliberate.votes.formats import blt, pabulib, preflib, scottish, table
from deliberate.votes.formats.contest import Contest
from deliberate.votes.formats.faults import BallotFileError
from deliberate.votes.states import Completion, Method, Scoring

if TYPE_CHECKING:
    from pathlib import Path

BUDGETS = {"greedy", "greedy-threshold", "greedy-no-skip"}
SHARES = {"equalshares", "equalshares/add1", "equalshares/add1-comparison", "mes", "method-of-equal-shares"}
TABLES = {".csv", ".tsv"}
SUFFIXES = (".pb", ".soi", ".soc", ".toi", ".toc", ".cat", ".blt", ".csv", ".tsv", ".dat")


def read(file: Path, *, ranked: bool) -> Contest:
    """Return what a file holds, or raise `BallotFileError`; `ranked` tells what a plain table is asked for."""
    suffix = file.suffix.lower()
    text = decoded(file.read_bytes(), BallotFileError, table=suffix in TABLES)
    if suffix == ".pb":
        return _budget(pabulib.parse(text))
    if suffix.removeprefix(".") in preflib.TYPES:
        return preflib.parse(text, suffix.removeprefix("."))
    if suffix == ".blt":
        return blt.parse(text)
    if suffix == ".dat":
        return scottish.parse(text)
    if suffix in TABLES:
        return table.parse(text, ranked=ranked)
    raise BallotFileError(1, f"unknown kind of file {suffix or file.name!r}; known are {', '.join(SUFFIXES)}")


def _budget(election: pabulib.Election) -> Contest:
    rule = election.meta.get("rule", "greedy").strip().lower()
    terms = election.own_terms()
    method = Method.greedy if rule in BUDGETS else Method.equal_shares if rule in SHARES else None
    return Contest(
        options=election.options,
        names={project.key: project.name for project in election.projects},
        ballots=election.ballots,
        ranked=election.vote_type == "ordinal",
        scored=terms.scoring is Scoring.points,
        terms=terms,
        method=method,
        rule=rule,
    )


def completion_of(rule: str) -> Completion:
    """Return how the rule that a file names goes on when equal shares leave money over."""
    return Completion.add_one if rule.removesuffix("-comparison").endswith("add1") else Completion.none
