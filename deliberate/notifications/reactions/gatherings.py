"""Who is told of meetings and their minutes: the neighbours, those who are asked to come, those who were there."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from deliberate.db.base import db
from deliberate.kit.bus import bus
from deliberate.meetings.agenda.events import MeetingAdjourned
from deliberate.meetings.events import MeetingAnnounced, MeetingCancelled, MeetingClosed
from deliberate.meetings.invitations.events import PeopleInvited
from deliberate.meetings.invitations.queries import accounts_asked
from deliberate.meetings.minutes.events import ErratumApproved, MinutesConfirming, MinutesPublished
from deliberate.meetings.models import Attendance, Meeting
from deliberate.notifications import queries
from deliberate.notifications.services import Message, tell
from deliberate.places.models import Place


@bus.on(MeetingAnnounced)
def _announced(event: MeetingAnnounced) -> None:
    place = db.session.get_one(Place, event.place_id)
    facts = {"title": event.title, "starts_at": event.starts_at}
    message = Message("meeting.announced", f"/meetings/{event.meeting_id}", event.at, facts)
    tell(queries.neighbours(place), message, besides=event.actor_id)

    _tell_invited(event)


@bus.on(PeopleInvited)
def _invited(event: PeopleInvited) -> None:
    """Tell whoever is asked once everybody may know of the meeting."""
    if db.session.get_one(Meeting, event.meeting_id).state.public:
        _tell_invited(event, event.invitation_ids)


def _tell_invited(event: MeetingAnnounced | PeopleInvited, only: tuple[int, ...] | None = None) -> None:
    meeting = db.session.get_one(Meeting, event.meeting_id)
    facts = {"title": event.title, "starts_at": meeting.starts_at}
    message = Message("meeting.invited", f"/meetings/{meeting.id}/invitation", event.at, facts)
    tell(accounts_asked(meeting.id, only), message, besides=event.actor_id)


@bus.on(MeetingCancelled)
def _cancelled(event: MeetingCancelled) -> None:
    place = db.session.get_one(Place, event.place_id)
    facts = {"title": event.title, "reason": event.reason}
    message = Message("meeting.cancelled", f"/meetings/{event.meeting_id}", event.at, facts)
    tell(queries.neighbours(place), message, besides=event.actor_id)


@bus.on(MeetingClosed)
def _stopped(event: MeetingClosed) -> None:
    """Tell the neighbours of a meeting that ended before its agenda did; any other end is no news."""
    if event.reason:
        place = db.session.get_one(Place, event.place_id)
        facts = {"title": event.title, "reason": event.reason}
        message = Message("meeting.stopped", f"/meetings/{event.meeting_id}", event.at, facts)
        tell(queries.neighbours(place), message, besides=event.actor_id)


@bus.on(MeetingAdjourned)
def _adjourned(event: MeetingAdjourned) -> None:
    """Tell who was there, also from elsewhere, when it goes on."""
    facts = {"title": event.title, "starts_at": event.starts_at, "reason": event.reason}
    message = Message("meeting.adjourned", f"/meetings/{event.to_id}", event.at, facts)
    tell(_who_was_there(event.meeting_id), message, besides=event.actor_id)


def _who_was_there(meeting_id: int) -> set[int]:
    there = select(Attendance.account_id).where(Attendance.meeting_id == meeting_id)
    return {person for person in db.session.scalars(there) if person}


@bus.on(MinutesConfirming)
def _confirming(event: MinutesConfirming) -> None:
    _tell_who_was_there(event, "minutes.confirming")


@bus.on(MinutesPublished)
def _minutes_published(event: MinutesPublished) -> None:
    _tell_who_was_there(event, "minutes.published")


@bus.on(ErratumApproved)
def _minutes_corrected(event: ErratumApproved) -> None:
    _tell_who_was_there(event, "minutes.corrected")


def _tell_who_was_there(event: Any, code: str) -> None:
    people = _who_was_there(event.meeting_id)
    title = db.session.get_one(Meeting, event.meeting_id).title
    tell(people, Message(code, f"/meetings/{event.meeting_id}/minutes", event.at, {"title": title}))
