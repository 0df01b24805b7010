"""Laying out a paper, and taking it back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from deliberate.attachments.services import attach_photos
from deliberate.db.base import db
from deliberate.kit.bus import publish
from deliberate.kit.refusals import ensure
from deliberate.meetings.papers import queries, rules
from deliberate.meetings.papers.events import PaperAdded, PaperWithdrawn
from deliberate.meetings.papers.models import Paper
from deliberate.meetings.queries import programme
from deliberate.places.rules.deadlines import local_day

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from deliberate.attachments.services import Kept, KeptPdf
    from deliberate.meetings.models import Meeting

SUBJECT = "paper"


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """A paper before it is stored."""

    title: str
    text: str = ""
    agenda_item_id: int | None = None
    photos: Sequence[Kept] = ()
    pdf: KeptPdf | None = None
    replaces_id: int | None = None


def add_paper(meeting: Meeting, sheet: Sheet, *, actor_id: int, now: datetime) -> Paper:
    """Lay out a paper; one that comes after the day the rules name says so for ever.

    A corrected one takes the place of the version before it on every list; that one stays, and can be read.
    """
    meeting = programme.locked(meeting.id)
    title, text = " ".join(sheet.title.split()), sheet.text.strip()
    standing = queries.papers_of(meeting.id)
    replaced = next((one for one in standing if one.id == sheet.replaces_id), None)
    ensure(rules.why_not_replace(newest=sheet.replaces_id is None or replaced is not None))
    before = len(standing) - (replaced is not None)
    files = len(sheet.photos) + (sheet.pdf is not None)
    ensure(rules.why_not_add(meeting.state, title=title, text=text, files=files, before=before))
    items = {item.id for item in meeting.agenda}
    made = Paper(
        meeting_id=meeting.id,
        agenda_item_id=sheet.agenda_item_id if sheet.agenda_item_id in items else None,
        title=title,
        text=text,
        late=rules.is_late(local_day(now), queries.due(meeting)),
        added_by_id=actor_id,
        added_at=now,
        version=replaced.version + 1 if replaced else 1,
        first_id=replaced.root_id if replaced else None,
        **_file(sheet.pdf),
    )
    db.session.add(made)
    db.session.flush()
    attach_photos(sheet.photos, subject=(SUBJECT, made.id), actor_id=actor_id, now=now)
    publish(
        PaperAdded(
            actor_id=actor_id,
            at=now,
            meeting_id=meeting.id,
            paper_id=made.id,
            title=title,
            agenda_item_id=made.agenda_item_id,
            late=made.late,
            version=made.version,
            file_name=made.file_name,
            file_digest=made.file_digest,
        )
    )
    return made


def _file(pdf: KeptPdf | None) -> dict[str, Any]:
    return {"file_digest": pdf.digest, "file_name": pdf.name, "file_size": pdf.size} if pdf else {}


def withdraw_paper(paper: Paper, *, actor_id: int, now: datetime) -> None:
    """Take a paper back before the meeting begins; its name stays on record, and the version before stands again."""
    meeting = programme.locked(paper.meeting_id)
    asked = queries.due(meeting) is not None and not paper.late
    newest = paper.id in {one.id for one in queries.papers_of(meeting.id)}
    last = asked and not queries.in_time(meeting.id, but=paper.id)
    ensure(rules.why_not_replace(newest=newest) or rules.why_not_withdraw(meeting.state, last=last))
    gone = PaperWithdrawn(actor_id=actor_id, at=now, meeting_id=meeting.id, paper_id=paper.id, title=paper.title)
    db.session.delete(paper)
    db.session.flush()
    publish(gone)
