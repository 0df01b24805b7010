"""Objections to rolls, and the roll itself as it is posted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from deliberate.db.base import db
from deliberate.votes.models import RollEntry, RollObjection, Vote

if TYPE_CHECKING:
    from collections.abc import Sequence


def unanswered(vote_id: int) -> int:
    """Return how many objections to the roll wait for an answer."""
    waits = RollObjection.vote_id == vote_id, RollObjection.outcome.is_(None)
    return db.session.scalar(select(func.count()).select_from(RollObjection).where(*waits)) or 0


def waits(vote_id: int, account_id: int | None) -> bool:
    """Tell whether this person's objection waits for an answer."""
    found = select(RollObjection.id).where(
        RollObjection.vote_id == vote_id, RollObjection.account_id == account_id, RollObjection.outcome.is_(None)
    )
    return db.session.scalar(found) is not None


def objections(vote_id: int) -> Sequence[RollObjection]:
    """Return the objections to a roll, oldest first."""
    found = select(RollObjection).where(RollObjection.vote_id == vote_id).order_by(RollObjection.id)
    return db.session.scalars(found).all()


def objection(objection_id: int) -> RollObjection | None:
    """Return an objection with its vote."""
    found = select(RollObjection).where(RollObjection.id == objection_id)
    return db.session.scalar(found.options(joinedload(RollObjection.vote).joinedload(Vote.place)))


def posted(vote_id: int, *, limit: int, offset: int = 0) -> Sequence[RollEntry]:
    """Return one page of the roll in the order of the posted list."""
    found = select(RollEntry).where(RollEntry.vote_id == vote_id).order_by(RollEntry.id)
    return db.session.scalars(found.limit(limit).offset(offset)).all()
