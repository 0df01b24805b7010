"""The owners' vote: floor area and owners are counted side by side, and both must reach the share.

One ballot is one owner, whatever number of homes they have: its `points` hold the floor area behind it, in whole dm².
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from deliberate.votes.methods.ballots import Ballot, number_of, scores
from deliberate.votes.methods.majority import step
from deliberate.votes.methods.outcome import Outcome, Standing, Step
from deliberate.votes.states import Choice, Method, Scoring, Unreturned, Verdict

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from deliberate.votes.methods.ballots import Option, Terms


def count(ballots: Sequence[Ballot], options: Sequence[Option], terms: Terms) -> Outcome:
    """Count the ballots that came back, then those that did not as the estate's own rule says; show both."""
    returned = _decide(ballots, options, terms)
    if terms.unreturned is Unreturned.not_participating:
        return returned
    stands_for = _choice_of_the_silent(returned, terms.unreturned)
    silent = Ballot((stands_for,), (terms.silent_area,), terms.silent) if stands_for else None
    with_them = _decide([*ballots, *_spread(silent)], options, terms) if silent else returned
    said = Step(
        "unreturned",
        rule=terms.unreturned,
        count=terms.silent,
        area=terms.silent_area,
        stands_for=stands_for or "",
        without=returned.verdict,
    )
    return replace(with_them, steps=(*with_them.steps, said))


def _spread(silent: Ballot) -> list[Ballot]:
    """Return the ballots that did not come back: the first carries all their area, so that the sums are exact."""
    if not silent.count:
        return []
    first = Ballot(silent.choices, silent.points)
    others = [Ballot(silent.choices, (0,), silent.count - 1)] if silent.count > 1 else []
    return [first, *others]


def _choice_of_the_silent(returned: Outcome, rule: Unreturned) -> str | None:
    """Return what an unreturned ballot counts as: an abstention, or what leads both by area and by owners."""
    if rule is Unreturned.abstain:
        return Choice.abstain
    by_owners = {one.key: one.score for one in returned.standings}
    by_area = _areas(returned)
    leading = _only_best(by_owners)
    return leading if leading is not None and leading == _only_best(by_area) else None


def _areas(outcome: Outcome) -> dict[str, int]:
    """Return the area behind each choice, as the step of that name tells it."""
    facts = next(one.facts for one in outcome.steps if one.name == "areas")
    return {key: int(value) for key, value in facts.items()}


def _only_best(totals: Mapping[str, int]) -> str | None:
    """Return the choice that is ahead of all others; at a tie none is."""
    best = max(totals.values())
    leading = [key for key, total in totals.items() if total == best]
    return leading[0] if len(leading) == 1 and best else None


def _decide(ballots: Sequence[Ballot], options: Sequence[Option], terms: Terms) -> Outcome:
    """Return what these ballots decide: who took part of all owners, then who agreed of those who took part."""
    owners = scores(ballots, options, terms)
    areas = scores([one for one in ballots if one.choices], options, replace(terms, scoring=Scoring.points))
    part, area_part = number_of(ballots), sum(one.points[0] * one.count for one in ballots)
    stages = (
        step("quorum_area", terms.area_quorum, have=area_part, of=terms.area),
        step("quorum_count", terms.quorum, have=part, of=terms.roll),
        step("approval_area", terms.area_approval, have=areas[Choice.agree], of=area_part),
        step("approval_count", terms.approval, have=owners[Choice.agree], of=part),
    )
    quorum, agreed = (all(bool(one.facts["met"]) for one in pair) for pair in (stages[:2], stages[2:]))
    adopted = quorum and agreed
    return Outcome(
        method=Method.double_majority,
        verdict=Verdict.adopted if adopted else Verdict.not_adopted if quorum else Verdict.no_quorum,
        took_part=part,
        roll=terms.roll,
        standings=tuple(
            Standing(key, score, place, wins=adopted and key == Choice.agree)
            for place, (key, score) in enumerate(owners.items(), 1)
        ),
        steps=(*stages, Step("areas", **areas)),
    )
