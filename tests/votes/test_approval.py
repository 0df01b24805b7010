"""A priority poll: up to k options each, the most named first, ties said openly."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from deliberate.votes.methods.approval import count
from deliberate.votes.methods.ballots import Ballot, Option, Terms, grouped
from deliberate.votes.states import TieRule

OPTIONS = [Option(key) for key in ("lift", "bikes", "lights", "garden")]


def ballots(*choices):
    return [Ballot(tuple(choice.split())) for choice in choices]


def test_the_option_named_most_often_stands_first():
    outcome = count(ballots("bikes lift", "bikes", "lights bikes", "lift"), OPTIONS, Terms(roll=10))
    assert [(one.key, one.score, one.rank) for one in outcome.standings] == [
        ("bikes", 3, 1), ("lift", 2, 2), ("lights", 1, 3), ("garden", 0, 4),
    ]  # fmt: skip
    assert outcome.winners == ("bikes", "lift", "lights")
    assert (outcome.took_part, outcome.roll) == (4, 10)


def test_equal_scores_share_a_rank_and_the_next_rank_is_left_out():
    outcome = count(ballots("lift", "bikes", "lift", "bikes", "garden"), OPTIONS, Terms())
    assert [(one.key, one.rank) for one in outcome.standings] == [
        ("lift", 1), ("bikes", 1), ("garden", 3), ("lights", 4),
    ]  # fmt: skip
    assert outcome.ties == (("lift", "bikes"),)


def test_a_shared_last_seat_admits_all_who_share_it():
    outcome = count(ballots("lift", "bikes", "lights", "lights"), OPTIONS, Terms(seats=2))
    assert outcome.winners == ("lights", "lift", "bikes")


def test_the_published_list_settles_ties_where_the_rule_says_so():
    outcome = count(ballots("bikes", "lift"), OPTIONS, Terms(seats=1, ties=TieRule.first_listed))
    assert outcome.winners == ("lift",)
    assert outcome.ties == (("lift", "bikes"),)
    assert outcome.steps[-1].facts["rule"] == TieRule.first_listed


def test_options_nobody_names_are_neither_winners_nor_ties():
    outcome = count([], OPTIONS, Terms())
    assert outcome.winners == ()
    assert outcome.ties == ()


papers = st.lists(st.lists(st.sampled_from([one.key for one in OPTIONS]), unique=True, max_size=3).map(tuple))


@given(papers, st.randoms(use_true_random=False))
def test_neither_order_nor_grouping_of_ballots_changes_the_outcome(choices, dice):
    single = [Ballot(one) for one in choices]
    mixed = single.copy()
    dice.shuffle(mixed)
    assert count(single, OPTIONS, Terms()) == count(grouped(mixed), OPTIONS, Terms())
    assert sum(one.score for one in count(single, OPTIONS, Terms()).standings) == sum(map(len, choices))


@given(papers)
def test_an_outcome_has_a_canonical_form_without_floats(choices):
    stored = count([Ballot(one) for one in choices], OPTIONS, Terms()).as_plain()
    assert all(isinstance(one["score"], int) for one in stored["standings"])
