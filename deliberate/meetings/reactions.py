"""A vote held in a meeting is told to the room, and stands in its record with who was there."""

from __future__ import annotations

from deliberate.kit.bus import bus
from deliberate.meetings.services import voting
from deliberate.votes.events import VoteClosed, VoteOpened, VoteVoided
from deliberate.votes.queries import papers


@bus.on(VoteOpened)
def opened(event: VoteOpened) -> None:
    """Tell the room that it can vote."""
    vote = papers.vote(event.vote_id)
    if vote is not None and vote.meeting_id is not None:
        voting.vote_opened(vote, actor_id=event.actor_id, now=event.at)


@bus.on(VoteClosed)
def closed(event: VoteClosed) -> None:
    """Tell the room that no more votes are taken."""
    vote = papers.vote(event.vote_id)
    if vote is not None and vote.meeting_id is not None:
        voting.vote_ended(vote, actor_id=event.actor_id, now=event.at)


@bus.on(VoteVoided)
def voided(event: VoteVoided) -> None:
    """A vote that does not count is over in the room too."""
    vote = papers.vote(event.vote_id)
    if vote is not None and vote.meeting_id is not None:
        voting.vote_ended(vote, actor_id=event.actor_id, now=event.at)
