"""How a text becomes tokens: bigrams for Chinese and Japanese, bare words without accents for the rest.

Both databases get the same tokens, so both find the same texts: SQLite's own trigrams cannot find two-character
words, and PostgreSQL's dictionaries do not know Chinese at all.
"""

from __future__ import annotations

import re
import unicodedata

_IDEOGRAPHS = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uac00-\ud7af"
_RUNS = re.compile(f"[{_IDEOGRAPHS}]+|[^\\W_{_IDEOGRAPHS}]+")
_IDEOGRAPH = re.compile(f"[{_IDEOGRAPHS}]")
_EVERYWHERE = re.compile("[的了是在和有不我们很又也]")
_LEAST = 3
LONGEST_TEXT = 20_000
LONGEST_QUERY = 100


def folded(text: str) -> str:
    """Return the text in lower case, full-width forms made plain, accents taken off."""
    plain = unicodedata.normalize("NFKD", text)
    bare = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return unicodedata.normalize("NFC", bare).casefold()


def runs(text: str) -> list[str]:
    """Return the runs of letters of a text: each wholly ideographic or wholly not."""
    return _RUNS.findall(folded(text))


def _bigrams(run: str) -> list[str]:
    return [run[start : start + 2] for start in range(len(run) - 1)] or [run]


def tokens(text: str) -> str:
    """Return the tokens to index; a run's last character also stands alone, so that `灯*` finds it."""
    kept: list[str] = []
    for run in runs(text[:LONGEST_TEXT]):
        if _IDEOGRAPH.match(run):
            kept += [*_bigrams(run), run[-1]] if len(run) > 1 else [run]
        else:
            kept.append(run)
    return " ".join(kept)


def phrases(query: str) -> list[tuple[list[str], bool]]:
    """Return what a query asks for: phrases of tokens, all of which must occur, and whether the last is a prefix."""
    asked: list[tuple[list[str], bool]] = []
    for run in runs(query[:LONGEST_QUERY]):
        if _IDEOGRAPH.match(run):
            asked.append((_bigrams(run), len(run) == 1))
        else:
            asked.append(([run], True))
    return asked


def for_sqlite(query: str) -> str:
    """Return the query in the words of FTS5; empty when nothing is asked."""
    parts = ['"' + " ".join(words) + '"' + ("*" if prefix else "") for words, prefix in phrases(query)]
    return " AND ".join(parts)


def for_postgresql(query: str) -> str:
    """Return the query in the words of `to_tsquery('simple', …)`; empty when nothing is asked."""
    parts = [
        "(" + " <-> ".join(f"'{word}'" for word in words) + (":*" if prefix else "") + ")"
        for words, prefix in phrases(query)
    ]
    return " & ".join(parts)


def telling(text: str) -> list[str]:
    """Return the tokens of a text that say what it is about, without those that stand in almost every text."""
    found = dict.fromkeys(tokens(text[:LONGEST_QUERY]).split())
    return [token for token in found if _tells(token)]


def _tells(token: str) -> bool:
    return not _EVERYWHERE.search(token) if _IDEOGRAPH.match(token) else len(token) >= _LEAST


def any_of(asked: list[str], *, sqlite: bool) -> str:
    """Return the question for texts that have any of some tokens, in the words of one database or the other."""
    return " OR ".join(f'"{token}"' for token in asked) if sqlite else " | ".join(f"'{token}'" for token in asked)


def bigram_set(text: str) -> frozenset[str]:
    """Return the tokens of a text as a set, for comparing two texts."""
    return frozenset(tokens(text).split())


def containment(one: frozenset[str], other: frozenset[str]) -> tuple[int, int]:
    """Return how much of the smaller set the larger holds, as shared and size: an exact fraction."""
    smaller = min(len(one), len(other))
    return len(one & other), smaller
