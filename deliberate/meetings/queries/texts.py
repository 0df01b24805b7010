"""What a meeting is about, for whoever reads it in another language."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from deliberate.meetings.models import AgendaItem, Meeting
from deliberate.renderings.queries import told, told_by

if TYPE_CHECKING:
    from deliberate.renderings.rules import Original


@told_by("meeting", Meeting, title="title")
def text_of(meeting: Meeting) -> Original:
    """Return title, purpose and agenda of a meeting as a text to translate."""
    agenda = {f"item:{item.id}": item.title for item in meeting.agenda}
    return told(
        "meeting",
        meeting,
        {"title": meeting.title, "purpose": meeting.purpose, "urgent_reason": meeting.urgent_reason, **agenda},
        url=f"/meetings/{meeting.id}",
        author_id=meeting.moderator_id,
        matters_at=meeting.starts_at + timedelta(minutes=meeting.planned_minutes),
        public=meeting.state.public,
    )


@told_by("meeting_reason", Meeting, column="reason_language")
def reason_of(meeting: Meeting) -> Original:
    """Return why a meeting does not take place, or ended before its agenda did."""
    texts = {"cancel_reason": meeting.cancel_reason, "stop_reason": meeting.stop_reason}
    return told("meeting_reason", meeting, texts, url=f"/meetings/{meeting.id}", public=meeting.state.public)


@told_by("conclusion", AgendaItem, column="conclusion_language")
def conclusion_of(item: AgendaItem) -> Original:
    """Return what came out of an agenda item as a text to translate."""
    at, more = item.meeting, {"author_id": item.meeting.recorder_id, "public": item.meeting.state.public}
    return told("conclusion", item, {"conclusion": item.conclusion}, at=at, url=f"/meetings/{at.id}", **more)
