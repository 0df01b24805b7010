"""What a meeting is about, for whoever reads it in another language."""

from __future__ import annotations

from datetime import timedelta

from deliberate.meetings.models import Meeting
from deliberate.meetings.queries import programme
from deliberate.renderings.queries import told_by
from deliberate.renderings.rules import Original


def text_of(meeting: Meeting) -> Original:
    """Return title, purpose and agenda of a meeting as a text to translate."""
    agenda = {f"item:{item.id}": item.title for item in meeting.agenda}
    return Original(
        kind="meeting",
        subject_id=meeting.id,
        place_id=meeting.place_id,
        place_path=meeting.place_path,
        language=meeting.language,
        texts={"title": meeting.title, "purpose": meeting.purpose, **agenda},
        url=f"/meetings/{meeting.id}",
        author_id=meeting.moderator_id,
        matters_at=meeting.starts_at + timedelta(minutes=meeting.planned_minutes),
        public=meeting.state.public,
    )


@told_by("meeting", Meeting)
def _told(meeting_id: int) -> Original | None:
    found = programme.meeting(meeting_id)
    return text_of(found) if found is not None else None
