"""What can be put together, where something can be moved, and what can be closed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from deliberate.kit.refusals import Refusal
from deliberate.meetings.states import MeetingState

if TYPE_CHECKING:
    from deliberate.meetings.discussion.states import LockReason


@dataclass(frozen=True, kw_only=True)
class Pair:
    """Two contributions about to stand together: whether they can, seen from the one and from the other."""

    itself: bool
    same_talk: bool
    shown: bool
    merged: bool
    gathers: bool


def why_not_tidy(meeting: MeetingState | None) -> Refusal | None:
    """Tidy while the meeting goes on: afterwards its minutes rest on the talk as it stands."""
    if meeting is MeetingState.in_session:
        return None
    return Refusal("meetings.not_in_session", state=meeting or MeetingState.closed)


def why_not_merge(pair: Pair) -> Refusal | None:
    """Put together two of the same talk that are shown; what stands with another already is parted first."""
    if pair.itself or not pair.same_talk:
        return Refusal("discussion.merge_elsewhere")
    if not pair.shown:
        return Refusal("discussion.gone")
    return Refusal("discussion.merged_already") if pair.merged or pair.gathers else None


def why_not_move(*, same_meeting: bool, here_already: bool, merged: bool) -> Refusal | None:
    """Move to another item of the same meeting; what stands with another is parted first."""
    if not same_meeting:
        return Refusal("discussion.move_elsewhere")
    if here_already:
        return Refusal("discussion.there_already")
    return Refusal("discussion.merged_already") if merged else None


def why_not_close(reason: LockReason | None, *, root: bool, shown: bool) -> Refusal | None:
    """Close a thread at its root, and say why."""
    if not root:
        return Refusal("discussion.not_a_thread")
    if not shown:
        return Refusal("discussion.gone")
    return Refusal("discussion.close_reason_missing") if reason is None else None
