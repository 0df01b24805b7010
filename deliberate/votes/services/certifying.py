"""Signing for a count, which is published when enough people have signed for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from deliberate.db.base import db
from deliberate.kit.bus import publish
from deliberate.kit.refusals import ensure
from deliberate.ledger.rules import canonical, sha256
from deliberate.votes.electorates import signing
from deliberate.votes.events import VoteSigned
from deliberate.votes.models import VoteSignature
from deliberate.votes.queries import papers, signatures, signers
from deliberate.votes.states import VoteState

if TYPE_CHECKING:
    from datetime import datetime

    from deliberate.votes.models import Vote
    from deliberate.votes.states import Signing


def sign_count(vote: Vote, capacity: Signing, *, actor_id: int, now: datetime) -> VoteSignature:
    """Sign for the result as it was counted; with the last signature the vote is certified."""
    vote = papers.locked(vote.id)
    signed = any(one.account_id == actor_id for one in signatures.signatures(vote.id))
    ensure(signing.why_not_sign(vote.state, signed=signed, concerned=signers.concerned(vote, actor_id, now)))
    digest = sha256(canonical(vote.result))
    made = VoteSignature(vote_id=vote.id, account_id=actor_id, capacity=capacity, signed_for=digest, at=now)
    db.session.add(made)
    db.session.flush()
    certified = not any(signatures.missing(vote))
    vote.state = VoteState.certified if certified else vote.state
    publish(VoteSigned(**vote.about(actor_id, now), capacity=capacity, result_hash=digest, certified=certified))
    return made
