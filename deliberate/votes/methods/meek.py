"""Single transferable vote after Meek: everybody elected keeps just the share of every vote that a quota needs.

B. L. Meek, Une nouvelle approche du scrutin transférable (1969); I. D. Hill, B. A. Wichmann and D. R. Woodall,
Algorithm 123: Single transferable vote by Meek's method, The Computer Journal 30 (1987); reckoned as New Zealand's
Local Electoral Regulations 2001, schedule 1A, prescribe: whole numbers of billionths, shares rounded up. Ties as in
`transferable`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from deliberate.votes.methods.ballots import number_of
from deliberate.votes.methods.outcome import Outcome, Round, Standing
from deliberate.votes.methods.rankings import strongest, weakest
from deliberate.votes.states import Method, TieRule, Verdict

if TYPE_CHECKING:
    from collections.abc import Sequence

    from deliberate.votes.methods.ballots import Ballot, Option, Terms

DECIMALS = 9
ONE = 10**DECIMALS
# The shares are good enough when all surpluses together are less than this part of a vote.
ENOUGH = ONE // 10_000
# Shares settle within a few dozen steps; more would be a fault of ours, not of the ballots.
MOST_STEPS = 10_000


class _Count:
    """The share of a vote that each keeps, and what that leaves everybody with."""

    def __init__(self, ballots: Sequence[Ballot], options: Sequence[Option], seats: int) -> None:
        self.order, self.seats = [option.key for option in options], seats
        self.ballots = [(_alone(ballot.places), ballot.count) for ballot in ballots]
        self.valid = sum(number for names, number in self.ballots if names)
        self.keeps = dict.fromkeys(self.order, ONE)
        self.hopeful = list(self.order)
        self.elected: list[str] = []
        self.out: list[str] = []
        self.earlier: list[dict[str, int]] = []
        self.rounds: list[Round] = []
        self.ties: list[tuple[str, ...]] = []
        self.tally: dict[str, int] = {}
        self.quota = 0

    def _share_out(self) -> None:
        """Give every ballot to those it names, each taking the share it keeps of what is left."""
        tally = dict.fromkeys(self.order, 0)
        for names, number in self.ballots:
            left = ONE
            for key in names:
                keeps = self.keeps[key]
                if not keeps:
                    continue
                taken = -(-left * keeps // ONE)
                tally[key] += taken * number
                left -= taken
                if not left:
                    break
        self.tally = tally
        self.quota = sum(tally.values()) // (self.seats + 1) + 1

    def _settle_shares(self) -> list[str]:
        """Reckon until nobody keeps noticeably more than a quota, or somebody new has one; return who has."""
        before = None
        for _ in range(MOST_STEPS):
            self._share_out()
            new = [key for key in self.hopeful if self.tally[key] >= self.quota]
            surplus = sum(max(0, self.tally[key] - self.quota) for key in self.elected)
            if new or surplus < ENOUGH or (before is not None and surplus >= before):
                return new
            before = surplus
            for key in self.elected:
                self.keeps[key] = min(ONE, -(-self.keeps[key] * self.quota // self.tally[key]))
        return []

    def _note(self, new: Sequence[str], losers: Sequence[str]) -> None:
        self.earlier.append(self.tally)
        self.rounds.append(
            Round(
                tally={key: _written(self.tally[key]) for key in self.order if key not in self.out or key in losers},
                quota=_written(self.quota),
                elected=tuple(new),
                eliminated=tuple(losers),
                exhausted=_written(self.valid * ONE - sum(self.tally.values())),
            )
        )

    def _ordered(self, keys: Sequence[str]) -> list[str]:
        rest, found = list(keys), []
        while rest:
            most = max(self.tally[key] for key in rest)
            tied = [key for key in rest if self.tally[key] == most]
            one = strongest(tied, self.earlier, self.order)
            rest.remove(one)
            found.append(one)
        return found

    def settle(self) -> None:
        """Go on until every seat is taken."""
        while len(self.elected) < self.seats and self.hopeful:
            free = self.seats - len(self.elected)
            new = self._ordered(self._settle_shares())[:free]
            if len(self.hopeful) <= free:
                new = self._ordered(self.hopeful)
            losers: list[str] = []
            if new:
                for key in new:
                    self.hopeful.remove(key)
                    self.elected.append(key)
            else:
                losers = self._drop(free)
            self._note(new, losers)

    def _drop(self, free: int) -> list[str]:
        """Put whoever has fewest out; whom no ballot stands for, with all of whom that is true."""
        fewest = min(self.tally[key] for key in self.hopeful)
        last = [key for key in self.hopeful if self.tally[key] == fewest]
        together = not fewest and len(self.hopeful) - len(last) >= free
        if len(last) > 1 and not together:
            self.ties.append(tuple(last))
        losers = last[::-1] if together else [weakest(last, self.earlier, self.order)]
        for loser in losers:
            self.hopeful.remove(loser)
            self.keeps[loser] = 0
        self.out += losers
        return losers


def count(ballots: Sequence[Ballot], options: Sequence[Option], terms: Terms) -> Outcome:
    """Fill `terms.seats` seats."""
    counting = _Count(ballots, options, max(1, terms.seats))
    counting.settle()
    left = sorted(counting.hopeful, key=lambda key: -counting.tally[key])
    order = [*counting.elected, *left, *reversed(counting.out)]
    last = {key: tally[key] // ONE for tally in counting.earlier for key in tally if tally[key]}
    return Outcome(
        method=Method.meek,
        verdict=Verdict.elected,
        took_part=number_of(ballots),
        roll=terms.roll,
        standings=tuple(
            Standing(key, last.get(key, 0), rank, wins=key in counting.elected) for rank, key in enumerate(order, 1)
        ),
        ties=tuple(counting.ties),
        tie_rule=TieRule.earlier_rounds,
        rounds=tuple(counting.rounds),
    )


def _alone(places: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """Return the names of a ballot up to the first place that two share."""
    names: list[str] = []
    for place in places:
        if len(place) > 1:
            break
        names.append(place[0])
    return tuple(names)


def _written(parts: int) -> str:
    whole, rest = divmod(parts, ONE)
    return f"{whole}.{rest:0{DECIMALS}d}".rstrip("0").rstrip(".") if rest else str(whole)
