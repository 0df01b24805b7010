"""Method of Equal Shares: everybody gets the same purse, and those who want a project pay for it together.

D. Peters, G. Pierczyński and P. Skowron, Proportional Participatory Budgeting with Additive Utilities, NeurIPS 2021. In
each round the project that costs its supporters least for what it is worth to them is bought; who has less than their
part gives what they have. Completions: `add_one` raises every purse to the next whole unit of money, and again by one,
until one raise more would pass the budget, even where nothing fits any more meanwhile: larger purses may buy other
projects instead (so did Świecie and Wieliczka in 2023), `greedy` spends what is left by the number of votes. Equal
prices: the cheaper project, then the one with more supporters, then the list.

Floating numbers find the order; every purchase and every comparison closer than `NEAR` is then reckoned in whole
fractions. What somebody has left is their purse less the exact prices of what they paid for in full, or nothing, so the
exact sum over any group needs only counts.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from heapq import heapify, heappop, heappush
from typing import TYPE_CHECKING, Any

import numpy as np

from deliberate.votes.methods.ballots import number_of, scores
from deliberate.votes.methods.outcome import Outcome, Step, in_order, marked
from deliberate.votes.states import Completion, Method, Scoring, TieRule, Utility, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from deliberate.votes.methods.ballots import Ballot, Option, Terms

Array = np.ndarray[Any, np.dtype[Any]]
# Far above what adding floats can lose here (about 1e-13), far below any difference that is none of theirs.
NEAR = 1e-9
# Below this a price has stopped rising: the rest is how floats are rounded.
SETTLED = 1e-15


@dataclass(frozen=True)
class Wish:
    """A project with those who want it: their rows, how many ballots each row stands for, what it is worth to them."""

    key: str
    place: int
    cost: int
    rows: Array
    weights: Array
    worth: Array

    @property
    def supporters(self) -> int:
        """Return how many ballots name the project."""
        return int(self.weights.sum())


@dataclass
class Purchase:
    """A project bought: about its price for one unit of worth, and what the exact one follows from.

    `poor` are the rows that gave all they had left, of those that still had something; `rich_worth` is what the project
    is worth to all who paid in full.
    """

    wish: Wish
    about: float
    poor: Array
    weights: Array
    rich_worth: int
    exact: Fraction | None = None


class Round:
    """One run with a fixed purse for everybody."""

    def __init__(self, wishes: Sequence[Wish], rows: int, purse: Fraction) -> None:
        """Give everybody the purse."""
        self.purse = purse
        self.left = np.full(rows, float(purse))
        self.broke = np.zeros(rows, dtype=bool)
        self.ties: list[tuple[str, ...]] = []
        free = [wish for wish in wishes if wish.rows.size and not wish.cost]
        nobody = np.array([], dtype=np.int64)
        self.bought = [Purchase(wish, 0.0, nobody, nobody, 1, Fraction(0)) for wish in free]
        # A price only rises while purses empty, so the last one found is a lower bound: most are never looked at again.
        self.heap = [(_least(wish), wish.place, wish) for wish in wishes if wish.rows.size and wish.cost]
        heapify(self.heap)

    def run(self) -> None:
        """Buy until nobody can afford anything more together."""
        while self.heap:
            found = self._cheapest()
            if found is None:
                return
            self._pay(*found)

    def confirm(self) -> None:
        """Reckon every price exactly; that a float had led astray would be a fault of ours, and stops the count."""
        for at, one in enumerate(self.bought):
            if abs(float(self._price_of(at)) - one.about) > NEAR * max(one.about, NEAR):
                message = f"the price of {one.wish.key} is not what the floats said"
                raise ArithmeticError(message)

    def _cheapest(self) -> tuple[Wish, float] | None:
        """Return the project with the lowest price; where floats are too near, exactly, and ties by the rule."""
        fresh: list[tuple[float, Wish]] = []
        bound = float("inf")
        while self.heap and self.heap[0][0] <= bound * (1 + NEAR):
            _old, _place, wish = heappop(self.heap)
            price = self._price(wish)
            if price is not None:
                fresh.append((price, wish))
                bound = min(bound, price)
        near = [(price, wish) for price, wish in fresh if price <= bound * (1 + NEAR)]
        if len(near) > 1:
            near = self._in_order(near)
        for price, wish in [*near[1:], *((p, w) for p, w in fresh if p > bound * (1 + NEAR))]:
            heappush(self.heap, (price, wish.place, wish))
        return (near[0][1], near[0][0]) if near else None

    def _in_order(self, near: Sequence[tuple[float, Wish]]) -> list[tuple[float, Wish]]:
        exact = sorted(
            (
                (self._reckon(wish, price)[2], wish.cost, -wish.supporters, wish.place, price, wish)
                for price, wish in near
            ),
            key=lambda one: one[:4],
        )
        level = tuple(one[5].key for one in exact if one[:3] == exact[0][:3])
        if len(level) > 1:
            self.ties.append(level)
        return [(one[4], one[5]) for one in exact]

    def _price(self, wish: Wish) -> float | None:
        """Return about what the project costs for one unit of worth, or None if its supporters cannot pay for it."""
        has = self.left[wish.rows]
        together = float((wish.weights * has).sum())
        if together < wish.cost * (1 - NEAR):
            return None
        if together < wish.cost * (1 + NEAR) and self._exactly_left(wish.rows, wish.weights) < wish.cost:
            return None
        price = _least(wish)
        while True:
            rich = has >= price * wish.worth
            worth = float((wish.weights * wish.worth)[rich].sum())
            if not worth:
                # All give what they have, and it is just enough.
                return float((has / wish.worth).max())
            following = (wish.cost - float((wish.weights * has)[~rich].sum())) / worth
            if following <= price * (1 + SETTLED):
                return following
            price = following

    def _reckon(self, wish: Wish, about: float) -> tuple[Array, int, Fraction]:
        """Return who gives all they have, the worth for those who pay in full, and the exact price."""
        has, due = self.left[wish.rows], about * wish.worth
        poor = has < due
        border = np.flatnonzero(np.abs(has - due) <= NEAR * np.maximum(due, float(self.purse))).tolist()
        left = {at: self._exactly_left(wish.rows[at : at + 1], np.array([1])) for at in border}
        # Each step sets some on the border right and moves the price by that: each is set right once at most.
        price, worth = Fraction(0), 0
        for _ in range(len(border) + 2):
            worth = int((wish.weights * wish.worth)[~poor].sum())
            if not worth:
                # Everybody gives all: the one who pays most for a unit of worth counts as paying in full.
                last = max(left, key=lambda at: left[at] / int(wish.worth[at]))
                poor[last] = False
                continue
            given = self._exactly_left(wish.rows[poor], wish.weights[poor])
            price = (wish.cost - given) / worth
            wrong = [at for at in border if (left[at] < price * int(wish.worth[at])) != bool(poor[at])]
            if not wrong:
                break
            poor[wrong] = ~poor[wrong]
        return poor, worth, price

    def _exactly_left(self, rows: Array, weights: Array) -> Fraction:
        """Return exactly what the people of these rows have left together."""
        live = ~self.broke[rows]
        return self._sum(rows[live], weights[live], len(self.bought))

    def _sum(self, rows: Array, weights: Array, until: int) -> Fraction:
        """Return exactly what rows that had paid everything in full had left together after the first purchases."""
        if not rows.size:
            return Fraction(0)
        counted = np.zeros(self.left.size, dtype=np.int64)
        counted[rows] = weights
        total = int(weights.sum()) * self.purse
        for at in range(until):
            wish = self.bought[at].wish
            paid = int((counted[wish.rows] * wish.worth).sum())
            if paid:
                total -= paid * self._price_of(at)
        return total

    def _price_of(self, at: int) -> Fraction:
        """Return the exact price of a purchase; it follows from those before it."""
        one = self.bought[at]
        if one.exact is None:
            one.exact = (one.wish.cost - self._sum(one.poor, one.weights, at)) / one.rich_worth
        return one.exact

    def _pay(self, wish: Wish, about: float) -> None:
        has, due = self.left[wish.rows], about * wish.worth
        margin = NEAR * np.maximum(due, float(self.purse))
        exact, poor = None, has < due
        if (np.abs(has - due) <= margin).any():
            poor, _worth, exact = self._reckon(wish, about)
        rows, weights = wish.rows[poor], wish.weights[poor]
        live = ~self.broke[rows]
        worth = int((wish.weights * wish.worth)[~poor].sum())
        self.bought.append(Purchase(wish, about, rows[live], weights[live], worth, exact))
        self.left[wish.rows] = np.where(poor, 0.0, np.maximum(has - due, 0.0))
        self.broke[rows] = True


def _least(wish: Wish) -> float:
    return wish.cost / float((wish.weights * wish.worth).sum())


def wishes_of(ballots: Sequence[Ballot], options: Sequence[Option], terms: Terms) -> list[Wish]:
    """Return each project with its supporters; a row is a ballot and all that are like it."""
    at = {option.key: place for place, option in enumerate(options)}
    which = np.fromiter((at[key] for ballot in ballots for key in ballot.choices), dtype=np.int64)
    rows = np.repeat(np.arange(len(ballots)), [len(ballot.choices) for ballot in ballots])
    points = np.ones_like(which)
    if terms.utility is Utility.points:
        points = np.fromiter(
            (one for ballot in ballots for one in ballot.points or (1,) * len(ballot.choices)), np.int64
        )
    asked = points > 0
    which, rows, points = which[asked], rows[asked], points[asked]
    order = np.argsort(which, kind="stable")
    bounds = np.searchsorted(which[order], np.arange(len(options) + 1))
    counts = np.array([ballot.count for ballot in ballots], dtype=np.int64)
    found = []
    for place, option in enumerate(options):
        mine = order[bounds[place] : bounds[place + 1]]
        worth = points[mine]
        if terms.utility is Utility.cost:
            worth = np.full(mine.size, max(option.cost, 1), dtype=np.int64)
        found.append(Wish(option.key, place, option.cost, rows[mine], counts[rows[mine]], worth))
    return found


def count(ballots: Sequence[Ballot], options: Sequence[Option], terms: Terms) -> Outcome:
    """Spend the budget in equal shares."""
    wishes = wishes_of(ballots, options, terms)
    people = number_of(ballots)
    run, purse = _complete(wishes, len(ballots), people, terms)
    run.confirm()
    steps = list(_told(run, purse))
    chosen = [one.wish.key for one in run.bought]
    if terms.completion is Completion.greedy:
        more = list(_fill(chosen, ballots, options, terms))
        chosen += [str(step.facts["option"]) for step in more]
        steps += more
    by_votes = terms.scoring is Scoring.votes and terms.utility is not Utility.points
    totals = {one.key: one.supporters for one in wishes} if by_votes else scores(ballots, options, terms)
    return Outcome(
        method=Method.equal_shares,
        verdict=Verdict.funded,
        took_part=people,
        roll=terms.roll,
        standings=marked(in_order(totals, TieRule.first_listed), frozenset(chosen)),
        ties=tuple(run.ties),
        tie_rule=TieRule.first_listed,
        steps=tuple(steps),
    )


def _complete(wishes: Sequence[Wish], rows: int, people: int, terms: Terms) -> tuple[Round, Fraction]:
    """Return the run that counts: the first, or the last one within the budget while purses are raised."""
    if not people:
        return Round([], 0, Fraction(0)), Fraction(0)
    purse = Fraction(terms.budget, people)
    run = _run(wishes, rows, purse)
    # What costs more than there is can only end the raising, and need not be waited for.
    wanted = sum(1 for wish in wishes if wish.rows.size and wish.cost <= terms.budget)
    raised = Fraction(terms.budget // (people * terms.unit) * terms.unit)
    while terms.completion is Completion.add_one and len(run.bought) < wanted:
        raised += terms.unit
        following = _run(wishes, rows, raised)
        if _cost(following.bought) > terms.budget:
            break
        run, purse = following, raised
    return run, purse


def _run(wishes: Sequence[Wish], rows: int, purse: Fraction) -> Round:
    run = Round(wishes, rows, purse)
    run.run()
    return run


def _cost(bought: Iterable[Purchase]) -> int:
    return sum(one.wish.cost for one in bought)


def _told(run: Round, purse: Fraction) -> Iterable[Step]:
    yield Step("purse", share=_money(purse))
    for one in run.bought:
        each = (one.exact or Fraction(0)) * int(one.wish.worth.max())
        yield Step("bought", option=one.wish.key, cost=one.wish.cost, supporters=one.wish.supporters, each=_money(each))


def _fill(chosen: Sequence[str], ballots: Sequence[Ballot], options: Sequence[Option], terms: Terms) -> Iterable[Step]:
    """Yield what else fits, by falling score."""
    costs = {option.key: option.cost for option in options}
    left = terms.budget - sum(costs[key] for key in chosen)
    for one in in_order(scores(ballots, options, terms), TieRule.first_listed):
        if one.key not in chosen and one.score and costs[one.key] <= left:
            yield Step("funded", option=one.key, cost=costs[one.key], left=left)
            left -= costs[one.key]


def _money(amount: Fraction) -> str:
    """Return an amount cut after six decimals of the smallest coin, which is enough to look it over by hand."""
    whole, rest = divmod(amount.numerator * 10**6 // amount.denominator, 10**6)
    return f"{whole}.{rest:06d}".rstrip("0").rstrip(".")
