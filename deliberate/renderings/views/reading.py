"""How pages of every area show a text to somebody who reads another language: one query a page, none without need."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from flask_babel import get_locale

from deliberate.kit.tongues import primary, reads
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
        one.key: Reading(one, one.key in foreign, own is not None and own == one.author_id, known.get(one.key))
        for one in kept
    }


def reading(original: Original) -> Reading:
    """Return one text as this reader reads it."""
    return readings([original])[original.key]


def titles(kind: str, languages: Mapping[int, str]) -> Mapping[int, str]:
    """Return the titles a list shows in translation: id → language in, id → title out."""
    reader = tongue()
    return queries.titles_of(kind, [one for one, tag in languages.items() if not reads(reader, tag)], reader)
