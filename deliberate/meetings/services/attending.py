"""Signing in: by one tap on one's own phone, or by name where somebody else holds the pen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from deliberate.db.base import db
from deliberate.db.once import insert_once
from deliberate.kit.bus import publish
from deliberate.kit.refusals import ensure
from deliberate.meetings import rules
from deliberate.meetings.events import Attended
from deliberate.meetings.models import Attendance, Meeting
from deliberate.meetings.queries import attendance, programme
from deliberate.meetings.states import Channel

if TYPE_CHECKING:
    from datetime import datetime

    from deliberate.kit.permits import Identity


def attend(meeting: Meeting, *, person: Identity, now: datetime) -> Attendance:
    """Sign in by phone; whoever taps twice stands on the list once."""
    meeting = programme.locked(meeting.id, sharing=True)
    account_id = person.account_id or 0
    there = attendance.attendance_of(meeting.id, account_id)
    if there is not None:
        return there
    ensure(rules.why_not_attend(meeting.state, level=person.level, now=now, starts_at=meeting.starts_at))
    made = insert_once(
        Attendance,
        meeting_id=meeting.id,
        account_id=account_id,
        label=person.name,
        channel=Channel.phone,
        at=now,
    )
    if made is None:
        return attendance.attendance_of(meeting.id, account_id) or _gone()
    return _announce(made, actor_id=account_id, now=now)


def enter_attendance(meeting: Meeting, label: str, *, channel: Channel, actor_id: int, now: datetime) -> Attendance:
    """Put somebody on the list who is in the hall, on the telephone, or helped by another."""
    meeting = programme.locked(meeting.id, sharing=True)
    label = " ".join(label.split())
    ensure(rules.why_not_enter(meeting.state, label=label))
    there = attendance.entered(meeting.id, label)
    if there is not None:
        return there
    made = insert_once(Attendance, meeting_id=meeting.id, label=label, channel=channel, at=now, entered_by_id=actor_id)
    if made is None:
        return attendance.entered(meeting.id, label) or _gone()
    return _announce(made, actor_id=actor_id, now=now)


def _announce(attendance_id: int, *, actor_id: int, now: datetime) -> Attendance:
    there = db.session.get_one(Attendance, attendance_id)
    publish(
        Attended(
            actor_id=actor_id,
            at=now,
            meeting_id=there.meeting_id,
            attendance_id=there.id,
            account_id=there.account_id,
            label=there.label,
            channel=there.channel,
        )
    )
    return there


def _gone() -> Attendance:
    message = "a line of the attendance list is neither new nor there"
    raise LookupError(message)
