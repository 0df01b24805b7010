"""What was put together, moved or closed; each can be taken back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from deliberate.meetings.discussion.events import OfContribution

if TYPE_CHECKING:
    from collections.abc import Mapping

    from deliberate.meetings.discussion.states import LockReason


@dataclass(frozen=True, kw_only=True)
class ContributionMerged(OfContribution):
    """It says the same as another and stands with it; `agrees` is how many people stand behind the other now."""

    verb: ClassVar[str] = "discussion.merged"

    into_id: int
    agrees: int


@dataclass(frozen=True, kw_only=True)
class ContributionParted(OfContribution):
    """It stands by itself again."""

    verb: ClassVar[str] = "discussion.parted"

    into_id: int
    agrees: int


@dataclass(frozen=True, kw_only=True)
class ContributionMoved(OfContribution):
    """It stands under another item with its replies; `moved` is where each of them stands now, `was` where it stood."""

    verb: ClassVar[str] = "discussion.moved"

    moved: tuple[Mapping[str, int | None], ...]
    was: tuple[Mapping[str, int | None], ...]


@dataclass(frozen=True, kw_only=True)
class RepliesClosed(OfContribution):
    """Nobody replies any more in this thread."""

    verb: ClassVar[str] = "discussion.replies_closed"

    reason: LockReason


@dataclass(frozen=True, kw_only=True)
class RepliesOpened(OfContribution):
    """People may reply again."""

    verb: ClassVar[str] = "discussion.replies_opened"
