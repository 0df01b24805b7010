"""What speaks for a group, what all share, what divides.

Shares are taken with one vote more on either side, so that three answers do not weigh like three hundred. A statement
speaks for a group when its members agree (or disagree) clearly more than chance and clearly more than the others do, at
the one-sided level of a tenth, as in Polis.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from deliberate.opinions.mapping.answers import tally

if TYPE_CHECKING:
    from deliberate.opinions.mapping.answers import Answers, Array
    from deliberate.opinions.mapping.groups import Grouping

CLEAR = 1.2816
MOST_SPEAKING, MOST_SHARED = 5, 5
HALF = 0.5


@dataclass(frozen=True)
class Speaking:
    """A statement that speaks for a group: how likely a member is to say so, and how much more than others."""

    statement: str
    agrees: bool
    share: float
    ratio: float
    clear: float


@dataclass(frozen=True)
class Shared:
    """What everybody agrees on or rejects, and where groups part, the strongest first."""

    agreed: tuple[str, ...]
    rejected: tuple[str, ...]
    dividing: tuple[str, ...]


def one_share(yes: Array, of: Array) -> Array:
    """Return how far a share is from one half, in deviations."""
    return np.asarray(2 * np.sqrt(of + 1) * ((yes + 1) / (of + 1) - HALF))


def two_shares(yes: Array, of: Array, other_yes: Array, other_of: Array) -> Array:
    """Return how far two shares are apart, in deviations of their common one."""
    yes, of, other_yes, other_of = yes + 1.0, of + 1.0, other_yes + 1.0, other_of + 1.0
    common = np.minimum((yes + other_yes) / (of + other_of), 1.0)
    deviation = np.sqrt(common * (1 - common) * (1 / of + 1 / other_of))
    return np.asarray(np.where(deviation > 0, (yes / of - other_yes / other_of) / np.maximum(deviation, 1e-12), 0.0))


def speaking_for(answers: Answers, members: Array) -> list[Speaking]:
    """Return the statements that speak for the members, at least one if they answered any."""
    inside, outside = tally(answers.of(members)), tally(answers.of(~members))
    found = []
    for agrees in (True, False):
        mine, theirs = (inside.agree, outside.agree) if agrees else (inside.disagree, outside.disagree)
        share = (mine + 1) / (inside.answered + 2)
        ratio = share / ((theirs + 1) / (outside.answered + 2))
        sure = one_share(mine, inside.answered)
        apart = two_shares(mine, inside.answered, theirs, outside.answered)
        found += [
            (
                bool(sure[at] > CLEAR and apart[at] > CLEAR),
                float(ratio[at] * max(apart[at], 0.0) * share[at] * max(sure[at], 0.0)),
                Speaking(answers.statements[at], agrees, float(share[at]), float(ratio[at]), float(apart[at])),
            )
            for at in np.flatnonzero(inside.answered).tolist()
        ]
    found.sort(key=lambda one: (-one[0], -one[1]))
    clear = [one[2] for one in found if one[0]]
    chosen: dict[str, Speaking] = {}
    for one in clear or [one[2] for one in found[:1]]:
        chosen.setdefault(one.statement, one)
    return list(chosen.values())[:MOST_SPEAKING]


def group_informed(answers: Answers, grouping: Grouping) -> Array:
    """Return for each statement the product of the groups' shares of agreement: high only where every group agrees."""
    product = np.ones(len(answers.statements))
    for group in range(len(grouping.centres)):
        votes = tally(answers.of(grouping.labels == group))
        product *= (votes.agree + 1) / (votes.answered + 2)
    return product


def shared(answers: Answers, grouping: Grouping | None) -> Shared:
    """Return what is shared and what divides."""
    votes = tally(answers)
    agreed = _most(answers, votes.agree, votes.answered)
    rejected = _most(answers, votes.disagree, votes.answered)
    if grouping is None:
        return Shared(agreed, rejected, ())
    shares = np.array(
        [
            (own.agree - own.disagree) / (own.answered + 2)
            for own in (tally(answers.of(grouping.labels == group)) for group in range(len(grouping.centres)))
        ]
    )
    apart = shares.max(axis=0) - shares.min(axis=0)
    parting = (shares.max(axis=0) > 0) & (shares.min(axis=0) < 0)
    order = [at for at in np.argsort(-apart, kind="stable").tolist() if parting[at]]
    return Shared(agreed, rejected, tuple(answers.statements[at] for at in order[:MOST_SHARED]))


def _most(answers: Answers, yes: Array, of: Array) -> tuple[str, ...]:
    share, sure = (yes + 1) / (of + 2), one_share(yes, of)
    good = [at for at in np.argsort(-share * sure, kind="stable").tolist() if share[at] > HALF and sure[at] > CLEAR]
    return tuple(answers.statements[at] for at in good[:MOST_SHARED])
