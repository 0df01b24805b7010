"""Signatures under a count."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from deliberate.db.base import db
from deliberate.votes.electorates import signing
from deliberate.votes.models import VoteSignature
from deliberate.votes.queries import papers

if TYPE_CHECKING:
    from collections.abc import Sequence

    from deliberate.votes.models import Vote


def signatures(vote_id: int) -> Sequence[VoteSignature]:
    """Return who has signed, in the order of signing."""
    found = select(VoteSignature).where(VoteSignature.vote_id == vote_id).options(joinedload(VoteSignature.account))
    return db.session.scalars(found.order_by(VoteSignature.at, VoteSignature.account_id)).all()


def missing(vote: Vote) -> signing.Needed:
    """Return how many signatures the count lacks, by the rules the vote started under."""
    signed = [one.capacity for one in signatures(vote.id)]
    return signing.missing(signed, needed(vote))


def needed(vote: Vote) -> signing.Needed:
    """Return how many signatures the count needs, by the rules the vote started under."""
    if vote.rule_set_id is None:
        return signing.Needed()
    return signing.needed(papers.rules_of(vote), vote.kind)
