"""Which language a text is written in, as its letters tell it, and whether two tags mean the same language.

This is a small rule, not a science: letters decide, and where they leave a doubt the language the writer reads this
product in does. Whoever wrote the text can say better. Tags are those of browsers: `zh-Hans`, `en`, `ja`.
"""

from __future__ import annotations

import re
from functools import lru_cache

# The languages people translate between here; texts may come in any other one too.
TRANSLATED = ("zh", "en", "ja", "ko")
_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
_KANA = re.compile("[\u3041-\u3096\u30a1-\u30fa]")
_HANGUL = re.compile("[\u1100-\u11ff\uac00-\ud7af]")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f]+")
# Written so in Chinese only: Japanese keeps the older form or has one of its own.
_SIMPLIFIED = frozenset("们这个说时对开关门问间车电业园邻边还进过让请谢样吗么给为议两岁买卖东应该您")
_TRADITIONAL = frozenset("們這說對裡還讓個樓燈鄰邊樣嗎麼沒會兩幾歲賣應該")
_NOT_JAPANESE = frozenset("們這說裡還讓個嗎麼沒給為兩你哪吧呢")
_ENGLISH = frozenset({
    "a", "and", "are", "at", "be", "but", "can", "do", "for", "from", "has", "have", "i", "in", "is", "it", "no", "not",
    "of", "on", "or", "our", "please", "so", "that", "the", "there", "this", "to", "was", "we", "when", "who", "why",
    "will", "with", "you",
})  # fmt: skip
# A sign or two of kana is a brand name in a Chinese text; in Japanese it is every second letter.
_KANA_SHARE = 8


@lru_cache(maxsize=256)
def primary(tag: str) -> str:
    """Return the language of a tag or locale without script and country: `zh_Hans_CN` and `zh-Hant` are `zh`."""
    return re.split("[-_]", tag.strip(), maxsplit=1)[0].lower()


def reads(reader: str, text: str) -> bool:
    """Tell whether somebody who reads in one language reads a text; where nothing is known, nobody is bothered."""
    return not text or not reader or primary(reader) == primary(text)


def differs(text: str, page: str) -> bool:
    """Tell whether an element needs its own `lang`: another language, or Chinese in the other script."""
    if not text or primary(text) != primary(page):
        return bool(text)
    return ("hant" in text.lower()) != ("hant" in page.lower())


def language_of(text: str, reader: str = "") -> str:
    """Return the tag of a text's language; empty where neither its letters nor the writer's own language tell."""
    han, kana, hangul = (len(letters.findall(text)) for letters in (_HAN, _KANA, _HANGUL))
    words = _LATIN.findall(text)
    eastern = max(han + kana, hangul)
    if not eastern and not words:
        return ""
    if len(words) > eastern or (len(words) == eastern and primary(reader) not in {"zh", "ja", "ko"}):
        return _latin(words, reader)
    if hangul > han + kana:
        return "ko"
    return "ja" if kana * _KANA_SHARE > han + kana else _han(text, reader)


def _latin(words: list[str], reader: str) -> str:
    """Return the reader's language where it has these letters; else English where its small words stand."""
    if reader and primary(reader) not in {"zh", "ja", "ko"}:
        return primary(reader)
    return "en" if not _ENGLISH.isdisjoint(word.lower() for word in words) else ""


def _han(text: str, reader: str) -> str:
    """Return which language a text of Chinese characters alone is in."""
    letters = set(text)
    if letters & _SIMPLIFIED - _TRADITIONAL:
        return "zh-Hans"
    if letters & _NOT_JAPANESE:
        return "zh-Hant" if letters & _TRADITIONAL - _SIMPLIFIED else "zh-Hans"
    if primary(reader) == "ja":
        return "ja"
    hant = "hant" in reader.lower() or (not reader and bool(letters & _TRADITIONAL - _SIMPLIFIED))
    return "zh-Hant" if hant else "zh-Hans"
