"""Places, homes, roles and rules, on both databases."""

from __future__ import annotations

from datetime import timedelta
from fractions import Fraction

import pytest

from deliberate.db.session import commit
from deliberate.kit.refusals import Refused
from deliberate.kit.roles import Level, Role
from deliberate.ledger.queries import stream_after
from deliberate.places.models import RegisterEntry
from deliberate.places.queries import people
from deliberate.places.queries.identity import identity_of
from deliberate.places.queries.tree import ancestors, below, categories, communities, place_by_slug, rules_at
from deliberate.places.services.belonging import (
    claim_membership,
    end_membership,
    end_role,
    grant_role,
    prove_membership,
    refuse_membership,
    verify_membership,
)
from deliberate.places.services.rule_sets import adopt_rule_set, change_rules, shipped_rule_set
from deliberate.places.services.tree import add_category, add_place, rename_place
from deliberate.places.states import Capacity, Doubt, MembershipState, Paper, PlaceKind
from tests.factories.people import a_community, a_moderator, a_resident, an_account, buildings_of, units_of


def refused(verb):
    with pytest.raises(Refused) as caught:
        verb()
    return caught.value.refusal.code


def test_a_community_is_set_up_without_code(session, now):
    area = add_place(PlaceKind.residential_area, "虹景居民区", slug="hongjing", now=now)
    estate = add_place(PlaceKind.estate, "荣华居", parent=area, slug="ronghua", now=now)
    tower = add_place(PlaceKind.building, "12号楼", parent=estate, now=now)
    adopt_rule_set(area, shipped_rule_set("cn-sh-2026"), now=now)
    commit()
    assert tower.slug == "ronghua-12"
    assert tower.place_path == (area.id, estate.id, tower.id)
    assert [place.id for place in ancestors(tower)] == [area.id, estate.id, tower.id]
    assert [place.id for place in below(area)] == [area.id, estate.id, tower.id]
    assert communities() == [area]
    assert rules_at(tower).key == "cn-sh-2026"
    assert [entry.verb for entry in stream_after(f"place:{area.id}")] == ["place.added", "place.rules_adopted"]


def test_places_nest_and_are_named_once(session, now):
    area = add_place(PlaceKind.residential_area, "虹景", slug="hongjing", now=now)
    assert refused(lambda: add_place(PlaceKind.estate, "x", slug="hongjing", now=now)) == "places.slug_taken"
    assert refused(lambda: add_place(PlaceKind.district, "x", parent=area, now=now)) == "places.wrong_order"
    rename_place(area, "虹景新区", names={"en": "Hongjing New"}, now=now)
    assert (area.name, area.name_in("en"), area.name_in("zh_Hans_CN")) == ("虹景新区", "Hongjing New", "虹景新区")


def test_categories_hold_below_the_place_they_were_added_at(session, now):
    area = a_community()
    made = add_category(area, "电梯", names={"en": "Lifts"}, now=now)
    assert made in categories(units_of(area)[0])
    assert refused(lambda: add_category(area, "电梯", now=now)) == "places.category_taken"


def test_the_register_believes_at_once_and_the_desk_confirms_the_rest(session, now):
    area = a_community()
    home, desk = units_of(area)[0], a_moderator(area)
    known, stranger = an_account(), an_account()
    session.add(RegisterEntry(place_id=home.id, household="1", name=known.name, phone=known.phone))
    session.flush()
    assert claim_membership(known, home, Capacity.resident, now=now).verified_how == "register"
    claim = claim_membership(stranger, home, Capacity.resident, now=now)
    assert claim.state is MembershipState.pending
    assert identity_of(stranger, now.date()).level is Level.phone
    assert refused(lambda: claim_membership(stranger, home, Capacity.resident, now=now)) == "places.claimed_already"
    assert people.waiting([area]) == [claim]
    assert refused(lambda: verify_membership(claim, how="desk", actor_id=stranger.id, now=now)) == "places.own_claim"
    verify_membership(claim, how="desk", actor_id=desk.id, now=now)
    assert identity_of(stranger, now.date()).lives_in(area.place_path)
    assert people.waiting([area]) == []


def test_who_moved_out_may_move_back_in(session, now):
    area = a_community()
    person, home = an_account(), units_of(area)[0]
    claim = claim_membership(person, home, Capacity.owner, now=now)
    end_membership(claim, actor_id=person.id, now=now)
    assert claim_membership(person, home, Capacity.owner, now=now) is claim
    assert claim.state is MembershipState.pending


def test_nobody_makes_themselves_a_representative(session, now):
    area = a_community()
    person, home = an_account(), units_of(area)[0]
    assert refused(lambda: claim_membership(person, home, Capacity.representative, now=now)) == "places.not_claimed"


def test_a_role_reaches_downwards_from_today_until_it_is_ended(session, now):
    area = a_community()
    head, tower = an_account(), buildings_of(area)[0]
    holding = grant_role(tower, head, Role.building_head, now=now)
    commit()
    identity = identity_of(head, now.date())
    assert identity.holds(Role.building_head, units_of(tower)[0].place_path)
    assert not identity.holds(Role.building_head, area.place_path)
    assert refused(lambda: grant_role(tower, head, Role.building_head, now=now)) == "places.role_held"
    end_role(holding, now=now)
    assert refused(lambda: end_role(holding, now=now)) == "places.role_ended"
    assert not identity_of(head, now.date()).holds_anywhere(Role.building_head)
    grant_role(tower, head, Role.building_head, now=now + timedelta(days=1))


def test_what_reaches_far_is_given_to_those_with_a_passphrase(session, now):
    area = a_community()
    by_phone, staff = an_account(), an_account(passphrase_hash="x")
    assert refused(lambda: grant_role(area, by_phone, Role.admin, now=now)) == "places.role_needs_staff"
    assert grant_role(area, staff, Role.admin, now=now).role is Role.admin
    assert [item.account_id for item in people.holders(units_of(area)[0], Role.admin, now.date())] == [staff.id]


def test_figures_change_as_a_new_version_of_the_places_own(session, now):
    area = a_community()
    before = rules_at(area)
    changes = {"seconding.persons": 20, "seconding.share": Fraction(2, 100)}
    known = {key: value for key, value in changes.items() if before.has(key)} or {"meeting.notice.coordination": 5}
    version = change_rules(area, known, reason="居民会议 2026-03-01", actor_id=None, now=now)
    after = rules_at(area)
    assert (version.key, version.version) == (f"cn-sh-2026-{area.slug}", before.version + 1)
    for key, value in known.items():
        assert (after.value(key), after.rule(key).article) == (value, "居民会议 2026-03-01")
    again = change_rules(area, known, reason="再次", actor_id=None, now=now)
    assert (again.key, again.version) == (version.key, version.version + 1)


def test_what_rests_on_law_is_not_changed_on_a_page(session, now):
    area = a_community()
    law = next(rule for rule in rules_at(area).rules if rule.basis == "statutory")
    code = refused(lambda: change_rules(area, {law.key: law.value}, reason="x", actor_id=None, now=now))
    assert code == "places.rule_is_law"


def test_the_same_set_is_kept_once_and_another_of_that_name_gets_a_number(session, now):
    one, two = (add_place(PlaceKind.residential_area, name, slug=name, now=now) for name in ("one", "two"))
    ruleset = shipped_rule_set("plain-default")
    first = adopt_rule_set(one, ruleset, now=now)
    assert adopt_rule_set(two, ruleset, now=now).id == first.id
    other = type(ruleset)(
        key=ruleset.key, version=ruleset.version, jurisdiction="any", title="其他", rules=ruleset.rules
    )
    assert adopt_rule_set(two, other, now=now).version == ruleset.version + 1


def test_counting_people_takes_one_query_however_many_places(session, now):
    area = a_community()
    for _ in range(3):
        a_resident(area)
    counted = people.counts([area, *buildings_of(area)])
    assert counted[area.id] == 3
    assert sum(counted[place.id] for place in buildings_of(area)) == 3
    assert place_by_slug(area.slug) is area


def test_name_and_floor_area_prove_a_home_a_few_times_a_day(session, now):
    area = a_community()
    home, other = units_of(area)[:2]
    session.add(RegisterEntry(place_id=home.id, household="1", name="王 秀英", phone=None))
    person, namesake = an_account(name="王秀英"), an_account(name="王秀兰")
    session.flush()
    claim = claim_membership(person, home, Capacity.resident, area_dm2=8000, now=now)
    assert claim.state is MembershipState.pending
    assert claim_membership(namesake, home, Capacity.resident, area_dm2=8950, now=now).state is MembershipState.pending
    assert claim_membership(person, other, Capacity.resident, area_dm2=8950, now=now).state is MembershipState.pending
    prove_membership(claim, 8950, actor_id=person.id, now=now)
    assert (claim.state, claim.verified_how) == (MembershipState.verified, "register")
    assert refused(lambda: prove_membership(claim, 8950, actor_id=namesake.id, now=now)) == "places.not_your_claim"


def test_many_accounts_together_cannot_guess_a_home(session, now):
    area = a_community()
    home = units_of(area)[0]
    session.add(RegisterEntry(place_id=home.id, household="1", name="王秀英", phone=None))
    guessers = [an_account(name="王秀英") for _ in range(11)]
    for guesser in guessers[:10]:
        claim_membership(guesser, home, Capacity.resident, area_dm2=1, now=now)
    last = claim_membership(guessers[10], home, Capacity.resident, area_dm2=8950, now=now)
    assert last.state is MembershipState.pending
    why = refused(lambda: prove_membership(last, 8950, actor_id=guessers[10].id, now=now))
    assert why == "places.too_many_tries"
    prove_membership(last, 8950, actor_id=guessers[10].id, now=now + timedelta(days=1))
    assert last.state is MembershipState.verified


def test_what_was_seen_and_why_not_stand_on_the_record(session, now):
    area = a_community()
    desk, person, home = a_moderator(area), an_account(), units_of(area)[0]
    claim = claim_membership(person, home, Capacity.owner, now=now)
    assert refused(lambda: refuse_membership(claim, None, note="", actor_id=desk.id, now=now)) == "places.doubt_missing"
    refuse_membership(claim, Doubt.papers_missing, note=" 请带租赁合同 ", actor_id=desk.id, now=now)
    assert (claim.state, claim.doubt_note) == (MembershipState.refused, "请带租赁合同")
    claim_membership(person, home, Capacity.owner, now=now)
    assert (claim.state, claim.doubt) == (MembershipState.pending, None)
    verify_membership(claim, how="desk", seen=Paper.ownership, actor_id=desk.id, now=now)
    entries = stream_after(f"place:{home.id}")
    assert [entry.verb for entry in entries] == [
        "membership.claimed",
        "membership.refused",
        "membership.claimed",
        "membership.verified",
    ]
    assert (entries[1].payload["doubt"], entries[3].payload["seen"]) == ("papers_missing", "ownership")
    assert "请带" not in str(entries[1].payload)
