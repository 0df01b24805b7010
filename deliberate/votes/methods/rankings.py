"""What the ranked methods share: who is preferred to whom, and whom a ballot stands for once others are out."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from deliberate.votes.methods.ballots import Ballot, Option

# Wide enough for more ballots than there are people.
FIELD = 64
MOST = (1 << FIELD) - 1
Pairwise = dict[str, dict[str, int]]


def pairwise(ballots: Iterable[Ballot], options: Sequence[Option]) -> Pairwise:
    """Return how many ballots place each option above each other; whoever is named stands above whoever is not."""
    keys = [option.key for option in options]
    # A whole row of counts is one number, a field for each option: whoever stands below is counted in one addition.
    field = {key: 1 << place * FIELD for place, key in enumerate(keys)}
    everybody = sum(field.values())
    rows = dict.fromkeys(keys, 0)
    for ballot in ballots:
        below, count = everybody, ballot.count
        if ballot.levels:
            for place in ballot.places:
                below -= sum(field[key] for key in place)
                for key in place:
                    rows[key] += below * count
            continue
        for key in ballot.choices:
            below -= field[key]
            rows[key] += below * count
    return {one: {key: rows[one] >> place * FIELD & MOST for place, key in enumerate(keys)} for one in keys}


def stands_for(places: Sequence[Sequence[str]], start: int, active: AbstractSet[str]) -> tuple[str | None, int]:
    """Return whom a ballot counts for from its place `start` on, and that place; None when it is exhausted.

    A place shared by two or more says nothing about who comes first: the ballot ends there (the rule of the
    jurisdictions whose overvotes exhaust).
    """
    for at in range(start, len(places)):
        place = places[at]
        if len(place) > 1:
            return None, at
        if place[0] in active:
            return place[0], at
    return None, len(places)


def weakest(tied: Sequence[str], earlier: Sequence[Mapping[str, int]], order: Sequence[str]) -> str:
    """Return who goes out of several with as few votes: fewest in the latest round that differs, else last listed."""
    return _apart(tied, earlier, order, best=False)


def strongest(tied: Sequence[str], earlier: Sequence[Mapping[str, int]], order: Sequence[str]) -> str:
    """Return who comes first of several with as many votes: most in the latest round that differs, else first."""
    return _apart(tied, earlier, order, best=True)


def _apart(tied: Sequence[str], earlier: Sequence[Mapping[str, int]], order: Sequence[str], *, best: bool) -> str:
    left = list(tied)
    choose = max if best else min
    for tally in reversed(earlier):
        if len(left) == 1:
            break
        bound = choose(tally.get(key, 0) for key in left)
        left = [key for key in left if tally.get(key, 0) == bound]
    place = {key: at for at, key in enumerate(order)}
    return min(left, key=place.__getitem__) if best else max(left, key=place.__getitem__)
