"""What every method answers: an order, exact scores, ties, and the steps in which the rule decided."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING

from deliberate.kit.events import plain
from deliberate.votes.states import TieRule, Verdict

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from deliberate.kit.events import Plain
    from deliberate.votes.methods.ballots import Terms


@dataclass(frozen=True)
class Standing:
    """One option's place in the order; options that share a place have the same rank."""

    key: str
    score: int
    rank: int
    wins: bool = False


@dataclass(frozen=True, init=False)
class Step:
    """One thing the rule did, with its arithmetic: the page turns the name and the facts into a sentence."""

    name: str
    facts: Mapping[str, int | str | bool] = field(default_factory=dict)

    def __init__(self, name: str, **facts: int | str | bool) -> None:
        """Name what the rule did; `facts` are the numbers of its sentence."""
        object.__setattr__(self, "name", name)
        object.__setattr__(self, "facts", facts)


@dataclass(frozen=True, kw_only=True)
class Round:
    """One round of a count by elimination or transfer: who stands how, who is in, who is out.

    Votes are exact: whole numbers, or decimals written out as the rule cuts them.
    """

    tally: Mapping[str, str]
    quota: str = ""
    elected: tuple[str, ...] = ()
    eliminated: tuple[str, ...] = ()
    exhausted: str = "0"
    transfers: Mapping[str, str] = field(default_factory=dict)

    def as_plain(self) -> dict[str, Plain]:
        """Return the round in canonical JSON form."""
        return {
            "tally": dict(self.tally),
            "quota": self.quota,
            "elected": list(self.elected),
            "eliminated": list(self.eliminated),
            "exhausted": self.exhausted,
            "transfers": dict(self.transfers),
        }


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """The result of a count; equal ballots, options and terms always give an equal outcome."""

    method: str
    verdict: Verdict
    took_part: int
    roll: int = 0
    standings: tuple[Standing, ...] = ()
    ties: tuple[tuple[str, ...], ...] = ()
    tie_rule: TieRule = TieRule.shared
    steps: tuple[Step, ...] = ()
    rounds: tuple[Round, ...] = ()

    @property
    def winners(self) -> tuple[str, ...]:
        """Return the winning options, best first."""
        return tuple(standing.key for standing in self.standings if standing.wins)

    def score_of(self, key: str) -> int:
        """Return the exact score of an option."""
        return next(standing.score for standing in self.standings if standing.key == key)

    def as_plain(self) -> dict[str, Plain]:
        """Return the outcome in canonical JSON form, as it is stored, hashed and published."""
        return {
            "method": self.method,
            "verdict": plain(self.verdict),
            "took_part": self.took_part,
            "roll": self.roll,
            "standings": [
                {"key": one.key, "score": one.score, "rank": one.rank, "wins": one.wins} for one in self.standings
            ],
            "winners": list(self.winners),
            "ties": [list(tie) for tie in self.ties],
            "tie_rule": plain(self.tie_rule),
            "steps": [{"name": step.name, "facts": plain(dict(step.facts))} for step in self.steps],
            **({"rounds": [each.as_plain() for each in self.rounds]} if self.rounds else {}),
        }


def in_order(totals: Mapping[str, int], tie_rule: TieRule) -> tuple[Standing, ...]:
    """Return the options best first; equal scores share a rank, or follow the published list where the rule says so."""
    order = sorted(totals.items(), key=lambda item: -item[1])
    if tie_rule is TieRule.first_listed:
        return tuple(Standing(key, score, place) for place, (key, score) in enumerate(order, 1))
    return tuple(Standing(key, score, 1 + sum(other > score for other in totals.values())) for key, score in order)


def tied(totals: Mapping[str, int]) -> tuple[tuple[str, ...], ...]:
    """Return the groups of options with equal scores, best first; options nobody chose are no tie."""
    order = sorted(((key, score) for key, score in totals.items() if score), key=lambda item: -item[1])
    groups = (tuple(key for key, _ in group) for _, group in groupby(order, key=lambda item: item[1]))
    return tuple(group for group in groups if len(group) > 1)


def marked(standings: Sequence[Standing], winners: frozenset[str]) -> tuple[Standing, ...]:
    """Return the standings with the winners marked."""
    return tuple(Standing(one.key, one.score, one.rank, one.key in winners) for one in standings)


def ranking(method: str, totals: Mapping[str, int], terms: Terms, *, took_part: int, invalid: int = 0) -> Outcome:
    """Return the outcome of a method that ranks by scores: the best `seats` win, all who share the last seat too."""
    standings = in_order(totals, terms.ties)
    winners = frozenset(one.key for one in standings if one.rank <= (terms.seats or 1))
    steps = [Step("ranked", have=took_part, of=terms.roll, options=len(standings))]
    if invalid:
        steps.append(Step("set_aside", have=invalid))
    return Outcome(
        method=method,
        verdict=Verdict.ranked,
        took_part=took_part,
        roll=terms.roll,
        standings=marked(standings, winners),
        ties=tied(totals),
        tie_rule=terms.ties,
        steps=tuple(steps),
    )


def placed(
    method: str,
    wins: Mapping[str, int],
    levels: Mapping[str, int],
    terms: Terms,
    *,
    took_part: int,
    steps: Sequence[Step],
) -> Outcome:
    """Return the outcome of a method that compares options in pairs.

    `wins` counts whom each stands above, `levels` how many stand above it. Those above whom as many stand share a rank,
    though some of them may stand above more: nobody below whom they all stand says who of them is better.
    """
    order = sorted(wins, key=lambda key: (levels[key], -wins[key]))
    standings = tuple(Standing(key, wins[key], 1 + sum(levels[o] < levels[key] for o in order)) for key in order)
    winners = frozenset(one.key for one in standings if one.rank <= (terms.seats or 1))
    groups = (tuple(one.key for one in group) for _, group in groupby(standings, key=lambda one: one.rank))
    return Outcome(
        method=method,
        verdict=Verdict.ranked,
        took_part=took_part,
        roll=terms.roll,
        standings=marked(standings, winners),
        ties=tuple(group for group in groups if len(group) > 1),
        tie_rule=TieRule.shared,
        steps=tuple(steps),
    )
