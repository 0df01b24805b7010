"""The liaison sees everything and changes nothing."""

from __future__ import annotations

import csv
import re
from io import StringIO

import pytest

from deliberate.delivery.models import ActionItem
from deliberate.delivery.permissions import DeliveryPermission
from deliberate.kit.permits import permits
from tests.factories import delivery as make
from tests.factories.issues import who
from tests.factories.people import a_community, a_liaison, a_resident, an_admin
from tests.reports.test_queries_board import add
from tests.support.queries import counted

# What a liaison may send: questions of their own, their own settings, their own inbox; never another area's business.
OWN = {"delivery.ask", "help.offer_again"}
PERSONAL = ("accounts.", "notifications.", "choose_")


@pytest.fixture
def item(session, now):
    made, _handler, _moderator = make.an_action(a_community(), due=-10)
    session.commit()
    return made


@pytest.fixture
def liaison(item, visit, session):
    made = a_liaison(item.place)
    session.commit()
    return visit(made)


def asked(statements):
    return [statement for statement in statements if statement != "BEGIN"]


def text(answer):
    return answer.get_data(as_text=True)


def test_the_board_shows_colour_and_word_late_first(item, liaison):
    page = text(liaison.get("/board"))
    assert "换装感应灯" in page
    assert "tag-late" in page
    assert "Overdue" in page
    assert "days late" in page
    assert "换装感应灯" not in text(liaison.get("/board?state=closed"))
    assert "换装感应灯" in text(liaison.get("/board?late=1&year=2026"))
    assert "换灯" not in text(liaison.get("/board?year=nonsense&state=nonsense&page=nonsense"))


def test_the_board_is_for_those_who_follow_up(item, visit, session):
    resident, admin = a_resident(item.place), an_admin(item.place)
    session.commit()
    visit().get("/board", 303)
    visit(resident).get("/board", 403)
    visit(admin).get("/board")


def test_one_can_go_down_to_the_whole_chain(item, liaison):
    page = text(liaison.get(f"/board/issues/{item.issue_id}"))
    for words in ("Who held it how long", "Stations and their clocks", "换装感应灯", item.resolution.number):
        assert words in page


def test_decisions_are_on_the_board_too(item, liaison):
    assert item.resolution.number in text(liaison.get("/board?list=decisions"))
    assert item.resolution.number in text(liaison.get("/board?list=decisions&late=1"))


def test_the_spreadsheet_opens_as_it_is(item, liaison, session):
    add(session, item.resolution, 1, title="=HYPERLINK(1)")
    session.commit()
    answer = liaison.get("/board/promises.csv")
    content = answer.get_data().decode("utf-8")
    assert content.startswith("\ufeff")
    rows = list(csv.reader(StringIO(content[1:])))
    assert len(rows) == 1 + session.query(ActionItem).count()
    assert any(row[0] == "'=HYPERLINK(1)" for row in rows)
    assert "换装感应灯" in text(liaison.get("/board?print=1"))


def test_many_promises_ask_the_database_as_often_as_few(item, liaison, session):
    one = (f"/board/issues/{item.issue_id}", f"/resolutions/{item.resolution_id}")
    for address in ("/board", "/board?list=decisions", *one):
        session.commit()  # the tests' session forgets what it knows, as a request's does
        with counted() as few:
            liaison.get(address)
        few = asked(few)
        add(session, item.resolution, 12)
        session.commit()
        with counted() as many:
            liaison.get(address)
        assert len(asked(many)) == len(few) < 30, address


def test_the_liaison_changes_nothing_anywhere(app, item, liaison, session):
    """Every address that writes refuses a liaison, whatever area it belongs to; a missing thing is refused as missing."""
    allowed = []
    before = session.query(ActionItem.state, ActionItem.due_on).all()
    for rule in app.url_map.iter_rules():
        if "POST" not in rule.methods or rule.endpoint in OWN or rule.endpoint.startswith(PERSONAL):
            continue
        # The first thing there is, the first of several verbs, and any other word.
        url = re.sub(r"<any\((\w+)[^>]*>", r"\1", re.sub(r"<int:\w+>", "1", rule.rule))
        url = re.sub(r"<[^>]+>", "x", url)
        answer = liaison._ask(liaison._client.post, url, data={})
        if answer.status_code < 400 or answer.status_code >= 500:
            allowed.append(f"{rule.endpoint}: {answer.status_code}")
    assert allowed == []
    session.expire_all()
    assert session.query(ActionItem.state, ActionItem.due_on).all() == before


def test_the_board_never_asks_for_ballots(item, liaison):
    for address in ("/board", "/board?list=decisions", "/board/promises.csv", f"/board/issues/{item.issue_id}"):
        with counted() as statements:
            liaison.get(address)
        assert not [statement for statement in statements if "ballots" in statement.split("FROM", 1)[-1]]


def test_a_liaison_has_no_permission_to_carry_out(item):
    reader = who(a_liaison(item.place))
    given = {name for name in DeliveryPermission if permits(reader, name, item)}
    assert given == {DeliveryPermission.read, DeliveryPermission.supervise, DeliveryPermission.board}
