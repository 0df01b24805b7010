"""What happened to a line of the running text.

Half-typed words are rows, saved every moment so that nothing is lost; a line goes on record when it is finished.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from deliberate.meetings.events import MeetingEvent

if TYPE_CHECKING:
    from deliberate.meetings.notes.states import NoteKind


@dataclass(frozen=True, kw_only=True)
class NoteEvent(MeetingEvent):
    """Something about one line; written to its meeting's stream."""

    subject_of: ClassVar[tuple[str, str]] = ("note", "note_id")

    note_id: int
    version: int


@dataclass(frozen=True, kw_only=True)
class NoteWritten(NoteEvent):
    """The recorder finished a line, or mended one; `sources` are the entries it rests on."""

    verb: ClassVar[str] = "note.written"

    agenda_item_id: int | None
    kind: NoteKind
    text: str
    language: str
    sources: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class NoteStruck(NoteEvent):
    """The recorder took a line back; what it said stays in the entries before."""

    verb: ClassVar[str] = "note.struck"
