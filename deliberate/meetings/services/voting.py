"""What a vote held in a meeting does to it: the room knows of it, and the record of who was there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from deliberate.kit.bus import publish
from deliberate.meetings.events import MeetingVoteEnded, MeetingVoteOpened
from deliberate.meetings.queries import programme

if TYPE_CHECKING:
    from datetime import datetime

    from deliberate.votes.models import Vote


def vote_opened(vote: Vote, *, actor_id: int | None, now: datetime) -> None:
    """Lead everybody in the room to the ballot paper."""
    meeting = programme.locked(vote.meeting_id or 0)
    meeting.vote_id = vote.id
    publish(
        MeetingVoteOpened(
            actor_id=actor_id,
            at=now,
            meeting_id=meeting.id,
            vote_id=vote.id,
            question=vote.question,
            quorum=vote.room.get("opened", {}),
        )
    )


def vote_ended(vote: Vote, *, actor_id: int | None, now: datetime) -> None:
    """Lead nobody there any more; a vote that was never open in the room leaves no trace in it."""
    meeting = programme.locked(vote.meeting_id or 0)
    if meeting.vote_id != vote.id:
        return
    meeting.vote_id = None
    publish(
        MeetingVoteEnded(
            actor_id=actor_id,
            at=now,
            meeting_id=meeting.id,
            vote_id=vote.id,
            question=vote.question,
            quorum=vote.room.get("closed", {}),
        )
    )
