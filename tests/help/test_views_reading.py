"""Help, the first look around and the guide as visitors meet them."""

from __future__ import annotations

import re

import pytest

from deliberate.db.session import commit
from deliberate.help.queries import tours_seen
from deliberate.help.rules.tours import TOPICS
from tests.browser.pictures import GUIDE, GUIDE_LANGUAGES
from tests.factories.people import a_community, a_handler, a_liaison, a_moderator, a_recorder, a_resident, an_admin
from tests.support.source import ROOT

OFFER = "Two minutes show you around"


@pytest.fixture
def area(session):
    made = a_community()
    commit()
    return made


@pytest.mark.parametrize("topic", TOPICS)
@pytest.mark.parametrize(("language", "lang"), [("en", "en"), ("zh-CN", "zh-Hans")])
def test_every_role_has_its_help(visit, area, topic, language, lang):
    page = visit(language=language).get(f"/help/{topic}").text
    assert f'<article class="help-text" lang="{lang}">' in page
    assert "is not there in your language" not in page
    assert "**" not in page


def test_help_begins_with_ones_own_part(visit, area):
    liaison = a_liaison(area)
    commit()
    assert visit(liaison).get("/help").text.index("For liaisons") < visit().get("/help").text.index("For liaisons")
    visit().get("/help/nobody", 404)


def test_pictures_of_help_are_served_and_nothing_else(visit, area):
    assert visit().get("/help/pictures/home.png").mimetype == "image/png"
    visit().get("/help/pictures/../residents.md", 404)
    visit().get("/help/pictures/none.png", 404)


def test_the_tour_is_offered_once_and_never_in_the_way(visit, area, session):
    resident = a_resident(area)
    commit()
    visitor = visit(resident, newcomer=True)
    page = visitor.get(f"/issues?place={area.slug}").text
    assert OFFER in page
    assert "next=/issues?place%3D" in page or "next=%2Fissues" in page
    answer = visitor.post("/help/tour/residents/done", {"next": "/issues?group=gathering"}, 303)
    assert answer.location == "/issues?group=gathering"
    assert OFFER not in visitor.get("/issues").text
    assert tours_seen(resident.id) == {"residents"}
    assert OFFER not in visit(resident, newcomer=True).get("/issues").text  # on another phone, the person is remembered
    assert visitor.post("/help/tour/again", status=303).location == "/help/tour/residents"
    assert OFFER in visit(resident, newcomer=True).get("/me").text


def test_a_browser_remembers_too_and_guests_are_left_alone(visit, area, session):
    moderator, resident = a_moderator(area), a_resident(area)
    commit()
    guest = visit(newcomer=True)
    assert OFFER not in guest.get("/issues").text
    assert "tour/moderators" in visit(moderator, newcomer=True).get("/desk").text
    guest.post("/help/tour/residents/done", {"next": "//evil.example/"}, 303)
    with guest._client.session_transaction() as cookie:
        cookie["account"], cookie["version"] = resident.id, resident.session_version
    assert OFFER not in guest.get("/issues").text


@pytest.mark.parametrize("tour", TOPICS)
def test_a_tour_has_four_to_six_cards_and_one_a_screen_for_elders(visit, area, tour):
    visitor = visit()
    cards = visitor.get(f"/help/tour/{tour}").text.count('class="tour-card"')
    assert 4 <= cards <= 6
    visitor._client.set_cookie("elder", "1")
    for number in range(1, cards + 1):
        page = visitor.get(f"/help/tour/{tour}?card={number}&next=/votes").text
        assert page.count('class="tour-card"') == 1
        assert (f"card={number + 1}" in page) == (number < cards)
        assert '<input type="hidden" name="next" value="/votes">' in page
    visitor.get("/help/tour/none", 404)


@pytest.mark.parametrize(
    ("make", "ways"),
    [(a_resident, 5), (a_moderator, 3), (a_recorder, 1), (a_handler, 1), (a_liaison, 1), (an_admin, 1)],
)
def test_what_a_tour_points_at_is_there_for_those_it_is_made_for(visit, area, make, ways):
    person = make(area)
    commit()
    visitor = visit(person)
    tour = visitor.post("/help/tour/again", status=303).location
    found = re.findall(r'class="way" href="([^"]+)"', visitor.get(tour).text)
    assert len(found) == ways
    for address in found:
        visitor.get(address)
    assert (tour == "/help/tour/residents") or 'class="way"' not in visit().get(tour).text


def test_the_guide_has_its_pictures_in_both_languages(visit, area):
    for folder, language in GUIDE_LANGUAGES.items():
        page = visit(language=language).get("/help/guide").text
        for name in GUIDE:
            assert f"/help/pictures/guide/{folder}/{name}.png" in page
            assert (ROOT / "docs" / "pictures" / "guide" / folder / f"{name}.png").stat().st_size > 3000
    assert area.names["en"] in visit().get("/help/guide").text
