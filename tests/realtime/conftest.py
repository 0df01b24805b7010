"""A community with a meeting under way, and the real server before it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest

from deliberate.db.session import commit
from deliberate.meetings.rules.plans import PlannedItem
from deliberate.web.jobs import Schedule
from tests.factories.meetings import a_running_meeting, an_open_item
from tests.factories.people import a_community, a_moderator, a_recorder, a_resident
from tests.support.live import Phone, Server, cookie

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from flask import Flask


@dataclass(frozen=True)
class Evening:
    """A meeting under way with its first item open, and four people's cookies."""

    meeting_id: int
    item_id: int
    other_item_id: int
    resident: str
    neighbour: str
    moderator: str
    recorder: str
    resident_id: int


@pytest.fixture(scope="session")
def server(app: Flask) -> Iterator[Server]:
    """Start the server on the tests' database."""
    # The tests hold the schedule, so that the server leaves the calendar's jobs alone.
    schedule = Schedule(app)
    schedule.take()
    running = Server(app.config["SQLALCHEMY_DATABASE_URI"], app.config["INSTANCE"])
    yield running
    code, complaints = running.stop()
    schedule.give_back()
    faults = [line for line in complaints.splitlines() if "is not an accepted origin" not in line]
    assert (code, faults) == (0, [])


@pytest.fixture
def evening(app: Flask, session: Any) -> Evening:
    """Return a meeting of two items under way, kept in the database."""
    return an_evening(app)


def an_evening(app: Flask) -> Evening:
    """Keep such a meeting in the database at hand."""
    place = a_community()
    moderator = a_moderator(place)
    people = [a_resident(place), a_resident(place), moderator, a_recorder(place)]
    meeting = a_running_meeting(place, moderator, items=two_items())
    item = an_open_item(meeting)
    cookies = [cookie(app, person) for person in people]
    made = Evening(meeting.id, item.id, meeting.agenda[1].id, *cookies, people[0].id)
    commit()
    return made


def two_items() -> tuple[Any, ...]:
    """Return the plan of two items about anything."""
    return (PlannedItem(title="东门的路灯"), PlannedItem(title="Bicycles in the hallway"))


@pytest.fixture
def phone(server: Server) -> Iterator[Callable[..., Phone]]:
    """Return a maker of phones that hang up at the end."""
    made: list[Phone] = []

    def connect(cookie: str = "") -> Phone:
        made.append(Phone(server, cookie))
        return made[-1]

    yield connect
    for one in made:
        one.client.disconnect()


@pytest.fixture
def look(chromium: Any, server: Server) -> Iterator[Callable[..., Any]]:
    """Return a maker of people with a browser of their own: `look(cookie)` is a page of a phone."""
    contexts: list[Any] = []

    def open_page(cookie: str = "", size: tuple[int, int] = (360, 640)) -> Any:
        context = chromium.new_context(viewport={"width": size[0], "height": size[1]}, base_url=server.url)
        contexts.append(context)
        if cookie:
            name, value = cookie.split("=", 1)
            context.add_cookies([{"name": name, "value": value, "url": server.url}])
        page = context.new_page()
        page.set_default_timeout(15_000)
        page.faults = []
        page.on("pageerror", lambda error: page.faults.append(str(error)))
        return page

    yield open_page
    faults = [fault for context in contexts for page in context.pages for fault in getattr(page, "faults", [])]
    for context in contexts:
        context.close()
    assert faults == []
