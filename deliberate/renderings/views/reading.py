"""How pages of every area show a text to somebody who reads another language: one query a page, none without need."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from flask import g
from flask_babel import get_locale

from deliberate.kit.tongues import language_of, primary, reads
from deliberate.renderings import queries
from deliberate.renderings.states import RenderingState
from deliberate.web.guards import identity
from deliberate.web.tongues import lang

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from markupsafe import Markup

    from deliberate.renderings.models import Rendering
    from deliberate.renderings.queries import Key, Known
    from deliberate.renderings.rules import Original


# What the search finds by a title of its own; a contribution has none, and of a vote the original counts.
FOUND = frozenset({"issue", "meeting", "resolution", "action"})


@dataclass(frozen=True)
class Reading:
    """A text before a reader: the original, and the translation into the reader's language where there is one."""

    original: Original
    foreign: bool
    own: bool
    known: Known | None = None

    @property
    def rendering(self) -> Rendering | None:
        """Return the translation, if one was written."""
        return self.known.rendering if self.known and self.known.rendering.texts else None

    @property
    def asked(self) -> int:
        """Return how many people have asked for it."""
        return self.known.rendering.asked if self.known else 0

    @property
    def mine(self) -> bool:
        """Tell whether the reader has asked for it."""
        return self.known is not None and self.known.mine

    @property
    def outdated(self) -> bool:
        """Tell whether the translation is of an earlier wording."""
        return self.rendering is not None and self.rendering.of != self.original.digest

    @property
    def doubted(self) -> bool:
        """Tell whether somebody says that it is not right."""
        return self.rendering is not None and self.rendering.state is RenderingState.doubted

    def text(self, name: str) -> str:
        """Return what the reader reads: the translation, of binding texts always the original."""
        if self.rendering is not None and not self.original.binding and self.rendering.texts.get(name):
            return str(self.rendering.texts[name])
        return self.original.texts.get(name, "")

    def lang(self, name: str) -> Markup:
        """Return the `lang` of what `text` gives; a translation is in the page's language."""
        translated = self.rendering is not None and not self.original.binding and self.rendering.texts.get(name)
        return lang("" if translated else self.original.language)


def tongue() -> str:
    """Return the reader's language without script and country."""
    return primary(str(get_locale() or ""))


def readings(originals: Iterable[Original]) -> Mapping[Key, Reading]:
    """Return some texts as this reader reads them; texts in the reader's own language cost nothing."""
    reader, own, kept = tongue(), identity().account_id, list(originals)
    foreign = {one.key for one in kept if not reads(reader, one.language)}
    known = queries.known_of(foreign, reader, own)
    return {
        one.key: Reading(one, one.key in foreign, own is not None and own == one.author_id, _still(one, known))
        for one in kept
    }


def _still(of: Original, known: Mapping[Key, Known]) -> Known | None:
    """Return what there is of a text, unless another one has taken its place since."""
    found = known.get(of.key)
    gone = found is not None and of.passing and found.rendering.texts and found.rendering.of != of.digest
    return None if gone else found


def reading(original: Original) -> Reading:
    """Return one text as this reader reads it."""
    return readings([original])[original.key]


def titles(languages: Mapping[Key, str]) -> Mapping[Key, str]:
    """Return the titles a list shows in translation: key → language in, key → title out."""
    reader = tongue()
    found = queries.words_of([key for key, tag in languages.items() if not reads(reader, tag)], reader)
    return {key: title for key in found if (title := queries.title_among(key, found))}


@dataclass(frozen=True)
class Title:
    """What a list calls a text before this reader, in which language that is, and the translation beside what binds."""

    text: str
    tag: str
    translated: bool = False
    beside: str = ""


def title_of(row: Any) -> Title:
    """Return what a list calls a row: the first one asked for asks for all rows the page has read, in one query."""
    known, reader = queries.listed(type(row)), tongue()
    own = Title(getattr(row, known.field), row.language)
    if reads(reader, row.language):
        return own
    asked: dict[Key, str] = g.setdefault("titles", {})
    if (known.kind, row.id) not in asked:
        new = {*queries.loaded(reader), (known.kind, row.id)} - asked.keys()
        found = queries.words_of(new, reader)
        asked.update({key: queries.title_among(key, found) for key in new})
    words = asked[known.kind, row.id]
    if not words:
        return own
    # What counts in a vote is the original: there the translation only stands beside it.
    return Title(own.text, own.tag, beside=words) if known.field == "question" else Title(words, "", translated=True)


def found_titles(rows: Iterable[Any]) -> Mapping[Key, str]:
    """Return the translated titles of texts that were found; what was found carries no language, its letters tell."""
    return titles({(row.kind, row.subject_id): language_of(row.title) for row in rows if row.kind in FOUND})


def quoted(places: Iterable[tuple[str, str]]) -> Mapping[tuple[str, str], str]:
    """Return the translated titles that messages quote: address and title in; what the reader reads costs nothing."""
    reader = tongue()
    return queries.titles_at({at for at in places if at[1] and not reads(reader, language_of(at[1]))}, reader)
