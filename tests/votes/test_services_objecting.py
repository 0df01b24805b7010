"""Objections to a roll: filed in time, answered by another person, corrected from the register or refused."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from deliberate.db.base import db
from deliberate.kit.refusals import Refused
from deliberate.ledger.queries import stream_after
from deliberate.places.rules.shipped import shipped_ruleset
from deliberate.places.states import Capacity
from deliberate.votes.electorates.objections import answer_due, last_moment, why_not_answer, why_not_object
from deliberate.votes.models import RollEntry
from deliberate.votes.services import leading
from deliberate.votes.services.objecting import Claim, answer_objection, object_to_roll
from deliberate.votes.states import RollAnswer, RollClaim, VoteKind, VoteState
from tests.factories.people import a_community, a_member, a_supervisor, estates_of, units_of
from tests.factories.votes import DAY, an_announced_vote

RULES = shipped_ruleset("cn-sh-2026")
START = datetime(2026, 11, 1, tzinfo=UTC)


@pytest.fixture
def vote(session, now):
    begins = now + 16 * DAY
    estate = estates_of(a_community())[0]
    return an_announced_vote(estate, kind=VoteKind.owners_assembly, opens_at=begins, closes_at=begins + 20 * DAY)


@pytest.fixture
def owner(vote):
    return a_member(units_of(vote.place)[0], Capacity.owner)


def filed(vote, owner, at):
    said = Claim(claim=RollClaim.area, home="1号楼 101", reason="产证上是 98.50 平方米")
    return object_to_roll(vote, said, account_id=owner.id, now=at)


def code(refused):
    return refused.value.refusal.code


def test_the_days_are_the_rule_sets_and_end_when_voting_begins():
    assert last_moment(RULES, announced_at=START, opens_at=START + timedelta(days=15)) == START + timedelta(days=5)
    assert last_moment(RULES, announced_at=START, opens_at=START + timedelta(days=1)) == START + timedelta(days=1)
    assert answer_due(RULES, START, START + timedelta(days=15)) == START + timedelta(days=3)


@pytest.mark.parametrize(
    ("state", "after", "waiting", "code"),
    [
        (VoteState.announced, 0, False, None),
        (VoteState.announced, 1, False, "votes.objections_over"),
        (VoteState.open, 0, False, "votes.objections_over"),
        (VoteState.announced, 0, True, "votes.objection_waits"),
    ],
)
def test_until_the_last_second_and_one_at_a_time(state, after, waiting, code):
    refusal = why_not_object(state, now=START + timedelta(seconds=after), until=START, waiting=waiting)
    assert (refusal and refusal.code) == code


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({}, None),
        ({"answered": True}, "votes.objection_answered"),
        ({"own": True}, "votes.own_objection"),
        ({"drew_it_up": True}, "votes.own_roll"),
        ({"answer": " "}, "votes.no_reason"),
    ],
)
def test_another_person_answers_with_a_reason(facts, code):
    asked = {"answered": False, "own": False, "drew_it_up": False, "answer": "已核对产证", **facts}
    refusal = why_not_answer(**asked)
    assert (refusal and refusal.code) == code


def test_a_corrected_register_gives_another_roll_and_another_announcement(vote, owner, now):
    objection, before = filed(vote, owner, now), vote.manifest_hash
    answerer = a_supervisor(vote.place).id
    with pytest.raises(Refused) as refused:
        answer_objection(objection, RollAnswer.corrected, "已改", actor_id=answerer, now=now)
    assert code(refused) == "votes.roll_unchanged"
    units_of(vote.place)[0].area_dm2 = 9850
    answer_objection(objection, RollAnswer.corrected, "按产证改正", actor_id=answerer, now=now)
    areas = db.session.scalars(select(RollEntry.area_dm2).where(RollEntry.vote_id == vote.id)).all()
    assert sorted(areas) == [8950] * 7 + [9850]
    assert vote.manifest["area"] == vote.roll_area_dm2 == 72500
    assert vote.manifest_hash != before
    assert [entry.verb for entry in stream_after(f"vote:{vote.id}")][-2:] == [
        "vote.roll_objected",
        "vote.roll_answered",
    ]


def test_voting_waits_for_the_answer(vote, owner, now):
    objection = filed(vote, owner, now)
    assert leading.open_due(vote.opens_at) == []
    with pytest.raises(Refused) as refused:
        leading.open_vote(vote, actor_id=None, now=vote.opens_at)
    assert code(refused) == "votes.objections_wait"
    answer_objection(objection, RollAnswer.refused, "产证是 89.50", actor_id=a_supervisor(vote.place).id, now=now)
    assert [one.id for one in leading.open_due(vote.opens_at)] == [vote.id]


def test_who_drew_up_the_roll_does_not_judge_it(vote, owner, now):
    objection = filed(vote, owner, now)
    with pytest.raises(Refused) as refused:
        answer_objection(objection, RollAnswer.refused, "不改", actor_id=vote.created_by_id, now=now)
    assert code(refused) == "votes.own_roll"
