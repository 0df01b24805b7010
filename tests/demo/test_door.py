"""The door: everybody in demo mode, nobody and nothing outside it."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner
from flask.cli import ScriptInfo
from sqlalchemy import select

from config import Testing
from deliberate.app import create_app
from deliberate.cli.main import deliberate
from deliberate.db.base import db
from deliberate.db.session import commit
from deliberate.demo.queries import AREA, DOOR
from deliberate.demo.rules import personas
from deliberate.places.models import Place
from deliberate.places.states import PlaceKind
from tests.factories.people import a_community, a_resident
from tests.support.visitor import Visitor


def everybody():
    """Put the people of the door into a community; the whole demo would take longer."""
    area = a_community()
    for persona in personas():
        a_resident(area, phone=persona["phone"], display_name=persona["shown"], elder=persona.get("elder", False))
    commit()


@pytest.fixture
def demo(tmp_path):
    """Return an app in demo mode, with the people of the door."""
    settings = Testing(database=f"sqlite:///{tmp_path}/demo.sqlite3", instance=str(tmp_path))
    settings.DEMO = True
    app = create_app(settings)
    with app.app_context():
        db.create_all()
        everybody()
        yield app
        db.session.remove()
        db.engine.dispose()


@pytest.mark.parametrize("name", DOOR)
def test_one_enters_as_anybody(demo, name):
    guest = Visitor(demo)
    assert f"/door/{name}" in guest.get("/door").text
    guest.post(f"/door/{name}", status=303)
    page = guest.get("/me").text
    assert ('class="elder"' in page) is (name == "elder")


def test_the_front_page_leads_guests_to_the_door_and_says_that_it_is_a_demonstration(demo):
    assert 'href="/door"' in Visitor(demo).get("/").text


def test_nobody_unknown_stands_behind_the_door(demo):
    Visitor(demo).post("/door/mayor", status=404)


def test_outside_demo_mode_there_is_no_door_at_all(app, visit):
    everybody()
    assert not app.config["DEMO"]
    assert [rule.rule for rule in app.url_map.iter_rules() if "door" in rule.rule] == []
    visit().get("/door", 404)
    for name in DOOR:
        visit().post(f"/door/{name}", status=404)
    visit().get("/me", 303)
    assert "/door" not in visit().get("/").text


def test_outside_demo_mode_no_page_shows_a_code(app, visit, capsys, monkeypatch):
    monkeypatch.setitem(app.config, "CODE_SENDER", "page")
    guest = visit()
    guest.post("/sign-in", {"phone": "13812345678"}, 303)
    code = capsys.readouterr().err.strip()[-6:]
    assert code.isdigit()
    assert code not in guest.get("/sign-in/code").text


def test_in_demo_mode_the_page_shows_the_code(demo):
    guest = Visitor(demo)
    guest.post("/sign-in", {"phone": "13812345678"}, 303)
    assert "your code is" in guest.get("/sign-in/code").text


def demo_command(app, *arguments):
    return CliRunner().invoke(deliberate, ["demo", *arguments], obj=ScriptInfo(create_app=lambda: app))


def test_tokens_are_people_signed_in_always_the_same_ones(demo):
    db.session.scalars(select(Place).where(Place.kind == PlaceKind.residential_area)).one().slug = AREA
    commit()
    few, more = demo_command(demo, "tokens", "--count", "2"), demo_command(demo, "tokens", "--count", "3", "--json")
    told = json.loads(more.output)
    cookies = [one["cookie"] for one in told]
    assert (few.output.split(), len(set(cookies))) == (cookies[:2], 3)
    page = demo.test_client(use_cookies=False).get("/me", headers={"Cookie": cookies[2]})
    assert (page.status_code, told[2]["name"] in page.text) == (200, True)


def test_tokens_need_the_demo_and_its_community(demo):
    too_early = demo_command(demo, "tokens")
    demo.config["DEMO"] = False
    outside = demo_command(demo, "tokens")
    assert (too_early.exit_code, "deliberate demo load" in too_early.output) == (1, True)
    assert (outside.exit_code, "demo mode only" in outside.output) == (1, True)
