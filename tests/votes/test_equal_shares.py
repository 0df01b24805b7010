"""Equal shares: the textbook's arithmetic in whole fractions, Świecie's outcome, and what is left over."""

from __future__ import annotations

import csv
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deliberate.votes.formats.choose import read
from deliberate.votes.formats.pabulib import parse
from deliberate.votes.methods.ballots import Ballot, Option, Terms, grouped
from deliberate.votes.methods.equal_shares import count
from deliberate.votes.states import Completion, Utility


def by_the_book(voters, options, purse, utility):
    """Spend in equal shares as the paper says it, voter by voter, in fractions."""
    left = [purse] * len(voters)
    chosen = []
    while True:
        best = None
        for place, option in enumerate(options):
            wanted = [(at, worth) for at, voter in enumerate(voters) if (worth := worth_of(voter, option, utility))]
            if option.key in chosen or not wanted or sum(left[at] for at, _ in wanted) < option.cost:
                continue
            price = price_of(wanted, left, option.cost)
            candidate = (price, option.cost, -len(wanted), place, option, wanted)
            if best is None or candidate[:4] < best[:4]:
                best = candidate
        if best is None:
            return chosen
        price, *_, option, wanted = best
        chosen.append(option.key)
        for at, worth in wanted:
            left[at] -= min(left[at], price * worth)


def worth_of(voter, option, utility):
    points = voter.get(option.key, 0)
    return {Utility.cost: option.cost, Utility.number: 1, Utility.points: points}[utility] if points else 0


def price_of(wanted, left, cost):
    if not cost:
        return Fraction(0)
    rest, worth = Fraction(cost), sum(value for _, value in wanted)
    for at, value in sorted(wanted, key=lambda one: Fraction(left[one[0]]) / one[1]):
        if left[at] * worth >= rest * value:
            return rest / worth
        rest -= left[at]
        worth -= value
    return max(Fraction(left[at]) / value for at, value in wanted)


KEYS = ("a", "b", "c", "d", "e")
costs = st.lists(st.sampled_from([0, 1, 2, 3, 6, 10, 12, 60]), min_size=5, max_size=5)
voters = st.lists(st.dictionaries(st.sampled_from(KEYS), st.integers(1, 4)), min_size=1, max_size=9)


@given(voters, costs, st.integers(0, 90), st.sampled_from(list(Utility)))
def test_floats_and_counts_end_where_fractions_voter_by_voter_do(people, prices, budget, utility):
    options = [Option(key, cost) for key, cost in zip(KEYS, prices, strict=True)]
    ballots = grouped(Ballot(tuple(sorted(one)), tuple(one[key] for key in sorted(one))) for one in people)
    terms = Terms(budget=budget, utility=utility, completion=Completion.none)
    if utility is Utility.cost:
        # A project that costs nothing is worth nothing by its cost; it is bought all the same.
        options = [replace(option, cost=option.cost or 1) for option in options]
    expected = by_the_book(people, options, Fraction(budget, len(people)), utility)
    assert set(count(ballots, options, terms).winners) == set(expected)


@given(voters, costs, st.integers(0, 90), st.sampled_from(list(Completion)))
def test_the_budget_is_never_passed_and_nobody_pays_for_what_nobody_wants(people, prices, budget, completion):
    options = [Option(key, cost) for key, cost in zip(KEYS, prices, strict=True)]
    ballots = grouped(Ballot(tuple(sorted(one))) for one in people)
    outcome = count(ballots, options, Terms(budget=budget, completion=completion, unit=1))
    assert sum(option.cost for option in options if option.key in outcome.winners) <= budget
    assert set(outcome.winners) <= {key for one in people for key in one}


def test_a_group_with_a_fifth_of_the_votes_gets_a_fifth_of_the_money():
    """Greedy would give everything to the many; that is why this method exists."""
    options = [Option(f"many-{n}", 20) for n in range(5)] + [Option("few", 20)]
    ballots = [Ballot(tuple(option.key for option in options[:5]), count=80), Ballot(("few",), count=20)]
    outcome = count(ballots, options, Terms(budget=100, completion=Completion.none))
    assert set(outcome.winners) == {"many-0", "many-1", "many-2", "many-3", "few"}


def test_equal_prices_go_to_the_cheaper_then_to_the_list_and_a_tie_is_told():
    options = [Option("dear", 2), Option("left", 1), Option("right", 1)]
    ballots = [Ballot(("dear", "left", "right"), count=2)]
    outcome = count(ballots, options, Terms(budget=2, completion=Completion.none))
    assert set(outcome.winners) == {"left", "right"}
    assert outcome.ties == (("left", "right"),)


def test_raising_begins_at_the_next_whole_unit_and_ends_with_the_last_that_fits():
    """Three share ten: 3.33 each buys the first; four each would buy both, for eleven."""
    options = [Option("first", 6), Option("second", 5)]
    ballots = [Ballot(("first",), count=2), Ballot(("second",))]
    outcome = count(ballots, options, Terms(budget=10, utility=Utility.number, unit=1))
    assert (outcome.winners, outcome.steps[0].facts["share"]) == (("first",), "4")
    exact = count([Ballot(("first",), count=3)], [Option("first", 10), Option("dear", 11)], Terms(budget=10, unit=1))
    assert (exact.winners, exact.steps[0].facts["share"]) == (("first",), "3.333333")


def test_nobody_voted_so_nothing_is_bought():
    assert count([], [Option("a", 1)], Terms(budget=9)).winners == ()


@pytest.fixture(scope="module")
def swiecie(shared_data):
    return read(shared_data / "pabulib" / "poland_swiecie_2023_.pb", ranked=False)


def test_swiecie_2023_is_reproduced_to_the_last_project(swiecie, shared_data):
    with (shared_data / "pabulib" / "swiecie_2023_outcome.csv").open(encoding="utf-8") as rows:
        official = {row["project_id"] for row in csv.DictReader(rows) if row["selected"] == "1"}
    terms = replace(swiecie.terms, utility=Utility.cost, completion=Completion.add_one)
    assert set(count(swiecie.ballots, swiecie.options, terms).winners) == official
    assert len(official) == 17


def test_wieliczka_2023_is_reproduced_where_purses_rise_until_the_budget_would_be_passed(shared_data):
    """At 302 a head nothing fits any more; at 306 another garden takes the place of two meadows, as it did in the town."""
    contest = read(shared_data / "pabulib" / "poland_wieliczka_2023_green-budget.pb", ranked=False)
    election = parse((shared_data / "pabulib" / "poland_wieliczka_2023_green-budget.pb").read_text(encoding="utf-8"))
    terms = replace(contest.terms, utility=Utility.cost, completion=Completion.add_one)
    outcome = count(contest.ballots, contest.options, terms)
    assert set(outcome.winners) == election.funded
    assert outcome.steps[0].facts["share"] == "31500"
