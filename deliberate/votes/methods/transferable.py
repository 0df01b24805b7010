"""Single transferable vote: a seat costs a quota; what somebody has beyond it, and who goes out, is passed on.

The weighted inclusive Gregory method, as in the Scottish Local Government Elections Order 2007, schedule 1, rules 46 to
52: the quota is the smallest number only as many can reach as there are seats; the largest surplus is passed on first,
all of the ballots at a lower value, cut after five decimals; else whoever has fewest goes out. Terms may ask for other
decimals, for the Hare quota, or for a quota newly reckoned every round from the ballots still in play, as California's
counties do. Where the law draws lots, our published rule decides: the latest earlier round that differs, then the list.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from deliberate.votes.methods.ballots import number_of
from deliberate.votes.methods.outcome import Outcome, Round, Standing
from deliberate.votes.methods.rankings import stands_for, strongest, weakest
from deliberate.votes.states import Method, Quota, TieRule, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from deliberate.votes.methods.ballots import Ballot, Option, Terms

Places = tuple[tuple[str, ...], ...]
EXACT = 18


@dataclass(frozen=True)
class _Bundle:
    """Ballots of one content and one value that lie on one pile; `value` is counted in the smallest part of a vote."""

    places: Places
    at: int
    number: int
    value: int


class _Count:
    """The piles on the table; every number is in the smallest part of a vote the rule knows."""

    def __init__(self, ballots: Sequence[Ballot], options: Sequence[Option], terms: Terms) -> None:
        self.terms, self.seats = terms, max(1, terms.seats)
        self.decimals = EXACT if terms.decimals is None else terms.decimals
        self.one: int = 10**self.decimals
        self.order = [option.key for option in options]
        self.hopeful = list(self.order)
        self.elected: list[str] = []
        self.out: list[str] = []
        self.tally = dict.fromkeys(self.order, 0)
        self.piles: dict[str, list[_Bundle]] = {key: [] for key in self.order}
        self.owing: set[str] = set()
        self.exhausted = 0
        self.earlier: list[dict[str, int]] = []
        self.rounds: list[Round] = []
        self.ties: list[tuple[str, ...]] = []
        self._put(_Bundle(ballot.places, -1, ballot.count, self.one) for ballot in ballots)
        self.valid = sum(self.tally.values())
        self.quota = self._quota()

    def _quota(self) -> int:
        each_round = self.terms.quota is Quota.droop_each_round
        votes = sum(self.tally.values()) if each_round else self.valid
        parts = self.seats if self.terms.quota is Quota.hare else self.seats + 1
        return (votes // (parts * self.one) + 1) * self.one

    def _put(self, bundles: Iterable[_Bundle]) -> dict[str, int]:
        """Lay ballots on the pile of the next one they name; return how much went where."""
        moved: dict[str, int] = {}
        hopeful = set(self.hopeful)
        for bundle in bundles:
            key, at = stands_for(bundle.places, bundle.at + 1, hopeful)
            worth = bundle.number * bundle.value
            if key is None:
                self.exhausted += worth
            else:
                self.piles[key].append(_Bundle(bundle.places, at, bundle.number, bundle.value))
                self.tally[key] += worth
            moved[key or "exhausted"] = moved.get(key or "exhausted", 0) + worth
        return moved

    def _written(self, parts: int) -> str:
        whole, rest = divmod(parts, self.one)
        return f"{whole}.{rest:0{self.decimals}d}".rstrip("0").rstrip(".") if rest else str(whole)

    def _one_of(self, tied: list[str], *, best: bool) -> str:
        if len(tied) > 1:
            self.ties.append(tuple(tied))
        return (strongest if best else weakest)(tied, self.earlier, self.order)

    def _seat(self) -> list[str]:
        """Give a seat to whoever has a quota, or to all who are left when they are no more than the seats."""
        free = self.seats - len(self.elected)
        found = [key for key in self.hopeful if self.tally[key] >= self.quota]
        if len(self.hopeful) <= free:
            found = list(self.hopeful)
        new: list[str] = []
        while found and len(new) < free:
            most = max(self.tally[key] for key in found)
            one = self._one_of([key for key in found if self.tally[key] == most], best=True)
            found.remove(one)
            new.append(one)
        for one in new:
            self.hopeful.remove(one)
            self.elected.append(one)
            if self.tally[one] > self.quota:
                self.owing.add(one)
        return new

    def _pass_on(self) -> dict[str, int]:
        """Pass on the largest surplus, every ballot at its share of it."""
        most = max(self.tally[key] for key in self.owing)
        one = self._one_of([key for key in self.order if key in self.owing and self.tally[key] == most], best=True)
        self.owing.discard(one)
        has, bundles = self.tally[one], self.piles.pop(one)
        surplus = has - self.quota
        self.tally[one] = self.quota
        lower = (_Bundle(each.places, each.at, each.number, surplus * each.value // has) for each in bundles)
        moved = self._put(lower)
        # What is cut off after the last decimal stays with nobody, and is said.
        self.exhausted += surplus - sum(moved.values())
        return moved

    def _drop(self) -> tuple[list[str], dict[str, int]]:
        """Put whoever has fewest out and pass the ballots on at the value they have.

        Whom no ballot stands for goes out with all of whom that is true, if enough are left for the seats.
        """
        fewest = min(self.tally[key] for key in self.hopeful)
        last = [key for key in self.hopeful if self.tally[key] == fewest]
        together = not fewest and len(self.hopeful) - len(last) >= self.seats - len(self.elected)
        losers = last[::-1] if together else [self._one_of(last, best=False)]
        for loser in losers:
            self.hopeful.remove(loser)
            self.tally[loser] = 0
        self.out += losers
        return losers, self._put(bundle for loser in losers for bundle in self.piles.pop(loser))

    def settle(self) -> None:
        """Go on until every seat is taken."""
        while len(self.elected) < self.seats and self.hopeful:
            self.quota = self._quota() if self.terms.quota is Quota.droop_each_round else self.quota
            tally, exhausted = dict(self.tally), self.exhausted
            new = self._seat()
            losers, moved = list[str](), dict[str, int]()
            if len(self.elected) < self.seats and self.hopeful:
                if self.owing:
                    moved = self._pass_on()
                elif not new:
                    losers, moved = self._drop()
            self.earlier.append(tally)
            self.rounds.append(
                Round(
                    tally={
                        key: self._written(tally[key]) for key in self.order if key not in self.out or key in losers
                    },
                    quota=self._written(self.quota),
                    elected=tuple(new),
                    eliminated=tuple(losers),
                    exhausted=self._written(exhausted),
                    transfers={key: self._written(parts) for key, parts in sorted(moved.items())},
                )
            )


def count(ballots: Sequence[Ballot], options: Sequence[Option], terms: Terms) -> Outcome:
    """Fill `terms.seats` seats."""
    counting = _Count(ballots, options, terms)
    counting.settle()
    last = {key: tally[key] // counting.one for tally in counting.earlier for key in tally if tally[key]}
    left = sorted(counting.hopeful, key=lambda key: -counting.tally[key])
    order = [*counting.elected, *left, *reversed(counting.out)]
    return Outcome(
        method=Method.transferable,
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
