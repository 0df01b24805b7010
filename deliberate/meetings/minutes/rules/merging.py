"""When two people mend the draft at once: what only one of them touched is theirs, what both touched is shown twice."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

from deliberate.meetings.minutes.rules.lines import as_line, from_lines

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    # Place of the section → the text as typed, and the mark of the text it was typed over.
    Typed = Mapping[int, tuple[str, str]]


def as_text(section: Mapping[str, Any]) -> str:
    """Return a section as it is edited: one line a sentence."""
    return "\n".join(as_line(one) for one in section["sentences"])


def mark_of(text: str) -> str:
    """Return a short mark of a text; blanks and empty lines do not count."""
    lines = (" ".join(line.split()) for line in text.splitlines())
    return hashlib.sha256("\n".join(line for line in lines if line).encode()).hexdigest()[:16]


def merged(
    sections: Sequence[Mapping[str, Any]], typed: Typed, *, head: int
) -> tuple[list[dict[str, Any]], dict[int, str]]:
    """Return the sections with what was typed, and what was typed over words that somebody else has changed."""
    made, clashes = [{**section} for section in sections], {}
    for place, section in enumerate(made):
        if place not in typed:
            continue
        text, over = typed[place]
        known = mark_of(as_text(section))
        if mark_of(text) in {over, known}:
            continue
        if over == known:
            section["sentences"] = from_lines(text, head=head)
        else:
            clashes[place] = text
    return made, clashes


def followed(
    sections: Sequence[Mapping[str, Any]], *, before: Sequence[Mapping[str, Any]], after: Sequence[Mapping[str, Any]]
) -> list[dict[str, Any]]:
    """Return a mended draft after the record changed: sections nobody touched follow it, those mended by hand stay."""
    known, base = {_name(one): one for one in sections}, {_name(one): one for one in before}
    kept = {name for name, one in known.items() if as_text(one) != as_text(base.get(name, {"sentences": []}))}
    made = [{**(known[_name(one)] if _name(one) in kept else one)} for one in after]
    fresh = {_name(one) for one in after}
    return made + [{**one} for name, one in known.items() if name in kept and name not in fresh]


def _name(section: Mapping[str, Any]) -> tuple[str, object]:
    return section["key"], section.get("item_id")


def changes(sections: Sequence[Mapping[str, Any]], typed: Typed) -> dict[int, str]:
    """Return what was typed and does not stand in the text: what must not get lost where nothing can be saved."""
    known = {place: mark_of(as_text(section)) for place, section in enumerate(sections)}
    return {place: text for place, (text, over) in typed.items() if mark_of(text) not in {over, known.get(place)}}
