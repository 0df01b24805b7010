"""Who belongs to a home, and who is charged with what: when a claim stands, when it is believed at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from deliberate.kit.refusals import Refusal
from deliberate.places.states import MEMBERSHIP, Capacity, MembershipState, PlaceKind

if TYPE_CHECKING:
    from collections.abc import Collection

MOST_PENDING = 3
# Elected, not claimed: the committee enters it.
NOT_CLAIMED = frozenset({Capacity.representative})
HOMES = frozenset({PlaceKind.unit})


def why_not_claim(
    kind: PlaceKind, capacity: Capacity, *, state: MembershipState | None, pending: int
) -> Refusal | None:
    """Return why one may not say to belong there; `state` is that of an earlier claim of the same, if any."""
    if kind not in HOMES:
        return Refusal("places.not_a_home")
    if capacity in NOT_CLAIMED:
        return Refusal("places.not_claimed")
    if state in {MembershipState.pending, MembershipState.verified}:
        return Refusal("places.claimed_already")
    if pending >= MOST_PENDING:
        return Refusal("places.too_many_claims", most=MOST_PENDING)
    return None


def believed_at_once(capacity: Capacity, registered: Collection[Capacity]) -> bool:
    """Tell whether the register proves a claim; who is in it as anything lives there, an owner must be in it as one."""
    return bool(registered) and (capacity is Capacity.resident or capacity in registered)


def why_not_verify(state: MembershipState, *, own: bool) -> Refusal | None:
    """Return why a claim may not be confirmed; nobody confirms their own."""
    if own:
        return Refusal("places.own_claim")
    return MEMBERSHIP.why_not(state, MembershipState.verified)


def why_not_end(state: MembershipState) -> Refusal | None:
    """Return why a membership may not be ended."""
    return MEMBERSHIP.why_not(state, MembershipState.ended)


def why_not_grant(*, held: bool, staff: bool, sensitive: bool) -> Refusal | None:
    """Return why a person may not be charged with something; what reaches far asks for passphrase and second factor."""
    if held:
        return Refusal("places.role_held")
    if sensitive and not staff:
        return Refusal("places.role_needs_staff")
    return None
