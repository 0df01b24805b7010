"""What happened to texts that break the rules, or were said to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from deliberate.kit.events import Event

if TYPE_CHECKING:
    from datetime import datetime

    from deliberate.moderation.states import HideReason, RulingState
    from deliberate.places.states import Ground


def stream_of(kind: str, subject_id: int) -> str:
    """Return the stream in which everything about one text's moderation stands."""
    return f"moderation-of:{kind}:{subject_id}"


@dataclass(frozen=True, kw_only=True)
class ModerationEvent(Event):
    """Something about one text; its owner hears it and shows or hides the text."""

    stream_of: ClassVar[tuple[str, str]] = ("", "subject_id")

    kind: str
    subject_id: int
    place_id: int

    @property
    def stream(self) -> str:
        """Return the stream of this text's moderation."""
        return stream_of(self.kind, self.subject_id)


@dataclass(frozen=True, kw_only=True)
class TextReported(ModerationEvent):
    """Somebody says that a text breaks the rules; `reports` is how many people have said so."""

    verb: ClassVar[str] = "moderation.reported"

    reason: HideReason
    reports: int


@dataclass(frozen=True, kw_only=True)
class TextFlagged(ModerationEvent):
    """A text has a word of the community's list in it; it is shown, and a moderator looks at it."""

    verb: ClassVar[str] = "moderation.flagged"


@dataclass(frozen=True, kw_only=True)
class WordsWatched(Event):
    """A community changed its list of words to look at."""

    verb: ClassVar[str] = "moderation.words_watched"
    stream_of: ClassVar[tuple[str, str]] = ("place", "place_id")

    place_id: int
    added: int
    removed: int
    watched: int


@dataclass(frozen=True, kw_only=True)
class TextKept(ModerationEvent):
    """A moderator looked at a reported text, and it stays."""

    verb: ClassVar[str] = "moderation.kept"

    reports: int


@dataclass(frozen=True, kw_only=True)
class RulingEvent(ModerationEvent):
    """Something about a decision to hide a text."""

    ruling_id: int


@dataclass(frozen=True, kw_only=True)
class TextHidden(RulingEvent):
    """A text is no longer shown, for a reason of the list; it is not deleted."""

    verb: ClassVar[str] = "moderation.hidden"

    reason: HideReason
    appeal_until: datetime


@dataclass(frozen=True, kw_only=True)
class PersonRestrained(RulingEvent):
    """Somebody was warned, asked to pause, or removed from a meeting, for a reason of the list."""

    verb: ClassVar[str] = "moderation.restrained"

    reason: HideReason
    appeal_until: datetime


@dataclass(frozen=True, kw_only=True)
class HidingLifted(RulingEvent):
    """A moderator shows the text again."""

    verb: ClassVar[str] = "moderation.lifted"


@dataclass(frozen=True, kw_only=True)
class AppealMade(RulingEvent):
    """The author asks another person to look at it again; with a ground, somebody wrote it down for them."""

    verb: ClassVar[str] = "moderation.appealed"

    text: str
    answer_by: datetime
    ground: Ground | None = None


@dataclass(frozen=True, kw_only=True)
class AppealDecided(RulingEvent):
    """Another person has looked at it again; `outcome` says whether the text stays hidden."""

    verb: ClassVar[str] = "moderation.decided"

    outcome: RulingState
    answer: str
