"""What happened in and around a meeting, in the past tense; together they are its record."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, ClassVar

from deliberate.kit.events import Event

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from deliberate.meetings.states import Channel, MeetingKind, Outcome


@dataclass(frozen=True, kw_only=True)
class MeetingEvent(Event):
    """Anything that happened to one meeting; written to the meeting's own stream."""

    stream_of: ClassVar[tuple[str, str]] = ("meeting", "meeting_id")

    meeting_id: int


@dataclass(frozen=True, kw_only=True)
class MeetingScheduled(MeetingEvent):
    """A moderator prepared a meeting with its agenda; nobody else sees it yet."""

    verb: ClassVar[str] = "meeting.scheduled"

    place_id: int
    kind: MeetingKind
    title: str
    starts_at: datetime
    items: int
    ruleset: str
    carries: tuple[int, ...] = ()


@dataclass(frozen=True, kw_only=True)
class MeetingReplanned(MeetingEvent):
    """A moderator changed the plan of a meeting nobody has been told of."""

    verb: ClassVar[str] = "meeting.replanned"

    place_id: int
    kind: MeetingKind
    title: str
    starts_at: datetime
    items: int


@dataclass(frozen=True, kw_only=True)
class MeetingAnnounced(MeetingEvent):
    """Everybody concerned was told when, where and about what, in time."""

    verb: ClassVar[str] = "meeting.announced"

    place_id: int
    kind: MeetingKind
    title: str
    starts_at: datetime
    urgent_reason: str = ""
    called_by: str = ""
    composition: str = ""
    entitled: int | None = None


@dataclass(frozen=True, kw_only=True)
class MeetingOpened(MeetingEvent):
    """The moderator opened the meeting."""

    verb: ClassVar[str] = "meeting.opened"

    place_id: int
    title: str
    present: int


@dataclass(frozen=True, kw_only=True)
class MeetingPaused(MeetingEvent):
    """The meeting takes a break, and everybody knows until when."""

    verb: ClassVar[str] = "meeting.paused"

    until: datetime


@dataclass(frozen=True, kw_only=True)
class MeetingResumed(MeetingEvent):
    """The break is over."""

    verb: ClassVar[str] = "meeting.resumed"


@dataclass(frozen=True, kw_only=True)
class ChairHandedOver(MeetingEvent):
    """Somebody else leads from now on, because …."""

    verb: ClassVar[str] = "meeting.chair_handed_over"

    chair_id: int
    chair: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class AgendaItemStarted(MeetingEvent):
    """The meeting turned to an item of its agenda."""

    verb: ClassVar[str] = "meeting.item_started"
    subject_of: ClassVar[tuple[str, str]] = ("agenda_item", "agenda_item_id")

    agenda_item_id: int
    position: int
    title: str
    issue_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class AgendaItemClosed(MeetingEvent):
    """An item of the agenda came to its outcome."""

    verb: ClassVar[str] = "meeting.item_closed"
    subject_of: ClassVar[tuple[str, str]] = ("agenda_item", "agenda_item_id")

    agenda_item_id: int
    position: int
    title: str
    outcome: Outcome
    conclusion: str = ""
    issue_id: int | None = None
    quorum: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class MeetingVoteOpened(MeetingEvent):
    """A question was put to the vote in the room; `quorum` says who was there."""

    verb: ClassVar[str] = "meeting.vote_opened"

    vote_id: int
    question: str
    quorum: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class MeetingVoteEnded(MeetingEvent):
    """No more votes are taken in the room; `quorum` says who was there at the close."""

    verb: ClassVar[str] = "meeting.vote_ended"

    vote_id: int
    question: str
    quorum: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Attended(MeetingEvent):
    """Somebody signed in; for those in the hall or helped by others the moderator did.

    In a meeting of a fixed body `seat` says which of its seats, one or several, and `counts` how many more that makes.
    """

    verb: ClassVar[str] = "meeting.attended"
    subject_of: ClassVar[tuple[str, str]] = ("attendance", "attendance_id")

    attendance_id: int
    account_id: int | None
    label: str
    channel: Channel
    held_by: str = ""
    proof: str = ""
    seat: str = ""
    counts: int = 0


@dataclass(frozen=True, kw_only=True)
class MeetingClosed(MeetingEvent):
    """The meeting was closed; items not reached wait for another one.

    One that is stopped has a `reason`, and the item it was talking about was not finished.
    """

    verb: ClassVar[str] = "meeting.closed"

    place_id: int
    title: str
    present: int
    postponed: int = 0
    reason: str = ""
    unfinished_item_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class MeetingCancelled(MeetingEvent):
    """It does not take place, and everybody may read why."""

    verb: ClassVar[str] = "meeting.cancelled"

    place_id: int
    title: str
    reason: str
