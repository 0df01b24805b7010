"""Reading the run of show: an item's phases, and what was put aside."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from deliberate.db.base import db
from deliberate.issues.models import Issue
from deliberate.issues.queries.lists import lines_of_issues
from deliberate.issues.queries.similar import similar
from deliberate.meetings.agenda.models import ParkedMatter
from deliberate.meetings.agenda.rules import plan_of
from deliberate.meetings.models import AgendaItem, Meeting
from deliberate.renderings.queries import told, told_by

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from sqlalchemy import Row

    from deliberate.meetings.states import Phase
    from deliberate.renderings.rules import Original

# How an issue says that it came of a matter put aside: `parked:12`.
ORIGIN = "parked"


def phases_of(item: AgendaItem) -> dict[Phase, int]:
    """Return the phases of an item with their minutes, in their order."""
    return plan_of(item.kind, item.planned_minutes, item.plan)


def parked_in(meeting_id: int) -> Sequence[ParkedMatter]:
    """Return what was put aside in a meeting, in the order it came up."""
    found = select(ParkedMatter).where(ParkedMatter.meeting_id == meeting_id, ParkedMatter.taken_back.is_(False))
    went_on = joinedload(ParkedMatter.carried_to), joinedload(ParkedMatter.issue)
    return db.session.scalars(found.options(*went_on).order_by(ParkedMatter.id)).all()


@told_by(ORIGIN, ParkedMatter, title="text")
def text_of(matter: ParkedMatter) -> Original:
    """Return a matter put aside as a text to translate."""
    meeting = matter.meeting
    more = {"author_id": matter.entered_by_id, "public": meeting.state.public and not matter.taken_back}
    return told(ORIGIN, matter, {"text": matter.text}, at=meeting, url=f"/meetings/{meeting.id}#parked", **more)


def parked(parked_id: int) -> ParkedMatter | None:
    """Return one matter."""
    return db.session.get(ParkedMatter, parked_id)


def parked_standing(parked_id: int) -> ParkedMatter | None:
    """Return a matter that was not taken back."""
    found = parked(parked_id)
    return found if found is not None and not found.taken_back else None


def parked_before(client_id: str, *, sender_id: int) -> ParkedMatter | None:
    """Return what the same desk put aside under the same id already."""
    found = select(ParkedMatter).where(ParkedMatter.client_id == client_id, ParkedMatter.entered_by_id == sender_id)
    return db.session.scalars(found).first()


def still_waiting(place_id: int, ids: Collection[int]) -> Sequence[ParkedMatter]:
    """Return those of some matters that a meeting of the place put aside and nothing has come of yet."""
    found = (
        select(ParkedMatter)
        .join(Meeting, Meeting.id == ParkedMatter.meeting_id)
        .where(
            ParkedMatter.id.in_(ids),
            Meeting.place_id == place_id,
            ParkedMatter.carried_to_id.is_(None),
            ParkedMatter.issue_id.is_(None),
            ParkedMatter.taken_back.is_(False),
        )
        .order_by(ParkedMatter.id)
    )
    return db.session.scalars(found).all()


def carried_onto(meeting_id: int) -> Sequence[ParkedMatter]:
    """Return what earlier meetings put aside and this one has on its agenda."""
    found = select(ParkedMatter).where(ParkedMatter.carried_to_id == meeting_id)
    return db.session.scalars(found.options(joinedload(ParkedMatter.meeting)).order_by(ParkedMatter.id)).all()


def behind_issue(issue_id: int) -> Sequence[ParkedMatter]:
    """Return what meetings put aside and this issue came of, or takes care of."""
    found = select(ParkedMatter).where(ParkedMatter.issue_id == issue_id).order_by(ParkedMatter.id)
    return db.session.scalars(found.options(joinedload(ParkedMatter.meeting))).all()


def may_belong_to(matter: ParkedMatter) -> Sequence[Row[Any]]:
    """Return the issues a matter put aside may belong to: what reads like it, then what its meeting talked about."""
    alike = similar(matter.text, matter.meeting.place)
    here = {item.issue_id for item in matter.meeting.agenda} - {row.id for row in alike}
    beside = db.session.execute(lines_of_issues().where(Issue.id.in_(here))).all() if here else ()
    return [row for row in (*alike, *beside) if row.state.screened and not row.state.resting]
