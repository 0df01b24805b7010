"""Schulze: an option beats another by the strongest chain of comparisons that leads there.

M. Schulze, A new monotonic, clone-independent, reversal symmetric, and Condorcet-consistent single-winner election
method, Social Choice and Welfare 36 (2011). The strength of a comparison is the number of votes for its winner
(“winning votes”), a chain is as strong as its weakest comparison.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from deliberate.votes.methods.ballots import number_of
from deliberate.votes.methods.outcome import Outcome, Step, placed
from deliberate.votes.methods.rankings import pairwise
from deliberate.votes.states import Method

if TYPE_CHECKING:
    from collections.abc import Sequence

    from deliberate.votes.methods.ballots import Ballot, Option, Terms


def count(ballots: Sequence[Ballot], options: Sequence[Option], terms: Terms) -> Outcome:
    """Compare the strongest chains between every two options."""
    above = pairwise(ballots, options)
    keys = [option.key for option in options]
    votes = np.array([[above[one][other] for other in keys] for one in keys], dtype=np.int64).reshape(len(keys), -1)
    chain = np.where(votes > votes.T, votes, 0)
    for middle in range(len(keys)):
        chain = np.maximum(chain, np.minimum(chain[:, middle, None], chain[None, middle, :]))
    np.fill_diagonal(chain, 0)
    wins = dict(zip(keys, (chain > chain.T).sum(axis=1).tolist(), strict=True))
    levels = dict(zip(keys, (chain < chain.T).sum(axis=1).tolist(), strict=True))
    best = min(levels.values(), default=0)
    steps = [
        Step("chain", option=one, other=other, have=int(chain[at, to]), of=int(chain[to, at]))
        for at, one in enumerate(keys)
        if levels[one] == best
        for to, other in enumerate(keys)
        if other != one
    ]
    return placed(Method.schulze, wins, levels, terms, took_part=number_of(ballots), steps=steps)
