"""Who may come in and how, and how many are needed to decide."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from deliberate.kit.refusals import Refusal
from deliberate.kit.roles import Level
from deliberate.meetings.rules.plans import TITLE_MOST
from deliberate.meetings.states import (
    MeetingKind,
    MeetingState,
)
from deliberate.places.rules.deadlines import local_day

if TYPE_CHECKING:
    from datetime import datetime

    from deliberate.places.rules.rulesets import RuleSet

NAME_MOST = 40
# An evening does not end at midnight: what is due soon after it, or was not long before it, still belongs to it.
OVER_MIDNIGHT = timedelta(hours=3)


def is_on_its_day(moment: datetime, *, now: datetime) -> bool:
    """Say whether it is the day of that moment: the same day at the place, or within three hours of it."""
    return local_day(moment) == local_day(now) or abs(moment - now) <= OVER_MIDNIGHT


def present_needed(kind: MeetingKind, ruleset: RuleSet, *, entitled: int | None) -> int:
    """Return how many must be there to decide: a number, a share of those entitled, or the sides of a dispute."""
    if ruleset.has(f"meeting.{kind}.present"):
        return ruleset.number(f"meeting.{kind}.present")
    if ruleset.has(f"meeting.{kind}.sides"):
        return ruleset.number(f"meeting.{kind}.sides") * ruleset.number(f"meeting.{kind}.each_side")
    if ruleset.has(f"meeting.{kind}.quorum") and entitled is not None:
        return max(1, ruleset.rule(f"meeting.{kind}.quorum").needed(entitled))
    return 0


def why_not_attend(state: MeetingState, *, level: Level, now: datetime, starts_at: datetime) -> Refusal | None:
    """Sign in on the day, by phone at least known by number; from the moment it is closed nobody joins a list."""
    if level.rank < Level.phone.rank:
        return Refusal("meetings.sign_in_to_attend")
    if state is MeetingState.in_session:
        return None
    if state is not MeetingState.announced:
        return Refusal("meetings.not_running", state=state)
    if not is_on_its_day(starts_at, now=now):
        return Refusal("meetings.not_today", starts_at=starts_at)
    return None


def why_not_enter(state: MeetingState, *, label: str) -> Refusal | None:
    """Enter somebody in the hall or helped by another, by name."""
    if state not in {MeetingState.announced, MeetingState.in_session}:
        return Refusal("meetings.not_running", state=state)
    if not label.strip():
        return Refusal("meetings.name_missing")
    return Refusal("meetings.name_too_long", most=NAME_MOST) if len(label) > NAME_MOST else None


def why_not_proxy(label: str, *, held_by: str, proof: str, here: bool, held: int, most: int | None) -> Refusal | None:
    """Count somebody as there by proxy: who acts is in the room, on paper, and for few enough others."""
    if not held_by:
        return Refusal("meetings.proxy_missing")
    if held_by == label or not here:
        return Refusal("meetings.proxy_not_here", name=held_by)
    if not proof:
        return Refusal("meetings.proof_missing")
    if len(proof) > TITLE_MOST:
        return Refusal("meetings.text_too_long", most=TITLE_MOST)
    if most is not None and held >= most:
        return Refusal("meetings.proxies_full", name=held_by, most=most)
    return None
