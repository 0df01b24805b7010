"""Issues as votes see them: their states, and which of them can be put in order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from deliberate.db.base import db
from deliberate.issues.models import Issue
from deliberate.places.models import Place
from deliberate.places.queries.tree import at_or_below
from deliberate.votes.rules import RANKABLE

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from deliberate.issues.states import IssueState

MOST_OPTIONS = 60


def states_of(issue_ids: Collection[int]) -> Mapping[int, IssueState]:
    """Return the states of some issues."""
    rows = db.session.execute(select(Issue.id, Issue.state).where(Issue.id.in_(issue_ids)))
    return {row.id: row.state for row in rows}


def rankable(place: Place) -> Sequence[tuple[int, str]]:
    """Return number and title of the open issues of a place, those with most seconds first."""
    found = (
        select(Issue.id, Issue.title)
        .join(Place, Place.id == Issue.scope_place_id)
        .where(at_or_below(place), Issue.state.in_(RANKABLE))
        .order_by(Issue.second_count.desc(), Issue.id)
        .limit(MOST_OPTIONS)
    )
    return [(row.id, row.title) for row in db.session.execute(found)]
