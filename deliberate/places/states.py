"""Kinds of place, and how a membership comes and goes."""

from __future__ import annotations

from enum import StrEnum

from deliberate.kit.states import Transitions


class PlaceKind(StrEnum):
    """From the widest to the narrowest."""

    city = "city"
    district = "district"
    subdistrict = "subdistrict"
    residential_area = "residential_area"
    estate = "estate"
    building = "building"
    unit = "unit"


class Capacity(StrEnum):
    """In what capacity a person belongs to a unit."""

    resident = "resident"
    household_rep = "household_rep"
    owner = "owner"
    representative = "representative"


class MembershipState(StrEnum):
    """Claimed, checked, over."""

    pending = "pending"
    verified = "verified"
    ended = "ended"


MEMBERSHIP = Transitions(
    "places",
    {
        MembershipState.pending: frozenset({MembershipState.verified, MembershipState.ended}),
        MembershipState.verified: frozenset({MembershipState.ended}),
        # Who moves back in says so again.
        MembershipState.ended: frozenset({MembershipState.pending}),
    },
)
