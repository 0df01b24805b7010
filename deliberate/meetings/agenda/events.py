"""What happened to the run of show; all of it stands in the meeting's own stream."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from deliberate.meetings.events import MeetingEvent

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from deliberate.meetings.states import Phase


@dataclass(frozen=True, kw_only=True)
class AgendaPlanned(MeetingEvent):
    """How long each phase of each item should take was written down: item → phase → minutes."""

    verb: ClassVar[str] = "meeting.agenda_planned"

    plans: Mapping[str, Mapping[str, int]]


@dataclass(frozen=True, kw_only=True)
class PhaseChanged(MeetingEvent):
    """The meeting went on, or back, to another phase of the item it is talking about."""

    verb: ClassVar[str] = "meeting.phase_changed"
    subject_of: ClassVar[tuple[str, str]] = ("agenda_item", "agenda_item_id")

    agenda_item_id: int
    position: int
    phase: Phase
    before: Phase | None


@dataclass(frozen=True, kw_only=True)
class MeetingAdjourned(MeetingEvent):
    """The meeting goes on another day, in a session of its own that was announced in time."""

    verb: ClassVar[str] = "meeting.adjourned"

    place_id: int
    title: str
    to_id: int
    starts_at: datetime
    reason: str
    items: int


@dataclass(frozen=True, kw_only=True)
class MatterCarried(MeetingEvent):
    """What a meeting put aside went on: onto the agenda of a later meeting, or as an issue of its own."""

    verb: ClassVar[str] = "meeting.parked_carried"
    subject_of: ClassVar[tuple[str, str]] = ("parked", "parked_id")

    parked_id: int
    text: str
    to_meeting_id: int | None = None
    to_item_id: int | None = None
    to_issue_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class MatterParked(MeetingEvent):
    """Something that came up was put aside for later, with who said it."""

    verb: ClassVar[str] = "meeting.parked"
    subject_of: ClassVar[tuple[str, str]] = ("parked", "parked_id")

    parked_id: int
    text: str
    said_by: str
    agenda_item_id: int | None = None
