"""Communities and categories are remembered for a moment, but nobody sees yesterday's."""

from __future__ import annotations

from deliberate.places.models import Category
from deliberate.places.queries import standing
from tests.factories.people import CATEGORIES, ESTATES, a_community
from tests.support.queries import counted


def names(area):
    return [kind.name for kind in standing.kinds_at(area.place_path)]


def test_the_second_page_within_a_moment_asks_nothing(session):
    area = a_community()
    session.commit()
    assert len(standing.communities_and_below()) == 1 + len(ESTATES)
    path = area.place_path
    with counted() as statements:
        first = standing.kinds_at(path)
        asked = len(statements)
        again = standing.kinds_at(path)
    assert first == again
    assert len(first) == len(CATEGORIES)
    assert len(statements) == asked


def test_a_change_is_seen_as_soon_as_it_is_committed(session):
    area = a_community()
    session.commit()
    standing.communities_and_below()
    session.add(Category(place_id=area.id, key="noise", name="噪音", names={}, position=9))
    session.commit()
    assert names(area)[-1] == "噪音"
    area.name = "改名居民区"
    session.commit()
    assert standing.communities_and_below()[0].name == "改名居民区"


def test_what_was_taken_back_is_not_remembered(session):
    area = a_community()
    session.commit()
    session.add(Category(place_id=area.id, key="noise", name="噪音", names={}, position=9))
    session.flush()
    assert "噪音" in names(area)
    session.rollback()
    assert "噪音" not in names(area)


def test_another_workers_change_is_seen_a_moment_later(session, monkeypatch):
    area = a_community()
    session.commit()
    assert "噪音" not in names(area)
    connection = session.connection()
    connection.execute(
        Category.__table__.insert().values(place_id=area.id, key="noise", name="噪音", names={}, position=9)
    )
    session.commit()
    assert "噪音" not in names(area)
    monkeypatch.setattr(standing.time, "monotonic", lambda clock=standing.time.monotonic: clock() + standing.SECONDS)
    assert "噪音" in names(area)
