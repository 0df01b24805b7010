"""The verbs of a meeting for scripts and for forms: JSON in, JSON out; a form is sent back to where it came from."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from flask import Blueprint, flash, jsonify, redirect, request
from flask_babel import gettext as _

from deliberate.db.base import db
from deliberate.db.session import rollback
from deliberate.kit.clock import SHANGHAI, now
from deliberate.kit.refusals import Refused
from deliberate.ledger.queries import head_of
from deliberate.meetings.permissions import MeetingPermission
from deliberate.meetings.queries import attendance, programme
from deliberate.meetings.rules.coming import is_on_its_day
from deliberate.meetings.services import attending, calling, conducting, running
from deliberate.meetings.states import Channel, Outcome
from deliberate.places.rules.deadlines import local_day
from deliberate.web.errors import wants_json
from deliberate.web.guards import check, identity, local_path, requires
from deliberate.web.words import word

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from deliberate.meetings.models import AgendaItem, Meeting

bp = Blueprint("meetings_api", __name__)
SEE_OTHER = 303


def load(meeting_id: int) -> Meeting | None:
    """Return the meeting of an address."""
    return programme.meeting(meeting_id)


def load_item(meeting_id: int, item_id: int) -> AgendaItem | None:
    """Return the agenda item of an address, if it belongs to that meeting."""
    found = programme.item(item_id)
    return found if found is not None and found.meeting_id == meeting_id else None


def sent() -> Mapping[str, Any]:
    """Return what was sent, as JSON or as a form."""
    if request.is_json:
        given = request.get_json(silent=True)
        return given if isinstance(given, dict) else {}
    return request.form


def actor() -> int:
    """Return who acts; the guard has seen to it that somebody does."""
    return identity().account_id or 0


def answer(meeting_id: int, act: Callable[[], Mapping[str, Any]], *, back: str = "") -> Any:
    """Do it and answer: a script gets what came of it and where the record stands, a person goes back to the page."""
    try:
        data = act()
    except Refused as refused:
        if wants_json():
            raise
        rollback()
        flash(word(refused.refusal), "warn")
        data = {}
    else:
        # Only a page shows it, and the focus goes there; a script has its own answer.
        if not wants_json():
            flash(_("This is noted."), "good")
    if wants_json():
        db.session.flush()
        return jsonify(ok=True, seq=head_of(f"meeting:{meeting_id}"), data=data)
    return redirect(back or local_path(request.referrer), SEE_OTHER)


def _meeting_data(meeting: Meeting) -> dict[str, Any]:
    return {"id": meeting.id, "state": meeting.state.value, "current_item_id": meeting.current_item_id}


def _item_data(item: AgendaItem) -> dict[str, Any]:
    outcome = item.outcome.value if item.outcome else None
    return {"id": item.id, "state": item.state.value, "outcome": outcome, "conclusion": item.conclusion}


@bp.post("/meetings/<int:meeting_id>/announce")
@requires(MeetingPermission.lead, load)
def announce(meeting: Meeting) -> Any:
    """Announce it."""
    return answer(meeting.id, lambda: _meeting_data(calling.announce_meeting(meeting, actor_id=actor(), now=now())))


@bp.post("/meetings/<int:meeting_id>/cancel")
@requires(MeetingPermission.lead, load)
def cancel(meeting: Meeting) -> Any:
    """Call it off with a reason."""
    reason = str(sent().get("reason", ""))
    return answer(
        meeting.id, lambda: _meeting_data(calling.cancel_meeting(meeting, reason, actor_id=actor(), now=now()))
    )


@bp.post("/meetings/<int:meeting_id>/open")
@requires(MeetingPermission.lead, load)
def begin(meeting: Meeting) -> Any:
    """Open it."""
    return answer(meeting.id, lambda: _meeting_data(running.open_meeting(meeting, actor_id=actor(), now=now())))


@bp.post("/meetings/<int:meeting_id>/items/<int:item_id>/start")
@requires(MeetingPermission.lead, load_item)
def start_item(item: AgendaItem) -> Any:
    """Turn to an item."""
    return answer(item.meeting_id, lambda: _item_data(running.start_item(item, actor_id=actor(), now=now())))


@bp.post("/meetings/<int:meeting_id>/items/<int:item_id>/close")
@requires(MeetingPermission.lead, load_item)
def close_item(item: AgendaItem) -> Any:
    """Say what came out of an item."""
    given = sent()
    outcome = next((one for one in Outcome if one.value == given.get("outcome")), None)
    conclusion = str(given.get("conclusion", ""))
    return answer(
        item.meeting_id,
        lambda: _item_data(running.close_item(item, outcome, conclusion, actor_id=actor(), now=now())),
    )


@bp.post("/meetings/<int:meeting_id>/close")
@requires(MeetingPermission.lead, load)
def close(meeting: Meeting) -> Any:
    """Close it."""
    return answer(meeting.id, lambda: _meeting_data(running.close_meeting(meeting, actor_id=actor(), now=now())))


@bp.post("/meetings/<int:meeting_id>/pause")
@requires(MeetingPermission.lead, load)
def pause(meeting: Meeting) -> Any:
    """Take a break until an hour of this day."""
    until = _today_at(str(sent().get("until", "")))
    return answer(
        meeting.id, lambda: _meeting_data(conducting.pause_meeting(meeting, until, actor_id=actor(), now=now()))
    )


def _today_at(hour: str) -> datetime | None:
    """Return the moment of an hour as a form sends it, 20:15; late at night 0:15 is of the day that begins."""
    try:
        moment = datetime.combine(local_day(now()), time.fromisoformat(hour), tzinfo=SHANGHAI)
    except ValueError:
        return None
    tomorrow = moment + timedelta(days=1)
    return tomorrow if is_on_its_day(tomorrow, now=now()) else moment


@bp.post("/meetings/<int:meeting_id>/resume")
@requires(MeetingPermission.lead, load)
def resume(meeting: Meeting) -> Any:
    """Go on after a break."""
    return answer(meeting.id, lambda: _meeting_data(conducting.resume_meeting(meeting, actor_id=actor(), now=now())))


@bp.post("/meetings/<int:meeting_id>/stop")
@requires(MeetingPermission.lead, load)
def stop(meeting: Meeting) -> Any:
    """End it now, with a reason."""
    reason = str(sent().get("reason", ""))
    return answer(
        meeting.id, lambda: _meeting_data(conducting.stop_meeting(meeting, reason, actor_id=actor(), now=now()))
    )


@bp.post("/meetings/<int:meeting_id>/chair")
@requires(MeetingPermission.lead, load)
def hand_over(meeting: Meeting) -> Any:
    """Let somebody else lead, with a reason."""
    given = sent()
    wanted, reason = str(given.get("account_id", "")), str(given.get("reason", ""))
    to_id = int(wanted) if wanted.isdecimal() else 0
    return answer(
        meeting.id,
        lambda: _meeting_data(conducting.hand_over(meeting, to_id, reason, actor_id=actor(), now=now())),
    )


@bp.post("/meetings/<int:meeting_id>/attendance")
@requires(MeetingPermission.attend, load)
def attend(meeting: Meeting) -> Any:
    """Sign in with one tap; whoever keeps the list may enter names of people in the hall, one on each line."""
    given = sent()
    names = [line for line in str(given.get("names", "")).splitlines() if line.strip()]
    if not names:
        return answer(meeting.id, lambda: _attend(meeting))
    check(MeetingPermission.enter_others, meeting)
    if given.get("channel") == Channel.proxy:
        proxy = attending.Proxy(held_by=str(given.get("held_by", "")), proof=str(given.get("proof", "")))
        return answer(meeting.id, lambda: _enter_proxies(meeting, names, proxy))
    channel = next((one for one in Channel if one.value == given.get("channel")), Channel.hall)
    return answer(meeting.id, lambda: _enter(meeting, names, channel))


def _attend(meeting: Meeting) -> dict[str, Any]:
    there = attending.attend(meeting, person=identity(), now=now())
    return {"id": there.id, "label": there.label, "channel": there.channel.value, **_presence(meeting)}


def _enter(meeting: Meeting, names: list[str], channel: Channel) -> dict[str, Any]:
    for name in names:
        attending.enter_attendance(meeting, name, channel=channel, actor_id=actor(), now=now())
    return {"entered": len(names), **_presence(meeting)}


def _enter_proxies(meeting: Meeting, names: list[str], proxy: attending.Proxy) -> dict[str, Any]:
    for name in names:
        attending.enter_proxy(meeting, name, proxy, actor_id=actor(), now=now())
    return {"entered": len(names), **_presence(meeting)}


def _presence(meeting: Meeting) -> dict[str, Any]:
    there = attendance.presence(meeting)
    by_channel = {channel.value: number for channel, number in there.by_channel.items()}
    return {"present": there.present, "needed": there.needed, "by_channel": by_channel}
