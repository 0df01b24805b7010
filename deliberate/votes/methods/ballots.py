"""What every method counts: options, ballots grouped by identical content, and the terms frozen in the manifest."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING

from deliberate.votes.states import Completion, Quota, Scoring, TieRule, Unreturned, Utility

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


@dataclass(frozen=True)
class Option:
    """Something that can be chosen; the order of the list is the published order."""

    key: str
    cost: int = 0


@dataclass(frozen=True, slots=True)
class Ballot:
    """All ballots with the same content: what they say and how many there are.

    On a ranked ballot the choices stand best first. `levels` is given when some share a place: one rising number for
    each choice, the same for those that are level.
    """

    choices: tuple[str, ...]
    points: tuple[int, ...] = ()
    count: int = 1
    levels: tuple[int, ...] = ()

    @property
    def places(self) -> tuple[tuple[str, ...], ...]:
        """Return the choices place by place, best first; those that are level stand together."""
        if not self.levels:
            return tuple((key,) for key in self.choices)
        pairs = groupby(zip(self.levels, self.choices, strict=True), key=lambda pair: pair[0])
        return tuple(tuple(key for _level, key in group) for _, group in pairs)


@dataclass(frozen=True)
class Bar:
    """A share that must be reached (`or more`) or passed (`strict`, more than): never rounded, never a float."""

    numerator: int
    denominator: int
    strict: bool = True

    def needed(self, of: int) -> int:
        """Return the smallest whole number that is enough out of `of`."""
        whole, rest = divmod(self.numerator * of, self.denominator)
        return whole + 1 if self.strict or rest else whole

    def met(self, have: int, of: int) -> bool:
        """Tell whether `have` out of `of` is enough; nothing out of nothing never is."""
        have_part, needed_part = self.denominator * have, self.numerator * of
        return of > 0 and (have_part > needed_part if self.strict else have_part >= needed_part)


MORE_THAN_HALF = Bar(1, 2)
TWO_THIRDS = Bar(2, 3, strict=False)
NONE = Bar(0, 1, strict=False)


@dataclass(frozen=True, kw_only=True)
class Terms:
    """The rule of one vote, fixed before it opens; a method reads what concerns it.

    `present` is given when people vote in a meeting: then quorum and majority are measured on those present, and who
    is present but stays silent counts as having taken part. Where floor area counts too, `area` is that of the whole
    roll and `silent` are the ballots that were delivered and did not come back, with their area. `decimals` is how
    exactly a transferable vote is worth something, None meaning a whole fraction; `unit` is by how much equal shares
    raise every purse, in the money of the costs.
    """

    roll: int = 0
    present: int | None = None
    quorum: Bar = field(default=NONE)
    approval: Bar = field(default=MORE_THAN_HALF)
    area: int = 0
    area_quorum: Bar = field(default=NONE)
    area_approval: Bar = field(default=MORE_THAN_HALF)
    unreturned: Unreturned = Unreturned.not_participating
    silent: int = 0
    silent_area: int = 0
    seats: int = 0
    budget: int = 0
    threshold: int = 0
    skip: bool = True
    decimals: int | None = 5
    quota: Quota = Quota.droop
    utility: Utility = Utility.cost
    completion: Completion = Completion.add_one
    unit: int = 100
    scoring: Scoring = Scoring.votes
    most_points: int = 0
    ties: TieRule = TieRule.shared


def grouped(ballots: Iterable[Ballot]) -> list[Ballot]:
    """Return the ballots with identical ones added up, in an order that tells nothing of how they came in."""
    counts: Counter[tuple[tuple[str, ...], tuple[int, ...], tuple[int, ...]]] = Counter()
    for ballot in ballots:
        counts[ballot.choices, ballot.points, ballot.levels] += ballot.count
    return [Ballot(choices, points, count, levels) for (choices, points, levels), count in sorted(counts.items())]


def number_of(ballots: Iterable[Ballot]) -> int:
    """Return how many ballots were cast."""
    return sum(ballot.count for ballot in ballots)


def scores(ballots: Iterable[Ballot], options: Sequence[Option], terms: Terms) -> dict[str, int]:
    """Return each option's exact score, in the published order of options."""
    totals = {option.key: 0 for option in options}
    for ballot in ballots:
        for place, key in enumerate(ballot.choices):
            totals[key] += ballot.count * _worth(ballot, place, terms)
    return totals


def _worth(ballot: Ballot, place: int, terms: Terms) -> int:
    """Return what the ballot gives to the option it names at `place`."""
    if terms.scoring is Scoring.points:
        return ballot.points[place]
    if terms.scoring is Scoring.places:
        return terms.most_points - place
    return 1
