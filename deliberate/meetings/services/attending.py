"""Signing in: by one tap on one's own phone, or by name where somebody else holds the pen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from deliberate.db.base import db
from deliberate.db.once import insert_once
from deliberate.kit.bus import publish
from deliberate.kit.refusals import Refusal, ensure
from deliberate.meetings.events import Attended
from deliberate.meetings.models import Attendance, Meeting
from deliberate.meetings.queries import attendance, programme
from deliberate.meetings.rules import coming
from deliberate.meetings.states import Channel

if TYPE_CHECKING:
    from datetime import datetime

    from deliberate.kit.permits import Identity

# How many others one person may stand for.
PROXIES = "meeting.proxies_most"


def attend(meeting: Meeting, *, person: Identity, now: datetime) -> Attendance:
    """Sign in by phone; whoever taps twice stands on the list once."""
    meeting = programme.locked(meeting.id, sharing=True)
    account_id = person.account_id or 0
    there = attendance.attendance_of(meeting.id, account_id)
    if there is not None:
        return there
    ensure(coming.why_not_attend(meeting.state, level=person.level, now=now, starts_at=meeting.starts_at))
    seat, taken = attendance.seat_of(meeting, account_id), _taken(meeting)
    made = insert_once(
        Attendance,
        meeting_id=meeting.id,
        account_id=account_id,
        label=person.name,
        channel=Channel.phone,
        at=now,
        held_by="",
        proof="",
        seat=seat,
    )
    if made is None:
        return attendance.attendance_of(meeting.id, account_id) or _gone()
    return _announce(made, actor_id=account_id, now=now, fresh=_fresh(seat, taken))


def enter_attendance(meeting: Meeting, label: str, *, channel: Channel, actor_id: int, now: datetime) -> Attendance:
    """Put somebody on the list who is in the hall, on the telephone, or helped by another."""
    meeting = programme.locked(meeting.id, sharing=True)
    label = " ".join(label.split())
    ensure(coming.why_not_enter(meeting.state, label=label))
    there = attendance.entered(meeting.id, label)
    if there is not None:
        return there
    ensure(Refusal("meetings.proxy_missing") if channel is Channel.proxy else None)
    seat, taken = attendance.seat_entered(meeting, label), _taken(meeting)
    made = insert_once(
        Attendance,
        meeting_id=meeting.id,
        label=label,
        channel=channel,
        at=now,
        entered_by_id=actor_id,
        held_by="",
        proof="",
        seat=seat,
    )
    if made is None:
        return attendance.entered(meeting.id, label) or _gone()
    return _announce(made, actor_id=actor_id, now=now, fresh=_fresh(seat, taken))


@dataclass(frozen=True, kw_only=True)
class Proxy:
    """Who stands for somebody, and on what paper."""

    held_by: str
    proof: str


def enter_proxy(meeting: Meeting, label: str, proxy: Proxy, *, actor_id: int, now: datetime) -> Attendance:
    """Count somebody as there by proxy; entering twice counts once."""
    meeting = programme.locked(meeting.id)
    label, held_by, proof = (" ".join(text.split()) for text in (label, proxy.held_by, proxy.proof))
    ensure(coming.why_not_enter(meeting.state, label=label))
    there = attendance.entered(meeting.id, label)
    if there is not None and there.held_by == held_by:
        return there
    ruleset = programme.rules_of(meeting)
    ensure(
        coming.why_not_proxy(
            label,
            held_by=held_by,
            proof=proof,
            here=attendance.is_here(meeting.id, held_by),
            held=attendance.proxies_held(meeting.id, held_by),
            most=ruleset.number(PROXIES) if ruleset.has(PROXIES) else None,
        )
    )
    ensure(Refusal("meetings.on_the_list", name=label) if there is not None else None)
    seat, taken = attendance.seat_entered(meeting, label), _taken(meeting)
    line = {"label": label, "held_by": held_by, "proof": proof, "channel": Channel.proxy, "at": now, "seat": seat}
    made = insert_once(Attendance, meeting_id=meeting.id, entered_by_id=actor_id, **line)
    if made is None:
        return attendance.entered(meeting.id, label) or _gone()
    return _announce(made, actor_id=actor_id, now=now, fresh=_fresh(seat, taken))


def _taken(meeting: Meeting) -> frozenset[str]:
    """Return the seats taken before; in a meeting without a fixed body nobody asks."""
    return attendance.seats_taken(meeting.id) if meeting.kind.body else frozenset()


def _fresh(seat: str, taken: frozenset[str]) -> int:
    """Return how many seats are taken that nobody sat on before."""
    return len(set(seat.split()) - taken)


def _announce(attendance_id: int, *, actor_id: int, now: datetime, fresh: int) -> Attendance:
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
            held_by=there.held_by,
            proof=there.proof,
            seat=there.seat,
            counts=fresh,
        )
    )
    return there


def _gone() -> Attendance:
    message = "a line of the attendance list is neither new nor there"
    raise LookupError(message)
