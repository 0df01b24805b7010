"""Ranked methods: textbook elections, what every method promises."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deliberate.votes.methods import (
    borda,
    first_choice,
    instant_runoff,
    meek,
    ranked_pairs,
    schulze,
    score,
    transferable,
)
from deliberate.votes.methods.ballots import MORE_THAN_HALF, NONE, Ballot, Option, Terms, number_of
from deliberate.votes.methods.choose import METHODS
from deliberate.votes.methods.rankings import pairwise
from deliberate.votes.states import Method

# Tennessee chooses a capital: the usual example in which every family of methods has its own winner.
TENNESSEE = [
    Ballot(("Memphis", "Nashville", "Chattanooga", "Knoxville"), count=42),
    Ballot(("Nashville", "Chattanooga", "Knoxville", "Memphis"), count=26),
    Ballot(("Chattanooga", "Knoxville", "Nashville", "Memphis"), count=15),
    Ballot(("Knoxville", "Chattanooga", "Nashville", "Memphis"), count=17),
]
CITIES = [Option(key) for key in ("Memphis", "Nashville", "Chattanooga", "Knoxville")]
# M. Schulze's own example: 45 voters, five candidates, no Condorcet winner.
SCHULZE = [
    Ballot(tuple(order), count=number)
    for order, number in (
        ("ACBED", 5), ("ADECB", 5), ("BEDAC", 8), ("CABED", 3), ("CAEBD", 7), ("CBADE", 2), ("DCEBA", 7), ("EBADC", 8),
    )
]  # fmt: skip
LETTERS = [Option(key) for key in "ABCDE"]


@pytest.mark.parametrize(
    ("count", "terms", "winner"),
    [
        (first_choice.count, Terms(approval=NONE), ("Memphis",)),
        (first_choice.count, Terms(approval=MORE_THAN_HALF), ()),
        (borda.count, Terms(), ("Nashville",)),
        (ranked_pairs.count, Terms(), ("Nashville",)),
        (schulze.count, Terms(), ("Nashville",)),
        (instant_runoff.count, Terms(), ("Knoxville",)),
        (transferable.count, Terms(), ("Knoxville",)),
        (meek.count, Terms(), ("Knoxville",)),
    ],
)
def test_tennessee_has_a_capital_for_every_method(count, terms, winner):
    assert count(TENNESSEE, CITIES, terms).winners == winner


def test_schulze_follows_the_strongest_chain():
    outcome = schulze.count(SCHULZE, LETTERS, Terms())
    assert [one.key for one in outcome.standings] == ["E", "A", "C", "B", "D"]


def test_ranked_pairs_leaves_out_what_would_go_round_in_a_circle():
    circle = [Ballot(("a", "b", "c"), count=7), Ballot(("b", "c", "a"), count=6), Ballot(("c", "a", "b"), count=4)]
    outcome = ranked_pairs.count(circle, [Option(key) for key in "abc"], Terms())
    assert outcome.winners == ("a",)
    assert [(step.name, step.facts["option"], step.facts["other"]) for step in outcome.steps] == [
        ("settled", "b", "c"), ("settled", "a", "b"), ("circular", "c", "a"),
    ]  # fmt: skip


def test_a_short_ballot_gives_borda_no_more_and_no_less_than_a_full_one():
    options = [Option(key) for key in "abc"]
    full = borda.count([Ballot(("a", "b", "c"))], options, Terms())
    short = borda.count([Ballot(("a",))], options, Terms())
    assert [full.score_of(key) for key in "abc"] == [4, 2, 0]
    assert [short.score_of(key) for key in "abc"] == [4, 1, 1]


def test_a_ballot_with_more_points_than_allowed_is_set_aside_and_told():
    ballots = [Ballot(("a", "b"), (3, 2)), Ballot(("b",), (6,))]
    outcome = score.count(ballots, [Option("a"), Option("b")], Terms(most_points=5))
    assert outcome.winners == ("a",)
    assert [step.facts for step in outcome.steps if step.name == "set_aside"] == [{"have": 1}]


def test_a_place_that_two_share_ends_the_ballot_of_a_runoff():
    ballots = [Ballot(("a", "b", "c"), levels=(1, 2, 2), count=2), Ballot(("b",), count=3), Ballot(("c",), count=3)]
    last = instant_runoff.count(ballots, [Option(key) for key in "abc"], Terms()).rounds[0]
    assert last.eliminated == ("a",)
    assert last.transfers == {"exhausted": "2"}


def test_equally_few_votes_are_told_apart_by_the_round_before_then_by_the_list():
    options = [Option(key) for key in "abcd"]
    ballots = [Ballot(("a",), count=5), Ballot(("b",), count=2), Ballot(("c",), count=3), Ballot(("d", "b"), count=1)]
    outcome = instant_runoff.count(ballots, options, Terms())
    assert [each.eliminated for each in outcome.rounds] == [("d",), ("b",), ()]
    assert outcome.ties == (("b", "c"),)


ballots = st.lists(
    st.builds(
        lambda order, length, number: Ballot(tuple(order[:length]), count=number),
        st.permutations("ABCDE"), st.integers(0, 5), st.integers(1, 9),
    ),
    min_size=1, max_size=12,
)  # fmt: skip


@given(ballots)
def test_whoever_beats_everybody_wins_wherever_pairs_decide(cast):
    above = pairwise(cast, LETTERS)
    champion = [a for a in "ABCDE" if all(a == b or above[a][b] > above[b][a] for b in "ABCDE")]
    if champion:
        assert ranked_pairs.count(cast, LETTERS, Terms()).winners == tuple(champion)
        assert schulze.count(cast, LETTERS, Terms()).winners == tuple(champion)


@given(ballots, st.integers(1, 4))
def test_every_seat_is_taken_and_no_vote_is_made_or_lost(cast, seats):
    for count in (transferable.count, meek.count):
        outcome = count(cast, LETTERS, Terms(seats=seats))
        assert len(outcome.winners) == seats
        for each in outcome.rounds:
            total = sum(fixed(one) for one in each.tally.values()) + fixed(each.exhausted)
            assert total == pytest.approx(number_of(one for one in cast if one.choices) + empty(cast, count), abs=1e-5)


def empty(cast, count):
    """A ballot that names nobody counts as exhausted by the one rule, and not at all by the other."""
    return sum(one.count for one in cast if not one.choices) if count is transferable.count else 0


def fixed(said):
    return float(said)


@given(ballots)
def test_more_than_half_of_the_first_places_is_enough_everywhere(cast):
    total = number_of(one for one in cast if one.choices)
    for key in "ABCDE":
        if 2 * sum(one.count for one in cast if one.choices[:1] == (key,)) > number_of(cast) >= total:
            for method in (
                Method.instant_runoff,
                Method.transferable,
                Method.meek,
                Method.ranked_pairs,
                Method.schulze,
            ):
                assert METHODS[method](cast, LETTERS, Terms(seats=1)).winners == (key,), method
