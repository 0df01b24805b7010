"""Help me: always one press away in the elder version, and always somebody to call."""

from __future__ import annotations

from datetime import timedelta

import pytest

from deliberate.db.session import commit
from deliberate.kit.clock import clock
from deliberate.places.rules.service_points import ServicePoint
from deliberate.places.services.tree import set_service_points
from tests.factories import meetings
from tests.factories.people import a_community, a_moderator, a_resident, estates_of

DESK = ServicePoint("居委会服务台", "021-5555 0100", english="Committee desk", weekdays="08:30-11:30")
LATE = ServicePoint("服务中心", "021-5555 0200", address="梧桐路 88 号", weekdays="08:30-20:30")


@pytest.fixture
def area(session, now):
    made = a_community()
    set_service_points(made, [DESK, LATE], now=now)
    commit()
    return made


def test_whoever_is_open_can_be_called(area, visit):
    page = visit().get("/help/me").text
    for words in (
        "Committee desk",
        "Open now, until 11:30",
        'href="tel:02155550100"',
        "梧桐路 88 号",
        'href="tel:12345"',
    ):
        assert words in page


def test_closed_says_when_it_opens_and_whom_to_call_until_then(area, visit, now):
    clock.hold(now + timedelta(hours=12))
    page = visit().get("/help/me").text
    for words in ("Nobody is at the counter right now", "Opens Wed 11 Mar 08:30", 'href="tel:12345"'):
        assert words in page
    assert "Open now" not in page


def test_a_service_point_serves_everybody_below(area, visit):
    estate = estates_of(area)[0]
    assert "Committee desk" in visit().get(f"/help/me?place={estate.slug}").text


def test_nobody_set_yet_sends_to_the_door_and_two_communities_ask_which(session, visit):
    first = a_community()
    resident = a_resident(first)
    commit()
    assert "No telephone number yet" in visit().get("/help/me").text
    a_community(name="别处")
    commit()
    assert "Where do you live?" in visit().get("/help/me").text
    assert "No telephone number yet" in visit(resident).get("/help/me").text


@pytest.mark.parametrize("address", ["/", "/issues", "/meetings", "/sign-in", "/nowhere"])
def test_help_stands_at_the_same_place_on_every_page(area, visit, address):
    visitor = visit()
    status = 404 if address == "/nowhere" else 200
    assert 'class="switch help-switch" href="/help/me"' in visitor.get(address, status).text
    visitor._client.set_cookie("elder", "1")
    assert 'class="help-me" href="/help/me"' in visitor.get(address, status).text


def test_help_stands_on_the_desk_and_in_the_room_too(area, visit, session):
    moderator = a_moderator(area)
    meeting = meetings.a_running_meeting(area, moderator)
    commit()
    visitor = visit(moderator)
    assert 'class="switch help-switch" href="/help/me"' in visitor.get("/desk").text
    room = visitor.get(f"/meetings/{meeting.id}/room").text
    assert 'class="room-help" href="/help/me"' in room
    visitor._client.set_cookie("elder", "1")
    assert 'class="help-me" href="/help/me"' in visitor.get(f"/meetings/{meeting.id}/room").text
