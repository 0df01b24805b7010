"""What keeps a talk in order: what is on top, what waits to be read, how an item is talked about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func, or_, select
from sqlalchemy.orm import joinedload

from deliberate.db.base import db
from deliberate.issues.models import Issue
from deliberate.meetings.discussion.models import Contribution, Talk
from deliberate.meetings.discussion.states import Screening
from deliberate.meetings.models import AgendaItem, Meeting
from deliberate.places.models import Place
from deliberate.places.queries.tree import at_or_below, places_of

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence


def pinned_beside(said: Contribution) -> int:
    """Return how many contributions are pinned in the same talk."""
    found = select(func.count()).where(Contribution.pinned.is_(True), Contribution.meeting_id == said.meeting_id)
    same = Contribution.agenda_item_id == said.agenda_item_id, Contribution.issue_id == said.issue_id
    return db.session.scalar(found.where(*same)) or 0


def talk_of(agenda_item_id: int) -> Talk:
    """Return how an item is talked about; as usual where nothing was set."""
    found = db.session.scalar(select(Talk).where(Talk.agenda_item_id == agenda_item_id))
    return found or Talk(agenda_item_id=agenda_item_id, slow=0, slow_in={}, locked=False, screened=False)


def talks_in(meeting_id: int) -> Sequence[Talk]:
    """Return the items of a meeting that are not talked about as usual."""
    found = select(Talk).join(AgendaItem, AgendaItem.id == Talk.agenda_item_id)
    return db.session.scalars(found.where(AgendaItem.meeting_id == meeting_id).order_by(Talk.agenda_item_id)).all()


def held_in(meeting_id: int, *, author_id: int | None = None) -> Sequence[Contribution]:
    """Return what waits to be read first in a meeting, of everybody or of one person, the longest waiting on top."""
    found = select(Contribution).where(Contribution.meeting_id == meeting_id, Contribution.screening == Screening.first)
    if author_id is not None:
        found = found.where(Contribution.author_id == author_id)
    return db.session.scalars(found.order_by(Contribution.at, Contribution.id)).all()


def held_at(place_ids: Collection[int], *, most: int = 50) -> Sequence[Contribution]:
    """Return what waits for a moderator at some places and below, the longest waiting on top."""
    where = func.coalesce(Meeting.place_id, Issue.place_id)
    found = (
        select(Contribution)
        .outerjoin(Meeting, Meeting.id == Contribution.meeting_id)
        .outerjoin(Issue, Issue.id == Contribution.issue_id)
        .join(Place, Place.id == where)
        .where(Contribution.screening.is_not(None), at_or_below(*places_of(place_ids)))
        .options(joinedload(Contribution.meeting), joinedload(Contribution.issue))
    )
    return db.session.scalars(found.order_by(Contribution.at, Contribution.id).limit(most)).all()


def pinned_in(meeting_id: int) -> list[int]:
    """Return what is kept on top in a meeting."""
    found = select(Contribution.id).where(Contribution.meeting_id == meeting_id, Contribution.pinned.is_(True))
    return list(db.session.scalars(found.order_by(Contribution.id)))


def unread_in(meeting_id: int) -> set[int]:
    """Return the contributions of a meeting that nobody reads now: hidden, or looked at by a moderator."""
    away = or_(Contribution.hidden.is_(True), Contribution.screening.is_not(None))
    return set(db.session.scalars(select(Contribution.id).where(Contribution.meeting_id == meeting_id, away)))
