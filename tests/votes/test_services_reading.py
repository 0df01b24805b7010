"""Paper ballots: numbers, proof of delivery, two readings that must agree, and never two ballots for one owner."""

from __future__ import annotations

import pytest

from deliberate.kit.refusals import Refused
from deliberate.places.states import Capacity
from deliberate.votes.electorates.paper import Reading, numbers_of, why_not_deliver, why_not_read
from deliberate.votes.queries import named, papers
from deliberate.votes.services import leading
from deliberate.votes.services.reading import read_paper, record_delivery
from deliberate.votes.states import Channel, Choice, Delivered, Unreturned, VoteState
from tests.factories.people import a_community, a_member, an_account, estates_of, units_of
from tests.factories.votes import give, owners_vote


@pytest.fixture
def estate(session, now):
    return estates_of(a_community())[0]


@pytest.fixture
def tellers(session):
    return [an_account().id for _ in range(3)]


def mark(choice="agree", channel=Channel.paper, **more):
    return Reading(choices=(choice,) if choice else (), channel=channel, **more)


def code_of(act):
    with pytest.raises(Refused) as refused:
        act()
    return refused.value.refusal.code


@pytest.mark.parametrize(
    ("typed", "numbers"),
    [("1-3, 7", [1, 2, 3, 7]), ("8", [8]), ("1～2，2、4", [1, 2, 4]), ("5-8", [5, 6, 7, 8])],
)
def test_numbers_as_people_write_them(typed, numbers):
    assert numbers_of(typed, most=8) == numbers


@pytest.mark.parametrize("typed", ["", "0", "9", "3-1", "a", "1-9", "1,,2"])
def test_what_is_no_number_of_a_paper_is_refused(typed):
    assert code_of(lambda: numbers_of(typed, most=8)) == "votes.not_numbers"


@pytest.mark.parametrize(
    ("state", "reading", "code"),
    [
        (VoteState.open, mark(), None),
        (VoteState.closed, mark(), None),
        (VoteState.tallied, mark(), "votes.no_papers_now"),
        (VoteState.announced, mark(), "votes.no_papers_now"),
        (VoteState.open, mark(channel=Channel.proxy), "votes.no_proxy"),
        (VoteState.open, mark(channel=Channel.proxy, proxy="沈小妹"), None),
        (VoteState.open, mark(channel=Channel.home_visit), "votes.no_help_named"),
        (VoteState.open, mark(helper="小王", witness="小王", read_back=True), "votes.no_help_named"),
        (VoteState.open, mark(helper="小王", witness="老李"), "votes.no_help_named"),
        (VoteState.open, mark(channel=Channel.home_visit, helper="小王", witness="老李", read_back=True), None),
    ],
)
def test_what_must_be_on_record_with_a_paper(state, reading, code):
    refusal = why_not_read(state, reading)
    assert (refusal and refusal.code) == code


def test_a_letter_needs_its_receipt():
    assert why_not_deliver(VoteState.open, Delivered.post, " ").code == "votes.no_evidence"
    assert why_not_deliver(VoteState.open, Delivered.post, "EMS 123") is None
    assert why_not_deliver(VoteState.open, Delivered.in_person, "") is None


@pytest.mark.parametrize("state", VoteState)
def test_a_delivery_is_noted_until_the_ballots_are_counted(state):
    noted = state in {VoteState.announced, VoteState.open, VoteState.closed}
    refusal = why_not_deliver(state, Delivered.in_person, "")
    assert (refusal and refusal.code) == (None if noted else "votes.no_papers_now")


def test_a_paper_counts_once_two_people_have_read_the_same(estate, tellers, now):
    vote = owners_vote(estate)
    assert read_paper(vote, 1, mark(), actor_id=tellers[0], now=now) is None
    assert read_paper(vote, 1, mark(), actor_id=tellers[0], now=now) is None
    assert read_paper(vote, 1, mark("disagree"), actor_id=tellers[1], now=now) is None
    assert (papers.turnout(vote.id), named.half_read(vote.id)) == (0, [1])
    assert read_paper(vote, 1, mark(), actor_id=tellers[1], now=now).choices == ["agree"]
    assert (papers.turnout(vote.id), named.half_read(vote.id)) == (1, [])


def test_paper_of_record_goes_before_the_phone_and_never_counts_twice(estate, tellers, now):
    owner = a_member(units_of(estate)[0], Capacity.owner)
    vote = owners_vote(estate)
    number = next(n for n in range(1, 9) if named.entry_numbered(vote.id, n).account_id == owner.id)
    give(vote, owner, Choice.agree)
    for teller in tellers[:2]:
        read_paper(vote, number, mark("disagree"), actor_id=teller, now=vote.opens_at)
    assert code_of(lambda: give(vote, owner, Choice.agree)) == "votes.paper_stands"
    assert [(one.choices, one.channel) for one in named.counting(vote).values()] == [(["disagree"], Channel.paper)]
    assert papers.turnout(vote.id) == 1


def test_only_who_was_reached_is_counted_among_the_silent(estate, tellers, now):
    owner = a_member(units_of(estate)[0], Capacity.owner)
    vote = owners_vote(estate, unreturned=Unreturned.abstain, clause="议事规则第十二条")
    assert record_delivery(vote, "1-5", Delivered.in_person, "", actor_id=tellers[0], now=now) == 5
    assert record_delivery(vote, "4-6", Delivered.in_person, "", actor_id=tellers[0], now=now) == 1
    before = named.silent(vote.id)
    give(vote, owner, Choice.agree)
    number = next(n for n in range(1, 9) if named.entry_numbered(vote.id, n).account_id == owner.id)
    fewer = 1 if number <= 6 else 0
    assert before == (6, 6 * 8950)
    assert named.silent(vote.id) == (6 - fewer, (6 - fewer) * 8950)


def test_a_spoiled_paper_read_after_the_close_took_part_and_agrees_with_nothing(estate, tellers, now):
    vote = owners_vote(estate)
    leading.close_vote(vote, actor_id=None, now=vote.closes_at)
    for teller in tellers[:2]:
        read_paper(vote, 2, mark(""), actor_id=teller, now=vote.closes_at)
    result = leading.tally_vote(vote, actor_id=None, now=vote.closes_at).result
    assert (result["took_part"], result["verdict"]) == (1, "no_quorum")
    assert {one["score"] for one in result["standings"]} == {0}
