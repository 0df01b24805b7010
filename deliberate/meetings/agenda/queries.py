"""Reading the run of show: an item's phases, and what was put aside."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from deliberate.db.base import db
from deliberate.meetings.agenda.models import ParkedMatter
from deliberate.meetings.agenda.rules import plan_of
from deliberate.meetings.models import AgendaItem, Meeting

if TYPE_CHECKING:
    from collections.abc import Sequence

    from deliberate.meetings.states import Phase


def phases_of(item: AgendaItem) -> dict[Phase, int]:
    """Return the phases of an item with their minutes, in their order."""
    return plan_of(item.kind, item.planned_minutes, item.plan)


def parked_in(meeting_id: int) -> Sequence[ParkedMatter]:
    """Return what was put aside in a meeting, in the order it came up."""
    found = select(ParkedMatter).where(ParkedMatter.meeting_id == meeting_id, ParkedMatter.taken_back.is_(False))
    return db.session.scalars(found.options(joinedload(ParkedMatter.carried_to)).order_by(ParkedMatter.id)).all()


def parked(parked_id: int) -> ParkedMatter | None:
    """Return one matter."""
    return db.session.get(ParkedMatter, parked_id)


def parked_before(client_id: str, *, sender_id: int) -> ParkedMatter | None:
    """Return what the same desk put aside under the same id already."""
    found = select(ParkedMatter).where(ParkedMatter.client_id == client_id, ParkedMatter.entered_by_id == sender_id)
    return db.session.scalars(found).first()


def still_waiting(place_id: int) -> Sequence[ParkedMatter]:
    """Return what earlier meetings of a place put aside and no later one has taken up."""
    found = (
        select(ParkedMatter)
        .join(Meeting, Meeting.id == ParkedMatter.meeting_id)
        .where(Meeting.place_id == place_id, ParkedMatter.carried_to_id.is_(None), ParkedMatter.taken_back.is_(False))
        .order_by(ParkedMatter.id)
    )
    return db.session.scalars(found).all()
