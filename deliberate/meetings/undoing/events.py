"""What happens when an act of a meeting is taken back."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, ClassVar

from deliberate.meetings.events import MeetingEvent

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, kw_only=True)
class ActUndone(MeetingEvent):
    """An entry of this stream no longer counts; what it had changed is as it was before.

    `meeting` and `item` hold what is different from now on; the other fields name what the entry was about.
    """

    verb: ClassVar[str] = "meeting.undone"

    undone_seq: int
    undone_verb: str
    meeting: Mapping[str, Any] = field(default_factory=dict)
    item: Mapping[str, Any] = field(default_factory=dict)
    agenda_item_id: int | None = None
    parked_id: int | None = None
    poll_id: int | None = None
    attendance_id: int | None = None
    channel: str = ""
    counts: bool = False
