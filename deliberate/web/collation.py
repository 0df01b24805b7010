"""Names in the order in which readers of a language look them up.

Simplified Chinese by sound, surnames as they are read as surnames; traditional Chinese by strokes, as in registers of
Taiwan; Japanese kana by the fifty sounds, then characters in the order of JIS; Korean by Hangul, then the rest. Numbers
inside a name count as numbers: building 2 stands before building 10.
ICU would do the same with 30 MB of data and a compiler on every machine; two tables of 80 KB do it for names.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeVar

from flask_babel import get_locale

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

TABLE = Path(__file__).with_name("pinyin.txt")
STROKES = Path(__file__).with_name("strokes.txt")
# Read otherwise when they begin a person's name.
SURNAMES = {
    "曾": "zeng1", "單": "shan4", "单": "shan4", "解": "xie4", "仇": "qiu2", "區": "ou1", "区": "ou1", "任": "ren2",
    "華": "hua4", "华": "hua4", "查": "zha1", "朴": "piao2", "翟": "zhai2", "覃": "qin2", "盖": "ge3", "蓋": "ge3",
    "尉": "wei4", "洗": "xian3", "冼": "xian3", "繁": "po2", "逄": "pang2", "乐": "yue4", "樂": "yue4", "员": "yun4",
}  # fmt: skip
_PARTS = re.compile(r"\d+|\D")
NUMBER, LATIN, OWN, OTHER = 0, 1, 2, 3
# Below stand Latin, Greek, Cyrillic and the like; from here on characters and syllables of East Asia.
FIRST_OF_ASIA = 0x2E80
Weight = tuple[int, int, str]
Thing = TypeVar("Thing")


class Named(Protocol):
    """What has a name in each language: a place, a category."""

    def name_in(self, locale: str) -> str:
        """Return the name in a language."""
        ...


Placed = TypeVar("Placed", bound=Named)


@cache
def readings() -> dict[str, str]:
    """Return the sound of each character, such as 王 → wang2."""
    lines = (line.split("\t") for line in _lines(TABLE))
    return {character: syllable for syllable, characters in lines for character in characters}


@cache
def ranks() -> dict[str, int]:
    """Return the place of each character in the order of strokes, such as 一 → 0."""
    return {character: rank for rank, character in enumerate("".join(_lines(STROKES)))}


def _lines(table: Path) -> list[str]:
    return [line for line in table.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]


def _chinese(letter: str, *, surname: bool) -> Weight:
    sound = (SURNAMES.get(letter) if surname else None) or readings().get(letter)
    return (OWN, 0, sound + letter) if sound else (OTHER, 0, letter)


def _traditional(letter: str) -> Weight:
    rank = ranks().get(letter)
    return (OTHER, 0, letter) if rank is None else (OWN, rank, "")


def _japanese(letter: str) -> Weight:
    # Hiragana and katakana are one letter, and so are か and が until everything else is equal.
    base = unicodedata.normalize("NFD", letter)[0]
    if "\u30a1" <= base <= "\u30f6":
        base = chr(ord(base) - 0x60)
    if "\u3041" <= base <= "\u3096":
        return OWN, 0, base
    # JIS X 0208 orders its common characters by their reading.
    return OTHER, 0, letter.encode("euc_jp", "ignore").hex() or "zz"


def _korean(letter: str) -> Weight:
    return (OWN if "\uac00" <= letter <= "\ud7a3" else OTHER), 0, letter


# Lists of places and categories are sorted for every page that shows one.
@lru_cache(maxsize=4096)
def sort_key(name: str, locale: str, *, person: bool = False) -> tuple[tuple[Weight, ...], str]:
    """Return what puts a name in its place among others in a language."""
    key: list[Weight] = []
    for part in _PARTS.findall(unicodedata.normalize("NFKC", name.strip())):
        if part.isdigit():
            key.append((NUMBER, int(part), ""))
        elif ord(part) < FIRST_OF_ASIA:
            key.append((LATIN, 0, unicodedata.normalize("NFD", part)[0].casefold()))
        elif locale == "zh_Hant":
            key.append(_traditional(part))
        elif locale.startswith("zh"):
            key.append(_chinese(part, surname=person and not key))
        elif locale == "ja":
            key.append(_japanese(part))
        else:
            key.append(_korean(part))
    return tuple(key), name


def by_name(things: Iterable[Thing], name: Callable[[Thing], str], *, person: bool = False) -> list[Thing]:
    """Return things in the order of their names in the reader's language."""
    locale = str(get_locale() or "")
    return sorted(things, key=lambda thing: sort_key(name(thing), locale, person=person))


def by_own_name(things: Iterable[Placed]) -> list[Placed]:
    """Return places or categories in the order of the names they have in the reader's language."""
    locale = str(get_locale() or "")
    return by_name(things, lambda thing: thing.name_in(locale))
