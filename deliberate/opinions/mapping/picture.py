"""The whole picture, or the honest answer that there are no clear groups."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from deliberate.opinions.mapping.answers import tally
from deliberate.opinions.mapping.chance import against_chance
from deliberate.opinions.mapping.groups import best_grouping, named_as_before
from deliberate.opinions.mapping.space import places
from deliberate.opinions.mapping.speaking import shared, speaking_for

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from deliberate.opinions.mapping.answers import Answers, Array
    from deliberate.opinions.mapping.chance import Chance
    from deliberate.opinions.mapping.groups import Grouping
    from deliberate.opinions.mapping.speaking import Shared, Speaking

# Fewer people make no picture, and a smaller group would show who is in it.
FEWEST_PEOPLE, SMALLEST_GROUP = 20, 5


@dataclass(frozen=True)
class Picture:
    """What can be said of the answers as a whole; `grouping` is None when there are no clear groups."""

    placed: Answers
    grouping: Grouping | None
    chance: Chance | None
    speaking: tuple[tuple[Speaking, ...], ...]
    shared: Shared


def leanings(answers: Answers, grouping: Grouping) -> Array:
    """Return for each group how far it leans to each statement, from -1 to 1: where it stands, whatever the drawing."""
    own = [tally(answers.of(grouping.labels == group)) for group in range(len(grouping.centres))]
    return np.array([(one.agree - one.disagree) / (one.answered + 2) for one in own])


def _named(answers: Answers, grouping: Grouping, before: Sequence[Mapping[str, float]]) -> Grouping:
    known = [at for at, statement in enumerate(answers.statements) if any(statement in one for one in before)]
    if not known:
        return grouping
    old = np.array([[one.get(answers.statements[at], 0.0) for at in known] for one in before])
    return named_as_before(old, leanings(answers, grouping)[:, known], grouping)


def picture_of(answers: Answers, seed: int = 0, *, before: Sequence[Mapping[str, float]] = ()) -> Picture:
    """Return the picture; `before` tells how the last one's groups leaned, so that groups keep their names."""
    placed = answers.placed()
    grouping, chance = None, None
    if len(placed.said) >= FEWEST_PEOPLE and len(placed.statements) > 1:
        chance = against_chance(placed, seed, least=SMALLEST_GROUP)
        if chance.beaten:
            grouping = best_grouping(places(placed, seed), seed, least=SMALLEST_GROUP)
    if grouping is not None and before:
        grouping = _named(placed, grouping, before)
    groups = range(len(grouping.centres)) if grouping is not None else ()
    return Picture(
        placed=placed,
        grouping=grouping,
        chance=chance,
        speaking=tuple(tuple(speaking_for(placed, grouping.labels == group)) for group in groups) if grouping else (),
        shared=shared(placed, grouping),
    )
