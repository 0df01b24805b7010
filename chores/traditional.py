"""Traditional Chinese out of simplified: letters by OpenCC, words by a list that people review.

Nobody writes `zh_Hant` by hand: a fault in it is mended in the simplified sentence or in `glossary.tsv`.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from chores.ground import CATALOGUES

if TYPE_CHECKING:
    from pathlib import Path

    from babel.messages.catalog import Catalog

SIMPLIFIED, TRADITIONAL = "zh_Hans_CN", "zh_Hant"
GLOSSARY = CATALOGUES / TRADITIONAL / "glossary.tsv"
# Where Taiwan and Hong Kong put corner brackets.
QUOTES = str.maketrans("“”‘’", "「」『』")
# Characters of no language hold the place of a word while everything around it is converted.
FIRST_PLACE = 0xE000


def words_of(path: Path = GLOSSARY) -> dict[str, str]:
    """Read the reviewed list: simplified word → traditional word."""
    lines = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return {line[0]: line[1] for line in lines if line[0]}


class Converter:
    """Converts sentences; a word of the list is never touched by the letters around it."""

    def __init__(self, words: dict[str, str]) -> None:
        """Prepare the words, longest first."""
        from opencc import OpenCC  # noqa: PLC0415 - compiling catalogues must not need it

        self._letters = OpenCC("s2tw")
        self._words = words
        self._order = sorted(words, key=lambda word: (-len(word), word))
        self._any = re.compile("|".join(map(re.escape, self._order)) or r"(?!)")
        self._places = {word: chr(FIRST_PLACE + at) for at, word in enumerate(self._order)}

    def convert(self, text: str) -> str:
        """Return a sentence in traditional Chinese."""
        held = self._any.sub(lambda found: self._places[found[0]], text)
        converted: str = self._letters.convert(held)
        for word, place in self._places.items():
            converted = converted.replace(place, self._words[word])
        return converted.translate(QUOTES)


@cache
def converter() -> Converter:
    """Return the converter with the reviewed list."""
    return Converter(words_of())


def convert(catalog: Catalog, simplified: Catalog) -> bool:
    """Write every sentence of a catalogue anew from the simplified one; tell whether anything changed."""
    changed = False
    for message in catalog:
        source = simplified.get(message.id, message.context) if message.id else None
        if source is None:
            continue
        made = (
            tuple(map(converter().convert, source.string))
            if isinstance(source.string, (list, tuple))
            else (converter().convert(source.string or ""))
        )
        given = tuple(message.string) if isinstance(message.string, (list, tuple)) else message.string
        if given != made:
            message.string, changed = made, True
    return changed
