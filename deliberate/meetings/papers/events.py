"""What happened to the papers of a meeting."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from deliberate.meetings.events import MeetingEvent


@dataclass(frozen=True, kw_only=True)
class PaperAdded(MeetingEvent):
    """A paper was laid out; `late` when the participants should have had it by then.

    From the second `version` on it corrects the one before; the digest proves that nobody exchanged the file.
    """

    verb: ClassVar[str] = "meeting.paper_added"
    subject_of: ClassVar[tuple[str, str]] = ("paper", "paper_id")

    paper_id: int
    title: str
    agenda_item_id: int | None
    late: bool
    version: int = 1
    file_name: str = ""
    file_digest: str = ""


@dataclass(frozen=True, kw_only=True)
class PaperWithdrawn(MeetingEvent):
    """A paper was taken back before the meeting began."""

    verb: ClassVar[str] = "meeting.paper_withdrawn"
    subject_of: ClassVar[tuple[str, str]] = ("paper", "paper_id")

    paper_id: int
    title: str
