"""Which format a file of ballots is in."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from deliberate.kit.delimited import decoded
from deliberate.votes.formats import blt, pabulib, preflib, scottish, table
from deliberate.votes.formats.contest import Contest
from deliberate.votes.formats.faults import BallotFileError
from deliberate.votes.states import Completion, Method, Scoring

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# The rules that Pabulib names.
NO_SKIP, EXCLUSIVE, CUSTOM = "greedy-no-skip", "greedy-exclusive", "greedy-custom"
GREEDY_RULES = {"greedy", "greedy-threshold", NO_SKIP, EXCLUSIVE, CUSTOM}
SHARES = {"equalshares", "mes", "method-of-equal-shares"}
COMPARED, POZNAN = "-comparison", "Poznań"
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
    """Return what a .pb file holds and the rule it names, as Pabulib's own checker reads the names."""
    rule = election.meta.get("rule", "greedy").lower()
    shares = rule.removesuffix(COMPARED).removesuffix("/add1") in SHARES
    known = shares or rule in GREEDY_RULES
    election = election.without(election.withdrawn)
    return Contest(
        options=election.options,
        names={project.key: project.name for project in election.projects},
        ballots=election.ballots,
        ranked=election.vote_type == "ordinal",
        scored=election.scoring is Scoring.points,
        terms=replace(election.own_terms(), skip=not _ends(election, rule)),
        method=Method.equal_shares if shares else Method.greedy if known else None,
        rule=rule,
        compared=shares and rule.endswith(COMPARED),
        completion=completion_of(rule),
        parts=election.parts,
        notes=tuple(_notes(election, rule)),
    )


def _ends(election: pabulib.Election, rule: str) -> bool:
    """Tell whether the rule ends at the first project that does not fit: Poznań's own does, too."""
    return rule == NO_SKIP or (rule == CUSTOM and election.meta.get("unit") == POZNAN)


def _notes(election: pabulib.Election, rule: str) -> Iterator[str]:
    """Yield what the file leaves out of its rule, and where it contradicts its own ballots."""
    if rule == EXCLUSIVE:
        yield "the file does not say which projects exclude each other: counted as if none did"
    if rule == CUSTOM:
        ending = ", ending at the first project that does not fit" if _ends(election, rule) else ""
        yield f"the city's rule is its own: counted greedily{ending}; its comment: {election.meta.get('comment', '-')}"
    for limit in ("budget_per_category", "budget_per_neighborhood"):
        if limit in election.meta:
            yield f"{limit} is not part of this count"
    if wrong := election.miscounted():
        yield f"the file's votes or score differ from its ballots: {', '.join(wrong)}"


def completion_of(rule: str) -> Completion:
    """Return how the rule that a file names goes on when equal shares leave money over."""
    return Completion.add_one if rule.removesuffix(COMPARED).endswith("/add1") else Completion.none
