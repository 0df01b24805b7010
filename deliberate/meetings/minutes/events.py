"""What happened to the minutes of a meeting; written to the meeting's stream."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from deliberate.meetings.events import MeetingEvent

if TYPE_CHECKING:
    from datetime import datetime


@dataclass(frozen=True, kw_only=True)
class MinutesEvent(MeetingEvent):
    """Something about one meeting's minutes."""

    subject_of: ClassVar[tuple[str, str]] = ("minutes", "minutes_id")

    minutes_id: int


@dataclass(frozen=True, kw_only=True)
class MinutesDrafted(MinutesEvent):
    """A draft was made from the record."""

    verb: ClassVar[str] = "minutes.drafted"

    sentences: int


@dataclass(frozen=True, kw_only=True)
class MinutesAmended(MinutesEvent):
    """The recorder or moderator changed the draft; the digest names the new text."""

    verb: ClassVar[str] = "minutes.amended"

    digest: str


@dataclass(frozen=True, kw_only=True)
class MinutesConfirming(MinutesEvent):
    """The text was laid before those who were there."""

    verb: ClassVar[str] = "minutes.confirming"

    title: str
    until: datetime
    digest: str


@dataclass(frozen=True, kw_only=True)
class MinutesConfirmed(MinutesEvent):
    """Somebody who was there confirmed the text, or objected to it."""

    verb: ClassVar[str] = "minutes.confirmed"

    label: str
    agrees: bool
    objection: str = ""


@dataclass(frozen=True, kw_only=True)
class MinutesPublished(MinutesEvent):
    """Everybody can read them; whoever keeps the digest can prove later that nothing was changed."""

    verb: ClassVar[str] = "minutes.published"

    title: str
    digest: str
    confirmed: int
    objections: int
