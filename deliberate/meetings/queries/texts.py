"""What a meeting is about, for whoever reads it in another language."""

from __future__ import annotations

from datetime import timedelta

from deliberate.db.base import db
from deliberate.meetings.models import AgendaItem, Meeting
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
        texts={"title": meeting.title, "purpose": meeting.purpose, "urgent_reason": meeting.urgent_reason, **agenda},
        url=f"/meetings/{meeting.id}",
        author_id=meeting.moderator_id,
        matters_at=meeting.starts_at + timedelta(minutes=meeting.planned_minutes),
        public=meeting.state.public,
    )


def reason_of(meeting: Meeting) -> Original:
    """Return why a meeting does not take place, or ended before its agenda did."""
    return Original(
        kind="meeting_reason",
        subject_id=meeting.id,
        place_id=meeting.place_id,
        place_path=meeting.place_path,
        language=meeting.reason_language,
        texts={"cancel_reason": meeting.cancel_reason, "stop_reason": meeting.stop_reason},
        url=f"/meetings/{meeting.id}",
        public=meeting.state.public,
    )


def conclusion_of(item: AgendaItem) -> Original:
    """Return what came out of an agenda item as a text to translate."""
    meeting = item.meeting
    return Original(
        kind="conclusion",
        subject_id=item.id,
        place_id=meeting.place_id,
        place_path=meeting.place_path,
        language=item.conclusion_language,
        texts={"conclusion": item.conclusion},
        url=f"/meetings/{meeting.id}",
        author_id=meeting.recorder_id,
        public=meeting.state.public,
    )


@told_by("meeting", Meeting, title="title")
def _told(meeting_id: int) -> Original | None:
    found = programme.meeting(meeting_id)
    return text_of(found) if found is not None else None


@told_by("meeting_reason", Meeting, column="reason_language")
def _reason(meeting_id: int) -> Original | None:
    found = programme.meeting(meeting_id)
    return reason_of(found) if found is not None else None


@told_by("conclusion", AgendaItem, column="conclusion_language")
def _conclusion(item_id: int) -> Original | None:
    found = db.session.get(AgendaItem, item_id)
    return conclusion_of(found) if found is not None else None
