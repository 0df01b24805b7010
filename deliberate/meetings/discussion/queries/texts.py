"""Contributions as texts for those who translate them, and for those who look at what breaks the rules."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from deliberate.meetings.discussion.models import Contribution
from deliberate.meetings.discussion.queries.contributions import contribution
from deliberate.moderation.queries import moderated
from deliberate.moderation.rules import Text
from deliberate.renderings.queries import told, told_by

if TYPE_CHECKING:
    from deliberate.renderings.rules import Original


def text_of(said: Contribution) -> Original:
    """Return a contribution as a text to translate; in a meeting it matters until the meeting ends."""
    meeting = said.meeting
    return told(
        "contribution",
        said,
        {"body": said.body},
        at=meeting or said.issue,
        url=f"/contributions/{said.id}",
        author_id=said.author_id,
        matters_at=meeting and meeting.starts_at + timedelta(minutes=meeting.planned_minutes),
        meeting_id=said.meeting_id,
    )


@told_by("contribution", Contribution)
def _unless_hidden(said: Contribution) -> Original | None:
    return text_of(said) if not said.hidden else None


def moderated_text(said: Contribution) -> Text:
    """Return a contribution as moderation knows texts, shown or hidden."""
    where = said.meeting or said.issue
    return Text(
        kind="contribution",
        subject_id=said.id,
        place_id=where.place_id if where else 0,
        place_path=said.place_path,
        author_id=said.author_id,
        author_label=said.author_label,
        words=said.body,
        language=said.language,
        url=f"/contributions/{said.id}",
        where=where.title if where else "",
        shown=not said.hidden,
        author_url=f"/contributions/{said.id}/hide#restraining" if said.meeting_id else "",
    )


@moderated("contribution")
def _to_moderate(contribution_id: int) -> Text | None:
    found = contribution(contribution_id)
    return moderated_text(found) if found is not None else None
