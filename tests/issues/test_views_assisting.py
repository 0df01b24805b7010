"""Writing things down for a neighbour without a phone, on the pages a helper sees."""

from __future__ import annotations

import pytest

from deliberate.db.base import db
from deliberate.db.session import commit
from deliberate.issues.models import Issue, Second
from deliberate.ledger.queries import stream_after
from deliberate.places.models import AssistedAction, RegisterEntry
from deliberate.places.queries import assisting
from tests.factories.issues import BODY, gathering
from tests.factories.people import a_building_head, a_community, a_member, an_account, buildings_of, units_of

PHONE = "+8613811112222"


@pytest.fixture
def place(session):
    area = a_community()
    db.session.add(RegisterEntry(place_id=units_of(area)[0].id, household="1", name="王桂珍"))
    return area


@pytest.fixture
def head(place, visit):
    account = a_building_head(buildings_of(place)[0])
    commit()
    return visit(account)


def begin(head, place):
    """Find the grandmother on the roll and begin; return her page's address."""
    assert "Write down for them" in head.get("/assist?q=桂珍").text
    assert "Nobody of this name" in head.get("/assist?q=不在").text
    home = units_of(place)[0].id
    return head.post("/assist/enter", {"place": home, "name": "王桂珍"}, 303).location


def test_a_building_head_seconds_for_somebody_on_the_roll(head, place, visit):
    issue = gathering(place)
    commit()
    person = begin(head, place)
    page = f"{person}/second/{issue.id}"
    assert page in head.get(person).text
    assert "read it back" in head.post(page, {"ground": "in_person"}, 422).text
    assert "how you heard" in head.post(page, {"read_back": "y"}, 422).text
    head.post(page, {"ground": "by_phone", "read_back": "y"}, 303)
    assert f'{page}"' not in head.get(person).text
    shown = visit().get(f"/issues/{issue.id}").text
    assert "1 of them was written down for a neighbour without a phone" in shown
    assert "(1 written down)" in visit().get(f"/issues?place={place.slug}").text
    assert "stands behind it already" in head.post(page, {"ground": "by_phone", "read_back": "y"}, 422).text
    assert db.session.query(Second).count() == 1


def test_a_second_written_down_is_taken_back_on_the_record(head, place):
    issue = gathering(place)
    commit()
    person = begin(head, place)
    page, heard = f"{person}/second/{issue.id}", {"ground": "by_phone", "read_back": "y"}
    head.post(page, heard, 303)
    assert f"{page}?back=1" in head.get(person).text
    assert "no longer stands behind this" in head.get(f"{page}?back=1").text
    assert "read it back" in head.post(page, {"ground": "by_phone", "back": "1"}, 422).text
    head.post(page, {**heard, "back": "1"}, 303)
    assert (db.session.query(Second).count(), issue.second_count, issue.assisted_count) == (0, 0, 0)
    entry = stream_after(f"issue:{issue.id}")[-1]
    assert (entry.verb, entry.payload["ground"]) == ("issue.second_withdrawn", "by_phone")
    assert entry.payload["on_behalf_of"] == int(person.rsplit("/", 1)[1]) != entry.actor_id
    assert [one.deed for one in db.session.query(AssistedAction)] == ["second", "take_back"]
    head.post(page, heard, 303)


def test_a_building_head_proposes_for_somebody_and_the_page_says_so(head, place, visit):
    person = begin(head, place)
    typed = {"title": "楼梯扶手松了", "where": units_of(place)[0].parent_id, "body": BODY, "ground": "home_visit"}
    kept = head.post(f"{person}/propose", typed, 422).text
    assert "楼梯扶手松了" in kept
    head.post(f"{person}/propose", {**typed, "read_back": "y"}, 303)
    issue = db.session.query(Issue).one()
    assert issue.number in head.get(person).text
    issue.state = "seconding"
    commit()
    shown = visit().get(f"/issues/{issue.id}").text
    assert "Written down for 王桂珍 by 楼组长孙阿姨: I went to their home" in shown
    assert "王桂珍 (written down by 楼组长孙阿姨) proposed this" in shown


def test_a_named_neighbour_helps_and_nobody_else_does(head, place, visit):
    neighbour, other = a_member(buildings_of(place)[0], phone=PHONE), a_member(place)
    issue = gathering(place)
    commit()
    person = begin(head, place)
    person_id = int(person.rsplit("/", 1)[1])
    visit(neighbour).get(person, 409)
    assert "Only a neighbour" in head.post(person, {"phone": "13900000000", "device": "own"}, 422).text
    head.post(person, {"phone": PHONE, "device": "own"}, 303)
    helper = visit(neighbour)
    assert "You help" in helper.get("/me").text
    helper.post(f"{person}/second/{issue.id}", {"ground": "in_person", "read_back": "y"}, 303)
    helper.post(person, {"phone": PHONE, "device": "own"}, 403)
    assert "Find somebody" not in helper.get("/assist").text
    visit(other).get(person, 409)
    visit(other).post(f"{person}/second/{issue.id}", {"ground": "in_person", "read_back": "y"}, 409)
    visit(other).post("/assist/enter", {"place": units_of(place)[0].id, "name": "王桂珍"}, 403)
    helper.post(f"{person}/helpers-end", {"helper": neighbour.id}, 303)
    assert assisting.helpers_of(person_id) == []
    helper.get(person, 409)


def test_a_head_of_another_building_does_not_find_her(place, visit):
    other = a_building_head(buildings_of(place)[1])
    commit()
    assert "Nobody of this name" in visit(other).get("/assist?q=桂珍").text
    visit(other).post("/assist/enter", {"place": units_of(place)[0].id, "name": "王桂珍"}, 403)
    visit().get("/assist", 303)
    visit(an_account()).get("/assist/999", 404)
