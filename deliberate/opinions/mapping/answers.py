"""Who said what: people down, statements across."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Array = np.ndarray[Any, np.dtype[Any]]
# Whoever has answered fewer statements cannot be placed; where so few have, the most active are taken all the same.
ENOUGH_ANSWERS, FEWEST_PLACED = 7, 15


@dataclass(frozen=True)
class Answers:
    """1 agrees, -1 disagrees, 0 passes; `seen` tells what was answered at all."""

    said: Array
    seen: Array
    statements: tuple[str, ...]

    def placed(self) -> Answers:
        """Return the answers of those who gave enough of them to be placed on the map."""
        given = self.seen.sum(axis=1)
        enough = given >= min(ENOUGH_ANSWERS, len(self.statements))
        if enough.sum() < FEWEST_PLACED:
            most = np.argsort(-given, kind="stable")[:FEWEST_PLACED]
            enough[most[given[most] > 0]] = True
        return self.of(np.flatnonzero(enough))

    def of(self, people: Array) -> Answers:
        """Return the answers of some people."""
        return Answers(self.said[people], self.seen[people], self.statements)


@dataclass(frozen=True)
class Tally:
    """How many agree with a statement, disagree, and pass."""

    agree: Array
    disagree: Array
    passed: Array

    @property
    def answered(self) -> Array:
        """Return how many answered each statement."""
        total: Array = self.agree + self.disagree + self.passed
        return total


def tally(answers: Answers) -> Tally:
    """Count each statement's answers."""
    agree = ((answers.said == 1) & answers.seen).sum(axis=0)
    disagree = ((answers.said == -1) & answers.seen).sum(axis=0)
    return Tally(agree, disagree, answers.seen.sum(axis=0) - agree - disagree)


def in_order(name: str) -> tuple[bool, int, str, str]:
    """Return where a name stands among others: whole numbers first and by size, however long, then words."""
    whole = name.isascii() and name.isdigit()
    digits = name.lstrip("0") if whole else ""
    return not whole, len(digits), digits, name


def _by_name(names: Iterable[str]) -> dict[str, int]:
    """Number names in their order, 2 before 10."""
    return {name: at for at, name in enumerate(sorted(set(names), key=in_order))}


def gathered(votes: Sequence[tuple[str, str, int]]) -> Answers:
    """Return the last word of everybody on everything, from votes in the order they were cast.

    People and statements stand in the order of their names: two files that say the same give the same map, however
    their lines lie.
    """
    people, statements = _by_name(person for person, _, _ in votes), _by_name(statement for _, statement, _ in votes)
    said = np.zeros((len(people), len(statements)), dtype=np.int8)
    seen = np.zeros(said.shape, dtype=bool)
    for person, statement, vote in votes:
        said[people[person], statements[statement]] = vote
        seen[people[person], statements[statement]] = True
    return Answers(said, seen, tuple(statements))
