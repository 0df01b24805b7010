"""Who may ask for a translation, write, check and doubt one, and what it is made of."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from deliberate.kit.refusals import Refusal
from deliberate.kit.tongues import TRANSLATED, primary, reads

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import datetime

NOTE_MOST, TEXT_MOST = 500, 12_000
# As long as this before it matters, what was asked for most comes first; later, what is soonest.
SOON_HOURS = 48
PAIRS = tuple(f"{source}-{target}" for source in TRANSLATED for target in TRANSLATED if source != target)


@dataclass(frozen=True, kw_only=True)
class Original:
    """A text as its own area tells it: what is written, in which language, by whom, where it is read, and till when.

    `binding` texts, such as the question of a vote, count in the original alone. What is not `public` (yet) is shown
    to its author, its `readers`, those who lead and translators. What was said in a meeting names it, so that its room
    hears. Of a `passing` text, such as the reason of the last step, another one may take the place: what was
    translated of the earlier one is no earlier wording of it but another text.
    """

    kind: str
    subject_id: int
    place_id: int
    place_path: tuple[int, ...]
    language: str
    texts: Mapping[str, str]
    url: str
    author_id: int | None = None
    matters_at: datetime | None = None
    binding: bool = False
    public: bool = True
    meeting_id: int | None = None
    passing: bool = False
    readers: tuple[int | None, ...] = ()

    @property
    def key(self) -> tuple[str, int]:
        """Return what names it among all texts."""
        return self.kind, self.subject_id

    @property
    def said(self) -> Mapping[str, str]:
        """Return the fields that have words."""
        return {name: text for name, text in self.texts.items() if text.strip()}

    @property
    def title(self) -> str:
        """Return its first words, for a list."""
        return " ".join(next(iter(self.said.values()), "").split())[:200]

    @property
    def digest(self) -> str:
        """Return what stands for this wording."""
        plain = json.dumps(dict(self.said), ensure_ascii=False, sort_keys=True)
        return hashlib.sha256(plain.encode()).hexdigest()


def why_not_ask(original: Original, language: str, *, already: bool) -> Refusal | None:
    """Ask once, for a language people translate into here, and not for the one it is written in."""
    if language not in TRANSLATED:
        return Refusal("renderings.unknown_language")
    if reads(language, original.language):
        return Refusal("renderings.same_language")
    return Refusal("renderings.asked_already") if already else None


def why_not_translate(original: Original, language: str, *, is_author: bool, pairs: Collection[str]) -> Refusal | None:
    """Its author into any language; others as they were appointed."""
    if language not in TRANSLATED:
        return Refusal("renderings.unknown_language")
    if reads(language, original.language):
        return Refusal("renderings.same_language")
    if is_author or pair_of(original.language, language) in pairs:
        return None
    return Refusal("renderings.not_your_pair")


def why_not_write(original: Original, texts: Mapping[str, str], *, seen: str) -> Refusal | None:
    """Whole, of bearable length, and of the wording that was before the translator's eyes."""
    if seen != original.digest:
        return Refusal("renderings.reworded_meanwhile")
    if any(not texts.get(name, "").strip() for name in original.said):
        return Refusal("renderings.incomplete")
    if any(len(text) > TEXT_MOST for text in texts.values()):
        return Refusal("renderings.too_long", most=TEXT_MOST)
    return None


def why_not_check(*, written: bool, is_translator: bool) -> Refusal | None:
    """A second person checks what the first has written."""
    if not written:
        return Refusal("renderings.nothing_to_check")
    return Refusal("renderings.own_translation") if is_translator else None


def why_not_doubt(*, written: bool, note: str) -> Refusal | None:
    """Say in a few words what is wrong."""
    if not written:
        return Refusal("renderings.nothing_to_check")
    if not note.strip():
        return Refusal("renderings.note_missing")
    return Refusal("renderings.too_long", most=NOTE_MOST) if len(note) > NOTE_MOST else None


def why_not_appoint(pairs: Collection[str]) -> Refusal | None:
    """Only between languages people translate here."""
    return None if set(pairs) <= set(PAIRS) else Refusal("renderings.unknown_language")


def pair_of(source: str, target: str) -> str:
    """Return the name of a pair of languages; of an unknown source every translator into the target may try."""
    return f"{primary(source)}-{primary(target)}"
