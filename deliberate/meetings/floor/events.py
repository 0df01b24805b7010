"""What happened on the floor. Each carries the queue as it stood afterwards: who was next is part of the record."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from deliberate.kit.events import Event

if TYPE_CHECKING:
    from deliberate.meetings.floor.states import RequestKind
    from deliberate.meetings.states import Channel, Stance


@dataclass(frozen=True, kw_only=True)
class FloorEvent(Event):
    """Something about one request to speak; `queue` names the waiting requests, the next one first."""

    stream_of: ClassVar[tuple[str, str]] = ("meeting", "meeting_id")
    subject_of: ClassVar[tuple[str, str]] = ("request", "request_id")

    meeting_id: int
    request_id: int
    queue: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class FloorAsked(FloorEvent):
    """Somebody asked to speak, or was put into the queue by the desk."""

    verb: ClassVar[str] = "floor.asked"

    agenda_item_id: int
    account_id: int | None
    label: str
    kind: RequestKind
    stance: Stance
    channel: Channel
    turns_before: int


@dataclass(frozen=True, kw_only=True)
class FloorWithdrawn(FloorEvent):
    """Somebody no longer wants to speak."""

    verb: ClassVar[str] = "floor.withdrawn"


@dataclass(frozen=True, kw_only=True)
class SpeakerCalled(FloorEvent):
    """The chair gave somebody the floor; from this moment the clock runs."""

    verb: ClassVar[str] = "floor.called"

    label: str
    seconds: int


@dataclass(frozen=True, kw_only=True)
class SpeakerSkipped(FloorEvent):
    """Somebody was called and not there; the next one follows."""

    verb: ClassVar[str] = "floor.skipped"


@dataclass(frozen=True, kw_only=True)
class TurnExtended(FloorEvent):
    """The chair gave more time; `seconds` is the whole time of the turn now."""

    verb: ClassVar[str] = "floor.extended"

    seconds: int


@dataclass(frozen=True, kw_only=True)
class TurnPaused(FloorEvent):
    """The clock stands still."""

    verb: ClassVar[str] = "floor.paused"


@dataclass(frozen=True, kw_only=True)
class TurnResumed(FloorEvent):
    """The clock runs again; `paused_seconds` is how long it stood still in all."""

    verb: ClassVar[str] = "floor.resumed"

    paused_seconds: int


@dataclass(frozen=True, kw_only=True)
class TurnEnded(FloorEvent):
    """Somebody has spoken; `used` is the time in seconds."""

    verb: ClassVar[str] = "floor.ended"

    used: int


@dataclass(frozen=True, kw_only=True)
class Recused(Event):
    """Somebody has an interest of their own in an item, and takes no side in it."""

    verb: ClassVar[str] = "floor.recused"
    stream_of: ClassVar[tuple[str, str]] = ("meeting", "meeting_id")
    subject_of: ClassVar[tuple[str, str]] = ("agenda_item", "agenda_item_id")

    meeting_id: int
    agenda_item_id: int
    account_id: int | None
    label: str
    reason: str
