"""The owners' vote: the borders of the Civil Code, by area and by owners, and ballots that did not come back."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deliberate.places.rules.shipped import shipped_ruleset
from deliberate.votes.electorates.shares import owner_bars, why_not_count_so
from deliberate.votes.methods.ballots import Ballot, Option, Terms, number_of
from deliberate.votes.methods.double_majority import count
from deliberate.votes.states import Choice, Matter, Unreturned, Verdict, VoteKind

OPTIONS = [Option(choice) for choice in Choice]
SHANGHAI = shipped_ruleset("cn-sh-2026")


def terms(matter=Matter.use_fund, **more):
    bars = owner_bars(SHANGHAI, VoteKind.owners_assembly, matter)
    four = {name: getattr(bars, name) for name in ("quorum", "area_quorum", "approval", "area_approval")}
    return Terms(**{"roll": 90, "area": 900_000, **four, **more})


def box(agree, disagree=(0, 0), abstain=(0, 0)):
    """Return ballots of some owners with some area in all for each choice."""
    found = []
    for choice, (owners, area) in zip(Choice, (agree, disagree, abstain), strict=True):
        found += [Ballot((choice,), (area,))] * bool(owners) + [Ballot((choice,), (0,), owners - 1)] * (owners > 1)
    return found


@pytest.mark.parametrize(
    ("matter", "agree", "disagree", "abstain", "verdict"),
    [
        pytest.param("use_fund", (60, 600_000), (0, 0), (0, 0), "adopted", id="two thirds exactly take part"),
        pytest.param("use_fund", (59, 600_000), (0, 0), (0, 0), "no_quorum", id="one owner short of two thirds"),
        pytest.param("use_fund", (60, 599_999), (0, 0), (0, 0), "no_quorum", id="0.01 square metre short"),
        pytest.param(
            "use_fund", (30, 400_000), (30, 200_000), (0, 0), "not_adopted", id="half the owners is no majority"
        ),
        pytest.param(
            "use_fund", (31, 300_000), (29, 300_000), (0, 0), "not_adopted", id="half the area is no majority"
        ),
        pytest.param("use_fund", (31, 300_001), (29, 299_999), (0, 0), "adopted", id="more than half of both"),
        pytest.param("use_fund", (30, 500_000), (20, 50_000), (10, 50_000), "not_adopted", id="abstaining is against"),
        pytest.param("use_fund", (20, 590_000), (40, 10_000), (0, 0), "not_adopted", id="the area alone is not enough"),
        pytest.param("rebuild", (45, 450_000), (15, 150_000), (0, 0), "adopted", id="three quarters exactly"),
        pytest.param(
            "rebuild", (44, 500_000), (16, 100_000), (0, 0), "not_adopted", id="one owner below three quarters"
        ),
        pytest.param("rebuild", (45, 449_999), (15, 150_001), (0, 0), "not_adopted", id="0.01 square metre below"),
        pytest.param("dwelling_to_business", (90, 900_000), (0, 0), (0, 0), "adopted", id="all concerned agree"),
        pytest.param("dwelling_to_business", (89, 890_000), (0, 0), (0, 0), "no_quorum", id="one did not say"),
        pytest.param("dwelling_to_business", (89, 890_000), (1, 10_000), (0, 0), "not_adopted", id="one is against"),
        pytest.param("use_fund", (0, 0), (0, 0), (0, 0), "no_quorum", id="nobody voted"),
    ],
)
def test_the_civil_code(matter, agree, disagree, abstain, verdict):
    assert count(box(agree, disagree, abstain), OPTIONS, terms(Matter(matter))).verdict is Verdict(verdict)


def test_a_spoiled_ballot_took_part_and_does_not_agree():
    ballots = [*box((45, 450_000)), Ballot((), (150_000,)), Ballot((), (0,), 14)]
    seen = {one.name: dict(one.facts) for one in count(ballots, OPTIONS, terms()).steps}
    assert (seen["quorum_count"]["have"], seen["quorum_area"]["have"]) == (60, 600_000)
    assert (seen["approval_count"]["have"], seen["approval_count"]["of"]) == (45, 60)


@pytest.mark.parametrize(
    ("rule", "verdict", "stands_for", "without"),
    [
        ("abstain", "adopted", "abstain", "no_quorum"),
        ("follow_majority", "adopted", "agree", "no_quorum"),
        ("not_participating", "no_quorum", None, None),
    ],
)
def test_unreturned_ballots_count_as_the_estate_says(rule, verdict, stands_for, without):
    asked = terms(unreturned=Unreturned(rule), silent=20, silent_area=200_000)
    outcome = count(box((45, 450_000), (5, 50_000)), OPTIONS, asked)
    said = [step.facts for step in outcome.steps if step.name == "unreturned"]
    assert outcome.verdict is Verdict(verdict)
    assert [(one["stands_for"], one["without"]) for one in said] == ([(stands_for, without)] if stands_for else [])


def test_nobody_follows_a_majority_that_leads_only_by_area():
    asked = terms(unreturned=Unreturned.follow_majority, silent=40, silent_area=400_000)
    outcome = count(box((20, 300_000), (25, 200_000)), OPTIONS, asked)
    assert (outcome.verdict, outcome.took_part) == (Verdict.no_quorum, 45)
    assert outcome.steps[-1].facts["stands_for"] == ""


def test_every_listed_matter_has_its_majority():
    special = {one for one in Matter if owner_bars(SHANGHAI, VoteKind.owners_part, one).special}
    assert special == {Matter.raise_fund, Matter.rebuild, Matter.change_use, Matter.dwelling_to_business}


def test_only_a_written_clause_counts_the_silent():
    assert why_not_count_so(Unreturned.not_participating, "") is None
    assert why_not_count_so(Unreturned.abstain, "议事规则第12条") is None
    assert why_not_count_so(Unreturned.follow_majority, " ").code == "votes.no_clause"


part = st.tuples(st.integers(0, 40), st.integers(1, 20_000))


@given(st.lists(part, min_size=3, max_size=3), part)
def test_the_arithmetic_is_the_law(parts, rest):
    """The verdict is what fractions say, and a ballot more never takes away participation."""
    pairs = [(owners, owners * area) for owners, area in parts]
    roll, area = (sum(pair[i] for pair in pairs) + rest[0] * (rest[1] if i else 1) for i in (0, 1))
    outcome = count(box(*pairs), OPTIONS, terms(roll=roll, area=area))
    n, dm2 = (sum(pair[i] for pair in pairs) for i in (0, 1))
    came = roll and n and Fraction(n, roll) >= Fraction(2, 3) and Fraction(dm2, area) >= Fraction(2, 3)
    agreed = n and Fraction(pairs[0][0], n) > Fraction(1, 2) and Fraction(pairs[0][1], dm2) > Fraction(1, 2)
    expected = Verdict.adopted if came and agreed else Verdict.not_adopted if came else Verdict.no_quorum
    assert outcome.verdict is expected
    assert outcome.took_part == number_of(box(*pairs)) == n
