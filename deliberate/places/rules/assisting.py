"""Helping a person without a phone: who may, for whom, on what ground; it never gives anybody a second voice."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from deliberate.kit.refusals import Refusal

if TYPE_CHECKING:
    from deliberate.places.states import Ground

# A neighbour who is asked helps a few people they know; whoever helps more does it as building head or at the desk.
MOST_HELPED = 3


@dataclass(frozen=True, kw_only=True)
class Help:
    """Who writes something down for somebody, and how they heard of it."""

    helper_id: int
    ground: Ground


def why_not_enter(*, on_roll: bool, has_own: bool) -> Refusal | None:
    """Return why nobody may be written down for: only people on the roll, and only those without an account."""
    if not on_roll:
        return Refusal("places.not_on_roll")
    return Refusal("places.has_own_phone") if has_own else None


def why_not_name(*, is_self: bool, neighbour: bool, held: bool, helping: int) -> Refusal | None:
    """Return why a neighbour may not be named as somebody's helper."""
    if is_self or not neighbour:
        return Refusal("places.helper_not_neighbour")
    if held:
        return Refusal("places.helper_named_already")
    return Refusal("places.helper_has_enough", most=MOST_HELPED) if helping >= MOST_HELPED else None


def why_not_help(*, charged: bool, named: bool, without_phone: bool) -> Refusal | None:
    """Return why one may not write things down for a person."""
    if not without_phone:
        return Refusal("places.has_own_phone")
    return None if charged or named else Refusal("places.not_their_helper")
