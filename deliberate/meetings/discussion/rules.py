"""Who may say what, where and when, and in which order it is read; periods come from the rule set."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, TypeVar

from deliberate.issues.states import IssueState
from deliberate.kit.refusals import Refusal
from deliberate.kit.roles import Level
from deliberate.meetings.discussion.states import CHOSEN, Order, Stance
from deliberate.meetings.states import ItemState, MeetingState, Phase
from deliberate.moderation.states import OF_TEXTS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from deliberate.meetings.discussion.states import HideReason, LockReason, Screening
    from deliberate.places.rules.rulesets import RuleSet

BODY_MOST = 2000
CLIENT_ID_MOST = 64
ANSWERED_BY_MOST = 40
PINS_MOST = 3
SLOW_MOST = 600
_TAKING_SIDES = frozenset({Stance.support, Stance.against})
_SETTLED = frozenset({
    IssueState.merged, IssueState.diverted, IssueState.withdrawn, IssueState.closed, IssueState.archived,
})  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Talking:
    """All that the rules ask about when somebody says something in a meeting."""

    meeting_id: int
    state: MeetingState
    chair_id: int | None
    place_path: tuple[int, ...]
    rules: RuleSet
    item_id: int
    item_state: ItemState
    issue_id: int | None
    slow: int
    slow_in: Mapping[str, int]
    phase: Phase | None
    locked: bool
    screened: bool
    last: datetime | None
    known_id: int | None
    attends: bool
    restrained: bool


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


def why_not_reply(*, same_talk: bool, hidden: bool, closed: LockReason | None = None) -> Refusal | None:
    """Reply to what stands in the same talk, is still shown, and is still talked about."""
    if not same_talk:
        return Refusal("discussion.parent_elsewhere")
    if closed is not None:
        return Refusal("discussion.replies_closed", reason=closed)
    return Refusal("discussion.parent_hidden") if hidden else None


def why_not_hide(*, hidden: bool, reason: HideReason | None) -> Refusal | None:
    """Hide only once and only for a reason of the list."""
    if hidden:
        return Refusal("discussion.already_hidden")
    return None if reason in OF_TEXTS else Refusal("discussion.hide_reason_missing")


def why_not_show(*, hidden: bool) -> Refusal | None:
    """Show again only what is hidden."""
    return None if hidden else Refusal("discussion.not_hidden")


# ── keeping order ──


def why_not_now(*, locked: bool) -> Refusal | None:
    """Speak while the moderator lets the item be talked about in writing."""
    return Refusal("discussion.item_locked") if locked else None


def slow_now(slow: int, slow_in: Mapping[str, int], phase: Phase | None) -> int:
    """Return how slow the talk is at the moment: a phase may have a pace of its own."""
    return slow_in.get(phase.value, slow) if phase else slow


def why_not_slowly(last_at: datetime | None, *, now: datetime, slow: int) -> Refusal | None:
    """In slow mode, leave as much time between two contributions as the moderator has set."""
    passed = slow if last_at is None else int((now - last_at).total_seconds())
    return Refusal("discussion.slow_mode", wait=slow - passed, slow=slow) if 0 <= passed < slow else None


def must_be_read_first(*, charged: bool, first_time: bool, first_words: bool, everything: bool) -> bool:
    """Tell whether a moderator reads it before everybody does; what those in charge write never waits."""
    return not charged and (everything or (first_words and first_time))


def why_not_slow(seconds: int, slow_in: Mapping[str, int]) -> Refusal | None:
    """Slow a talk down within reason, as a whole or in phases that exist."""
    if not set(slow_in) <= set(Phase):
        return Refusal("web.unknown_message")
    paces = (seconds, *slow_in.values())
    return (
        None
        if all(type(pace) is int and 0 <= pace <= SLOW_MOST for pace in paces)
        else Refusal("discussion.slow_too_long", most=SLOW_MOST)
    )


def why_not_hold(*, shown: bool) -> Refusal | None:
    """Take back only what everybody can read."""
    return None if shown else Refusal("discussion.gone")


def why_not_release(screening: Screening | None) -> Refusal | None:
    """Let through only what waits."""
    return None if screening else Refusal("discussion.not_held")


# ── mending and marking ──


def why_not_edit(body: str, *, own: bool, shown: bool, at: datetime, now: datetime, minutes: int) -> Refusal | None:
    """Mend one's own words for a short while; later a correction is a contribution of its own."""
    if not own:
        return Refusal("discussion.not_yours")
    if not shown:
        return Refusal("discussion.gone")
    if now >= at + timedelta(minutes=minutes):
        return Refusal("discussion.edit_too_late", minutes=minutes)
    if not body.strip():
        return Refusal("discussion.empty")
    length = len(body.strip())
    return Refusal("discussion.too_long", length=length, most=BODY_MOST) if length > BODY_MOST else None


def why_not_agree(*, own: bool, shown: bool, merged: bool = False) -> Refusal | None:
    """Agree with what others said and is still shown; what says the same is agreed with in one place."""
    if not shown:
        return Refusal("discussion.gone")
    if merged:
        return Refusal("discussion.merged_already")
    return Refusal("discussion.own_words") if own else None


def why_not_pin(*, shown: bool, pinned: int) -> Refusal | None:
    """Keep a few things in sight: more would hide the talk."""
    if not shown:
        return Refusal("discussion.gone")
    return Refusal("discussion.pins_full", most=PINS_MOST) if pinned >= PINS_MOST else None


def why_not_answered(stance: Stance, by: str, *, shown: bool, answer_fits: bool) -> Refusal | None:
    """Mark a question as answered, by a body with a name."""
    if not shown:
        return Refusal("discussion.gone")
    if stance is not Stance.question:
        return Refusal("discussion.no_question")
    if not by.strip():
        return Refusal("discussion.answer_by_missing")
    if len(by.strip()) > ANSWERED_BY_MOST:
        return Refusal("discussion.answer_by_too_long", most=ANSWERED_BY_MOST)
    return None if answer_fits else Refusal("discussion.parent_elsewhere")


# ── the order of reading ──


class Heard(NamedTuple):
    """As much of a contribution as tells its place: its number, who said it, and when."""

    ident: int
    speaker: str
    at: datetime


def put_in_order(said: Iterable[Heard], order: Order, *, talk: Iterable[Heard] | None = None) -> list[int]:
    """Return what was said in the order asked for.

    *Not yet heard first*: who has spoken least in the whole talk comes first; between equals, who has waited longest.
    """
    kept: Sequence[Heard] = sorted(said, key=lambda one: (one.at, one.ident))
    if order is Order.newest:
        return [one.ident for one in reversed(kept)]
    if order is Order.not_yet_heard:
        times = Counter(one.speaker for one in (kept if talk is None else talk))
        kept = sorted(kept, key=lambda one: times[one.speaker])
    return [one.ident for one in kept]


class Piece(Protocol):
    """As much of a contribution as tells to what it replies."""

    @property
    def id(self) -> Any:
        """Return its number."""

    @property
    def parent_id(self) -> Any:
        """Return to what it replies."""


P = TypeVar("P", bound=Piece)


def reading_order(roots: Sequence[P], replies: Sequence[P]) -> list[P]:
    """Return each root followed by its replies, depth first; without recursion, so that no depth is too deep."""
    children: dict[int | None, list[P]] = {}
    for reply in replies:
        children.setdefault(reply.parent_id, []).append(reply)
    ordered: list[P] = []
    waiting = list(reversed(roots))
    while waiting:
        one = waiting.pop()
        ordered.append(one)
        waiting.extend(reversed(children.get(one.id, ())))
    return ordered
