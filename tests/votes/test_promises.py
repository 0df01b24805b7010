"""What each method promises whatever is cast: nobody counts for more, no name, no place on the list; more support never harms."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from deliberate.votes.methods.ballots import Ballot, Bar, Option, Terms, grouped, number_of
from deliberate.votes.methods.choose import METHODS
from deliberate.votes.states import Completion, Method, Quota, TieRule, Utility

KEYS = tuple("abcde")
OPTIONS = [Option(key, cost) for key, cost in zip(KEYS, (3, 5, 7, 11, 2), strict=True)]
YES_OR_NO = {Method.majority, Method.consensus, Method.double_majority}
ANSWERS = [Option(key) for key in ("agree", "disagree", "abstain")]
# Where more support for whoever wins can take nothing away; elimination and transfer do not promise that.
MONOTONE = [
    Method.first_choice, Method.approval, Method.score, Method.borda, Method.ranked_pairs, Method.schulze, Method.greedy,
]  # fmt: skip
TERMS = Terms(
    roll=500,
    seats=2,
    budget=15,
    area=4_000,
    quorum=Bar(1, 9),
    area_quorum=Bar(1, 9),
    completion=Completion.none,
    utility=Utility.number,
    unit=1,
    ties=TieRule.shared,
)
orders = st.permutations(KEYS).flatmap(lambda order: st.integers(1, 5).map(lambda length: tuple(order[:length])))


def ballot_for(method):
    """Return what is drawn: one ballot as this method reads it."""
    number = st.integers(1, 6)
    if method in YES_OR_NO:
        answer = st.sampled_from([option.key for option in ANSWERS])
        return st.builds(lambda key, area, count: Ballot((key,), (area,), count), answer, st.integers(1, 90), number)
    if method is Method.score:
        return st.builds(
            lambda keys, count: Ballot(keys, tuple(1 + ord(key) % 4 for key in keys), count), orders, number
        )
    return st.builds(lambda keys, count: Ballot(keys, count=count), orders, number)


def elections(method):
    return st.lists(ballot_for(method), min_size=1, max_size=8)


def counted(method, cast, options=None, terms=TERMS):
    return METHODS[method](grouped(cast), options or (ANSWERS if method in YES_OR_NO else OPTIONS), terms)


def renamed(cast, names):
    return [replace(one, choices=tuple(names[key] for key in one.choices)) for one in cast]


@pytest.mark.parametrize("method", METHODS)
@given(st.data())
@settings(max_examples=25)
def test_who_cast_what_first_and_how_ballots_lie_together_changes_nothing(method, data):
    cast = data.draw(elections(method))
    single = [replace(one, count=1) for one in cast for _ in range(one.count)]
    shuffled = data.draw(st.permutations(single))
    assert counted(method, shuffled).as_plain() == counted(method, cast).as_plain()


@pytest.mark.parametrize("method", [each for each in METHODS if each not in YES_OR_NO])
@given(st.data())
@settings(max_examples=25)
def test_other_names_and_another_list_give_the_same_winners_unless_a_tie_was_told(method, data):
    # Everybody is named, and differently often: a tie would be settled by the list.
    uneven = [Ballot(KEYS[at:] + KEYS[:at], (1, 2, 3, 4, 5), 53 // (at + 1) + at) for at in range(len(KEYS))]
    if method is not Method.score:
        uneven = [replace(one, choices=one.choices[:2], points=()) for one in uneven]
    cast = [*uneven, *data.draw(elections(method))]
    first = counted(method, cast)
    if first.ties:
        return
    names = dict(zip(KEYS, data.draw(st.permutations(KEYS)), strict=True))
    options = [Option(names[one.key], one.cost) for one in data.draw(st.permutations(OPTIONS))]
    again = counted(method, renamed(cast, names), options)
    assert set(again.winners) == {names[key] for key in first.winners}


def raised(ballot, key):
    """Return a ballot that says more for one option and otherwise the same."""
    others = tuple(one for one in ballot.choices if one != key)
    if not ballot.points:
        return replace(ballot, choices=(key, *others))
    given = dict(zip(ballot.choices, ballot.points, strict=True))
    given[key] = given.get(key, 0) + 3
    return replace(ballot, choices=(key, *others), points=tuple(given[one] for one in (key, *others)))


@pytest.mark.parametrize("method", MONOTONE)
@given(st.data())
@settings(max_examples=40)
def test_more_support_never_takes_a_seat_away(method, data):
    cast, terms = data.draw(elections(method)), replace(TERMS, approval=Bar(0, 1, strict=False))
    winners = counted(method, cast, terms=terms).winners
    assume(winners)
    key, at = data.draw(st.sampled_from(sorted(winners))), data.draw(st.integers(0, len(cast) - 1))
    more = [*cast[:at], raised(cast[at], key), *cast[at + 1 :]]
    assert key in counted(method, more, terms=terms).winners


def test_a_runoff_does_not_promise_that_and_the_example_shows_that_the_test_above_could_tell():
    """Two who turn from b to a, the winner, let c stay in instead of b; and c beats a."""
    cast = [Ballot(tuple("abc"), count=6), Ballot(tuple("bca"), count=4), Ballot(tuple("cab"), count=5), Ballot(tuple("bac"), count=2)]  # fmt: skip
    options = OPTIONS[:3]
    assert counted(Method.instant_runoff, cast, options).winners == ("a",)
    turned = [*cast[:3], raised(cast[3], "a")]
    assert counted(Method.instant_runoff, turned, options).winners == ("c",)


@pytest.mark.parametrize("method", [Method.transferable, Method.meek])
@given(st.data())
@settings(max_examples=60)
def test_whoever_is_as_many_as_some_quotas_and_stays_together_gets_as_many_seats(method, data):
    """Droop's promise for solid coalitions, which is what makes the count proportional."""
    together = data.draw(st.sets(st.sampled_from(KEYS), min_size=1, max_size=4))
    inside, outside = sorted(together), sorted(set(KEYS) - together)
    solid = st.builds(
        lambda head, tail, count: Ballot((*head, *tail), count=count),
        st.permutations(inside), st.permutations(outside), st.integers(1, 6),
    )  # fmt: skip
    cast = [*data.draw(st.lists(solid, min_size=1, max_size=4)), *data.draw(st.lists(ballot_for(method), max_size=4))]
    seats = data.draw(st.integers(1, 4))
    quota = number_of(cast) // (seats + 1) + 1
    agreed = number_of(one for one in cast if set(one.choices[: len(together)]) == together)
    owed = min(agreed // quota, len(together))
    won = counted(method, cast, terms=replace(TERMS, seats=seats, quota=Quota.droop)).winners
    assert len(together & set(won)) >= owed


@given(st.lists(st.sets(st.sampled_from(KEYS), min_size=1), min_size=1, max_size=9), st.integers(1, 4))
def test_equal_shares_leave_no_group_without_what_its_part_would_buy(people, seats):
    """EJR+ of M. Brill and J. Peters (2023): who agree on something left out, and are as many as `l` seats, have `l` somewhere."""
    options = [Option(key, 1) for key in KEYS]
    terms = replace(TERMS, budget=seats, utility=Utility.number, completion=Completion.none)
    won = set(counted(Method.equal_shares, [Ballot(tuple(sorted(one))) for one in people], options, terms).winners)
    assert len(won) <= seats
    for left_out in set(KEYS) - won:
        for part in range(1, seats + 1):
            short = sum(left_out in one and len(one & won) < part for one in people)
            assert short * seats < part * len(people)


@pytest.mark.parametrize("method", [Method.greedy, Method.equal_shares])
@given(st.data())
@settings(max_examples=40)
def test_no_budget_is_passed(method, data):
    cast, budget = data.draw(elections(method)), data.draw(st.integers(0, 30))
    completion = data.draw(st.sampled_from(list(Completion)))
    won = counted(method, cast, terms=replace(TERMS, budget=budget, completion=completion)).winners
    assert sum(one.cost for one in OPTIONS if one.key in won) <= budget
