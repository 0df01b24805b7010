"""What was said, and what was hidden."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar

from deliberate.kit.events import Event

if TYPE_CHECKING:
    from collections.abc import Mapping

    from deliberate.meetings.discussion.states import HideReason, LockReason, Stance
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
class Saying(DiscussionEvent):
    """What somebody said, whole."""

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
    photos: tuple[Mapping[str, str | int], ...] = ()


@dataclass(frozen=True, kw_only=True)
class Contributed(Saying):
    """Somebody said something, and everybody may read it."""

    verb: ClassVar[str] = "discussion.contributed"


@dataclass(frozen=True, kw_only=True)
class ContributionHeld(Saying):
    """Somebody said something that a moderator reads before everybody does."""

    verb: ClassVar[str] = "discussion.held"


@dataclass(frozen=True, kw_only=True)
class TalkSet(Event):
    """How an item is talked about: how often one may write, whether at all, and whether a moderator reads first."""

    verb: ClassVar[str] = "discussion.talk_set"
    stream_of: ClassVar[tuple[str, str]] = ("meeting", "meeting_id")
    subject_of: ClassVar[tuple[str, str]] = ("agenda_item", "agenda_item_id")

    meeting_id: int
    agenda_item_id: int
    slow: int
    locked: bool
    screened: bool
    reason: LockReason | None = None
    slow_in: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class OfContribution(DiscussionEvent):
    """Something that befell a contribution after it was said."""

    agenda_item_id: int | None


@dataclass(frozen=True, kw_only=True)
class ContributionHidden(OfContribution):
    """A contribution is no longer shown, for a reason of the list; it is not deleted."""

    verb: ClassVar[str] = "discussion.hidden"

    author_id: int | None
    reason: HideReason


@dataclass(frozen=True, kw_only=True)
class ContributionShown(OfContribution):
    """A hidden contribution is shown again: its words and photos come anew to whoever saw it hidden."""

    verb: ClassVar[str] = "discussion.shown"

    body: str
    photos: tuple[Mapping[str, str | int], ...] = ()


@dataclass(frozen=True, kw_only=True)
class ContributionEdited(OfContribution):
    """The author mended the words; the earlier ones can still be read."""

    verb: ClassVar[str] = "discussion.edited"

    body: str
    language: str


@dataclass(frozen=True, kw_only=True)
class ContributionAgreed(OfContribution):
    """Somebody agrees with what was said; `agrees` is how many do now."""

    verb: ClassVar[str] = "discussion.agreed"

    agrees: int


@dataclass(frozen=True, kw_only=True)
class AgreementWithdrawn(OfContribution):
    """Somebody who agreed does so no longer."""

    verb: ClassVar[str] = "discussion.agreement_withdrawn"

    agrees: int


@dataclass(frozen=True, kw_only=True)
class ContributionPinned(OfContribution):
    """The moderator keeps it in sight, above the talk."""

    verb: ClassVar[str] = "discussion.pinned"


@dataclass(frozen=True, kw_only=True)
class ContributionUnpinned(OfContribution):
    """It stands only in its own place again."""

    verb: ClassVar[str] = "discussion.unpinned"


@dataclass(frozen=True, kw_only=True)
class QuestionAnswered(OfContribution):
    """A body answered a question, in a contribution or aloud."""

    verb: ClassVar[str] = "discussion.answered"

    answered_by: str
    answer_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class QuestionReopened(OfContribution):
    """The question was not answered after all."""

    verb: ClassVar[str] = "discussion.reopened"


@dataclass(frozen=True, kw_only=True)
class ContributionHeldBack(OfContribution):
    """A moderator takes a contribution back, to look at it again."""

    verb: ClassVar[str] = "discussion.held_back"
