"""A vote's whole way on both databases: announced, open, cast, closed, counted, published."""

from __future__ import annotations

import pytest
from sqlalchemy import inspect, select

from deliberate.kit.refusals import Refused
from deliberate.ledger.queries import stream_after
from deliberate.ledger.rules import canonical, sha256
from deliberate.places.models import Membership, RuleSetVersion
from deliberate.places.states import Capacity
from deliberate.votes.models import Participation, RollEntry, VoteBallot
from deliberate.votes.queries import papers
from deliberate.votes.services import leading
from deliberate.votes.states import Choice, VoteKind, VoteState
from tests.factories.people import a_community, a_member, a_resident, an_account, buildings_of, units_of
from tests.factories.votes import (
    DAY,
    a_draft,
    a_published_vote,
    an_announced_vote,
    an_open_vote,
    cast,
    household_reps,
)

pytestmark = pytest.mark.usefixtures("session", "now")


@pytest.fixture
def place(session):
    return a_community()


def code(refused):
    return refused.value.refusal.code


def test_a_household_votes_once_whoever_of_it_has_signed_in(place):
    household_reps(place, 2)
    a_member(units_of(place)[0], Capacity.household_rep)
    a_resident(place)
    vote = an_announced_vote(place)
    roll = papers.db.session.scalars(select(RollEntry).order_by(RollEntry.id)).all()
    assert vote.roll_size == len(roll) == len(units_of(place)) == 24
    assert sum(entry.account_id is not None for entry in roll) == 2
    assert roll[0].label == "虹景苑 1号楼 101"


def test_a_person_with_two_flats_stands_on_a_roll_of_persons_once(place, now):
    account = a_resident(place)
    papers.db.session.add(
        Membership(
            account_id=account.id, place_id=units_of(place)[5].id, capacity=Capacity.owner, state="verified", since=now
        )
    )
    papers.db.session.add(
        Membership(
            account_id=account.id,
            place_id=units_of(place)[6].id,
            capacity=Capacity.resident,
            state="verified",
            since=now,
        )
    )
    assert an_announced_vote(place, kind=VoteKind.straw_vote).roll_size == 1


def test_the_roll_is_frozen_when_the_vote_is_announced(place, now):
    vote = an_open_vote(place)
    latecomer = a_member(units_of(place)[3], Capacity.household_rep)
    assert papers.standings(vote.id, latecomer.id) == []


def test_the_manifest_shows_that_nothing_was_changed(place):
    vote = an_announced_vote(place)
    assert vote.manifest_hash == sha256(canonical(vote.manifest))
    assert vote.manifest["quorum"] == [1, 2, True]
    assert vote.manifest["rule_set"] == "cn-sh-2026 v1"


def test_a_vote_keeps_the_rules_it_started_under(place):
    voters = household_reps(place, 13)
    vote = an_open_vote(place)
    version = papers.db.session.get_one(RuleSetVersion, vote.rule_set_id)
    version.rules = {**version.rules, "rule": []}
    for account in voters:
        cast(vote, account, Choice.agree)
    leading.close_vote(vote, actor_id=None, now=vote.closes_at)
    assert leading.tally_vote(vote, actor_id=None, now=vote.closes_at).result["steps"][0]["facts"]["needed"] == 13


@pytest.mark.parametrize(
    ("agree", "disagree", "verdict"), [(13, 0, "adopted"), (12, 0, "no_quorum"), (7, 7, "not_adopted")]
)
def test_half_of_twenty_four_households_is_not_more_than_half(place, agree, disagree, verdict):
    voters = household_reps(place, agree + disagree)
    choices = [Choice.agree] * agree + [Choice.disagree] * disagree
    vote = a_published_vote(place, list(zip(voters, choices, strict=True)))
    assert (vote.state, vote.result["verdict"]) == (VoteState.published, verdict)


def test_the_box_is_laid_anew_when_the_vote_closes(place):
    voters = household_reps(place, 4)
    vote = an_open_vote(place)
    for account in voters:
        cast(vote, account, Choice.agree)
    before = set(papers.db.session.scalars(select(VoteBallot.id)))
    leading.close_vote(vote, actor_id=None, now=vote.closes_at)
    after = set(papers.db.session.scalars(select(VoteBallot.id)))
    assert len(before) == len(after) == 4
    assert before.isdisjoint(after)


def test_nothing_in_ballots_and_marks_can_be_joined():
    ballot = {column.name for column in inspect(VoteBallot).columns}
    mark = {column.name for column in inspect(Participation).columns}
    assert ballot == {"id", "vote_id", "choices", "points", "count", "secret", "receipt", "batch"}
    assert mark == {"vote_id", "roll_entry_id"}


def test_casting_leaves_no_entry_in_the_record(place):
    voter = household_reps(place, 1)[0]
    vote = an_open_vote(place)
    cast(vote, voter, Choice.disagree)
    assert [entry.verb for entry in stream_after(f"vote:{vote.id}")] == [
        "vote.drafted",
        "vote.announced",
        "vote.opened",
    ]


def test_the_record_tells_each_step_once(place):
    vote = a_published_vote(place, [])
    assert [entry.verb for entry in stream_after(f"vote:{vote.id}")] == [
        "vote.drafted", "vote.announced", "vote.opened", "vote.closed", "vote.tallied",
        "vote.signed", "vote.signed", "vote.signed", "vote.published",
    ]  # fmt: skip


def test_a_vote_closes_at_its_hour_or_when_everybody_has_voted(place):
    building = buildings_of(place)[0]
    voters = household_reps(building, 4)
    vote = an_open_vote(building, kind=VoteKind.building_vote)
    with pytest.raises(Refused) as refused:
        leading.close_vote(vote, actor_id=None, now=vote.opens_at)
    assert code(refused) == "votes.still_running"
    for account in voters:
        cast(vote, account, Choice.agree)
    assert leading.close_vote(vote, actor_id=None, now=vote.opens_at).state is VoteState.closed


def test_a_void_vote_says_why(place, now):
    vote = an_open_vote(place)
    leading.void_vote(vote, " 名册有误 ", actor_id=an_account().id, now=now)
    assert (vote.state, vote.void_reason) == (VoteState.void, "名册有误")


def test_jobs_open_and_close_what_is_due(place, now):
    vote = an_announced_vote(place, opens_at=now + DAY, closes_at=now + 7 * DAY)
    assert leading.open_due(now) == []
    assert [one.id for one in leading.open_due(now + DAY)] == [vote.id]
    assert leading.close_due(now + 2 * DAY) == []
    assert [one.id for one in leading.close_due(now + 7 * DAY)] == [vote.id]
    assert vote.state is VoteState.closed


def test_a_draft_is_refused_when_the_vote_would_be_too_short(place, now):
    with pytest.raises(Refused) as refused:
        a_draft(place, closes_at=now + DAY)
    assert code(refused) == "votes.too_short"
