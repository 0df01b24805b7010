"""The recorder's page during the meeting: the running text beside the record, saved line by line."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from flask import jsonify, request, url_for
from flask_babel import gettext as _

from deliberate.accounts.queries import display_names
from deliberate.db.session import rollback
from deliberate.kit.clock import SHANGHAI, now
from deliberate.kit.refusals import Refusal, ensure
from deliberate.ledger.queries import head_of, stream_after
from deliberate.meetings.discussion.queries.upkeep import unread_in
from deliberate.meetings.minutes.views.pages import bp, record_url
from deliberate.meetings.minutes.views.record import row
from deliberate.meetings.notes.permissions import NotePermission
from deliberate.meetings.notes.queries import notes_of
from deliberate.meetings.notes.services import Piece, WrittenMeanwhile, keep_note
from deliberate.meetings.notes.states import NoteKind
from deliberate.meetings.views.public import load
from deliberate.places.rules.deadlines import local_day
from deliberate.web.forms import press
from deliberate.web.guards import identity, requires
from deliberate.web.language import moment
from deliberate.web.pages import page
from deliberate.web.words import word
from deliberate.web.words.notes import SCREEN

if TYPE_CHECKING:
    from deliberate.meetings.models import Meeting
    from deliberate.meetings.notes.models import Note

SEE_OTHER, CONFLICT = 303, 409
CLIENT_ID = re.compile(r"[0-9A-Za-z_-]{8,64}")
SHOWN_FIRST, SHOWN_MORE = 150, 200
# What another worker committed a moment later may carry a moment slightly earlier.
LOOK_BACK = timedelta(seconds=10)
UNKNOWN = Refusal("web.unknown_message")


@bp.get("/meetings/<int:meeting_id>/minutes/live")
@requires(NotePermission.write, load)
def live(meeting: Meeting) -> Any:
    """Show the running text with the record at its side; without script a line can be added and the record read."""
    state = _state(meeting, after=max(0, head_of(f"meeting:{meeting.id}") - SHOWN_FIRST))
    kinds = {kind.value: word(kind) for kind in NoteKind}
    data = {
        "meeting": meeting.id,
        "account": identity().account_id,
        "url": url_for("minutes.live", meeting_id=meeting.id),
        "words": {**{key: str(text) for key, text in SCREEN.items()}, "kinds": kinds},
        "items": {item.id: item.title for item in meeting.agenda},
    }
    return page("meetings/minutes_live.html", meeting=meeting, state=state, data=data, kinds=kinds)


@bp.get("/meetings/<int:meeting_id>/minutes/live/state")
@requires(NotePermission.write, load)
def live_state(meeting: Meeting) -> Any:
    """Return what was written and what happened since the page last asked."""
    try:
        since = datetime.fromisoformat(request.args.get("since", "")) - LOOK_BACK
    except ValueError:
        since = None
    return jsonify(_state(meeting, after=request.args.get("after", 0, type=int), since=since))


def _state(meeting: Meeting, *, after: int, since: datetime | None = None) -> dict[str, Any]:
    entries = stream_after(f"meeting:{meeting.id}", after, SHOWN_MORE)
    notes = [one for one in notes_of(meeting.id) if since is None or since.tzinfo is None or one.written_at >= since]
    names = display_names([*(entry.actor_id for entry in entries), *(one.written_by_id for one in notes)])
    unread = unread_in(meeting.id) if entries else set()
    return {
        "now": now().isoformat(),
        "seq": entries[-1].seq if entries else after,
        "item": meeting.current_item_id,
        "over": meeting.state.over,
        "rows": [
            {
                **row(entry, names, unread),
                "at": _told_at(entry.at),
                "url": record_url(meeting.id, entry.seq),
                "own": entry.verb.startswith("note."),
            }
            for entry in entries
        ],
        "notes": [_told(one, names) for one in notes],
    }


def _told_at(at: datetime) -> str:
    """Return when something was, with the day where it was not today: a record begins weeks before its meeting."""
    return f"{at.astimezone(SHANGHAI):%H:%M}" if local_day(at) == local_day(now()) else moment(at)


def _told(note: Note, names: Any) -> dict[str, Any]:
    return {
        "id": note.id,
        "client_id": note.client_id,
        "item": note.agenda_item_id,
        "kind": note.kind.value,
        "text": note.text if note.pending is None else note.pending,
        "sources": list(note.sources),
        "version": note.version,
        "recorded": note.recorded == note.version,
        "by": names.get(note.written_by_id, ""),
        "by_id": note.written_by_id,
    }


@bp.post("/meetings/<int:meeting_id>/minutes/live/lines")
@requires(NotePermission.write, load)
def keep_line(meeting: Meeting) -> Any:
    """Keep a line as it is now; where somebody else wrote in it meanwhile, give back what stands there."""
    piece, actor_id = _piece(request.get_json(silent=True)), identity().account_id or 0
    try:
        note = keep_note(meeting, piece, actor_id=actor_id, now=now())
    except WrittenMeanwhile as refused:
        theirs = _told(refused.theirs, display_names([refused.theirs.written_by_id]))
        rollback()
        error = {"code": refused.refusal.code, "message": word(refused.refusal)}
        return jsonify(error=error, theirs=theirs), CONFLICT
    return jsonify(ok=True, note=_told(note, {actor_id: identity().name}))


def _piece(sent: Any) -> Piece:
    """Return what a browser sent of a line, if it is one."""
    known = sent if isinstance(sent, dict) else {}
    sources, kind = known.get("sources", []), known.get("kind", "")
    numbers = [known.get("base"), *(sources if isinstance(sources, list) else [None])]
    numbers += [known[name] for name in ("note_id", "agenda_item_id") if known.get(name) is not None]
    texts = isinstance(known.get("text"), str) and isinstance(known.get("client_id"), str)
    wrong = not texts or kind not in set(NoteKind) or any(type(number) is not int for number in numbers)
    ensure(UNKNOWN if wrong or not CLIENT_ID.fullmatch(known["client_id"]) else None)
    return Piece(
        client_id=known["client_id"],
        text=known["text"],
        base=known["base"],
        note_id=known.get("note_id"),
        agenda_item_id=known.get("agenda_item_id"),
        kind=NoteKind(kind),
        sources=tuple(sources),
        finished=known.get("finished") is True,
    )


@bp.post("/meetings/<int:meeting_id>/minutes/live")
@requires(NotePermission.write, load)
def write_line(meeting: Meeting) -> Any:
    """Add a finished line from the form that needs no script; its own id keeps a second press from a second line."""
    kind, sent_id = request.form.get("kind", ""), request.form.get("client_id", "")
    piece = Piece(
        client_id=sent_id if CLIENT_ID.fullmatch(sent_id) else f"form-{now().timestamp():.6f}".replace(".", "-"),
        text=request.form.get("text", ""),
        agenda_item_id=meeting.current_item_id,
        kind=NoteKind(kind) if kind in set(NoteKind) else NoteKind.said,
        finished=True,
    )
    return press(
        lambda: keep_note(meeting, piece, actor_id=identity().account_id or 0, now=now()),
        _("The line is saved."),
        url_for("minutes.live", meeting_id=meeting.id),
    )
