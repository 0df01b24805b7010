"""The turns an evening can take: a break, an early end, another chair. Doing the same twice does it once."""

from __future__ import annotations

from datetime import UTC
from typing import TYPE_CHECKING

from deliberate.kit.bus import publish
from deliberate.kit.refusals import ensure
from deliberate.kit.roles import Role
from deliberate.meetings.events import ChairHandedOver, MeetingPaused, MeetingResumed
from deliberate.meetings.queries import attendance, programme
from deliberate.meetings.rules import course
from deliberate.meetings.services.running import end_early
from deliberate.meetings.states import MeetingState
from deliberate.places.rules.deadlines import local_day

if TYPE_CHECKING:
    from datetime import datetime

    from deliberate.meetings.models import Meeting


def pause_meeting(meeting: Meeting, until: datetime | None, *, actor_id: int, now: datetime) -> Meeting:
    """Take a break and say when it ends."""
    meeting, until = programme.locked(meeting.id), until.astimezone(UTC) if until else None
    if meeting.resumes_at is not None and meeting.resumes_at == until:
        return meeting
    ensure(course.why_not_pause(meeting.state, paused=meeting.paused_at is not None, until=until, now=now))
    meeting.paused_at, meeting.resumes_at = now, until
    publish(MeetingPaused(actor_id=actor_id, at=now, meeting_id=meeting.id, until=until or now))
    return meeting


def resume_meeting(meeting: Meeting, *, actor_id: int, now: datetime) -> Meeting:
    """Go on; a turn the break interrupted waits for the chair to let its clock run."""
    meeting = programme.locked(meeting.id)
    ensure(course.why_not_resume(meeting.state))
    if meeting.paused_at is None:
        return meeting
    meeting.paused_at = meeting.resumes_at = None
    publish(MeetingResumed(actor_id=actor_id, at=now, meeting_id=meeting.id))
    return meeting


def stop_meeting(meeting: Meeting, reason: str, *, actor_id: int, now: datetime) -> Meeting:
    """End it now, in the middle of whatever goes on; what was not finished goes back to the committee's table."""
    meeting = programme.locked(meeting.id)
    if meeting.state is MeetingState.closed and meeting.stop_reason == reason.strip():
        return meeting
    ensure(course.why_not_stop(meeting.state, reason=reason))
    meeting.stop_reason = reason.strip()
    return end_early(meeting, actor_id=actor_id, now=now)


def hand_over(meeting: Meeting, to_id: int, reason: str, *, actor_id: int, now: datetime) -> Meeting:
    """Let somebody else lead, for instance because the one who led wants to speak to the matter."""
    meeting = programme.locked(meeting.id)
    if meeting.acting_chair_id == to_id:
        return meeting
    able = {one.id: one for one in attendance.holders(meeting.place, Role.moderator, local_day(now))}
    seats = course.Seats(chair_id=meeting.chair_id, recorder_id=meeting.recorder_id)
    ensure(
        course.why_not_hand_over(meeting.kind, meeting.state, to_id, seats=seats, may_lead=to_id in able, reason=reason)
    )
    meeting.acting_chair_id = to_id
    publish(
        ChairHandedOver(
            actor_id=actor_id,
            at=now,
            meeting_id=meeting.id,
            chair_id=to_id,
            chair=able[to_id].display_name,
            reason=reason.strip(),
        )
    )
    return meeting
