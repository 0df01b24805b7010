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


@dataclass(frozen=True, kw_only=True)
class ErratumProposed(MinutesEvent):
    """Somebody found a mistake in published minutes: what stands there, what should, and why."""

    verb: ClassVar[str] = "minutes.erratum_proposed"

    erratum_id: int
    was: str
    becomes: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class ErratumApproved(MinutesEvent):
    """A second person approved the change; the digest names the text as it reads from now on."""

    verb: ClassVar[str] = "minutes.erratum_approved"

    erratum_id: int
    title: str
    was: str
    becomes: str
    reason: str
    proposed_by_id: int
    digest: str


@dataclass(frozen=True, kw_only=True)
class ErratumDeclined(MinutesEvent):
    """A second person said no, and why; the text stays."""

    verb: ClassVar[str] = "minutes.erratum_declined"

    erratum_id: int
    reason: str
