"""What a vote held in a meeting asks of it. Meetings stand above votes: they answer, votes do not know them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from deliberate.kit.refusals import Refusal
from deliberate.places.queries.tree import rules_at
from deliberate.votes import rules

if TYPE_CHECKING:
    from deliberate.places.models import Place
    from deliberate.votes.models import Vote
    from deliberate.votes.states import VoteKind


@dataclass(frozen=True)
class Room:
    """A meeting at this moment: its kind and place, why nothing can be voted on, and who is there, as it is kept."""

    kind: str
    place_path: tuple[int, ...]
    why_not: Refusal | None
    there: Mapping[str, Any]


Answer = Callable[[int], Room | None]
_answers: list[Answer] = []


def answers(answer: Answer) -> Answer:
    """Let whoever knows meetings answer for them."""
    _answers.append(answer)
    return answer


def room(meeting_id: int) -> Room | None:
    """Return the meeting as it is now, if there is one of that number."""
    return next((found for answer in _answers if (found := answer(meeting_id)) is not None), None)


def why_not_hold(kind: VoteKind, place: Place, meeting_id: int | None) -> Refusal | None:
    """Return why a vote of this kind at this place cannot be prepared for that meeting."""
    if meeting_id is None:
        return rules.why_not_without(rules_at(place), kind)
    found = room(meeting_id)
    near = found is not None and (found.place_path[-1] in place.place_path or place.id in found.place_path)
    return rules.why_not_hold(kind, meeting=found.kind if found and near else None)


def why_not_there(meeting_id: int | None) -> Refusal | None:
    """Return why nothing can be put to the vote in that meeting now; a vote outside meetings asks nobody."""
    if meeting_id is None:
        return None
    found = room(meeting_id)
    return found.why_not if found else Refusal("votes.no_such_meeting")


def freeze(vote: Vote, moment: str) -> None:
    """Keep with the vote who was there when it opened or closed; outside meetings nobody has to be."""
    found = room(vote.meeting_id) if vote.meeting_id is not None else None
    if found is not None:
        vote.room = {**vote.room, moment: dict(found.there)}
