"""First choices: whoever stands first on most ballots wins, if that is enough of all ballots.

Terms say what is enough: more than half, two thirds or more, or nothing in particular (plurality). A first place that
two share counts for neither.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from deliberate.votes.methods.ballots import number_of
from deliberate.votes.methods.outcome import Outcome, Step, in_order, marked, tied
from deliberate.votes.states import Method, Verdict

if TYPE_CHECKING:
    from collections.abc import Sequence

    from deliberate.votes.methods.ballots import Ballot, Option, Terms


def count(ballots: Sequence[Ballot], options: Sequence[Option], terms: Terms) -> Outcome:
    """Count first places, and look whether the best have enough of them."""
    totals = {option.key: 0 for option in options}
    for ballot in ballots:
        if ballot.places and len(ballot.places[0]) == 1:
            totals[ballot.places[0][0]] += ballot.count
    took_part = number_of(ballots)
    standings = in_order(totals, terms.ties)
    bar = terms.approval
    winners = frozenset(
        one.key
        for one in standings
        if one.score and one.rank <= (terms.seats or 1) and (not bar.numerator or bar.met(one.score, took_part))
    )
    best = standings[0].score if standings else 0
    step = Step("approval", have=best, of=took_part, needed=bar.needed(took_part), met=bool(winners))
    return Outcome(
        method=Method.first_choice,
        verdict=Verdict.elected if winners else Verdict.not_adopted,
        took_part=took_part,
        roll=terms.roll,
        standings=marked(standings, winners),
        ties=tied(totals),
        tie_rule=terms.ties,
        steps=(step,),
    )
