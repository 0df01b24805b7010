"""Borda: every place on a ballot is worth a point more than the one below it.

An option gets one point for each option a ballot places below it and half a point for each it is level with; options a
ballot does not name share its last place. So a short ballot neither gains nor loses weight against a full one (J.-C. de
Borda, Mémoire sur les élections au scrutin, 1781; the averaged form for incomplete rankings). Scores are doubled, to
stay whole.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from deliberate.votes.methods.ballots import number_of
from deliberate.votes.methods.outcome import Outcome, ranking
from deliberate.votes.states import Method

if TYPE_CHECKING:
    from collections.abc import Sequence

    from deliberate.votes.methods.ballots import Ballot, Option, Terms


def count(ballots: Sequence[Ballot], options: Sequence[Option], terms: Terms) -> Outcome:
    """Rank the options by twice their Borda points."""
    totals = {option.key: 0 for option in options}
    for ballot in ballots:
        rest = len(totals)
        named = {key for place in ballot.places for key in place}
        for place in ballot.places:
            rest -= len(place)
            for key in place:
                totals[key] += ballot.count * (2 * rest + len(place) - 1)
        for key in totals.keys() - named:
            totals[key] += ballot.count * (rest - 1)
    return ranking(Method.borda, totals, terms, took_part=number_of(ballots))
