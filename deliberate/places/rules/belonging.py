"""Who belongs to a home, and who is charged with what: when a claim stands, when it is believed at once."""

from __future__ import annotations

import unicodedata
from datetime import timedelta
from typing import TYPE_CHECKING

from deliberate.kit.refusals import Refusal
from deliberate.kit.roles import Role
from deliberate.places.states import MEMBERSHIP, REPRESENTING, Capacity, MembershipState, PlaceKind

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from deliberate.places.states import Doubt

MOST_PENDING = 3
# Comparing a floor area with the register, in a day: enough for a slip of the pen, too few to guess.
TRIES_OF_A_PERSON, TRIES_AT_A_HOME = 5, 10
A_DAY = timedelta(days=1)
# Elected, not claimed: the committee enters it.
NOT_CLAIMED = frozenset({Capacity.representative, Capacity.committee_member, Capacity.developer})
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


def same_name(one: str, other: str) -> bool:
    """Tell whether two written names are one, whatever the width of letters and the spaces between them."""
    return _plain(one) == _plain(other) != ""


def _plain(name: str) -> str:
    return "".join(unicodedata.normalize("NFKC", name).split()).casefold()


def known_as(
    entries: Iterable[tuple[str, str | None, Capacity]], *, name: str, phone: str | None, area_fits: bool
) -> list[Capacity]:
    """Return as what the register knows a person at a home: by name and number, or by name and floor area.

    `entries` are name, number and capacity of the home's lines. A number alone proves nothing: numbers are given away.
    """
    return [
        capacity
        for entry_name, entry_phone, capacity in entries
        if same_name(entry_name, name) and (area_fits or (phone is not None and entry_phone == phone))
    ]


def why_not_try(*, by_person: int, at_home: int) -> Refusal | None:
    """Return why a floor area is not compared any more today; nobody learns whether it would have fitted."""
    if by_person >= TRIES_OF_A_PERSON or at_home >= TRIES_AT_A_HOME:
        return Refusal("places.too_many_tries")
    return None


def believed_at_once(capacity: Capacity, registered: Collection[Capacity]) -> bool:
    """Tell whether the register proves a claim; who is in it as anything lives there, an owner must be in it as one."""
    return bool(registered) and (capacity is Capacity.resident or capacity in registered)


def why_not_verify(state: MembershipState, *, own: bool) -> Refusal | None:
    """Return why a claim may not be confirmed; nobody confirms their own."""
    if own:
        return Refusal("places.own_claim")
    return MEMBERSHIP.why_not(state, MembershipState.verified)


def why_not_prove(state: MembershipState, *, own: bool) -> Refusal | None:
    """Return why one may not compare a claim with the register again: it is one's own, and it waits."""
    if not own:
        return Refusal("places.not_your_claim")
    return MEMBERSHIP.why_not(state, MembershipState.verified)


def why_not_refuse(state: MembershipState, *, own: bool, doubt: Doubt | None) -> Refusal | None:
    """Return why a claim may not be turned down: never without a reason the person can read."""
    if own:
        return Refusal("places.own_claim")
    if doubt is None:
        return Refusal("places.doubt_missing")
    return MEMBERSHIP.why_not(state, MembershipState.refused)


def why_not_end(capacity: Capacity, state: MembershipState) -> Refusal | None:
    """Return why a membership may not be ended; what somebody was elected to never ends without a reason."""
    if capacity in REPRESENTING and state is MembershipState.verified:
        return Refusal("places.mandate_needs_reason")
    return MEMBERSHIP.why_not(state, MembershipState.ended)


def why_not_grant(*, held: bool, staff: bool, sensitive: bool) -> Refusal | None:
    """Return why a person may not be charged with something; what reaches far asks for passphrase and second factor."""
    if held:
        return Refusal("places.role_held")
    if sensitive and not staff:
        return Refusal("places.role_needs_staff")
    return None


def why_not_end_role(role: Role, *, ended: bool, own: bool) -> Refusal | None:
    """Return why what somebody is charged with may not be ended: nobody shuts themselves out of the administration."""
    if ended:
        return Refusal("places.role_ended")
    if own and role is Role.admin:
        return Refusal("places.own_administration")
    return None
