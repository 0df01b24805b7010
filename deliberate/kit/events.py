"""What happened, in the past tense: the only thing one area tells another.

An event is announced once, by the service that made the change, and the ledger records it in the same transaction.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date, datetime
from enum import Enum
from typing import TYPE_CHECKING, Any, ClassVar

if TYPE_CHECKING:
    from collections.abc import Mapping

Plain = str | int | bool | None | list["Plain"] | dict[str, "Plain"]

_ENVELOPE = frozenset({"actor_id", "at"})
_known: dict[str, type[Event]] = {}


def plain(value: Any) -> Plain:
    """Return `value` as canonical JSON allows it: no floats, moments as ISO 8601 text."""
    if isinstance(value, Enum):
        return plain(value.value)
    if value is None or isinstance(value, str | bool | int):
        return value
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        items = sorted(value) if isinstance(value, set | frozenset) else value
        return [plain(item) for item in items]
    message = f"{type(value).__name__} has no exact JSON form; use integers or text"
    raise TypeError(message)


@dataclass(frozen=True, kw_only=True)
class Event:
    """Something that happened: who did it, when, in which stream, about what.

    A subclass sets `verb` (`issue.proposed`) and `stream_of`, the pair of stream kind and the field that holds its
    id. Every other field is payload, and may be erased later without breaking the chain.
    """

    verb: ClassVar[str] = ""
    stream_of: ClassVar[tuple[str, str]] = ("", "")
    subject_of: ClassVar[tuple[str, str]] = ("", "")

    actor_id: int | None
    at: datetime

    def __init_subclass__(cls) -> None:
        """Register the verb, so that the record can be read back and no two events share a name."""
        if cls.verb:
            if cls.verb in _known and _known[cls.verb].__qualname__ != cls.__qualname__:
                message = f"two events are called {cls.verb}"
                raise ValueError(message)
            _known[cls.verb] = cls

    @property
    def stream(self) -> str:
        """Return the stream's name, such as `issue:12`."""
        kind, name = self.stream_of
        return f"{kind}:{getattr(self, name)}"

    @property
    def subject(self) -> str:
        """Return what the event is about, such as `contribution:7`; by default the stream itself."""
        kind, name = self.subject_of
        return f"{kind}:{getattr(self, name)}" if kind else self.stream

    def payload(self) -> Mapping[str, Plain]:
        """Return the event's own facts in canonical form."""
        return {item.name: plain(getattr(self, item.name)) for item in fields(self) if item.name not in _ENVELOPE}


def known_events() -> Mapping[str, type[Event]]:
    """Return every event class by its verb."""
    return dict(_known)
