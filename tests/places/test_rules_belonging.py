"""Who belongs to a home, and how places are named and nested."""

from __future__ import annotations

import pytest

from deliberate.kit.refusals import Refusal
from deliberate.kit.roles import Role
from deliberate.places.rules.belonging import (
    believed_at_once,
    known_as,
    why_not_claim,
    why_not_end,
    why_not_end_role,
    why_not_grant,
    why_not_try,
    why_not_verify,
)
from deliberate.places.rules.naming import free_slug, slug_part, why_not_below, why_not_name
from deliberate.places.states import Capacity, MembershipState, PlaceKind

PENDING, VERIFIED, ENDED = MembershipState.pending, MembershipState.verified, MembershipState.ended


def code(refusal):
    return refusal.code.removeprefix("places.") if refusal else None


@pytest.mark.parametrize(
    ("kind", "capacity", "state", "pending", "why"),
    [
        (PlaceKind.unit, Capacity.resident, None, 0, None),
        (PlaceKind.unit, Capacity.owner, ENDED, 2, None),
        (PlaceKind.unit, Capacity.resident, None, 3, "too_many_claims"),
        (PlaceKind.unit, Capacity.resident, PENDING, 1, "claimed_already"),
        (PlaceKind.unit, Capacity.resident, VERIFIED, 0, "claimed_already"),
        (PlaceKind.building, Capacity.resident, None, 0, "not_a_home"),
        (PlaceKind.unit, Capacity.representative, None, 0, "not_claimed"),
    ],
)
def test_a_claim_is_about_a_home_and_is_made_once(kind, capacity, state, pending, why):
    assert code(why_not_claim(kind, capacity, state=state, pending=pending)) == why


@pytest.mark.parametrize(
    ("claimed", "registered", "believed"),
    [
        (Capacity.resident, [], False),
        (Capacity.resident, [Capacity.owner], True),
        (Capacity.owner, [Capacity.resident], False),
        (Capacity.owner, [Capacity.resident, Capacity.owner], True),
        (Capacity.household_rep, [Capacity.owner], False),
    ],
)
def test_the_register_proves_what_it_says_and_no_more(claimed, registered, believed):
    assert believed_at_once(claimed, registered) is believed


def test_nobody_confirms_their_own_claim_and_nothing_is_confirmed_twice():
    assert why_not_verify(PENDING, own=False) is None
    assert code(why_not_verify(PENDING, own=True)) == "own_claim"
    assert code(why_not_verify(VERIFIED, own=False)) == "wrong_state"
    assert why_not_end(Capacity.resident, VERIFIED) is None
    assert code(why_not_end(Capacity.resident, ENDED)) == "wrong_state"
    assert code(why_not_end(Capacity.representative, VERIFIED)) == "mandate_needs_reason"


def test_what_reaches_far_asks_for_more_than_a_telephone():
    assert why_not_grant(held=False, staff=False, sensitive=False) is None
    assert why_not_grant(held=False, staff=True, sensitive=True) is None
    assert code(why_not_grant(held=True, staff=True, sensitive=False)) == "role_held"
    assert code(why_not_grant(held=False, staff=False, sensitive=True)) == "role_needs_staff"


def test_nobody_shuts_themselves_out_of_the_administration_and_a_role_ends_once():
    assert why_not_end_role(Role.admin, ended=False, own=False) is None
    assert why_not_end_role(Role.moderator, ended=False, own=True) is None
    assert code(why_not_end_role(Role.admin, ended=False, own=True)) == "own_administration"
    assert code(why_not_end_role(Role.moderator, ended=True, own=False)) == "role_ended"


@pytest.mark.parametrize(
    ("name", "part"), [("12号楼", "12"), ("Ronghua Résidence", "ronghua-residence"), ("Ａ座", "a"), ("３号", "3")]
)
def test_names_in_addresses_are_plain_letters(name, part):
    assert slug_part(name) == part


def test_a_name_without_latin_letters_gets_a_short_digest_and_a_taken_one_a_number():
    assert slug_part("虹景苑") == slug_part("虹景苑") != slug_part("荣华居")
    assert free_slug("a", {"a", "a-2"}) == "a-3"
    assert free_slug("a", {}) == "a"


@pytest.mark.parametrize(
    ("name", "slug", "taken", "why"),
    [
        ("虹景", "hongjing", False, None),
        ("虹景", "hongjing", True, "slug_taken"),
        ("  ", "hongjing", False, "bad_name"),
        ("虹" * 101, "hongjing", False, "bad_name"),
        ("虹景", "Hongjing", False, "bad_slug"),
        ("虹景", "-a", False, "bad_slug"),
        ("虹景", "a" * 61, False, "bad_slug"),
    ],
)
def test_a_place_has_a_name_and_an_address(name, slug, taken, why):
    assert code(why_not_name(name, slug, taken=taken)) == why


def test_wider_holds_narrower():
    assert why_not_below(PlaceKind.estate, PlaceKind.residential_area) is None
    assert why_not_below(PlaceKind.unit, PlaceKind.estate) is None
    assert why_not_below(PlaceKind.residential_area, None) is None
    assert code(why_not_below(PlaceKind.estate, PlaceKind.estate)) == "wrong_order"
    assert why_not_below(PlaceKind.unit, None) == Refusal("places.needs_parent", kind=PlaceKind.unit)


@pytest.mark.parametrize(
    ("name", "phone", "area_fits", "known"),
    [
        ("王秀英", "+861", False, [Capacity.owner]),
        ("王秀英", "+862", False, []),
        ("王秀英", None, False, []),
        ("王秀英", None, True, [Capacity.owner]),
        ("王 秀英", "+862", True, [Capacity.owner]),
        ("别人", "+861", False, []),
        ("别人", "+861", True, []),
        ("anna  schmidt", None, True, [Capacity.resident]),
    ],
)
def test_the_register_knows_by_name_and_number_or_by_name_and_area(name, phone, area_fits, known):
    entries = [("王秀英", "+861", Capacity.owner), ("Ａnna Schmidt", None, Capacity.resident)]
    assert known_as(entries, name=name, phone=phone, area_fits=area_fits) == known


@pytest.mark.parametrize(
    ("by_person", "at_home", "why"), [(4, 9, None), (5, 0, "too_many_tries"), (0, 10, "too_many_tries")]
)
def test_a_floor_area_is_compared_a_few_times_a_day(by_person, at_home, why):
    assert code(why_not_try(by_person=by_person, at_home=at_home)) == why
