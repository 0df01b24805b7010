"""A participatory budget: what is funded, what is skipped, and where cities differ."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from deliberate.votes.methods.ballots import Ballot, Option, Terms
from deliberate.votes.methods.greedy import count
from deliberate.votes.states import Scoring

OPTIONS = [Option("roof", 60), Option("trees", 50), Option("bench", 30), Option("books", 10)]
BALLOTS = [Ballot((key,), count=number) for key, number in (("roof", 9), ("trees", 7), ("bench", 5), ("books", 1))]


def test_a_project_that_does_not_fit_is_skipped_and_the_next_tried():
    outcome = count(BALLOTS, OPTIONS, Terms(budget=100))
    assert outcome.winners == ("roof", "bench", "books")
    assert [(step.name, step.facts["left"]) for step in outcome.steps] == [
        ("funded", 100), ("too_dear", 40), ("funded", 40), ("funded", 10),
    ]  # fmt: skip


def test_without_skipping_the_round_ends_at_the_first_that_does_not_fit():
    outcome = count(BALLOTS, OPTIONS, Terms(budget=100, skip=False))
    assert outcome.winners == ("roof",)
    assert [step.name for step in outcome.steps] == ["funded", "too_dear", "after_stop", "after_stop"]


def test_below_the_threshold_nothing_is_funded():
    assert count(BALLOTS, OPTIONS, Terms(budget=100, threshold=5)).winners == ("roof", "bench")


def test_a_project_below_the_threshold_does_not_end_the_round():
    options = [Option("trees", 90), Option("roof", 20)]
    ballots = [Ballot(("roof",), count=3), Ballot(("trees",), count=1)]
    assert count(ballots, options, Terms(budget=50, threshold=2, skip=False)).winners == ("roof",)


def test_the_whole_budget_may_be_spent_to_the_last_cent():
    assert count(BALLOTS, OPTIONS, Terms(budget=110)).winners == ("roof", "trees")


def test_equal_scores_follow_the_published_list():
    outcome = count([Ballot(("trees", "roof"))], OPTIONS, Terms(budget=60))
    assert outcome.winners == ("roof",)
    assert outcome.ties == (("roof", "trees"),)


def test_points_and_places_are_scores_too():
    pointed = [Ballot(("roof", "books"), (1, 5))]
    assert count(pointed, OPTIONS, Terms(budget=10, scoring=Scoring.points)).score_of("books") == 5
    placed = [Ballot(("bench", "roof"))]
    assert count(placed, OPTIONS, Terms(scoring=Scoring.places, most_points=3)).score_of("roof") == 2


money = st.integers(0, 10**12)


@given(st.lists(st.tuples(money, st.integers(0, 500)), min_size=1, max_size=30), money, st.booleans())
def test_never_more_than_the_budget_is_spent(projects, budget, skip):
    options = [Option(str(number), cost) for number, (cost, _) in enumerate(projects)]
    ballots = [Ballot((str(number),), count=votes) for number, (_, votes) in enumerate(projects)]
    outcome = count(ballots, options, Terms(budget=budget, skip=skip))
    costs = {option.key: option.cost for option in options}
    assert sum(costs[key] for key in outcome.winners) <= budget
    assert len(outcome.steps) == len(options)
