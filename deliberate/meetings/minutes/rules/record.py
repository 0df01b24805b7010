"""The record minutes are drafted from, as it stands, and `Say`, which turns a key and its facts into a sentence."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import datetime

    Say = Callable[[str, Mapping[str, object]], str]


@dataclass(frozen=True)
class Line:
    """One entry of the meeting's stream; an erased one has an empty payload."""

    seq: int
    at: datetime
    verb: str
    payload: Mapping[str, Any] = field(default_factory=dict)


def standing(record: Iterable[Line]) -> list[Line]:
    """Return the record without what was taken back, as if it had never been done."""
    lines = list(record)
    undone = {line.payload["undone_seq"] for line in lines if line.verb == "meeting.undone" and line.payload}
    return [line for line in lines if line.seq not in undone]
