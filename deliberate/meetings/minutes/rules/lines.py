"""Sentences with their sources, and how lines typed by a person become sentences again."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Any, TypedDict

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

TEXT_MOST = 4000
_SOURCES = re.compile(r"\s*\[([#\d,，、\s–-]+)\]\s*$")
_SPAN = re.compile(r"(\d+)(?:\s*[–-]\s*(\d+))?")
_LONGEST_SPAN = 5_000


class Sentence(TypedDict):
    """A sentence of the minutes and the entries of the record it rests on."""

    text: str
    sources: list[int]


def spans(sources: Collection[int]) -> list[tuple[int, int]]:
    """Return numbers as unbroken runs: 3, 4, 5, 9 becomes (3, 5), (9, 9)."""
    ordered = sorted(set(sources))
    if not ordered:
        return []
    breaks = [(left, right) for left, right in pairwise(ordered) if right != left + 1]
    starts = [ordered[0], *(right for _left, right in breaks)]
    ends = [*(left for left, _right in breaks), ordered[-1]]
    return list(zip(starts, ends, strict=True))


def as_line(sentence: Sentence) -> str:
    """Return a sentence as one line to edit, its sources in brackets at the end."""
    text = " ".join(sentence["text"].split())
    if not sentence["sources"]:
        return text
    found = ", ".join(f"{start}" if start == end else f"{start}-{end}" for start, end in spans(sentence["sources"]))
    return f"{text} [{found}]"


def from_line(line: str) -> Sentence:
    """Return an edited line as a sentence; what stands in brackets at the end are its sources."""
    found = _SOURCES.search(line)
    if not found:
        return {"text": line.strip(), "sources": []}
    return {"text": line[: found.start()].strip(), "sources": _numbers(found.group(1))}


def _numbers(text: str) -> list[int]:
    numbers: set[int] = set()
    for start, end in _SPAN.findall(text):
        first, last = int(start), int(end or start)
        if first <= last <= first + _LONGEST_SPAN:
            numbers.update(range(first, last + 1))
    return sorted(numbers)


def from_lines(text: str, *, head: int) -> list[Sentence]:
    """Return edited lines as sentences; blank lines fall away, and so do sources that the record does not have."""
    sentences = [from_line(line[:TEXT_MOST]) for line in text.splitlines() if line.strip()]
    return [
        {"text": one["text"], "sources": [seq for seq in one["sources"] if 1 <= seq <= head]}
        for one in sentences
        if one["text"]
    ]


def sentences_of(sections: Iterable[Mapping[str, Any]]) -> str:
    """Return the sentences as one text, which tells its language."""
    return " ".join(one["text"] for section in sections for one in section.get("sentences", ()))


def sentence_count(sections: Iterable[Mapping[str, Any]]) -> int:
    """Return how many sentences there are."""
    return sum(len(section.get("sentences", ())) for section in sections)
