"""The home of a community, and finding one's own home in it."""

from __future__ import annotations

from datetime import timedelta

from deliberate.db.base import db
from deliberate.db.session import commit
from deliberate.kit.clock import clock
from deliberate.ledger.models import Entry
from deliberate.places.models import Membership, RegisterEntry
from deliberate.places.services.assisting import enter_without_phone
from deliberate.places.states import Capacity, MembershipState, Paper
from tests.factories.people import (
    a_building_head,
    a_community,
    a_moderator,
    a_representative,
    a_resident,
    an_account,
    buildings_of,
    estates_of,
    units_of,
)
from tests.support.queries import counted


def test_a_guest_sees_the_one_community_and_the_four_things_to_do(visit):
    area = a_community()
    a_moderator(area)
    commit()
    page = visit().get("/").text
    for words in ("Propose", "Second", "Join a meeting", "See what was done", "Hongjing", "陈书记"):
        assert words in page
    assert f"/issues/new?place={area.slug}" in page
    chinese = visit(language="zh-CN,zh;q=0.9,en-US;q=0.8").get("/").text
    assert "虹景居民区" in chinese
    assert 'lang="zh-Hans"' in chinese


def test_with_several_communities_a_guest_chooses_and_a_resident_is_at_home(visit):
    one, two = a_community(), a_community(name="古北居民区", names={})
    person = a_resident(two)
    commit()
    page = visit().get("/").text
    assert f"/places/{one.slug}" in page
    assert f"/places/{two.slug}" in page
    assert "<h1>古北居民区</h1>" in visit(person).get("/").text


def test_an_empty_server_says_what_comes_first(visit):
    assert "No community yet" in visit().get("/").text


def test_a_smaller_place_leads_to_its_community(visit):
    area = a_community()
    commit()
    assert visit().get(f"/places/{units_of(area)[0].slug}", 302).location == f"/places/{area.slug}"
    visit().get(f"/places/{area.slug}")
    visit().get("/places/nowhere", 404)


def test_the_rules_stand_with_their_article_and_basis(visit):
    area = a_community()
    commit()
    page = visit().get(f"/places/{area.slug}/rules").text
    assert "National law" in page
    assert "cn-sh-2026 v1" in page


def test_the_rules_say_how_far_the_holidays_are_known(visit, now):
    area = a_community()
    commit()
    address = f"/places/{area.slug}/rules"
    assert "The public holidays up to 2026 are known here in full" in visit().get(address).text
    clock.hold(now + timedelta(days=366))
    assert "The public holidays of 2027 are not known here in full" in visit().get(address).text


def test_one_finds_ones_room_and_the_register_says_welcome(visit):
    area, person = a_community(), an_account()
    home = units_of(area)[0]
    db.session.add(RegisterEntry(place_id=home.id, household="1", name=person.name, phone=person.phone))
    commit()
    visitor = visit(person)
    assert visitor.get("/me/home", 302).location == f"/me/home/{area.slug}"
    for place in (area, estates_of(area)[0], buildings_of(area)[0]):
        assert 'class="home-tile"' in visitor.get(f"/me/home/{place.slug}").text
    assert visitor.post(f"/me/home/{home.slug}", {"capacity": "resident"}, 303).location == "/me"
    assert "Verified" in visitor.get("/me").text
    assert db.session.query(Membership).one().state is MembershipState.verified
    assert "already" in visitor.post(f"/me/home/{home.slug}", {"capacity": "resident"}, 422).text


def test_a_claim_waits_at_the_desk_until_somebody_who_knows_confirms_it(visit):
    area, person = a_community(), an_account()
    home, desk = units_of(area)[0], a_moderator(area)
    commit()
    visit(person).post(f"/me/home/{home.slug}", {"capacity": "owner"}, 303)
    claim = db.session.query(Membership).one()
    assert person.name in visit(desk).get("/memberships").text
    visit(person).post(f"/memberships/{claim.id}/verify", status=403)
    assert "what you looked at" in visit(desk).post(f"/memberships/{claim.id}/verify", status=422).text
    visit(desk).post(f"/memberships/{claim.id}/verify", {"seen": "lease"}, status=303)
    assert (claim.state, claim.verified_how, claim.seen) == (MembershipState.verified, "desk", Paper.lease)
    assert "Nobody is waiting" in visit(desk).get("/memberships").text


def test_the_desk_recognises_a_helped_person_under_another_name_of_the_same_home(visit, now):
    area, person = a_community(), an_account(name="王奶奶")
    home, other, desk = units_of(area)[0], units_of(area)[7], a_moderator(area)
    for unit, name in ((home, "王桂珍"), (other, "赵玉兰")):
        db.session.add(RegisterEntry(place_id=unit.id, household=name, name=name))
    db.session.flush()
    known, stranger = (
        enter_without_phone(unit, name, actor_id=desk.id, now=now)
        for unit, name in ((home, "王桂珍"), (other, "赵玉兰"))
    )
    commit()
    visit(person).post(f"/me/home/{home.slug}", {"capacity": "resident"}, 303)
    claim = db.session.query(Membership).filter_by(account_id=person.id).one()
    page = f"/memberships/{claim.id}/verify"
    seen = visit(desk).get(page).text
    assert "王桂珍" in seen
    assert "赵玉兰" not in seen
    visit(desk).post(page, {"seen": "lease", "helped": str(stranger.id)}, status=422)
    visit(desk).post(page, {"seen": "lease", "helped": str(known.id)}, status=303)
    assert known.closed_at is not None
    assert stranger.closed_at is None
    entry = db.session.query(Entry).filter_by(verb="place.person_came_over").one()
    assert (entry.actor_id, entry.payload["account_id"]) == (desk.id, person.id)


def test_a_building_head_confirms_only_on_their_own_stairs(visit):
    area, person, other = a_community(), an_account(), an_account()
    first, second = buildings_of(area)[:2]
    head = a_building_head(first)
    commit()
    visit(person).post(f"/me/home/{units_of(first)[0].slug}", {"capacity": "resident"}, 303)
    visit(other).post(f"/me/home/{units_of(second)[0].slug}", {"capacity": "resident"}, 303)
    mine, theirs = db.session.query(Membership).order_by(Membership.id)
    page = visit(head).get("/memberships").text
    assert person.name in page
    assert other.name not in page
    visit(head).post(f"/memberships/{theirs.id}/verify", status=403)
    visit(head).post(f"/memberships/{mine.id}/verify", status=303)
    assert mine.verified_how == "building_head"


def test_one_says_oneself_that_one_moved_out_and_nobody_else_does(visit):
    area = a_community()
    person, neighbour = a_resident(area), a_resident(area)
    commit()
    home = db.session.query(Membership).filter_by(account_id=person.id).one()
    visit(neighbour).post(f"/memberships/{home.id}/end", status=403)
    visit(person).post(f"/memberships/{home.id}/end", status=303)
    assert home.state is MembershipState.ended


def test_a_representative_lays_down_the_seat_with_a_reason_that_the_desk_reads(visit):
    area = a_community()
    person, desk = a_representative(area), a_moderator(area)
    commit()
    seat = db.session.query(Membership).filter_by(account_id=person.id, capacity=Capacity.representative).one()
    page = f"/memberships/{seat.id}/lay-down"
    assert visit(person).post(f"/memberships/{seat.id}/end", status=303).location == page
    visit(desk).post(f"/memberships/{seat.id}/end", status=409)
    visit(desk).get(page, 404)
    assert page in visit(person).get("/me").text
    assert "why in a sentence" in visit(person).post(page, {"reason": " "}, 422).text
    assert seat.state is MembershipState.verified
    visit(person).post(page, {"reason": "搬到别的区去了"}, 303)
    assert (seat.state, seat.elected) == (MembershipState.ended, False)
    assert "搬到别的区去了" in visit(desk).get("/inbox").text
    assert "搬到别的区去了" not in visit(person).get("/inbox").text


def test_guests_and_residents_do_not_see_who_waits(visit):
    area = a_community()
    person = a_resident(area)
    commit()
    visit().get("/memberships", 303)
    visit(person).get("/memberships", 403)


def test_the_desk_asks_the_same_number_of_questions_for_many_claims(visit):
    area = a_community()
    desk = a_moderator(area)
    homes = units_of(area)
    numbers = []
    for more in (1, 12):
        for home in homes[:more]:
            person = an_account()
            db.session.add(
                Membership(account_id=person.id, place_id=home.id, capacity="resident", since=person.opened_at)
            )
        commit()
        with counted() as statements:
            visit(desk).get("/memberships")
        numbers.append(len(statements))
    assert numbers[0] == numbers[1]


def test_what_one_sees_while_waiting_and_after_a_no_and_asks_again(visit):
    area, person = (
        a_community(service_points=[{"phone": "021-5555 0100", "name": "便民服务点", "hours": [], "where": ""}]),
        an_account(),
    )
    home, head = units_of(area)[0], a_building_head(buildings_of(area)[0])
    commit()
    visitor = visit(person)
    visitor.post(f"/me/home/{home.slug}", {"capacity": "resident", "floor_area": "12.34"}, 303)
    page = visitor.get("/me").text
    for words in ("楼组长孙阿姨, your building head", "compare with the register", "021-5555 0100"):
        assert words in page
    claim = db.session.query(Membership).one()
    assert "1 person says to live" in visit(head).get("/me").text
    assert "choose a reason" in visit(head).post(f"/memberships/{claim.id}/refuse", status=422).text
    visit(head).post(f"/memberships/{claim.id}/refuse", {"doubt": "other_home", "note": "是201吗？"}, 303)
    page = visitor.get("/me").text
    assert "another home in this building" in page
    assert "是201吗？" in page
    assert "was not confirmed" in visitor.get("/inbox").text
    visitor.post(f"/me/home/{home.slug}", {"capacity": "resident"}, 303)
    assert claim.state is MembershipState.pending
    assert "another home" not in visitor.get("/me").text


def test_a_stranger_learns_nothing_from_the_register(visit):
    area, stranger = a_community(), an_account(name="王大力")
    home = units_of(area)[0]
    db.session.add(RegisterEntry(place_id=home.id, household="1", name="王大力", phone=None))
    commit()
    visitor = visit(stranger)
    visitor.post(f"/me/home/{home.slug}", {"capacity": "resident", "floor_area": "1.00"}, 303)
    claim, said = db.session.query(Membership).one(), set()
    for area_typed in ("2.00", "3.00", "4.00", "5.00"):
        visitor.post(f"/memberships/{claim.id}/prove", {"floor_area": area_typed}, 303)
        said.add(visitor.get(f"/memberships/{claim.id}/prove").text.count("does not fit what the register has"))
    assert said == {1}
    locked = visitor.post(f"/memberships/{claim.id}/prove", {"floor_area": "89.50"}, 422).text
    assert "several times today" in locked
    assert claim.state is MembershipState.pending
    visit(an_account()).get(f"/memberships/{claim.id}/prove", 404)
    assert "certificate" in visitor.post(f"/memberships/{claim.id}/prove", {"floor_area": "large"}, 422).text


def test_nobody_sees_or_confirms_their_own_claim_on_the_list(visit):
    area = a_community()
    building = buildings_of(area)[0]
    head = a_building_head(building)
    commit()
    visit(head).post(f"/me/home/{units_of(building)[0].slug}", {"capacity": "resident"}, 303)
    assert "Nobody is waiting" in visit(head).get("/memberships").text
    claim = db.session.query(Membership).one()
    visit(head).post(f"/memberships/{claim.id}/verify", status=409)
    visit(head).post(f"/memberships/{claim.id}/refuse", {"doubt": "not_known"}, 409)
