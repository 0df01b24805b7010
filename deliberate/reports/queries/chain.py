"""One matter from end to end: its meetings, votes, decisions and promises, and the record of all of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from deliberate.db.base import db
from deliberate.delivery.models import Resolution
from deliberate.ledger.models import Entry
from deliberate.meetings.models import AgendaItem, Meeting
from deliberate.reports.rules import Move
from deliberate.votes.models import Vote
from deliberate.votes.states import VoteState

if TYPE_CHECKING:
    from collections.abc import Sequence

ENTRIES_MOST = 2_000


@dataclass(frozen=True)
class Chain:
    """Everything that hangs on one issue."""

    meetings: Sequence[tuple[AgendaItem, Meeting]]
    votes: Sequence[Vote]
    resolutions: Sequence[Resolution]


def chain(issue_id: int) -> Chain:
    """Return what hangs on an issue, in a fixed number of queries."""
    items = (
        select(AgendaItem, Meeting)
        .join(Meeting, Meeting.id == AgendaItem.meeting_id)
        .where(AgendaItem.issue_id == issue_id)
        .order_by(Meeting.starts_at, AgendaItem.id)
    )
    votes = select(Vote).where(Vote.issue_id == issue_id, Vote.state != VoteState.draft).order_by(Vote.id)
    decided = (
        select(Resolution)
        .where(Resolution.issue_id == issue_id)
        .options(selectinload(Resolution.actions))
        .order_by(Resolution.id)
    )
    return Chain(
        [(item, meeting) for item, meeting in db.session.execute(items)],
        db.session.scalars(votes).all(),
        db.session.scalars(decided).all(),
    )


def moves(issue_id: int) -> list[Move]:
    """Return what the record says of where an issue stood, oldest first."""
    found = select(Entry.verb, Entry.at, Entry.payload).where(Entry.stream == f"issue:{issue_id}").order_by(Entry.seq)
    return [Move(verb, at, payload or {}) for verb, at, payload in db.session.execute(found.limit(ENTRIES_MOST))]
