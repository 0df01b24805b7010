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
    committee_member = "committee_member"
    developer = "developer"


# By law members of the residents' committee sit and vote in the representatives' meeting (art. 28).
REPRESENTING = (Capacity.representative, Capacity.committee_member)


class MembershipState(StrEnum):
    """Claimed, checked, not confirmed, over."""

    pending = "pending"
    verified = "verified"
    refused = "refused"
    ended = "ended"


class Doubt(StrEnum):
    """Why a home was not confirmed; the person reads it and may ask again."""

    not_known = "not_known"
    other_home = "other_home"
    papers_missing = "papers_missing"
    moved_out = "moved_out"


class Paper(StrEnum):
    """What was looked at to confirm a home; it is looked at only, nothing is copied."""

    ownership = "ownership"
    lease = "lease"
    household_book = "household_book"
    residence_permit = "residence_permit"
    known_in_person = "known_in_person"


class Ground(StrEnum):
    """How somebody who helps heard what a person without a phone wants."""

    in_person = "in_person"
    by_phone = "by_phone"
    home_visit = "home_visit"
    on_paper = "on_paper"


class Deed(StrEnum):
    """What was done on behalf of a person without a phone."""

    propose = "propose"
    second = "second"
    take_back = "take_back"
    answer = "answer"


MEMBERSHIP = Transitions(
    "places",
    {
        MembershipState.pending: frozenset({MembershipState.verified, MembershipState.refused, MembershipState.ended}),
        MembershipState.verified: frozenset({MembershipState.ended}),
        # Whoever was not confirmed asks again, with more to show.
        MembershipState.refused: frozenset({MembershipState.pending, MembershipState.ended}),
        # Who moves back in says so again.
        MembershipState.ended: frozenset({MembershipState.pending}),
    },
)
