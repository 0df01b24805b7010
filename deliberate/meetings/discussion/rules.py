"""Who may say what, where and when; the pause between two contributions comes from the rule set."""

from __future__ import annotations

from typing import TYPE_CHECKING

from deliberate.issues.states import IssueState
from deliberate.kit.refusals import Refusal
from deliberate.kit.roles import Level
from deliberate.meetings.discussion.states import CHOSEN, Stance
from deliberate.meetings.states import ItemState, MeetingState

if TYPE_CHECKING:
    from datetime import datetime

    from deliberate.meetings.discussion.states import HideReason

BODY_MOST = 2000
CLIENT_ID_MOST = 64
_TAKING_SIDES = frozenset({Stance.support, Stance.against})
_SETTLED = frozenset({
    IssueState.merged, IssueState.diverted, IssueState.withdrawn, IssueState.closed, IssueState.archived,
})  # fmt: skip


def why_not_speak_in(meeting: MeetingState, item: ItemState) -> Refusal | None:
    """Speak to the item that is open, while the meeting is in session: one thing at a time."""
    if meeting is not MeetingState.in_session:
        return Refusal("discussion.meeting_not_running", state=meeting)
    return None if item is ItemState.open else Refusal("discussion.item_not_open", state=item)


def why_not_comment_on(issue: IssueState) -> Refusal | None:
    """Comment on what everybody may read and what is not yet settled."""
    if not issue.screened:
        return Refusal("discussion.not_screened_yet")
    return Refusal("discussion.issue_settled", state=issue) if issue in _SETTLED else None


def why_not_as_guest(level: Level, *, belongs: bool, in_meeting: bool) -> Refusal | None:
    """Who lives or serves here may speak; in a meeting everybody on the attendance list may."""
    if level.rank < Level.phone.rank:
        return Refusal("discussion.sign_in_to_speak")
    if belongs:
        return None
    return Refusal("discussion.attend_first" if in_meeting else "discussion.verify_address")


def why_not_say(body: str, *, stance: Stance, is_reply: bool, leads: bool) -> Refusal | None:
    """Something of bearable length, with a stance first; whoever leads takes no side."""
    if not body.strip():
        return Refusal("discussion.empty")
    if len(body.strip()) > BODY_MOST:
        return Refusal("discussion.too_long", length=len(body.strip()), most=BODY_MOST)
    if leads:
        return Refusal("discussion.chair_takes_no_side") if stance in _TAKING_SIDES else None
    if stance not in CHOSEN and not is_reply:
        return Refusal("discussion.stance_missing")
    return None


def why_not_so_soon(last_at: datetime | None, *, now: datetime, pause: int) -> Refusal | None:
    """Leave a few seconds between two contributions, so that others get a word in."""
    if last_at is None:
        return None
    passed = int((now - last_at).total_seconds())
    return Refusal("discussion.too_fast", wait=pause - passed) if 0 <= passed < pause else None


def why_not_reply(*, same_talk: bool, hidden: bool) -> Refusal | None:
    """Reply to what stands in the same talk and is still shown."""
    if not same_talk:
        return Refusal("discussion.parent_elsewhere")
    return Refusal("discussion.parent_hidden") if hidden else None


def why_not_hide(*, hidden: bool, reason: HideReason | None) -> Refusal | None:
    """Hide only once and only for a reason of the list."""
    if hidden:
        return Refusal("discussion.already_hidden")
    return Refusal("discussion.hide_reason_missing") if reason is None else None


def why_not_show(*, hidden: bool) -> Refusal | None:
    """Show again only what is hidden."""
    return None if hidden else Refusal("discussion.not_hidden")
