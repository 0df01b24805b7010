"""Points: everybody gives points, the sums decide.

With `most_points` every ballot has that many points to share out (cumulative voting); a ballot that gives more is set
aside and told of, never trimmed.
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
    """Rank the options by the sum of the points given to them."""
    totals = {option.key: 0 for option in options}
    valid = [ballot for ballot in ballots if not terms.most_points or sum(ballot.points) <= terms.most_points]
    for ballot in valid:
        # A ballot that only names options gives each of them one point.
        points = ballot.points or (1,) * len(ballot.choices)
        for key, given in zip(ballot.choices, points, strict=True):
            totals[key] += ballot.count * given
    invalid = number_of(ballots) - number_of(valid)
    return ranking(Method.score, totals, terms, took_part=number_of(valid), invalid=invalid)
