"""Equal shares beside greedy: of two results that one stands in which more people find more of what they asked for.

Some Polish towns promise this (Wieliczka 2023), and Pabulib names it `…-comparison`. Greedy here goes by the number of
people who ask for a project. Whoever finds as many of their projects in both results prefers neither; equal shares stay
unless more people prefer the other.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from deliberate.votes.methods import greedy
from deliberate.votes.methods.outcome import Step
from deliberate.votes.states import Scoring

if TYPE_CHECKING:
    from collections.abc import Sequence

    from deliberate.votes.methods.ballots import Ballot, Option, Terms
    from deliberate.votes.methods.outcome import Outcome


def compared(shares: Outcome, ballots: Sequence[Ballot], options: Sequence[Option], terms: Terms) -> Outcome:
    """Return what stands after the comparison: the result by equal shares, or the greedy one."""
    other = greedy.count(ballots, options, replace(terms, scoring=Scoring.votes, threshold=0, skip=True))
    mine, theirs = set(shares.winners), set(other.winners)
    for_shares = for_greedy = 0
    for ballot in ballots:
        more = len(mine.intersection(ballot.choices)) - len(theirs.intersection(ballot.choices))
        for_shares += ballot.count * (more > 0)
        for_greedy += ballot.count * (more < 0)
    step = Step("compared", shares=for_shares, greedy=for_greedy)
    stands = replace(other, method=shares.method) if for_greedy > for_shares else shares
    return replace(stands, steps=(*stands.steps, step))
