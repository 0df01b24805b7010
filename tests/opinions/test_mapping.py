"""The map of opinion: planted groups are found, shuffled answers have none, nobody is shown where they stand."""

from __future__ import annotations

from collections import Counter
from math import comb

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.support.polis import arithmetic, matrix
from deliberate.opinions.mapping import chance
from deliberate.opinions.mapping.answers import Answers, gathered, tally
from deliberate.opinions.mapping.groups import Grouping, best_grouping, named_as_before, silhouette
from deliberate.opinions.mapping.picture import leanings, picture_of
from deliberate.opinions.mapping.space import places
from deliberate.opinions.mapping.speaking import one_share, two_shares


def town(people, statements, groups, *, share=0.5, seed=1):
    """Return the answers of a town with planted groups, and who belongs to which."""
    rng = np.random.default_rng(seed)
    member = rng.integers(0, groups, people)
    lean = rng.uniform(0.1, 0.9, (groups, statements))
    seen = rng.random((people, statements)) < share
    said = np.where(rng.random((people, statements)) < lean[member], 1, -1).astype(np.int8) * seen
    return Answers(said, seen, tuple(str(one) for one in range(statements))), member


def agreement(one, other):
    """Return the adjusted Rand index of two groupings (L. Hubert and P. Arabie 1985)."""
    pairs = sum(comb(number, 2) for number in Counter(zip(one, other, strict=True)).values())
    ones, others = (sum(comb(number, 2) for number in Counter(each).values()) for each in (one, other))
    expected = ones * others / comb(len(one), 2)
    return (pairs - expected) / ((ones + others) / 2 - expected)


@pytest.mark.parametrize("groups", [2, 3, 4])
def test_planted_groups_are_found(groups):
    answers, member = town(300, 160, groups)
    found = picture_of(answers).grouping
    assert found is not None
    assert agreement(member.tolist(), found.labels.tolist()) > 0.9


def test_shuffled_answers_have_no_groups():
    answers, _ = town(120, 40, 3)
    rng = np.random.default_rng(5)
    found = [picture_of(chance.shuffled(answers, rng), seed).grouping for seed in range(12)]
    assert found == [None] * 12


@pytest.mark.parametrize(
    ("real", "shuffled", "enough", "beaten"),
    [
        (0.50, [0.30, 0.32] * 12, True, True),
        (0.33, [0.30, 0.32] * 12, False, False),
        (0.32, [0.30, 0.32] * 12, True, False),
        (0.50, [0.30] * 23 + [0.50], True, False),
        (0.33, [0.30, 0.32] * 49, False, False),
        (0.33, [0.30, 0.32] * 49 + [0.30], True, True),
        (0.33, [0.30] * 98 + [0.34], True, False),
    ],
    ids=["far above", "a little above", "as clear", "one as clear", "98 below", "99 below", "one of 99 above"],
)
def test_clear_cases_need_few_shuffles_and_border_cases_all(real, shuffled, enough, beaten):
    found = chance.Chance(real, tuple(shuffled))
    assert (found.enough, found.beaten) == (enough, beaten)


def test_few_people_make_no_picture():
    answers, _ = town(19, 40, 2, share=1)
    assert picture_of(answers).chance is None
    assert picture_of(town(1, 1, 1, share=1)[0]).grouping is None


def test_no_group_is_so_small_that_it_shows_who_is_in_it():
    answers, _ = town(200, 40, 2)
    answers.said[:3] = np.where(np.arange(40) % 2, 1, -1) * 1
    answers.seen[:3] = True
    found = picture_of(answers).grouping
    assert found is not None
    assert min(found.sizes) >= 5


def test_equal_answers_and_seed_draw_an_equal_picture():
    answers, _ = town(150, 80, 3)
    first, second = picture_of(answers, 4), picture_of(answers, 4)
    assert (first.grouping.labels == second.grouping.labels).all()
    assert first.speaking == second.speaking


def test_groups_keep_their_names_when_one_more_person_answers():
    answers, _ = town(240, 160, 3)
    first = picture_of(answers).grouping
    fewer = answers.of(np.arange(200))
    # The other way round, so that equal names are no accident.
    before = [dict(zip(answers.statements, line.tolist(), strict=True)) for line in leanings(answers, first)][::-1]
    again = picture_of(fewer, before=before).grouping
    assert agreement(first.labels[:200].tolist(), again.labels.tolist()) > 0.9
    assert (2 - first.labels[:200] == again.labels).mean() > 0.9


def test_names_have_no_gap_when_a_group_is_gone():
    centres = np.array([[0.0, 0.0], [5.0, 0.0]])
    before = np.array([[9.0, 9.0], [5.0, 0.1], [0.0, 0.1]])
    now = named_as_before(before, centres, Grouping(np.array([0, 1]), centres, 0.5))
    assert now.labels.tolist() == [1, 0]


def test_the_silhouette_is_rousseeuws():
    points = np.array([[1, 2, 3, 4], [5, 6, 7, 8], [9, 9, 9, 9], [1, 2, 3, 5]], dtype=float)
    first_and_last = silhouette(points, np.array([0, 1, 1, 0]))
    a, b = 1.0, (8.0 + 13.190905957785) / 2
    assert first_and_last == pytest.approx(
        np.mean([1 - a / b, 1 - 5.4772255750516 / 7.7746, 1 - 5.4772255750516 / 12.8724, 1 - a / 10.0]), abs=0.05
    )


def test_shares_are_compared_as_polis_does():
    assert one_share(np.array([30]), np.array([50]))[0] == pytest.approx(1.5403, abs=1e-3)
    assert two_shares(np.array([15]), np.array([56]), np.array([24]), np.array([71]))[0] == pytest.approx(
        -0.8058, abs=1e-3
    )


votes = st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("xyz"), st.sampled_from([-1, 0, 1])), min_size=1)


@given(votes)
def test_the_last_word_counts_and_counts_once(cast):
    last = {(person, statement): vote for person, statement, vote in cast}
    answers = gathered(cast)
    found = tally(answers)
    for at, statement in enumerate(answers.statements):
        said = [vote for (_, about), vote in last.items() if about == statement]
        assert (found.agree[at], found.disagree[at], found.passed[at]) == (said.count(1), said.count(-1), said.count(0))


def test_two_files_that_say_the_same_give_the_same_map_however_their_lines_lie():
    answers, _ = town(60, 30, 2, seed=3)
    cast = [
        (f"{person}", answers.statements[at], int(answers.said[person, at]))
        for person, at in zip(*np.nonzero(answers.seen), strict=True)
    ]
    first, other = (picture_of(gathered(order)) for order in (cast, cast[::-1]))
    assert first.chance == other.chance
    assert first.speaking == other.speaking


@pytest.mark.parametrize(
    ("file", "least"),
    [
        ("polis_opendata/15-per-hour-seattle/participants-votes.csv", 0.7),
        ("polis_opendata/canadian-electoral-reform/participants-votes.csv", 0.75),
        ("polis_opendata/scoop-hivemind.taxes/participants-votes.csv", 0.65),
        ("polis_tally_taiwan/vtaiwan-eliquor-03-31-participants-votes.csv", 0.7),
        ("polis_math_fixtures/50ptpt-3gp-strict-no-meta/votes.json", 0.9),
    ],
)
def test_groups_are_those_that_polis_published(shared_data, file, least):
    """Where Polis' own groups are clear, ours agree; `docs/opinions.md` has the figures of all."""
    path = shared_data / file
    _name, answers, published = arithmetic(path) if path.suffix == ".json" else matrix(path, file)
    enough = answers.seen.sum(axis=1) >= 7
    found = best_grouping(places(answers.placed()), 0, least=5)
    both = [
        (theirs, int(ours))
        for theirs, ours in zip((g for g, e in zip(published, enough, strict=True) if e), found.labels, strict=True)
        if theirs
    ]
    assert agreement([one for one, _ in both], [other for _, other in both]) > least
