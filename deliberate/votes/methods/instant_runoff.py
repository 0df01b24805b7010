"""Instant runoff: whoever has fewest votes goes out, and each of those ballots goes on to the next one it names.

It ends when somebody has more than half of the ballots that still count. Equally few votes: out goes who had fewer in
the latest earlier round that differs; if none differs, who is listed last.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from deliberate.votes.methods.ballots import MORE_THAN_HALF, number_of
from deliberate.votes.methods.outcome import Outcome, Round, Standing
from deliberate.votes.methods.rankings import stands_for, strongest, weakest
from deliberate.votes.states import Method, TieRule, Verdict

if TYPE_CHECKING:
    from collections.abc import Sequence

    from deliberate.votes.methods.ballots import Ballot, Option, Terms


class _Count:
    """The piles of ballots on the table, and what has happened to them so far."""

    def __init__(self, ballots: Sequence[Ballot], options: Sequence[Option]) -> None:
        self.order = [option.key for option in options]
        self.active = set(self.order)
        self.tally = dict.fromkeys(self.order, 0)
        self.piles: dict[str, list[tuple[tuple[tuple[str, ...], ...], int, int]]] = {key: [] for key in self.order}
        self.exhausted = 0
        self.earlier: list[dict[str, int]] = []
        self.rounds: list[Round] = []
        self.ties: list[tuple[str, ...]] = []
        self.out: list[str] = []
        self.final: dict[str, int] = {}
        for ballot in ballots:
            self._put(ballot.places, 0, ballot.count)

    def _put(self, places: tuple[tuple[str, ...], ...], start: int, number: int) -> str | None:
        key, at = stands_for(places, start, self.active)
        if key is None:
            self.exhausted += number
        else:
            self.piles[key].append((places, at, number))
            self.tally[key] += number
        return key

    def _told(self, *, elected: tuple[str, ...] = (), eliminated: tuple[str, ...] = ()) -> Round:
        return Round(
            tally={key: str(self.tally[key]) for key in self.order if key in self.active},
            quota=str(MORE_THAN_HALF.needed(sum(self.tally[key] for key in self.active))),
            elected=elected,
            eliminated=eliminated,
            exhausted=str(self.exhausted),
        )

    def leader(self) -> str | None:
        """Return who has more than half of what still counts, or is alone."""
        most = max(self.tally[key] for key in self.active)
        leading = [key for key in self.order if key in self.active and self.tally[key] == most]
        if len(self.active) == 1 or MORE_THAN_HALF.met(most, sum(self.tally[key] for key in self.active)):
            return leading[0]
        return None

    def drop(self) -> None:
        """Put the last one out and pass the ballots on."""
        fewest = min(self.tally[key] for key in self.active)
        last = [key for key in self.order if key in self.active and self.tally[key] == fewest]
        # Whom no ballot stands for goes out with the others of whom that is true: there is nothing to pass on.
        together = not fewest and len(last) < len(self.active)
        if len(last) > 1 and not together:
            self.ties.append(tuple(last))
        losers = last[::-1] if together else [weakest(last, self.earlier, self.order)]
        told = self._told(eliminated=tuple(losers))
        self.earlier.append(dict(self.tally))
        self.final.update(dict.fromkeys(losers, fewest))
        self.active.difference_update(losers)
        self.out += losers
        moved: dict[str, int] = {}
        for places, at, number in (bundle for key in losers for bundle in self.piles.pop(key)):
            to = self._put(places, at + 1, number) or "exhausted"
            moved[to] = moved.get(to, 0) + number
        self.tally.update(dict.fromkeys(losers, 0))
        self.rounds.append(
            Round(
                tally=told.tally,
                quota=told.quota,
                eliminated=told.eliminated,
                exhausted=told.exhausted,
                transfers={key: str(number) for key, number in sorted(moved.items())},
            )
        )

    def settle(self) -> list[str]:
        """Go on until somebody has won; return everybody, best first."""
        while self.active and self.leader() is None:
            self.drop()
        winner = self.leader() if self.active else None
        if winner is None:
            return []
        self.rounds.append(self._told(elected=(winner,)))
        rest = [key for key in self.order if key in self.active and key != winner]
        behind = []
        while rest:
            most = max(self.tally[key] for key in rest)
            following = strongest([key for key in rest if self.tally[key] == most], self.earlier, self.order)
            behind.append(following)
            rest.remove(following)
        return [winner, *behind, *reversed(self.out)]


def count(ballots: Sequence[Ballot], options: Sequence[Option], terms: Terms) -> Outcome:
    """Count round by round until somebody has more than half."""
    counting = _Count(ballots, options)
    order = counting.settle()
    return Outcome(
        method=Method.instant_runoff,
        verdict=Verdict.elected,
        took_part=number_of(ballots),
        roll=terms.roll,
        standings=tuple(
            Standing(key, counting.final.get(key, counting.tally[key]), rank, wins=rank == 1)
            for rank, key in enumerate(order, 1)
        ),
        ties=tuple(counting.ties),
        tie_rule=TieRule.earlier_rounds,
        rounds=tuple(counting.rounds),
    )
