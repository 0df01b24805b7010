"""A vote of the households that is over, a priority poll that is open, an appraisal that is announced."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import select

from deliberate.db.base import db
from deliberate.kit.clock import SHANGHAI
from deliberate.votes.models import RollEntry, Vote
from deliberate.votes.rules import Paper
from deliberate.votes.services.casting import cast_ballot
from deliberate.votes.services.certifying import sign_count
from deliberate.votes.services.leading import close_vote, open_vote, publish_result, tally_vote
from deliberate.votes.services.preparing import announce_vote, draft_vote
from deliberate.votes.states import Signing, VoteKind

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from random import Random

    from deliberate.demo.services.people import People
    from deliberate.issues.models import Issue

TOOK_PART, AGREE, DISAGREE = 668, 70, 88
POLLED = 143
SIGNERS = (("moderator", Signing.teller), ("recorder", Signing.teller), ("supervisor", Signing.scrutineer))
POLL_OPTIONS = ("canteen", "sorting", "charging", "lift")


def hold_residents_vote(people: People, issues: dict[str, Issue], chance: Random, now: datetime) -> Vote:
    """Let the households agree on how dogs are kept; it is over and published."""
    actor = people.account("moderator").id
    announced = on_the_hour(now - timedelta(days=60), 10)
    opens, closes = on_the_hour(now - timedelta(days=46), 8), on_the_hour(now - timedelta(days=36), 20)
    paper = Paper(
        kind=VoteKind.household_vote,
        question="是否同意《文明养犬约定》：出户牵绳、乘梯抱起、随手清理？",
        consequence="通过后各户照此遵守，居委会在四个出口设拾便袋箱，并提请下一次居民会议写入居民公约；不通过则维持现状。",
        issue_id=issues["dogs"].id,
        opens_at=opens,
        closes_at=closes,
    )
    vote = draft_vote(people.area, paper, actor_id=actor, now=announced - timedelta(hours=2))
    announce_vote(vote, actor_id=actor, now=announced)
    open_vote(vote, actor_id=actor, now=vote.opens_at)
    entries = _entries(vote, TOOK_PART)
    for number, entry in enumerate(entries):
        roll = chance.randrange(100)
        choice = "agree" if roll < AGREE else "disagree" if roll < DISAGREE else "abstain"
        _cast(vote, entry, [choice], vote.opens_at + timedelta(minutes=15 * number + 5))
    close_vote(vote, actor_id=actor, now=vote.closes_at)
    tally_vote(vote, actor_id=actor, now=vote.closes_at + timedelta(minutes=30))
    for minutes, (who, capacity) in enumerate(SIGNERS, 40):
        sign_count(vote, capacity, actor_id=people.account(who).id, now=vote.closes_at + timedelta(minutes=minutes))
    publish_result(vote, actor_id=actor, now=vote.closes_at + timedelta(hours=13))
    return vote


def open_priority_poll(people: People, issues: dict[str, Issue], chance: Random, now: datetime) -> Vote:
    """Ask what the self-governance fund should do first; ballots are being taken."""
    actor = people.account("moderator").id
    paper = Paper(
        kind=VoteKind.priority_poll,
        question="今年自治金还剩两万元，先办哪几件？（最多选三件）",
        consequence="这是意见征询，不是法定表决。居委会按结果排先后，并公布每一件的进度。",
        issues=tuple((issues[key].id, issues[key].title) for key in POLL_OPTIONS),
        max_choices=3,
        opens_at=on_the_hour(now - timedelta(days=4), 8),
        closes_at=on_the_hour(now + timedelta(days=5), 20),
    )
    vote = draft_vote(people.area, paper, actor_id=actor, now=now - timedelta(days=8))
    announce_vote(vote, actor_id=actor, now=now - timedelta(days=7, hours=20))
    open_vote(vote, actor_id=actor, now=max(vote.opens_at, now - timedelta(days=4)))
    for number, entry in enumerate(_entries(vote, POLLED)):
        wanted = chance.sample(vote.option_keys, chance.randint(1, 3))
        _cast(vote, entry, wanted, now - timedelta(minutes=30 * (POLLED - number)))
    return vote


def announce_appraisal(people: People, now: datetime) -> Vote:
    """Let the supervision committee announce that the representatives grade the year's work of the committee."""
    watching, announced = people.account("supervisor").id, now - timedelta(days=3)
    opens_at = on_the_hour(now + timedelta(days=9), 9)
    paper = Paper(
        kind=VoteKind.committee_appraisal,
        question="今年居委会的工作做得怎么样？",
        consequence="结果张榜公布，报梧桐街道办事处；年度工作报告在居委会一楼公告栏。",
        opens_at=opens_at,
        closes_at=on_the_hour(opens_at + timedelta(days=7), 20),
    )
    vote = draft_vote(people.area, paper, actor_id=watching, now=announced - timedelta(hours=2))
    return announce_vote(vote, actor_id=watching, now=announced)


def _entries(vote: Vote, wanted: int) -> Sequence[RollEntry]:
    """Return some of the roll who have an account, the personas left out: theirs is the ballot of whoever tries."""
    found = (
        select(RollEntry)
        .where(RollEntry.vote_id == vote.id, RollEntry.account_id > PERSONAS)
        .order_by(RollEntry.id)
        .limit(wanted)
    )
    return db.session.scalars(found).all()


PERSONAS = 9


def _cast(vote: Vote, entry: RollEntry, choices: list[str], at: datetime) -> None:
    cast_ballot(vote, choices, entry_id=entry.id, account_id=entry.account_id or 0, now=max(at, vote.opens_at))


def on_the_hour(moment: datetime, hour: int) -> datetime:
    """Return an hour of a day, as the clocks here show it."""
    return moment.astimezone(SHANGHAI).replace(hour=hour, minute=0, second=0, microsecond=0)
