"""Reading the running text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from deliberate.db.base import db
from deliberate.meetings.notes.models import Note

if TYPE_CHECKING:
    from collections.abc import Sequence


def notes_of(meeting_id: int) -> Sequence[Note]:
    """Return all lines of a meeting in the order in which they were begun."""
    return db.session.scalars(select(Note).where(Note.meeting_id == meeting_id).order_by(Note.id)).all()


def begun_as(client_id: str, *, began_by_id: int) -> Note | None:
    """Return a line as it is now, by the id its browser gave it."""
    found = select(Note).where(Note.client_id == client_id, Note.began_by_id == began_by_id)
    return db.session.scalar(found.execution_options(populate_existing=True))


def note_now(meeting_id: int, note_id: int) -> Note | None:
    """Return a line of a meeting as it is now; ask after locking the meeting."""
    found = select(Note).where(Note.meeting_id == meeting_id, Note.id == note_id)
    return db.session.scalar(found.execution_options(populate_existing=True))


def unfinished(meeting_id: int) -> Sequence[Note]:
    """Return the lines with words that are not on record yet."""
    found = select(Note).where(Note.meeting_id == meeting_id, Note.version > Note.recorded)
    return db.session.scalars(found.order_by(Note.id)).all()


def captions(meeting_id: int, most: int) -> list[Note]:
    """Return the latest lines on record, oldest first; those taken back are among them, so that phones keep count."""
    found = select(Note).where(Note.meeting_id == meeting_id, Note.recorded > 0)
    return list(db.session.scalars(found.order_by(Note.id.desc()).limit(most)))[::-1]
