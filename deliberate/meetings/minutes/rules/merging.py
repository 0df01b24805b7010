"""When two people mend the draft at once: what only one of them touched is theirs, what both touched is shown twice."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

from deliberate.meetings.minutes.rules.lines import as_line, from_lines
from deliberate.meetings.minutes.states import SectionKey

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    # Place of the section → the text as typed, and the mark of the text it was typed over.
    Typed = Mapping[int, tuple[str, str]]
    # What a section is: its key, and the item it is about, if it is about one.
    Name = tuple[str, int | None]

# What a recorder may have to add to an item, and to the whole evening, where the record gave no draft for it.
OF_AN_ITEM = (SectionKey.agreed, SectionKey.not_agreed, SectionKey.notes, SectionKey.questions, SectionKey.minority)
OF_THE_EVENING = (SectionKey.actions,)
_ORDER = [key.value for key in SectionKey]


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
    for name, one in known.items():
        if name in kept and name not in fresh:
            _put(made, {**one})
    return made


def _name(section: Mapping[str, Any]) -> Name:
    return section["key"], section.get("item_id")


def lacking(sections: Sequence[Mapping[str, Any]]) -> list[Name]:
    """Return the sections that are not there and may be added: of each item, and of the whole evening."""
    items = dict.fromkeys(one["item_id"] for one in sections if one["key"] == SectionKey.item)
    there = {_name(one) for one in sections}
    may_be: list[Name] = [(key.value, item) for item in items for key in OF_AN_ITEM]
    may_be += [(key.value, None) for key in OF_THE_EVENING]
    return [name for name in may_be if name not in there]


def filled(sections: Sequence[dict[str, Any]], typed: Mapping[Name, str], *, head: int) -> list[dict[str, Any]]:
    """Return the sections with those a person added; what somebody else added meanwhile stays, and comes first."""
    made = list(sections)
    for name, text in typed.items():
        sentences = from_lines(text, head=head)
        known = next((one for one in made if _name(one) == name), None)
        if known is not None:
            known["sentences"] = [*known["sentences"], *(one for one in sentences if one not in known["sentences"])]
        elif sentences:
            key, item = name
            _put(made, {"key": key, "sentences": sentences, **({} if item is None else {"item_id": item})})
    return made


def _put(sections: list[dict[str, Any]], new: dict[str, Any]) -> None:
    """Put a section where it belongs: within its item, else behind all items, in the order of sections."""
    item = new.get("item_id")
    about = [place for place, one in enumerate(sections) if one.get("item_id") == item]
    behind = len(sections) if item is None or not about else about[-1] + 1
    place = next((one for one in about if _after(sections[one], new)), behind)
    sections.insert(place, new)


def _after(known: Mapping[str, Any], new: Mapping[str, Any]) -> bool:
    return _ORDER.index(known["key"]) > _ORDER.index(new["key"])


def changes(sections: Sequence[Mapping[str, Any]], typed: Typed) -> dict[int, str]:
    """Return what was typed and does not stand in the text: what must not get lost where nothing can be saved."""
    known = {place: mark_of(as_text(section)) for place, section in enumerate(sections)}
    return {place: text for place, (text, over) in typed.items() if mark_of(text) not in {over, known.get(place)}}
