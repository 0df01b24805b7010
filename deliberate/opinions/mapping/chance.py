"""Whether groups are more than chance would draw: the same answers, shuffled among those who gave them.

Shuffling within each statement keeps how many agree with it and who answered it, and breaks whatever ties one answer of
a person to another. If the groups of the real answers are not clearer than those of shuffled ones, there are none.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from deliberate.opinions.mapping.answers import Answers
from deliberate.opinions.mapping.groups import best_grouping
from deliberate.opinions.mapping.space import places

if TYPE_CHECKING:
    from deliberate.opinions.mapping.answers import Array

# A few shuffles tell most cases apart; where they do not, so many are made that being clearer than all of them is a
# chance of one in a hundred.
SHUFFLES, ALL_SHUFFLES = 24, 99
# A random sample of people tells enough about whether there are groups at all.
SAMPLE = 300
# That many of their deviations above a few shuffles needs no more of them.
DEVIATIONS = 3.5


@dataclass(frozen=True)
class Chance:
    """How clear the real groups are, and how clear shuffled answers made theirs."""

    silhouette: float
    shuffled: tuple[float, ...]

    @property
    def clearest(self) -> bool:
        """Tell whether no shuffle drew groups as clear."""
        return self.silhouette > max(self.shuffled)

    @property
    def enough(self) -> bool:
        """Tell whether more shuffles would not say anything else."""
        mean, deviation = float(np.mean(self.shuffled)), float(np.std(self.shuffled))
        far = self.silhouette > mean + DEVIATIONS * deviation
        return not self.clearest or far or len(self.shuffled) >= ALL_SHUFFLES

    @property
    def beaten(self) -> bool:
        """Tell whether the real groups are clearer than chance."""
        return self.clearest and self.enough


def against_chance(answers: Answers, seed: int = 0, *, least: int = 1) -> Chance:
    """Compare the clearest groups with those of shuffled answers."""
    rng = np.random.default_rng((seed, 1))
    if len(answers.said) > SAMPLE:
        answers = answers.of(np.sort(rng.choice(len(answers.said), SAMPLE, replace=False)))
    # A sample has proportionally smaller groups; being too small is judged on everybody.
    least = min(least, 2)
    found = Chance(_clearest(answers, seed, least), _by_chance(answers, rng, seed, least, SHUFFLES))
    if not found.enough:
        more = _by_chance(answers, rng, seed, least, ALL_SHUFFLES - SHUFFLES)
        found = Chance(found.silhouette, (*found.shuffled, *more))
    return found


def _by_chance(answers: Answers, rng: np.random.Generator, seed: int, least: int, number: int) -> tuple[float, ...]:
    return tuple(_clearest(shuffled(answers, rng), seed, least) for _ in range(number))


def _clearest(answers: Answers, seed: int, least: int) -> float:
    found = best_grouping(places(answers, seed), seed, least=least)
    return found.silhouette if found else 0.0


def shuffled(answers: Answers, rng: np.random.Generator) -> Answers:
    """Return the same answers, each statement's shuffled among those who answered it."""
    said: Array = answers.said.copy()
    for column in range(said.shape[1]):
        rows = np.flatnonzero(answers.seen[:, column])
        said[rows, column] = said[rng.permutation(rows), column]
    return Answers(said, answers.seen, answers.statements)
