"""Contributions as texts for those who translate them, and for those who look at what breaks the rules."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from deliberate.meetings.discussion.models import Contribution
from deliberate.meetings.discussion.queries.contributions import contribution
from deliberate.meetings.models import Meeting
from deliberate.moderation.queries import moderated
from deliberate.moderation.rules import Text
from deliberate.renderings.queries import told_by
from deliberate.renderings.rules import Original

if TYPE_CHECKING:
    from deliberate.issues.models import Issue


def text_of(said: Contribution, where: Issue | Meeting) -> Original:
    """Return a contribution as a text to translate; in a meeting it matters until the meeting ends."""
    until = where.starts_at + timedelta(minutes=where.planned_minutes) if isinstance(where, Meeting) else None
    return Original(
        kind="contribution",
        subject_id=said.id,
        place_id=where.place_id,
        place_path=where.place_path,
        language=said.language,
        texts={"body": said.body},
        url=f"/contributions/{said.id}",
        author_id=said.author_id,
        matters_at=until,
        meeting_id=said.meeting_id,
    )


@told_by("contribution", Contribution)
def _told(contribution_id: int) -> Original | None:
    found = contribution(contribution_id)
    where = (found.meeting or found.issue) if found is not None and not found.hidden else None
    return text_of(found, where) if found is not None and where is not None else None


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
