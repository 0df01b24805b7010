"""What happened to a quick question. Single answers are rows, not entries: who leaned where is nobody's record."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from deliberate.kit.events import Event

if TYPE_CHECKING:
    from collections.abc import Mapping

    from deliberate.meetings.polls.states import PollKind


@dataclass(frozen=True, kw_only=True)
class PollEvent(Event):
    """Something about one poll; written to its meeting's stream."""

    stream_of: ClassVar[tuple[str, str]] = ("meeting", "meeting_id")
    subject_of: ClassVar[tuple[str, str]] = ("poll", "poll_id")

    meeting_id: int
    poll_id: int


@dataclass(frozen=True, kw_only=True)
class PollOpened(PollEvent):
    """The chair put a quick question; `options` are texts, empty for a temperature check."""

    verb: ClassVar[str] = "poll.opened"

    agenda_item_id: int
    kind: PollKind
    question: str
    options: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class PollClosed(PollEvent):
    """No more answers; how many have answered by phone."""

    verb: ClassVar[str] = "poll.closed"

    answered: int


@dataclass(frozen=True, kw_only=True)
class HallCounted(PollEvent):
    """One of two counters wrote down the hands in the hall, and those helped.

    `counts` are all counts so far, each with who made it; as long as there is only one, its figures are not told, so
    that the second is a count of its own.
    """

    verb: ClassVar[str] = "poll.hall_counted"

    agrees: bool
    counts: tuple[Mapping[str, Any], ...] = ()


@dataclass(frozen=True, kw_only=True)
class PollShown(PollEvent):
    """Everybody sees the result: for each option in its order, how many by phone, with help, and in the hall."""

    verb: ClassVar[str] = "poll.shown"

    by_phone: tuple[int, ...]
    assisted: tuple[int, ...]
    in_hall: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class PollWithdrawn(PollEvent):
    """The question was taken back before anything was shown."""

    verb: ClassVar[str] = "poll.withdrawn"
