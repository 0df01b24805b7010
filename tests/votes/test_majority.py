"""A yes/no question: the borders of quorum and majority, as the law draws them."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deliberate.votes.methods.ballots import MORE_THAN_HALF, NONE, TWO_THIRDS, Ballot, Bar, Option, Terms
from deliberate.votes.methods.majority import count
from deliberate.votes.states import Choice, Verdict

OPTIONS = [Option(choice) for choice in Choice]


def outcome(agree, disagree=0, abstain=0, **terms):
    ballots = [
        Ballot((choice,), count=number)
        for choice, number in zip(Choice, (agree, disagree, abstain), strict=True)
        if number
    ]
    return count(ballots, OPTIONS, Terms(**{"quorum": MORE_THAN_HALF, **terms}))


@pytest.mark.parametrize(
    ("roll", "agree", "disagree", "abstain", "verdict"),
    [
        pytest.param(120, 40, 22, 0, Verdict.adopted, id="62 of 120 take part, 40 agree"),
        pytest.param(120, 60, 0, 0, Verdict.no_quorum, id="exactly half of the roll is not more than half"),
        pytest.param(120, 61, 0, 0, Verdict.adopted, id="one more than half is"),
        pytest.param(121, 61, 0, 0, Verdict.adopted, id="61 of 121 is more than half"),
        pytest.param(121, 60, 0, 0, Verdict.no_quorum, id="60 of 121 is less"),
        pytest.param(100, 50, 50, 0, Verdict.not_adopted, id="exactly half agree: not adopted"),
        pytest.param(100, 51, 49, 0, Verdict.adopted, id="51 of 100 agree"),
        pytest.param(100, 50, 40, 10, Verdict.not_adopted, id="who abstains took part and does not agree"),
        pytest.param(100, 0, 0, 60, Verdict.not_adopted, id="abstentions make a quorum"),
        pytest.param(100, 0, 0, 0, Verdict.no_quorum, id="nobody came"),
        pytest.param(1, 1, 0, 0, Verdict.adopted, id="a roll of one"),
    ],
)
def test_residents_vote(roll, agree, disagree, abstain, verdict):
    assert outcome(agree, disagree, abstain, roll=roll).verdict is verdict


@pytest.mark.parametrize(
    ("present", "agree", "verdict"),
    [
        pytest.param(20, 11, Verdict.adopted, id="two thirds exactly is enough"),
        pytest.param(19, 19, Verdict.no_quorum, id="one below two thirds is not"),
        pytest.param(20, 10, Verdict.not_adopted, id="half of those present is not more than half"),
        pytest.param(24, 12, Verdict.not_adopted, id="who is present and silent counts"),
        pytest.param(24, 13, Verdict.adopted, id="more than half of those present"),
    ],
)
def test_representatives_meeting_of_thirty(present, agree, verdict):
    assert outcome(agree, roll=30, present=present, quorum=TWO_THIRDS).verdict is verdict


def test_without_a_quorum_rule_the_majority_alone_decides():
    assert outcome(1, roll=1000, quorum=NONE).verdict is Verdict.adopted


def test_the_steps_carry_the_arithmetic_of_the_rule():
    quorum, approval = outcome(40, 22, roll=120).steps
    assert (quorum.facts["have"], quorum.facts["of"], quorum.facts["needed"]) == (62, 120, 61)
    assert (approval.facts["have"], approval.facts["of"], approval.facts["needed"]) == (40, 62, 32)


def test_only_an_adopted_question_has_a_winner():
    assert outcome(61, roll=120).winners == (Choice.agree,)
    assert outcome(60, roll=120).winners == ()


@given(st.integers(1, 9), st.integers(1, 9), st.booleans(), st.integers(0, 10**9), st.integers(1, 10**9))
def test_a_bar_is_met_exactly_from_the_number_it_needs(numerator, denominator, strict, have, of):
    bar = Bar(numerator, denominator, strict=strict)
    share, wanted = Fraction(have, of), Fraction(numerator, denominator)
    assert bar.met(have, of) == (share > wanted if strict else share >= wanted)
    assert bar.met(have, of) == (have >= bar.needed(of))
