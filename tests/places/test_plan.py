"""The plan of the estate: houses with how many homes take part, and never so few that it says who."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from deliberate.db.session import commit
from deliberate.places.queries import people, tree
from deliberate.places.rules.showing import FEWEST_HOMES, shown_count
from deliberate.places.states import PlaceKind
from tests.factories.people import a_community, a_place, a_resident, buildings_of, estates_of, units_of
from tests.support.queries import counted

if TYPE_CHECKING:
    from deliberate.places.models import Place


@pytest.mark.parametrize(
    ("part", "whole", "shown"), [(3, 5, (3, 5)), (0, 5, (0, 5)), (3, 4, (0, 0)), (1, 1, (0, 0)), (0, 0, (0, 0))]
)
def test_where_few_live_nothing_is_counted_out(part, whole, shown):
    assert shown_count(part, whole) == shown


def with_more_homes(building: Place) -> None:
    for number in range(FEWEST_HOMES):
        a_place(PlaceKind.unit, building, name=f"{900 + number}室")


def test_every_building_knows_its_homes_and_those_with_somebody(session):
    area = a_community()
    for _ in range(2):
        a_resident(units_of(area)[0])
    found = {place.id: (part, whole) for place, part, whole in people.homes_taking_part(area)}
    assert set(found) == {building.id for building in buildings_of(area)}
    assert sum(whole for _part, whole in found.values()) == len(units_of(area))
    assert [part for part, _whole in found.values()] == [1, 0, 0, 0, 0, 0]


def test_buildings_stand_in_the_estate_they_belong_to_in_order(session):
    area = a_community()
    estates = tree.buildings_in_order(reversed(buildings_of(area)))
    assert [estate.id for estate, _ in estates] == [estate.id for estate in estates_of(area)]
    assert [one.id for _, standing in estates for one in standing] == [one.id for one in buildings_of(area)]


def test_the_page_draws_large_houses_and_keeps_small_ones_dark(visit):
    area = a_community()
    with_more_homes(buildings_of(area)[0])
    commit()
    page = visit().get(f"/places/{area.slug}/plan").text
    assert page.count('class="house"') == len(buildings_of(area))
    assert page.count("too few to show") == 2 * (len(buildings_of(area)) - 1)
    assert visit().get("/places/nowhere/plan", 404)


def test_the_page_asks_no_oftener_for_more_houses(visit, session):
    area = a_community()
    commit()
    with counted() as few:
        visit().get(f"/places/{area.slug}/plan")
    for number in range(20):
        a_place(PlaceKind.unit, a_place(PlaceKind.building, estates_of(area)[0], name=f"{number}号楼"), name="1室")
    commit()
    with counted() as many:
        visit().get(f"/places/{area.slug}/plan")
    assert len(many) == len(few)
