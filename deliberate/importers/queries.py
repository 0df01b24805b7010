"""What was taken over, and what stands in the database of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from deliberate.db.base import db
from deliberate.delivery.models import ActionItem
from deliberate.importers.models import ImportRun
from deliberate.issues.models import Issue
from deliberate.meetings.discussion.models import Contribution
from deliberate.meetings.models import Meeting

if TYPE_CHECKING:
    from collections.abc import Sequence


def runs() -> Sequence[ImportRun]:
    """Return all imports, newest first."""
    return db.session.scalars(select(ImportRun).order_by(ImportRun.id.desc())).all()


def run_of(digest: str, place_id: int) -> ImportRun | None:
    """Return the import of the very same files into the same place."""
    found = select(ImportRun).where(ImportRun.digest == digest, ImportRun.place_id == place_id)
    return db.session.scalar(found.limit(1))


def _count(model: Any, *conditions: Any) -> int:
    return db.session.scalar(select(func.count()).select_from(model).where(*conditions)) or 0


def stored(source: str, place_id: int) -> dict[str, int]:
    """Return how much of a source stands in the database below a place, counted from the rows themselves."""
    issues = select(Issue.id).where(Issue.source == source, Issue.place_id == place_id)
    mine = Contribution.issue_id.in_(issues)
    seconds = select(func.coalesce(func.sum(Issue.second_count), 0)).where(Issue.id.in_(issues))
    return {
        "issues": _count(Issue, Issue.id.in_(issues), Issue.external_ref.not_like("%:%")),
        "seconds": int(db.session.scalar(seconds) or 0),
        "comments": _count(Contribution, mine),
        "meetings": _count(Meeting, Meeting.source == source, Meeting.external_ref.like(f"{place_id}/%")),
        "actions": _count(ActionItem, ActionItem.source == source, ActionItem.issue_id.in_(issues)),
    }
