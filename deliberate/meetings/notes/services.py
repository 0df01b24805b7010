"""Writing the running text in pieces: every piece names the version it was written over, so that none is lost."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from deliberate.db.base import db
from deliberate.kit.bus import publish
from deliberate.kit.refusals import Refused, ensure
from deliberate.ledger.queries import head_of
from deliberate.meetings.notes import queries, rules
from deliberate.meetings.notes.events import NoteStruck, NoteWritten
from deliberate.meetings.notes.models import Note
from deliberate.meetings.notes.states import NoteKind
from deliberate.meetings.queries import programme

if TYPE_CHECKING:
    from datetime import datetime

    from deliberate.meetings.models import Meeting


class WrittenMeanwhile(Refused):
    """Somebody else has written in the same line; `theirs` is what stands there, so that both texts can be shown."""

    def __init__(self, refused: Refused, theirs: Note) -> None:
        """Keep the other text beside the refusal."""
        super().__init__(refused.refusal)
        self.theirs = theirs


@dataclass(frozen=True, kw_only=True)
class Piece:
    """What a browser sends of one line: its words now, over which version, and whether the line is finished."""

    client_id: str
    text: str
    base: int = 0
    note_id: int | None = None
    agenda_item_id: int | None = None
    kind: NoteKind = NoteKind.said
    sources: tuple[int, ...] = ()
    finished: bool = False


def keep_note(meeting: Meeting, piece: Piece, *, actor_id: int, now: datetime) -> Note:
    """Keep the words of a line; finished it goes on record, or empty is taken back; half a line is only kept."""
    meeting = programme.locked(meeting.id)
    text = " ".join(piece.text.split())
    head = head_of(f"meeting:{meeting.id}")
    ensure(rules.why_not_write(meeting.state, text=text, sources=piece.sources, head=head))
    note = _line(meeting, piece, actor_id=actor_id, now=now)
    same = _same(note, piece, text)
    if note.version != piece.base and not same:
        try:
            ensure(rules.why_not_over(known=note.version, base=piece.base))
        except Refused as refused:
            raise WrittenMeanwhile(refused, note) from refused
    if not same:
        note.version += 1
        note.kind, note.sources, note.pending = piece.kind, sorted(set(piece.sources)), text
        note.written_by_id, note.written_at = actor_id, now
    if piece.finished:
        finish_note(note, actor_id=actor_id, now=now)
    db.session.flush()
    return note


def _line(meeting: Meeting, piece: Piece, *, actor_id: int, now: datetime) -> Note:
    """Return the line a piece belongs to, begun here if nobody has."""
    found = queries.note_now(meeting.id, piece.note_id) if piece.note_id else None
    found = found or queries.begun_as(piece.client_id, began_by_id=actor_id)
    if found is not None and found.meeting_id == meeting.id:
        return found
    known = {item.id for item in meeting.agenda}
    item_id = piece.agenda_item_id if piece.agenda_item_id in known else None
    made = Note(
        meeting_id=meeting.id,
        agenda_item_id=item_id,
        client_id=piece.client_id,
        began_by_id=actor_id,
        written_by_id=actor_id,
        written_at=now,
        version=0,
        recorded=0,
        struck=False,
        sources=[],
        text="",
    )
    db.session.add(made)
    db.session.flush()
    return made


def _same(note: Note, piece: Piece, text: str) -> bool:
    """Tell whether a piece changes nothing, as one that is sent twice does."""
    shown = note.text if note.pending is None else note.pending
    return note.version > 0 and (shown, note.kind, note.sources) == (text, piece.kind, sorted(set(piece.sources)))


def finish_note(note: Note, *, actor_id: int | None, now: datetime) -> Note:
    """Put a line on record as it stands now; once empty it is taken back."""
    was_there = note.recorded > 0
    if note.version == note.recorded or not (was_there or note.pending):
        return note
    note.text, note.pending, note.recorded = note.pending or "", None, note.version
    note.struck = not note.text
    db.session.flush()
    publish(_struck(note, actor_id, now) if note.struck else _written(note, actor_id, now))
    return note


def _struck(note: Note, actor_id: int | None, now: datetime) -> NoteStruck:
    return NoteStruck(actor_id=actor_id, at=now, meeting_id=note.meeting_id, note_id=note.id, version=note.version)


def _written(note: Note, actor_id: int | None, now: datetime) -> NoteWritten:
    return NoteWritten(
        actor_id=actor_id,
        at=now,
        meeting_id=note.meeting_id,
        note_id=note.id,
        version=note.version,
        agenda_item_id=note.agenda_item_id,
        kind=note.kind,
        text=note.text,
        language=note.language,
        sources=tuple(note.sources),
    )
