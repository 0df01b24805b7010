"""Reading the papers of a meeting."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func, select
from sqlalchemy.orm import aliased, joinedload

from deliberate.db.base import db
from deliberate.meetings.papers.models import Paper
from deliberate.meetings.papers.rules import why_not_call_without
from deliberate.meetings.queries import programme
from deliberate.meetings.queries.readiness import needed_first
from deliberate.meetings.rules.plans import materials_until
from deliberate.places.rules.deadlines import local_day
from deliberate.renderings.queries import told, told_by

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from deliberate.kit.refusals import Refusal
    from deliberate.meetings.models import Meeting
    from deliberate.renderings.rules import Original


def paper(paper_id: int) -> Paper | None:
    """Return one paper with its meeting."""
    found = select(Paper).where(Paper.id == paper_id)
    return db.session.scalar(found.options(joinedload(Paper.meeting), joinedload(Paper.item)))


def papers_of(meeting_id: int) -> Sequence[Paper]:
    """Return a meeting's papers, each in its newest version, in the order they were first laid out."""
    newer = aliased(Paper)
    root = func.coalesce(Paper.first_id, Paper.id)
    replaced = select(newer.id).where(newer.first_id == root, newer.version > Paper.version).exists()
    found = select(Paper).where(Paper.meeting_id == meeting_id, ~replaced).order_by(root)
    return db.session.scalars(found.options(joinedload(Paper.item))).all()


def versions_of(paper: Paper) -> Sequence[Paper]:
    """Return every version of a paper, the newest first, with who laid it out."""
    found = select(Paper).where((Paper.id == paper.root_id) | (Paper.first_id == paper.root_id))
    return db.session.scalars(found.options(joinedload(Paper.added_by)).order_by(Paper.version.desc())).all()


@told_by("paper", Paper, title="title")
def text_of(paper: Paper) -> Original:
    """Return a paper as a text to translate; what stands in pictures or a PDF is not among it."""
    return told(
        "paper",
        paper,
        {"title": paper.title, "text": paper.text},
        at=paper.meeting,
        url=f"/meetings/{paper.meeting_id}/papers/{paper.id}",
        author_id=paper.added_by_id,
        matters_at=paper.meeting.starts_at,
        public=paper.meeting.state.public,
    )


def in_time(meeting_id: int, but: int = 0) -> int:
    """Return how many papers lay out in time, perhaps without one of them."""
    found = select(func.count()).where(Paper.meeting_id == meeting_id, Paper.late.is_(False), Paper.id != but)
    return db.session.scalar(found) or 0


@needed_first
def why_not_call(meeting: Meeting, now: datetime) -> Refusal | None:
    """Say which papers are missing before the meeting can be announced."""
    last, today = due(meeting), local_day(now)
    if last is None:
        return None
    ahead = local_day(meeting.starts_at) - last
    return why_not_call_without(
        meeting.kind, due=last, today=today, in_time=in_time(meeting.id), first_day=today + ahead
    )


def due(meeting: Meeting) -> date | None:
    """Return the last day on which papers must be there, where the kind of meeting asks for papers."""
    return materials_until(meeting.kind, meeting.starts_at, ruleset=programme.rules_of(meeting))
