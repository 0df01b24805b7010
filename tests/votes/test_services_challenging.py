"""Objections to a result: by those entitled and in time, answered by others; it stands, is counted again, is set aside."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from deliberate.db.base import db
from deliberate.delivery.services.resolving import post_notice, record_resolution
from deliberate.delivery.services.sweeping import sweep_delivery
from deliberate.delivery.states import ResolutionState
from deliberate.issues.states import IssueState
from deliberate.kit.refusals import Refused
from deliberate.ledger.queries import stream_after
from deliberate.places.rules.shipped import shipped_ruleset
from deliberate.places.states import Capacity
from deliberate.votes.data.bundle import recount
from deliberate.votes.electorates.challenges import FILING, answer_due, clock, is_final, why_not_answer, why_not_object
from deliberate.votes.electorates.paper import Reading
from deliberate.votes.models import NamedBallot, VoteSignature
from deliberate.votes.queries import checking
from deliberate.votes.services import boxing, leading, mending
from deliberate.votes.services.challenging import Complaint, answer_result, finish_due, object_to_result
from deliberate.votes.services.reading import read_paper
from deliberate.votes.states import Channel, Mistake, ResultAnswer, ResultClaim, VoteState
from tests.factories.issues import deliberating
from tests.factories.people import a_community, a_member, a_supervisor, an_account, estates_of, units_of
from tests.factories.votes import DAY, a_published_vote, an_open_vote, give, household_reps, owners_vote, sign_for

RULES = shipped_ruleset("cn-sh-2026")
START = datetime(2026, 11, 2, 4, tzinfo=UTC)
WRONG = Complaint(claim=ResultClaim.ballot, reason="我的票不在名单里")


def code(act):
    with pytest.raises(Refused) as refused:
        act()
    return refused.value.refusal.code


def counted_again(vote, tmp_path):
    """Return what the published program finds in the bundle."""
    kept = tmp_path / "vote.zip"
    kept.write_bytes(checking.bundle(vote, content=True).content)
    return [name for name, _facts in recount.recount(str(kept))]


def test_the_days_are_the_rule_sets_and_end_at_midnight():
    assert clock(RULES, FILING, START).until == datetime(2026, 11, 17, 16, tzinfo=UTC)
    assert answer_due(RULES, START) == datetime(2026, 11, 9, 16, tzinfo=UTC)
    assert is_final(RULES, START, START + timedelta(days=16))
    assert clock(RULES, FILING, None) is None


@pytest.mark.parametrize(
    ("changed", "answer"),
    [
        ({}, None),
        ({"state": VoteState.challenged}, None),
        ({"now": START}, "votes.result_stands"),
        ({"state": VoteState.final}, "votes.result_stands"),
        ({"state": VoteState.tallied}, "votes.result_stands"),
        ({"until": None}, "votes.no_result_to_object_to"),
        ({"entitled": False}, "votes.not_yours_to_object_to"),
        ({"waiting": True}, "votes.objection_waits"),
    ],
)
def test_those_entitled_object_until_the_last_moment_and_once_at_a_time(changed, answer):
    before = START - timedelta(microseconds=1)
    facts = {"state": VoteState.published, "now": before, "until": START, "entitled": True, "waiting": False, **changed}
    refusal = why_not_object(facts.pop("state"), **facts)
    assert (refusal and refusal.code) == answer


@pytest.mark.parametrize(
    ("changed", "answer"),
    [
        ({}, None),
        ({"answered": True}, "votes.objection_answered"),
        ({"own": True}, "votes.own_objection"),
        ({"counted": True}, "votes.own_count"),
        ({"answer": "\t"}, "votes.no_reason"),
    ],
)
def test_those_who_counted_do_not_judge(changed, answer):
    facts = {"answered": False, "own": False, "counted": False, "answer": "已核对", **changed}
    refusal = why_not_answer(**facts)
    assert (refusal and refusal.code) == answer


@pytest.fixture
def decided(session, now):
    """Return a vote of households that adopted its issue, and who voted."""
    place = a_community()
    issue, voters = deliberating(place), household_reps(place, 20)
    vote = a_published_vote(place, [(one, "agree") for one in voters], issue_id=issue.id)
    return vote, issue, voters


def test_a_rejected_objection_leaves_the_result_and_the_days_make_it_final(decided):
    vote, issue, voters = decided
    at = vote.published_at
    assert code(lambda: object_to_result(vote, WRONG, account_id=an_account().id, now=at)) == (
        "votes.not_yours_to_object_to"
    )
    made = object_to_result(vote, WRONG, account_id=voters[0].id, now=at)
    at_desk = object_to_result(
        vote, Complaint(claim=ResultClaim.papers, reason="来电", number=vote.roll_size), account_id=voters[1].id, now=at
    )
    assert at_desk.entry is not None
    assert code(lambda: object_to_result(vote, WRONG, account_id=voters[0].id, now=at)) == "votes.objection_waits"
    assert (vote.state, finish_due(at + 40 * DAY)) == (VoteState.challenged, [])
    teller = db.session.scalars(select(VoteSignature.account_id).where(VoteSignature.vote_id == vote.id)).first()
    answer = {"outcome": ResultAnswer.rejected, "answer": "票在第1批，可凭编码查到", "now": at + DAY}
    assert code(lambda: answer_result(made, actor_id=teller, **answer)) == "votes.own_count"
    judge = a_supervisor(vote.place).id
    answer_result(made, actor_id=judge, **answer)
    assert vote.state is VoteState.challenged
    answer_result(at_desk, actor_id=judge, **answer)
    assert (vote.state, issue.state) == (VoteState.published, IssueState.adopted)
    assert finish_due(at + 14 * DAY) == []
    assert [one.state for one in finish_due(at + 20 * DAY)] == [VoteState.final]
    assert code(lambda: object_to_result(vote, WRONG, account_id=voters[0].id, now=at + 20 * DAY)) == (
        "votes.result_stands"
    )


def test_a_result_set_aside_takes_back_what_rests_on_it(decided):
    vote, issue, voters = decided
    at, judge = vote.published_at, a_supervisor(vote.place).id
    resolution = record_resolution(issue, title="", text="装充电桩", actor_id=judge, now=at, vote_id=vote.id)
    post_notice(resolution, actor_id=judge, now=at)
    made = object_to_result(vote, WRONG, account_id=voters[0].id, now=at + DAY)
    sweep_delivery(at + 40 * DAY)
    assert resolution.state is ResolutionState.in_notice
    answer_result(made, ResultAnswer.set_aside, "名单漏了一栋楼", actor_id=judge, now=at + 2 * DAY)
    assert (vote.state, vote.void_reason) == (VoteState.void, "名单漏了一栋楼")
    assert (resolution.state, issue.state) == (ResolutionState.revoked, IssueState.objection_review)
    verbs = [entry.verb for entry in stream_after(f"vote:{vote.id}")][-3:]
    assert verbs == ["vote.result_objected", "vote.result_answered", "vote.voided"]


def test_a_secret_box_with_papers_is_counted_again_signed_again_and_holds(session, now, tmp_path):
    place = a_community()
    vote, voters = an_open_vote(place), household_reps(place, 6)
    tellers = [an_account().id for _ in range(2)]
    for number in (20, 21):
        boxing.take_paper(vote, number, Reading(choices=(), channel=Channel.paper), actor_id=tellers[0], now=now)
    at = vote.closes_at
    leading.close_vote(vote, actor_id=None, now=at)
    for teller in tellers:
        boxing.count_packet(vote, 1, {"agree": 1, "": 1}, actor_id=teller, now=at)
    leading.tally_vote(vote, actor_id=None, now=at)
    sign_for(vote)
    leading.publish_result(vote, actor_id=None, now=at)
    before, judge = dict(vote.result), a_supervisor(place).id
    made = object_to_result(vote, replace(WRONG, number=20), account_id=voters[0].id, now=at)
    answer = {"outcome": ResultAnswer.recount, "answer": "重新清点", "now": at + DAY}
    assert code(lambda: answer_result(made, actor_id=tellers[1], **answer)) == "votes.own_count"
    answer_result(made, actor_id=judge, **answer)
    assert (vote.state, vote.result) == (VoteState.tallied, before)
    assert code(lambda: leading.publish_result(vote, actor_id=None, now=at + DAY)) == "votes.not_certified"
    sign_for(vote)
    leading.publish_result(vote, actor_id=None, now=at + 2 * DAY)
    assert vote.state is VoteState.published
    assert counted_again(vote, tmp_path)[-1] == ("withheld" if before.get("withheld") else "result")


def test_owners_papers_are_read_again_and_may_turn_the_result_round(session, now, tmp_path):
    estate = estates_of(a_community())[0]
    homes = units_of(estate)
    owners = [a_member(home, Capacity.owner) for home in homes[:5]]
    vote = owners_vote(estate, issue_id=deliberating(estate).id)
    end = vote.closes_at
    for owner in owners:
        give(vote, owner, "agree" if owner is not owners[0] else "disagree")
    readers = [an_account().id for _ in range(2)]
    _read(vote, readers, "disagree")
    leading.close_vote(vote, actor_id=None, now=end)
    leading.tally_vote(vote, actor_id=None, now=end)
    sign_for(vote)
    leading.publish_result(vote, actor_id=None, now=end)
    made = object_to_result(vote, WRONG, account_id=owners[0].id, now=end)
    answer_result(made, ResultAnswer.recount, "6号票看错了", actor_id=a_supervisor(estate).id, now=end)
    assert vote.state is VoteState.closed
    mending.take_back(vote, Mistake.returned, 6, "看错了", actor_id=readers[0], now=end)
    _read(vote, readers, "agree")
    leading.tally_vote(vote, actor_id=None, now=end)
    assert {one["key"]: one["score"] for one in vote.result["standings"]}["agree"] == 5
    sign_for(vote)
    leading.publish_result(vote, actor_id=None, now=end)
    assert counted_again(vote, tmp_path)[-1] == "result"
    assert len(db.session.scalars(select(NamedBallot).where(NamedBallot.vote_id == vote.id)).all()) == 7


def _read(vote, readers, choice):
    for reader in readers:
        came = Reading(choices=(choice,), channel=Channel.paper)
        read_paper(vote, 6, came, actor_id=reader, now=vote.closes_at)
