"""The verbs of the run of show for scripts and for forms."""

from __future__ import annotations

from datetime import date, datetime, time
from secrets import token_hex
from typing import TYPE_CHECKING, Any

from flask import Blueprint

from deliberate.kit.clock import SHANGHAI, now
from deliberate.kit.refusals import Refusal, Refused
from deliberate.meetings.agenda import services
from deliberate.meetings.agenda.permissions import AgendaPermission
from deliberate.meetings.api import actor, answer, load, load_item, sent
from deliberate.meetings.states import Phase
from deliberate.web.guards import requires

if TYPE_CHECKING:
    from deliberate.meetings.models import AgendaItem, Meeting

bp = Blueprint("agenda_api", __name__)


@bp.post("/meetings/<int:meeting_id>/items/<int:item_id>/phase")
@requires(AgendaPermission.lead, load_item)
def turn_to(item: AgendaItem) -> Any:
    """Turn to another phase of the item being talked about."""
    phase = next((one for one in Phase if one.value == sent().get("phase")), None)
    return answer(item.meeting_id, lambda: _turned(item, phase))


def _turned(item: AgendaItem, phase: Phase | None) -> dict[str, Any]:
    if phase is None:
        raise Refused(Refusal("web.unknown_message"))
    services.turn_to(item, phase, actor_id=actor(), now=now())
    return {"id": item.id, "phase": phase.value}


@bp.post("/meetings/<int:meeting_id>/adjourn")
@requires(AgendaPermission.lead, load)
def adjourn(meeting: Meeting) -> Any:
    """Go on another day."""
    given = {name: str(sent().get(name, "")) for name in ("day", "time", "reason", "where_text", "urgent_reason")}
    return answer(meeting.id, lambda: _adjourned(meeting, given))


def _adjourned(meeting: Meeting, given: dict[str, str]) -> dict[str, Any]:
    on = services.Session(
        starts_at=moment_of(given["day"], given["time"]),
        reason=given["reason"],
        where_text=given["where_text"],
        urgent_reason=given["urgent_reason"],
    )
    return {"id": services.adjourn_meeting(meeting, on, actor_id=actor(), now=now()).id}


def moment_of(day: str, hour: str) -> datetime:
    """Return the moment of a day and an hour as forms send them; what is neither is refused."""
    try:
        return datetime.combine(date.fromisoformat(day), time.fromisoformat(hour), tzinfo=SHANGHAI)
    except ValueError as error:
        raise Refused(Refusal("meetings.day_missing")) from error


@bp.post("/meetings/<int:meeting_id>/parked")
@requires(AgendaPermission.park, load)
def park(meeting: Meeting) -> Any:
    """Put a matter aside."""
    given = sent()
    about = {"said_by": str(given.get("said_by", "")), "client_id": str(given.get("client_id") or token_hex(16))[:64]}
    text = str(given.get("text", ""))
    return answer(meeting.id, lambda: _parked(meeting, text, about))


def _parked(meeting: Meeting, text: str, about: dict[str, str]) -> dict[str, Any]:
    made = services.park_matter(meeting, text, **about, actor_id=actor(), now=now())
    return {"id": made.id, "text": made.text}
