"""From the running text to the draft: each line under the section it is about, before what the record says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from deliberate.meetings.minutes.states import SectionKey
from deliberate.meetings.notes.states import NoteKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from deliberate.meetings.minutes.rules.lines import Sentence
    from deliberate.meetings.minutes.rules.record import Line

    Noted = dict[tuple[int | None, SectionKey], list[Sentence]]

UNDER = {
    NoteKind.said: SectionKey.notes,
    NoteKind.agreed: SectionKey.agreed,
    NoteKind.not_agreed: SectionKey.not_agreed,
    NoteKind.minority: SectionKey.minority,
    NoteKind.answer: SectionKey.questions,
    NoteKind.action: SectionKey.actions,
}
WRITTEN, STRUCK = "note.written", "note.struck"
_ORDER = list(SectionKey)


def noted(record: Iterable[Line]) -> Noted:
    """Return the lines as they stand last, by item and section; each rests on its own entry and on those it names."""
    last: dict[int, Line] = {}
    begun: set[int] = set()
    for line in record:
        if line.verb == "meeting.item_started" and line.payload:
            begun.add(line.payload["agenda_item_id"])
        if line.verb == WRITTEN and line.payload:
            last[line.payload["note_id"]] = line
        elif line.verb == STRUCK and line.payload:
            last.pop(line.payload["note_id"], None)
    found: Noted = {}
    for _number, line in sorted(last.items()):
        said = line.payload
        key = UNDER[NoteKind(said["kind"])]
        # What has to be done stands together at the end; so does what was about an item whose beginning was taken back.
        item = None if key is SectionKey.actions or said["agenda_item_id"] not in begun else said["agenda_item_id"]
        sources = sorted({*said["sources"], line.seq})
        found.setdefault((item, key), []).append({"text": said["text"], "sources": sources})
    return found


def with_notes(sections: Sequence[dict[str, Any]], item: int | None, notes: Noted) -> list[dict[str, Any]]:
    """Return the sections of an item with the recorder's lines before what was drafted, in the order of sections."""
    by_key = {section["key"]: section for section in sections}
    for (about, key), sentences in notes.items():
        if about == item:
            known = by_key.get(key.value, {"key": key.value, "sentences": []})
            by_key[key.value] = {**known, "sentences": [*sentences, *known["sentences"]]}
            if item is not None:
                by_key[key.value]["item_id"] = item
    return sorted(by_key.values(), key=lambda section: _ORDER.index(SectionKey(section["key"])))
