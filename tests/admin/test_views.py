"""Setting a community up from pages, and what an administrator cannot do."""

from __future__ import annotations

import io

import pytest

from deliberate.accounts.queries import account_by_phone
from deliberate.db.base import db
from deliberate.db.session import commit
from deliberate.kit.roles import Role
from deliberate.places.models import RoleHolding
from deliberate.places.queries.mandates import standing
from deliberate.places.queries.tree import ancestors, below, categories, place_by_slug, rules_at
from deliberate.places.states import PlaceKind
from tests.factories.people import a_community, a_holder, a_moderator, a_resident, an_admin, buildings_of, units_of

ROLL = "楼栋,室号,面积,户号,姓名,手机\n1号楼,101,89.5,1,王秀英,13812345678\n1号楼,102,60,2,张伟,\n"


@pytest.fixture
def area(session):
    made = a_community()
    commit()
    return made


@pytest.fixture
def admin(visit, area):
    account = an_admin(area)
    commit()
    return visit(account)


def test_a_whole_community_is_set_up_from_pages(admin):
    made = {"kind": "residential_area", "name": "古北居民区", "english": "Gubei", "slug": "gubei"}
    assert admin.post("/admin/places/new", made, 303).location == "/admin/places/gubei"
    admin.post("/admin/places/gubei/add", {"kind": "estate", "name": "荣华居", "slug": "ronghua"}, 303)
    admin.post("/admin/places/gubei/rules", {"rule_set": "cn-sh-2026", "reason": "居民会议 2026-03-01"}, 303)
    admin.post("/admin/places/gubei/categories", {"name": "电梯", "english": "Lifts"}, 303)
    admin.post("/admin/places/ronghua/roll", {"file": (io.BytesIO(ROLL.encode()), "roll.csv")}, 303)
    person = {"phone": "13912345678", "name": "陈静", "display_name": "陈书记", "passphrase": "correct horse battery"}
    admin.post("/admin/staff", person, 303)
    admin.post("/admin/places/gubei/roles", {"phone": "13912345678", "role": "moderator", "body": "居委会"}, 303)
    place = place_by_slug("gubei")
    assert (place.households, place.name_in("en")) == (2, "Gubei")
    assert rules_at(place).key == "cn-sh-2026"
    assert [item.name for item in categories(place)] == ["电梯"]
    assert len(below(place, PlaceKind.unit)) == 2
    assert account_by_phone("+8613912345678").is_staff
    for url in ("", "/settings", "/staff", "/places/new", *(f"/places/gubei{tail}" for tail in PAGES)):
        admin.get(f"/admin{url}")


PAGES = ("", "/add", "/roles", "/categories", "/roll", "/rules", "/figures")


def test_every_bad_line_of_a_roll_is_shown_and_nothing_is_taken(admin, area):
    bad = ROLL + "1号楼,103,89.555,3,李雷,\n1号楼,104,70,4,,123\n"
    page = admin.post(f"/admin/places/{area.slug}/roll", {"file": (io.BytesIO(bad.encode()), "r.csv")}, 422).text
    for words in ("Line 4", "89.555", "Line 5", "123"):
        assert words in page
    assert all(place.name != "1号楼" or place.position for place in buildings_of(area))
    assert "Please choose a file" in admin.post(f"/admin/places/{area.slug}/roll", {}, 422).text


def test_figures_change_with_a_reason_and_law_does_not(admin, area):
    page = admin.get(f"/admin/places/{area.slug}/figures").text
    before = rules_at(area)
    free = next(rule for rule in before.rules if rule.basis == "default" and isinstance(rule.value, int))
    law = next(rule for rule in before.rules if rule.basis == "statutory")
    assert f'name="rule.{free.key}"' in page
    assert f'name="rule.{law.key}"' not in page
    url, key = f"/admin/places/{area.slug}/figures", f"rule.{free.key}"
    admin.post(url, {key: str(free.number + 1)}, 422)
    assert "Nothing is different" in admin.post(url, {key: str(free.value), "reason": "x"}, 422).text
    assert "value of the kind" in admin.post(url, {key: "many", "reason": "x"}, 422).text
    admin.post(url, {f"rule.{law.key}": "1", "reason": "x"}, 422)
    admin.post(url, {key: str(free.number + 1), "reason": "居民会议 2026-03-01"}, 303)
    assert rules_at(area).number(free.key) == free.number + 1
    assert "居民会议 2026-03-01" in admin.get(f"/places/{area.slug}/rules").text


def test_roles_are_given_and_ended(admin, area):
    person = a_resident(area)
    commit()
    given = {"phone": person.phone, "role": "building_head", "body": ""}
    admin.post(f"/admin/places/{area.slug}/roles", given, 303)
    assert person.display_name in admin.get(f"/admin/places/{area.slug}/roles").text
    refused = admin.post(f"/admin/places/{area.slug}/roles", {**given, "role": "admin"}, 422)
    assert "passphrase" in refused.text
    assert "Nobody has" in admin.post(f"/admin/places/{area.slug}/roles", {**given, "phone": "13700000000"}, 422).text
    holding = db.session.query(RoleHolding).filter_by(account_id=person.id).one()
    admin.post(f"/admin/roles/{holding.id}/end", status=303)
    assert person.display_name not in admin.get(f"/admin/places/{area.slug}/roles").text
    own = db.session.query(RoleHolding).filter_by(role="admin").one()
    admin.post(f"/admin/roles/{own.id}/end", status=303)
    page = admin.get(f"/admin/places/{area.slug}/roles").text
    assert "You cannot end your own administration" in page
    assert f"/roles/{own.id}/end" not in page


def test_an_administrator_gives_no_passphrase_to_somebody_elses_number(admin, area):
    person = a_resident(area)
    commit()
    sent = {"phone": person.phone, "name": "x", "display_name": "x", "passphrase": "correct horse battery"}
    assert "already" in admin.post("/admin/staff", sent, 422).text
    assert not person.is_staff


def test_names_change_and_other_languages_stay(admin, area):
    area.names = {"en": "Hongjing", "ja": "虹景"}
    commit()
    admin.post(f"/admin/places/{area.slug}", {"name": "虹景新区", "english": "New"}, 303)
    assert (area.name, area.names) == ("虹景新区", {"en": "New", "ja": "虹景"})
    admin.post(f"/admin/places/{area.slug}", {"name": " "}, 422)


def test_only_administrators_administer_and_only_their_own_places(visit, area, admin):
    other = a_community()
    holding = a_holder(other, Role.liaison)
    commit()
    for url in (f"/places/{other.slug}{tail}" for tail in PAGES):
        admin.get(f"/admin{url}", 403)
    theirs = db.session.query(RoleHolding).filter_by(account_id=holding.id).one()
    admin.post(f"/admin/roles/{theirs.id}/end", status=403)
    for make in (a_resident, a_moderator):
        account = make(area)
        commit()
        visit(account).get("/admin", 403)
    visit().get("/admin", 303)


def test_no_page_of_administration_reads_ballots(app):
    pages = [rule for rule in app.url_map.iter_rules() if rule.rule.startswith("/admin")]
    assert pages
    assert [rule.rule for rule in pages if "ballot" in rule.rule or "vote" in rule.rule] == []


def test_health_is_answered_without_signing_in(visit):
    assert visit().get("/healthz").json == {"status": "alive"}
    assert visit().get("/readyz").json == {"status": "ready"}


def test_service_points_are_added_changed_and_taken_away(admin, area):
    address = f"/admin/places/{area.slug}/service-points"
    desk = {"name": "服务台", "phone": "021-5555 0100", "weekdays": "8:30-17:00"}
    assert "No service point yet" in admin.get(address).text
    assert "We cannot read" in admin.post(address, {**desk, "weekdays": "mornings"}, 422).text
    admin.post(address, desk, 303)
    assert area.contact == "021-5555 0100"
    admin.post(f"{address}/0", {**desk, "phone": "12345"}, 303)
    assert "12345" in admin.get(address).text
    admin.get(f"{address}/1", 404)
    admin.post(f"{address}/0/remove", status=303)
    assert area.service_points == []


def test_representatives_are_entered_imported_and_ended_by_administrators_and_moderators(admin, visit, session, area):
    home, person = units_of(area)[0], a_resident(units_of(area)[0])
    estate, tower, _home = ancestors(home)[-3:]
    lead, other = a_moderator(area), a_resident(units_of(area)[1], name="张敏")
    outside = a_resident(area)
    commit()
    url, term = f"/admin/places/{area.slug}/mandates", {"since": "2025-03-01", "until": "2025-12-31"}
    typed = {"capacity": "representative", "building": tower.id, "unit": home.name, "name": person.name, **term}
    assert "has no such room" in admin.post(url, {**typed, "unit": "9999"}, 422).text
    assert "Nobody of this name" in admin.post(url, {**typed, "name": "李雷"}, 422).text
    admin.post(url, typed, 303)
    page = visit(lead).get(url).text
    assert person.name in page
    assert "Term over" in page
    assert url in visit(lead).get("/memberships").text
    rows = f"小区,楼栋,室号,姓名,身份,任期开始\n{estate.name},{tower.name},{units_of(area)[1].name},张敏,居委会委员,2025-03-01\n"
    bad = {"file": (io.BytesIO((rows + f"{estate.name},{tower.name},9999,王,居民代表,昨天\n").encode()), "r.csv")}
    assert "Line 3" in visit(lead).post(f"{url}/import", bad, 422).text
    admin.post(f"{url}/import", {"file": (io.BytesIO(rows.encode()), "r.csv")}, 303)
    assert [one.account_id for one in standing(area)] == [person.id, other.id]
    end = f"/admin/mandates/{standing(area)[0].id}/end"
    admin.post(end, {"reason": " "}, 422)
    visit(outside).get(end, 403)
    assert admin.post(end, {"reason": "搬走，居民会议 3月1日"}, 303).location == url
    assert [one.account_id for one in standing(area)] == [other.id]
