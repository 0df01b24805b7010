"""Taking back, from the room and from the page a meeting is run from: what could be, and doing it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import Blueprint, Response, jsonify

from deliberate.accounts.queries import display_names
from deliberate.issues.views.timeline import said
from deliberate.kit.clock import now
from deliberate.kit.refusals import Refusal, Refused
from deliberate.meetings.api import actor, answer, load, sent
from deliberate.meetings.minutes import queries as minutes
from deliberate.meetings.states import MeetingState
from deliberate.meetings.undoing import queries, services
from deliberate.meetings.undoing.permissions import UndoPermission
from deliberate.web.guards import may, requires
from deliberate.web.pages import Panel, panel
from deliberate.web.words import events, fill

if TYPE_CHECKING:
    from deliberate.ledger.models import Entry
    from deliberate.meetings.models import Meeting

bp = Blueprint("undoing", __name__)


@bp.get("/meetings/<int:meeting_id>/undoable")
@requires(UndoPermission.undo, load)
def undoable(meeting: Meeting) -> Response:
    """Return the latest acts that could be taken back, the last one first."""
    response = jsonify(acts=acts_of(meeting))
    response.headers["Cache-Control"] = "no-store"
    return response


def acts_of(meeting: Meeting) -> list[dict[str, Any]]:
    """Return what could be taken back with a sentence for each."""
    over = meeting.state is MeetingState.closed
    entries = queries.undoable(meeting.id, over=over, published=over and minutes.is_published(meeting.id))
    names = display_names([entry.actor_id for entry in entries])
    return [
        {
            "seq": entry.seq,
            "at": entry.at.isoformat(),
            "says": _sentence(entry, names.get(entry.actor_id or 0, "")),
        }
        for entry in entries
    ]


def _sentence(entry: Entry, actor_name: str) -> str:
    facts = said(entry.verb, dict(entry.payload or {}))
    told = fill(events()[entry.verb], {"actor": actor_name, **facts})
    # The record says of nobody who was there; whoever keeps the list sees the name.
    return f"{told} {facts['label']}" if entry.verb == "meeting.attended" else told


@bp.post("/meetings/<int:meeting_id>/undo")
@requires(UndoPermission.undo, load)
def undo(meeting: Meeting) -> Any:
    """Take back one act."""
    wanted = str(sent().get("seq", ""))
    return answer(meeting.id, lambda: _undone(meeting, wanted))


def _undone(meeting: Meeting, wanted: str) -> dict[str, Any]:
    if not wanted.isdecimal() or len(wanted) > len("9999999999"):
        raise Refused(Refusal("meetings.not_undoable"))
    return {"undone": services.undo(meeting, int(wanted), actor_id=actor(), now=now()).seq}


@panel("meetings.run", 90)
def on_desk(meeting: Meeting) -> Panel | None:
    """Show what was done last, each with the way to take it back."""
    if meeting.state not in {MeetingState.in_session, MeetingState.closed} or not may(UndoPermission.undo, meeting):
        return None
    acts = acts_of(meeting)
    return Panel("meetings/parts/undo.html", {"meeting": meeting, "acts": acts}) if acts else None
