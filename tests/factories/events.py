"""Events made up for tests of the record."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from deliberate.kit.events import Event


@dataclass(frozen=True, kw_only=True)
class Tried(Event):
    """Something was tried out."""

    verb: ClassVar[str] = "test.tested"
    stream_of: ClassVar[tuple[str, str]] = ("test", "number")
    subject_of: ClassVar[tuple[str, str]] = ("note", "note")

    number: int
    note: int
    said: str = ""
