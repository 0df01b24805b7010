"""Votes held in a meeting: what they may ask of it, and which there are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from deliberate.db.base import db
from deliberate.meetings.queries import attendance, programme
from deliberate.meetings.rules import course
from deliberate.votes.models import Vote
from deliberate.votes.queries.rooms import Room, answers

if TYPE_CHECKING:
    from collections.abc import Sequence


@answers
def room(meeting_id: int) -> Room | None:
    """Tell a vote whether the meeting goes on with enough people to decide, and who is there."""
    meeting = programme.meeting(meeting_id)
    if meeting is None:
        return None
    there = attendance.presence(meeting)
    why_not = course.why_not_vote(meeting.state, resumes_at=meeting.resumes_at, presence=there)
    return Room(meeting.kind.value, meeting.place_path, why_not, there.frozen)


def votes_in(meeting_id: int) -> Sequence[Vote]:
    """Return the votes held in a meeting, in order."""
    return db.session.scalars(select(Vote).where(Vote.meeting_id == meeting_id).order_by(Vote.id)).all()
