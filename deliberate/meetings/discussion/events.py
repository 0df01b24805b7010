"""What was said, and what was hidden."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from deliberate.kit.events import Event

if TYPE_CHECKING:
    from deliberate.meetings.discussion.states import HideReason, Stance
    from deliberate.meetings.states import Channel


@dataclass(frozen=True, kw_only=True)
class DiscussionEvent(Event):
    """Something about a contribution; written to its meeting's stream, outside meetings to its issue's."""

    subject_of: ClassVar[tuple[str, str]] = ("contribution", "contribution_id")

    contribution_id: int
    meeting_id: int | None
    issue_id: int | None

    @property
    def stream(self) -> str:
        """Return `meeting:<id>`, or `issue:<id>` for what was said outside meetings."""
        return f"issue:{self.issue_id}" if self.meeting_id is None else f"meeting:{self.meeting_id}"


@dataclass(frozen=True, kw_only=True)
class Contributed(DiscussionEvent):
    """Somebody said something."""

    verb: ClassVar[str] = "discussion.contributed"

    client_id: str
    agenda_item_id: int | None
    parent_id: int | None
    root_id: int | None
    depth: int
    stance: Stance
    body: str
    language: str
    author_label: str
    channel: Channel


@dataclass(frozen=True, kw_only=True)
class ContributionHidden(DiscussionEvent):
    """A contribution is no longer shown, for a reason of the list; it is not deleted."""

    verb: ClassVar[str] = "discussion.hidden"

    agenda_item_id: int | None
    author_id: int | None
    reason: HideReason


@dataclass(frozen=True, kw_only=True)
class ContributionShown(DiscussionEvent):
    """A hidden contribution is shown again: its words come anew to whoever saw it hidden."""

    verb: ClassVar[str] = "discussion.shown"

    agenda_item_id: int | None
    body: str
