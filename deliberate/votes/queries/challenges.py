"""Objections to published results: who may raise one, who has counted, which wait."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select, union
from sqlalchemy.orm import joinedload

from deliberate.db.base import db
from deliberate.places.states import MembershipState
from deliberate.votes.models import PaperEntry, PaperPacket, ResultObjection, Vote, VoteSignature
from deliberate.votes.queries import papers
from deliberate.votes.queries.rolls import OWNING, held_by
from deliberate.votes.rules import OWNER_KINDS
from deliberate.votes.states import Signing, VoteState

if TYPE_CHECKING:
    from collections.abc import Sequence


def objections(vote_id: int) -> Sequence[ResultObjection]:
    """Return the objections to a result, oldest first."""
    found = select(ResultObjection).where(ResultObjection.vote_id == vote_id).order_by(ResultObjection.id)
    return db.session.scalars(found.options(joinedload(ResultObjection.entry))).all()


def objection(objection_id: int) -> ResultObjection | None:
    """Return an objection with its vote."""
    found = select(ResultObjection).where(ResultObjection.id == objection_id)
    return db.session.scalar(found.options(joinedload(ResultObjection.vote).joinedload(Vote.place)))


def waiting(vote_id: int) -> Sequence[ResultObjection]:
    """Return the objections that wait for an answer."""
    return [one for one in objections(vote_id) if one.outcome is None]


def may_object(vote: Vote, account_id: int) -> bool:
    """Tell whether somebody stands on the roll, or is an owner where owners have decided."""
    if papers.standings(vote.id, account_id):
        return True
    if vote.kind not in OWNER_KINDS:
        return False
    held = held_by(account_id, vote.place)
    return any(one.capacity in OWNING and one.state is MembershipState.verified for one in held)


def who_counted(vote_id: int) -> set[int]:
    """Return who signed for having counted or read its papers: somebody else judges an objection."""
    signed = select(VoteSignature.account_id).where(
        VoteSignature.vote_id == vote_id, VoteSignature.capacity != Signing.scrutineer
    )
    read = select(PaperEntry.entered_by_id).where(PaperEntry.vote_id == vote_id)
    counted = select(PaperPacket.counted_by_id).where(PaperPacket.vote_id == vote_id)
    return set(db.session.scalars(union(signed, read, counted)))


def hanging() -> Sequence[Vote]:
    """Return the votes whose result is published and not final yet; results taken over have no such time."""
    found = select(Vote).where(Vote.state == VoteState.published, Vote.rule_set_id.is_not(None))
    return db.session.scalars(found.order_by(Vote.id)).all()
