"""Participatory budget: the best-scored project first, as long as the money lasts.

Cities differ in two points, both part of the terms: a least score below which nothing is funded, and whether a
project that no longer fits is skipped or ends the round.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from deliberate.votes.methods.ballots import number_of, scores
from deliberate.votes.methods.outcome import Outcome, Step, in_order, marked, tied
from deliberate.votes.states import Method, TieRule, Verdict

if TYPE_CHECKING:
    from collections.abc import Sequence

    from deliberate.votes.methods.ballots import Ballot, Option, Terms
    from deliberate.votes.methods.outcome import Standing


def count(ballots: Sequence[Ballot], options: Sequence[Option], terms: Terms) -> Outcome:
    """Fund projects by falling score under the budget; equal scores follow the published list."""
    totals = scores(ballots, options, terms)
    standings = in_order(totals, TieRule.first_listed)
    steps = _spend(standings, {option.key: option.cost for option in options}, terms)
    winners = frozenset(str(step.facts["option"]) for step in steps if step.name == "funded")
    return Outcome(
        method=Method.greedy,
        verdict=Verdict.funded,
        took_part=number_of(ballots),
        roll=terms.roll,
        standings=marked(standings, winners),
        ties=tied(totals),
        tie_rule=TieRule.first_listed,
        steps=tuple(steps),
    )


def _spend(standings: Sequence[Standing], costs: dict[str, int], terms: Terms) -> list[Step]:
    """Return what happened to each project, in order, with the money left when its turn came."""
    left, stopped, steps = terms.budget, False, []
    for one in standings:
        name = _fate(one, costs[one.key], left, stopped=stopped, terms=terms)
        steps.append(Step(name, option=one.key, cost=costs[one.key], left=left))
        if name == "funded":
            left -= costs[one.key]
        stopped = stopped or (name == "too_dear" and not terms.skip)
    return steps


def _fate(one: Standing, cost: int, left: int, *, stopped: bool, terms: Terms) -> str:
    """Return what the rule does with the project whose turn it is."""
    if one.score < terms.threshold:
        return "below_threshold"
    if stopped:
        return "after_stop"
    return "funded" if cost <= left else "too_dear"
