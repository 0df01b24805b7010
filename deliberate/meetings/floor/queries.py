"""Reading the floor: one query for everything that was asked under an item."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import or_, select

from deliberate.db.base import db
from deliberate.meetings.floor.models import Recusal, SpeakingRequest, person_key
from deliberate.meetings.floor.rules import Clock, Waiting, order
from deliberate.meetings.floor.states import RequestKind, RequestState
from deliberate.meetings.models import Attendance, Meeting
from deliberate.meetings.states import MeetingState, Stance
from deliberate.places.models import Place
from deliberate.places.queries.tree import at_or_below, places_of

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from deliberate.meetings.floor.rules import Limits

SIDES = (Stance.support, Stance.against)


class Floor:
    """Everything asked for and said aloud under one agenda item, as of now."""

    def __init__(self, requests: Sequence[SpeakingRequest]) -> None:
        """Take the requests in the order of their ids."""
        self.requests = requests

    @property
    def speaking(self) -> SpeakingRequest | None:
        """Return who has the floor: the one called last, because a point of order interrupts a turn."""
        now = [one for one in self.requests if one.state is RequestState.speaking]
        return max(now, key=lambda one: (one.granted_at, one.id)) if now else None

    @property
    def interrupted(self) -> SpeakingRequest | None:
        """Return whose turn stands still while somebody else has the floor."""
        current = self.speaking
        others = (one for one in self.requests if one.state is RequestState.speaking and one is not current)
        return next(others, None)

    def turns_of(self, person: str) -> int:
        """Return how many turns somebody has had or is having."""
        had = {RequestState.done, RequestState.speaking}
        return sum(one.person == person and one.kind is RequestKind.turn and one.state in had for one in self.requests)

    def waits(self, person: str, kind: RequestKind) -> bool:
        """Tell whether somebody stands in the queue, or has the floor, for the same thing."""
        here = {RequestState.waiting, RequestState.speaking}
        return any(one.person == person and one.kind is kind and one.state in here for one in self.requests)

    def queue(self, limits: Limits) -> tuple[int, ...]:
        """Return the ids of the waiting, the next one first."""
        waiting = [
            Waiting(
                id=one.id,
                person=one.person,
                kind=one.kind,
                stance=one.stance,
                asked_at=one.asked_at,
                turns_before=self.turns_of(one.person),
            )
            for one in self.requests
            if one.state is RequestState.waiting
        ]
        return tuple(order(waiting, last_side=self._last_side(), limits=limits))

    def _last_side(self) -> Stance | None:
        spoken = [one for one in self.requests if one.granted_at is not None and one.stance in SIDES]
        return max(spoken, key=lambda one: (one.granted_at, one.id)).stance if spoken else None


def clock(request: SpeakingRequest) -> Clock | None:
    """Return the clock of a turn that goes on."""
    if request.granted_at is None or request.ended_at is not None:
        return None
    return Clock(
        seconds=request.seconds,
        granted_at=request.granted_at,
        paused_at=request.paused_at,
        paused_seconds=request.paused_seconds,
    )


def floor_of(agenda_item_id: int) -> Floor:
    """Return the floor of an item as it is now; ask after locking its meeting when something will change."""
    found = select(SpeakingRequest).where(SpeakingRequest.agenda_item_id == agenda_item_id).order_by(SpeakingRequest.id)
    return Floor(db.session.scalars(found.execution_options(populate_existing=True)).all())


def request(request_id: int) -> SpeakingRequest | None:
    """Return one request."""
    return db.session.get(SpeakingRequest, request_id)


def sent_before(client_id: str, *, sender_id: int) -> SpeakingRequest | None:
    """Return what the same phone asked for under the same id already."""
    found = select(SpeakingRequest).where(
        SpeakingRequest.client_id == client_id, SpeakingRequest.sender_id == sender_id
    )
    return db.session.scalars(found).first()


def recused_from(agenda_item_id: int, person: str) -> Recusal | None:
    """Return somebody's recusal from an item."""
    found = select(Recusal).where(Recusal.agenda_item_id == agenda_item_id, Recusal.person == person)
    return db.session.scalars(found).first()


def takes_no_side(agenda_item_id: int, *, account_id: int | None, label: str) -> bool:
    """Tell whether a person, or the one of a name who is written down by others, has said so of an item."""
    person = person_key(None if label else account_id, label)
    found = select(Recusal.id).where(Recusal.agenda_item_id == agenda_item_id, Recusal.person == person)
    return db.session.scalar(found.limit(1)) is not None


def recusals_in(agenda_item_ids: Sequence[int]) -> Sequence[Recusal]:
    """Return every recusal from some items, in the order they were said."""
    found = select(Recusal).where(Recusal.agenda_item_id.in_(agenda_item_ids)).order_by(Recusal.id)
    return db.session.scalars(found).all()


def is_there(meeting_id: int, *, account_id: int | None, label: str) -> bool:
    """Tell whether somebody stands on the attendance list, with an account or by name."""
    by_name = Attendance.account_id.is_(None) & (Attendance.label == label)
    who = or_(Attendance.account_id == account_id, by_name) if account_id else by_name
    return db.session.scalars(select(Attendance.id).where(Attendance.meeting_id == meeting_id, who)).first() is not None


def in_session_at(place_ids: Collection[int]) -> Sequence[Meeting]:
    """Return the meetings going on at some places and below."""
    found = select(Meeting).join(Place, Place.id == Meeting.place_id)
    running = found.where(Meeting.state == MeetingState.in_session, at_or_below(*places_of(place_ids)))
    return db.session.scalars(running.order_by(Meeting.opened_at)).all()
