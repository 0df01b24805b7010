"""Which step may follow which, and what somebody may no longer do; reading and attending stay open longest."""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass
from typing import TYPE_CHECKING

from deliberate.kit.refusals import Refusal
from deliberate.meetings.states import MeetingState
from deliberate.moderation.states import HideReason, Restraint

if TYPE_CHECKING:
    from collections.abc import Iterable

# Criticism of the committee is not among them.
REASONS = (
    HideReason.disturbs,
    HideReason.personal_attack,
    HideReason.personal_data,
    HideReason.unlawful,
    HideReason.advertising,
    HideReason.off_topic,
    HideReason.repeated,
    HideReason.danger,
)


@dataclass(frozen=True, kw_only=True)
class Taken:
    """A step that stands."""

    kind: Restraint
    reason: HideReason
    agenda_item_id: int | None


@dataclass(frozen=True, kw_only=True)
class Person:
    """Whom a step is about: an account, or the name somebody without one bears on the list."""

    account_id: int | None = None
    label: str = ""


@dataclass(frozen=True, kw_only=True)
class Towards:
    """Whom a step is about to be taken towards, and what stands already."""

    oneself: bool
    leads: bool
    before: tuple[Taken, ...] = ()


def why_not_step(
    kind: Restraint, reason: HideReason | None, towards: Towards, *, meeting: MeetingState, item_open: bool,
    danger_at_once: bool,
) -> Refusal | None:  # fmt: skip
    """Take a step while the meeting goes on, with a reason; removal only after a milder one, or in danger."""
    if meeting is not MeetingState.in_session:
        return Refusal("meetings.not_in_session", state=meeting)
    if reason not in REASONS:
        return Refusal("moderation.reason_missing")
    if towards.oneself:
        return Refusal("order.not_yourself")
    if towards.leads:
        return Refusal("order.leads_here")
    if kind is Restraint.mute and not item_open:
        return Refusal("order.no_item_open")
    milder = bool(towards.before) or (danger_at_once and reason is HideReason.danger)
    return Refusal("order.milder_first") if kind is Restraint.removal and not milder else None


def standing_already(kind: Restraint, before: Iterable[Taken], *, agenda_item_id: int | None) -> bool:
    """Tell whether the same step stands: a removal for the meeting, the others for the item."""
    same = (one for one in before if one.kind is kind)
    return any(kind is Restraint.removal or one.agenda_item_id == agenda_item_id for one in same)


def why_not_here(before: Iterable[Taken]) -> Refusal | None:
    """Whoever was removed takes no part any more; everybody may read."""
    gone = next((one for one in before if one.kind is Restraint.removal), None)
    return Refusal("order.removed", reason=gone.reason) if gone else None


def why_not_speak(before: Iterable[Taken], *, agenda_item_id: int) -> Refusal | None:
    """Whoever was asked to pause on an item writes nothing there and does not ask for the floor."""
    taken = tuple(before)
    if refusal := why_not_here(taken):
        return refusal
    quiet = (one for one in taken if one.kind is Restraint.mute and one.agenda_item_id == agenda_item_id)
    muted = next(quiet, None)
    return Refusal("order.muted", reason=muted.reason) if muted else None


def why_not_known(person: Person) -> Refusal | None:
    """Ask somebody who can be told: by their phone, or in the hall by the name they were entered with."""
    return None if person.account_id is not None or person.label else Refusal("order.nobody")


def whom(secret: str, account_id: int) -> str:
    """Return what tells one person's phone that something concerns them, and tells nobody else who it is."""
    return hmac.new(secret.encode(), str(account_id).encode(), hashlib.sha256).hexdigest()[:16]
