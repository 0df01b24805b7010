"""Objecting to a published result, and answering: it stands, it is counted again, or it is set aside; all on record."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from deliberate.db.base import db
from deliberate.kit.bus import publish
from deliberate.kit.refusals import ensure
from deliberate.votes.electorates import challenges as rules
from deliberate.votes.events import ResultObjected, ResultObjectionAnswered, VoteFinal
from deliberate.votes.models import ResultObjection
from deliberate.votes.queries import challenges, papers
from deliberate.votes.services import boxing, leading
from deliberate.votes.states import ResultAnswer, VoteState

if TYPE_CHECKING:
    from datetime import datetime

    from deliberate.votes.models import Vote
    from deliberate.votes.states import ResultClaim


@dataclass(frozen=True, kw_only=True)
class Complaint:
    """What somebody says is wrong; `number` is the line of the roll it was written down for at the desk."""

    claim: ResultClaim
    reason: str
    number: int | None = None


def object_to_result(vote: Vote, said: Complaint, *, account_id: int, now: datetime) -> ResultObjection:
    """File an objection to a published result, which is challenged until it has an answer."""
    vote = papers.locked(vote.id)
    ruleset = papers.rules_of(vote)
    runs = rules.clock(ruleset, rules.FILING, vote.published_at)
    entry = boxing.entry_of_paper(vote, said.number) if said.number is not None else None
    waits = [one for one in challenges.waiting(vote.id) if one.entry is entry]
    ensure(
        rules.why_not_object(
            vote.state,
            now=now,
            until=runs.until if runs else None,
            entitled=entry is not None or challenges.may_object(vote, account_id),
            waiting=any(entry is not None or one.account_id == account_id for one in waits),
        )
    )
    made = ResultObjection(
        vote=vote,
        account_id=account_id,
        entry=entry,
        claim=said.claim,
        reason=said.reason.strip(),
        filed_at=now,
        answer_due=rules.answer_due(ruleset, now),
    )
    db.session.add(made)
    db.session.flush()
    vote.state = VoteState.challenged
    publish(
        ResultObjected(
            **vote.about(account_id, now),
            question=vote.question,
            objection_id=made.id,
            claim=made.claim,
            at_the_desk=entry is not None,
        )
    )
    return made


def answer_result(
    objection: ResultObjection, outcome: ResultAnswer, answer: str, *, actor_id: int, now: datetime
) -> ResultObjection:
    """Answer with a reason everybody can read; another count, or no result, is the answer to all who wait for one."""
    vote = papers.locked(objection.vote_id)
    ensure(
        rules.why_not_answer(
            answered=objection.outcome is not None,
            own=objection.account_id == actor_id,
            counted=actor_id in challenges.who_counted(vote.id),
            answer=answer,
        )
    )
    alone = outcome is ResultAnswer.rejected
    for one in [objection] if alone else challenges.waiting(vote.id):
        one.outcome, one.answer = outcome, answer.strip()
        one.answered_by_id, one.answered_at = actor_id, now
        _tell(vote, one, actor_id=actor_id, now=now)
    db.session.flush()
    if outcome is ResultAnswer.recount:
        leading.count_again(vote, actor_id=actor_id, now=now)
    elif outcome is ResultAnswer.set_aside:
        leading.void_vote(vote, answer, actor_id=actor_id, now=now)
    elif not challenges.waiting(vote.id):
        vote.state = VoteState.published
    return objection


def _tell(vote: Vote, objection: ResultObjection, *, actor_id: int, now: datetime) -> None:
    publish(
        ResultObjectionAnswered(
            **vote.about(actor_id, now),
            question=vote.question,
            objection_id=objection.id,
            outcome=objection.outcome or ResultAnswer.rejected,
            answer=objection.answer,
        )
    )


def finish_due(now: datetime) -> list[Vote]:
    """Let results become final that nobody can object to any more; an objection without an answer holds one up."""
    over = [one for one in challenges.hanging() if rules.is_final(papers.rules_of(one), one.published_at, now)]
    for vote in over:
        vote.state = VoteState.final
        publish(VoteFinal(**vote.about(None, now), question=vote.question))
    return over
