"""Objecting to a roll before voting begins, and answering: by another person, with a reason, on record."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from deliberate.db.base import db
from deliberate.kit.bus import publish
from deliberate.kit.refusals import Refusal, Refused, ensure
from deliberate.votes.electorates import objections as rules
from deliberate.votes.events import RollObjected, RollObjectionAnswered
from deliberate.votes.models import RollObjection
from deliberate.votes.queries import objections, papers
from deliberate.votes.services import preparing
from deliberate.votes.states import RollAnswer

if TYPE_CHECKING:
    from datetime import datetime

    from deliberate.votes.models import Vote
    from deliberate.votes.states import RollClaim


@dataclass(frozen=True, kw_only=True)
class Claim:
    """What somebody says is wrong."""

    claim: RollClaim
    home: str
    reason: str


def object_to_roll(vote: Vote, said: Claim, *, account_id: int, now: datetime) -> RollObjection:
    """File an objection to the roll of an announced vote."""
    vote = papers.locked(vote.id)
    ruleset = papers.rules_of(vote)
    until = rules.last_moment(ruleset, announced_at=vote.announced_at or now, opens_at=vote.opens_at)
    waiting = objections.waits(vote.id, account_id)
    ensure(rules.why_not_object(vote.state, now=now, until=until, waiting=waiting))
    made = RollObjection(
        vote=vote,
        account_id=account_id,
        claim=said.claim,
        home=said.home.strip(),
        reason=said.reason.strip(),
        filed_at=now,
        answer_due=rules.answer_due(ruleset, now, vote.opens_at),
    )
    db.session.add(made)
    db.session.flush()
    publish(
        RollObjected(**vote.about(account_id, now), objection_id=made.id, claim=made.claim, answer_due=made.answer_due)
    )
    return made


def answer_objection(
    objection: RollObjection, outcome: RollAnswer, answer: str, *, actor_id: int, now: datetime
) -> RollObjection:
    """Correct the roll as the register now says, or refuse; the answer carries a reason either way."""
    vote = papers.locked(objection.vote_id)
    ensure(
        rules.why_not_answer(
            answered=objection.outcome is not None,
            own=objection.account_id == actor_id,
            drew_it_up=vote.created_by_id == actor_id,
            answer=answer,
        )
    )
    if outcome is RollAnswer.corrected and not preparing.take_roll_anew(vote):
        raise Refused(Refusal("votes.roll_unchanged"))
    objection.outcome, objection.answer = outcome, answer.strip()
    objection.answered_by_id, objection.answered_at = actor_id, now
    publish(
        RollObjectionAnswered(
            **vote.about(actor_id, now),
            objection_id=objection.id,
            outcome=outcome,
            roll=vote.roll_size,
            roll_hash=(vote.manifest or {})["roll_hash"],
            manifest_hash=vote.manifest_hash or "",
        )
    )
    return objection
