"""Reading the papers of a meeting."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from deliberate.db.base import db
from deliberate.meetings.papers.models import Paper
from deliberate.meetings.queries import programme
from deliberate.meetings.rules import materials_until

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from deliberate.meetings.models import Meeting


def paper(paper_id: int) -> Paper | None:
    """Return one paper with its meeting."""
    found = select(Paper).where(Paper.id == paper_id)
    return db.session.scalar(found.options(joinedload(Paper.meeting), joinedload(Paper.item)))


def papers_of(meeting_id: int) -> Sequence[Paper]:
    """Return a meeting's papers, in the order they were laid out."""
    found = select(Paper).where(Paper.meeting_id == meeting_id).order_by(Paper.id)
    return db.session.scalars(found.options(joinedload(Paper.item))).all()


def due(meeting: Meeting) -> date | None:
    """Return the last day on which papers must be there, where the kind of meeting asks for papers."""
    return materials_until(meeting.kind, meeting.starts_at, ruleset=programme.rules_of(meeting))
