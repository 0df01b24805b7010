"""Whose turn it is: the short rules of order in Chinese practice (domain reference, 2).

Who has not spoken goes before who has; sides alternate; a turn is short and their number limited; points of order come
first. All figures come from the rule set.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from deliberate.kit.refusals import Refusal
from deliberate.meetings.floor.states import TRANSITIONS, RequestKind, RequestState
from deliberate.meetings.states import CHOSEN, ItemState, MeetingState, Stance

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from deliberate.places.rules.rulesets import RuleSet

LABEL_MOST = 40
REASON_MOST = 200
LONGEST_EXTENSION = 600
_OPPOSITE = {Stance.support: Stance.against, Stance.against: Stance.support}


@dataclass(frozen=True, kw_only=True)
class Limits:
    """The figures a meeting's floor is run by; times in seconds."""

    turn: int = 120
    turns: int = 2
    warning: int = 30
    first_time_first: bool = True
    alternate: bool = True


def limits(ruleset: RuleSet) -> Limits:
    """Return the floor's figures; a meeting called under older rules has the usual order."""
    usual = Limits()
    return Limits(
        turn=ruleset.number("floor.turn") if ruleset.has("floor.turn") else usual.turn,
        turns=ruleset.number("floor.turns") if ruleset.has("floor.turns") else usual.turns,
        warning=ruleset.number("floor.warning") if ruleset.has("floor.warning") else usual.warning,
        first_time_first=_unless_off(ruleset, "floor.first_time_first"),
        alternate=_unless_off(ruleset, "floor.alternate"),
    )


def _unless_off(ruleset: RuleSet, key: str) -> bool:
    return not ruleset.has(key) or ruleset.switched_on(key)


# ── the order ──


@dataclass(frozen=True, kw_only=True)
class Waiting:
    """A request in the queue: who (a key that is the same for all requests of a person), for what, since when."""

    id: int
    person: str
    kind: RequestKind
    stance: Stance
    asked_at: datetime
    turns_before: int = 0


def order(waiting: Iterable[Waiting], *, last_side: Stance | None, limits: Limits) -> list[int]:
    """Return the ids of the waiting, the next one first; `last_side` is who spoke last for or against.

    Points of order come first, then those with the fewest turns, each group in the order of asking, except that after
    one side the other side's first comes forward.
    """
    in_time = sorted(waiting, key=lambda one: (one.asked_at, one.id))
    queue = [one.id for one in in_time if one.kind is RequestKind.point_of_order]
    side = last_side if last_side in _OPPOSITE else None
    for group in _groups([one for one in in_time if one.kind is RequestKind.turn], limits):
        left = list(group)
        while left:
            chosen = _next(left, side) if limits.alternate else left[0]
            left.remove(chosen)
            queue.append(chosen.id)
            side = chosen.stance if chosen.stance in _OPPOSITE else side
    return queue


def _groups(turns: Sequence[Waiting], limits: Limits) -> list[list[Waiting]]:
    if not limits.first_time_first:
        return [list(turns)]
    steps = sorted({one.turns_before for one in turns})
    return [[one for one in turns if one.turns_before == step] for step in steps]


def _next(left: Sequence[Waiting], side: Stance | None) -> Waiting:
    """Return the first, unless it is of the side that spoke last and the other side waits too."""
    first = left[0]
    if side is None or first.stance is not side:
        return first
    return next((one for one in left if one.stance is _OPPOSITE[side]), first)


# ── the clock ──


@dataclass(frozen=True, kw_only=True)
class Clock:
    """A turn's time by the server's clock, in seconds."""

    seconds: int
    granted_at: datetime
    paused_at: datetime | None = None
    paused_seconds: int = 0

    def used(self, now: datetime) -> int:
        """Return how long somebody has spoken; while the clock stands still it does not grow."""
        until = self.paused_at or now
        return max(0, int((until - self.granted_at).total_seconds()) - self.paused_seconds)

    def left(self, now: datetime) -> int:
        """Return how much is left; negative once it is over."""
        return self.seconds - self.used(now)

    def paused_for(self, now: datetime) -> int:
        """Return how long the clock has stood still in all, a pause that goes on included."""
        going_on = int((now - self.paused_at).total_seconds()) if self.paused_at else 0
        return self.paused_seconds + max(0, going_on)


# ── may it happen? ──


@dataclass(frozen=True, kw_only=True)
class Asking:
    """Who asks, and how that person stands to the item; `name` where somebody else puts them into the queue."""

    kind: RequestKind
    stance: Stance
    present: bool
    chair: bool = False
    recused: bool = False
    in_queue: bool = False
    turns_before: int = 0
    name: str = ""


def why_not_ask(meeting: MeetingState, item: ItemState, asking: Asking, *, limits: Limits) -> Refusal | None:
    """Ask for a turn on the open item, with a stance, as somebody who is there and has turns left."""
    if meeting is not MeetingState.in_session or item is not ItemState.open:
        return Refusal("floor.item_not_open")
    who = asking.name
    if not asking.present:
        return Refusal("floor.attend_first_of", name=who) if who else Refusal("floor.attend_first")
    if asking.in_queue:
        return Refusal("floor.already_in_queue_of", name=who) if who else Refusal("floor.already_in_queue")
    if asking.kind is RequestKind.point_of_order:
        return None
    return _why_not_a_turn(asking, limits)


def _why_not_a_turn(asking: Asking, limits: Limits) -> Refusal | None:
    if asking.chair:
        return Refusal("floor.chair_hands_over_first")
    if asking.recused:
        return Refusal("floor.recused_of", name=asking.name) if asking.name else Refusal("floor.recused")
    if asking.stance not in CHOSEN:
        return Refusal("floor.stance_missing")
    if asking.turns_before >= limits.turns:
        had = {"turns": limits.turns}
        name = asking.name
        return Refusal("floor.turns_used_up_of", name=name, **had) if name else Refusal("floor.turns_used_up", **had)
    return None


def why_not_take_side(stance: Stance, *, recused: bool) -> Refusal | None:
    """Write or answer for or against, unless one has said that one takes no side."""
    return Refusal("floor.takes_no_side") if recused and stance in _OPPOSITE else None


def why_not_enter(label: str) -> Refusal | None:
    """Put somebody without a phone into the queue by name."""
    if not label.strip():
        return Refusal("floor.name_missing")
    return Refusal("floor.name_too_long", most=LABEL_MOST) if len(label.strip()) > LABEL_MOST else None


def why_not_call(state: RequestState, kind: RequestKind, *, speaking: str = "") -> Refusal | None:
    """Give the floor to one at a time; a point of order may interrupt. `speaking` is who has the floor now."""
    if refusal := TRANSITIONS.why_not(state, RequestState.speaking):
        return refusal
    if speaking and kind is not RequestKind.point_of_order:
        return Refusal("floor.somebody_speaks", name=speaking)
    return None


def why_not_as_chair(kind: RequestKind, *, chair: bool) -> Refusal | None:
    """Whoever was given the chair while waiting for a turn hands it on first."""
    return Refusal("floor.chair_hands_over_first") if chair and kind is RequestKind.turn else None


def why_not_extend(state: RequestState, seconds: int) -> Refusal | None:
    """Give more time to who is speaking, not without end."""
    if state is not RequestState.speaking:
        return Refusal("floor.not_speaking")
    if not 0 < seconds <= LONGEST_EXTENSION:
        return Refusal("floor.extension_too_long", most=LONGEST_EXTENSION // 60)
    return None


def why_not_pause(state: RequestState, *, paused: bool) -> Refusal | None:
    """Stop a clock that runs."""
    if state is not RequestState.speaking:
        return Refusal("floor.not_speaking")
    return Refusal("floor.paused_already") if paused else None


def why_not_resume(state: RequestState, *, paused: bool, interrupted_by: str = "") -> Refusal | None:
    """Let a clock run on, once nobody interrupts any more."""
    if state is not RequestState.speaking:
        return Refusal("floor.not_speaking")
    if interrupted_by:
        return Refusal("floor.somebody_speaks", name=interrupted_by)
    return None if paused else Refusal("floor.not_paused")


def why_not_recuse(item: ItemState, *, reason: str, recused: bool) -> Refusal | None:
    """Say before an item is closed that one has an interest in it, and which."""
    if item not in {ItemState.pending, ItemState.open}:
        return Refusal("floor.item_over")
    if recused:
        return Refusal("floor.recused_already")
    if not reason.strip():
        return Refusal("floor.recusal_reason_missing")
    return Refusal("floor.reason_too_long", most=REASON_MOST) if len(reason.strip()) > REASON_MOST else None
