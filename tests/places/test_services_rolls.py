"""The roll comes in whole, and everything above is counted anew."""

from __future__ import annotations

from sqlalchemy import func, select

from deliberate.db.session import commit
from deliberate.ledger.queries import stream_after
from deliberate.places.models import Place, RegisterEntry
from deliberate.places.queries.tree import below
from deliberate.places.rules.rolls import read_roll
from deliberate.places.services.rolls import import_roll
from deliberate.places.services.tree import add_place
from deliberate.places.states import PlaceKind
from tests.support.queries import counted

ROLL = """小区,楼栋,室号,面积,户号,姓名,手机,身份
荣华居,1号楼,101,89.5,A1,王秀英,13812345678,业主
荣华居,1号楼,101,89.50,A1,王强,,居民
荣华居,1号楼,101,,A2,租客小李,13912345678,租户
荣华居,2号楼,101,60,B1,张伟,,户代表
虹景苑,1号楼,101,70.25,C1,陈静,,
"""


def an_area(now):
    return add_place(PlaceKind.residential_area, "虹景居民区", slug="hongjing", now=now)


def taken(place, text, now):
    roll = read_roll(text.encode())
    assert roll.faults == ()
    done = import_roll(place, roll.lines, digest="d" * 64, now=now)
    commit()
    return done


def test_the_tree_grows_from_the_roll_and_counts_its_people(session, now):
    area = an_area(now)
    done = taken(area, ROLL, now)
    assert (done.units, done.households, done.persons) == (3, 4, 5)
    assert (area.households, area.adults) == (4, 5)
    kinds = [place.kind for place in below(area)]
    assert [kinds.count(kind) for kind in (PlaceKind.estate, PlaceKind.building, PlaceKind.unit)] == [2, 3, 3]
    first = next(place for place in below(area, PlaceKind.unit) if place.area_dm2 == 8950)
    assert (first.households, first.adults) == (2, 3)
    slugs = session.scalars(select(Place.slug)).all()
    assert len(slugs) == len(set(slugs))
    assert all(place.path.endswith(f"{place.id}.") for place in below(area))


def test_a_second_roll_replaces_the_buildings_it_names_and_no_others(session, now):
    area = an_area(now)
    taken(area, ROLL, now)
    estate = next(place for place in below(area, PlaceKind.estate) if place.name == "荣华居")
    taken(estate, "楼栋,室号,面积,户号,姓名\n1号楼,101,89.5,A1,王秀英\n1号楼,102,40,A3,新邻居\n", now)
    names = set(session.scalars(select(RegisterEntry.name)))
    assert names == {"王秀英", "新邻居", "张伟", "陈静"}
    assert (area.households, area.adults) == (4, 4)
    assert len(below(area, PlaceKind.building)) == 3


def test_the_record_has_the_numbers_and_no_names(session, now):
    area = an_area(now)
    taken(area, ROLL, now)
    said = stream_after(f"place:{area.id}")[-1].payload
    assert (said["units"], said["households"], said["persons"]) == (3, 4, 5)
    assert "王秀英" not in str(said)


def test_a_roll_of_twelve_hundred_households_takes_few_statements(session, now):
    area = an_area(now)
    lines = [f"{1 + i // 30}号楼,{i % 30 + 101},89.5,{i},居民{i}" for i in range(1200)]
    with counted(session) as statements:
        done = taken(area, "楼栋,室号,面积,户号,姓名\n" + "\n".join(lines), now)
    assert (done.units, done.households) == (1200, 1200)
    number = len(statements)
    assert number < 60
    assert session.scalar(select(func.count()).select_from(RegisterEntry)) == 1200
