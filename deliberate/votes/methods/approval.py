"""Priorities: everybody names up to k options; the one named most often stands first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from deliberate.votes.methods.ballots import number_of, scores
from deliberate.votes.methods.outcome import Outcome, Step, in_order, marked, tied
from deliberate.votes.states import Method, Verdict

if TYPE_CHECKING:
    from collections.abc import Sequence

    from deliberate.votes.methods.ballots import Ballot, Option, Terms


def count(ballots: Sequence[Ballot], options: Sequence[Option], terms: Terms) -> Outcome:
    """Rank the options by how many ballots name them; all who share the last seat are in."""
    totals = scores(ballots, options, terms)
    standings = in_order(totals, terms.ties)
    ties = tied(totals)
    took_part = number_of(ballots)
    winners = frozenset(one.key for one in standings if one.score and one.rank <= (terms.seats or len(standings)))
    steps = [Step("ranked", have=took_part, of=terms.roll, options=len(standings))]
    if ties:
        steps.append(Step("ties", groups=len(ties), rule=terms.ties))
    return Outcome(
        method=Method.approval,
        verdict=Verdict.ranked,
        took_part=took_part,
        roll=terms.roll,
        standings=marked(standings, winners),
        ties=ties,
        tie_rule=terms.ties,
        steps=tuple(steps),
    )
