"""What happened to a conversation of statements. Single answers are rows, not entries: nobody's answer is on record."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from deliberate.kit.events import Event

if TYPE_CHECKING:
    from datetime import datetime

    from deliberate.opinions.states import DeclineReason, Origin
    from deliberate.places.states import Ground


@dataclass(frozen=True, kw_only=True)
class ConversationEvent(Event):
    """Something about one conversation; written to its own stream."""

    stream_of: ClassVar[tuple[str, str]] = ("conversation", "conversation_id")

    conversation_id: int


@dataclass(frozen=True, kw_only=True)
class ConversationPrepared(ConversationEvent):
    """Somebody began to prepare a conversation."""

    verb: ClassVar[str] = "conversation.prepared"

    title: str
    place_id: int


@dataclass(frozen=True, kw_only=True)
class AnsweredFor(ConversationEvent):
    """Somebody wrote answers down for a person without a phone; what was said stands only in that person's rows."""

    verb: ClassVar[str] = "conversation.answered_for"

    on_behalf_of: int
    ground: Ground
    statements: int


@dataclass(frozen=True, kw_only=True)
class HallEvent(ConversationEvent):
    """What the room of a meeting hears too: written to the meeting's stream where the conversation belongs to one."""

    subject_of: ClassVar[tuple[str, str]] = ("conversation", "conversation_id")

    meeting_id: int | None

    @property
    def stream(self) -> str:
        """Return `meeting:<id>`, or `conversation:<id>` where there is no meeting."""
        return super().stream if self.meeting_id is None else f"meeting:{self.meeting_id}"


@dataclass(frozen=True, kw_only=True)
class ConversationOpened(HallEvent):
    """People can answer from now on."""

    verb: ClassVar[str] = "conversation.opened"

    title: str
    statements: int
    closes_at: datetime | None


@dataclass(frozen=True, kw_only=True)
class ConversationClosed(HallEvent):
    """No more answers are taken; how many people took part."""

    verb: ClassVar[str] = "conversation.closed"

    people: int


@dataclass(frozen=True, kw_only=True)
class StatementEvent(ConversationEvent):
    """Something about one statement."""

    subject_of: ClassVar[tuple[str, str]] = ("statement", "statement_id")

    statement_id: int


@dataclass(frozen=True, kw_only=True)
class StatementAdded(StatementEvent):
    """Those who lead put a statement, written for it or taken from what was said."""

    verb: ClassVar[str] = "statement.added"

    text: str
    origin: Origin


@dataclass(frozen=True, kw_only=True)
class StatementProposed(StatementEvent):
    """Somebody proposed a statement; a moderator reads it before anybody else does."""

    verb: ClassVar[str] = "statement.proposed"

    text: str


@dataclass(frozen=True, kw_only=True)
class StatementAccepted(StatementEvent):
    """A statement that waited, or was taken back, can be answered."""

    verb: ClassVar[str] = "statement.accepted"


@dataclass(frozen=True, kw_only=True)
class StatementDeclined(StatementEvent):
    """A proposed statement was not taken, for a reason of the list."""

    verb: ClassVar[str] = "statement.declined"

    reason: DeclineReason


@dataclass(frozen=True, kw_only=True)
class StatementWithdrawn(StatementEvent):
    """A statement is no longer asked; the answers are kept aside."""

    verb: ClassVar[str] = "statement.withdrawn"


@dataclass(frozen=True, kw_only=True)
class StatementsMerged(StatementEvent):
    """Two statements say the same: everybody's answer counts once, the last word where somebody answered both."""

    verb: ClassVar[str] = "statement.merged"

    into_id: int
    moved: int
    answered_both: int
