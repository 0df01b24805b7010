"""Ranked pairs: the clearest comparisons are settled first, and none may go round in a circle.

T. N. Tideman, Independence of clones as a criterion for voting rules, Social Choice and Welfare 4 (1987). Comparisons
are ordered by margin, then by votes for the stronger side, then by the published list; one that would close a circle
with those settled before is left out.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from deliberate.votes.methods.ballots import number_of
from deliberate.votes.methods.outcome import Outcome, Step, placed
from deliberate.votes.methods.rankings import pairwise
from deliberate.votes.states import Method

if TYPE_CHECKING:
    from collections.abc import Sequence

    from deliberate.votes.methods.ballots import Ballot, Option, Terms


def count(ballots: Sequence[Ballot], options: Sequence[Option], terms: Terms) -> Outcome:
    """Settle comparisons by falling margin; who ends above whom is the result."""
    above = pairwise(ballots, options)
    keys = [option.key for option in options]
    at = {key: place for place, key in enumerate(keys)}
    duels = sorted(
        ((one, other) for one in keys for other in keys if above[one][other] > above[other][one]),
        key=lambda duel: (
            above[duel[1]][duel[0]] - above[duel[0]][duel[1]],
            -above[duel[0]][duel[1]],
            at[duel[0]],
            at[duel[1]],
        ),
    )
    # One bit for each option: below[i] are those known to stand below the option i.
    below = [1 << place for place in range(len(keys))]
    before, clear = below, (0, 0)
    steps: list[Step] = []
    apart: dict[tuple[str, ...], None] = {}
    for one, other in duels:
        stronger, weaker = at[one], at[other]
        if clear != (above[one][other], above[other][one]):
            clear, before = (above[one][other], above[other][one]), list(below)
        fits = not below[weaker] >> stronger & 1
        if not fits and not before[weaker] >> stronger & 1:
            # Only comparisons just as clear stand against it: the list has decided.
            level = {
                key for duel in duels if clear == (above[duel[0]][duel[1]], above[duel[1]][duel[0]]) for key in duel
            }
            apart[tuple(key for key in keys if key in level)] = None
        steps.append(
            Step(
                "settled" if fits else "circular", option=one, other=other, have=above[one][other], of=above[other][one]
            )
        )
        # What follows from those settled before changes nothing; with many options that is nearly every comparison.
        if fits and not below[stronger] >> weaker & 1:
            for place in range(len(keys)):
                if below[place] >> stronger & 1:
                    below[place] |= below[weaker]
    wins = {key: below[at[key]].bit_count() - 1 for key in keys}
    # Who stands below nobody is in front; level are those whom no settled comparison sets apart.
    levels = {key: sum(below[place] >> at[key] & 1 for place in range(len(keys))) - 1 for key in keys}
    outcome = placed(Method.ranked_pairs, wins, levels, terms, took_part=number_of(ballots), steps=steps)
    return replace(outcome, ties=(*apart, *outcome.ties))
