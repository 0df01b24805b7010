"""The list: who sees what, in which order, and how few questions it asks the database."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import timedelta

import pytest
from sqlalchemy import event

from deliberate.db.base import db
from deliberate.issues.queries import lists
from deliberate.issues.queries.lists import Wanted
from deliberate.issues.queries.similar import similar
from deliberate.issues.services.standing import show_or_hide
from deliberate.issues.states import IssueState
from deliberate.places.queries import standing
from deliberate.places.queries.tree import categories
from tests.factories import issues as make
from tests.factories.people import a_community, a_moderator, a_resident, buildings_of, estates_of

# Who asks costs three, and one counts what waits in the inbox; a guest costs none.
# Whoever reads another language than the neighbours write asks once more: for translations, of all rows at once.
MOST = {("guest", "zh-CN"): 4, ("guest", "en"): 5, ("resident", "zh-CN"): 8, ("resident", "en"): 9}


@contextmanager
def counted():
    """Count the statements sent to the database, as if nothing had been asked before."""
    standing.forget()
    seen = []

    def note(_connection, _cursor, statement, *_rest):
        if statement != "BEGIN":
            seen.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        event.remove(db.engine, "before_cursor_execute", note)


def titles(**wanted):
    return [row.title for row in lists.rows(Wanted(**wanted), limit=50)]


def test_what_nobody_has_looked_at_is_on_no_list(session, now):
    area = a_community()
    make.an_issue(area, title="还没有看过的")
    shown = make.gathering(area, title="看过的")
    assert titles() == [shown.title]
    assert lists.number_of(Wanted()) == 1
    assert [row.id for row in lists.newest(area)] == [shown.id]


def test_a_list_can_be_narrowed_by_place_state_kind_and_words(session, now):
    area, other = a_community(), a_community()
    estate, kind = estates_of(area)[1], categories(area)[0]
    make.gathering(other, title="别处的灯")
    make.supported(area, title="全区的灯")
    make.gathering(buildings_of(estate)[0], title="楼里的电梯", category_id=kind.id)
    assert titles(place=area) == ["楼里的电梯", "全区的灯"]
    assert titles(place=estate) == ["楼里的电梯"]
    assert titles(place=area, group="coming") == ["全区的灯"]
    assert titles(place=area, category_id=kind.id) == ["楼里的电梯"]
    assert titles(words="电梯") == ["楼里的电梯"]
    assert titles(words="的灯", place=other) == ["别处的灯"]
    assert titles(words="??") == []


def test_a_list_can_be_sorted(session, now):
    area = a_community()
    make.listed(area, 1, second_count=5, deadline_at=None)
    make.listed(area, 2, second_count=9, deadline_at=now + timedelta(days=3))
    make.listed(area, 3, second_count=7, deadline_at=now + timedelta(days=1))

    def numbers(sort):
        return [row.number[-1] for row in lists.rows(Wanted(sort=sort), limit=9)]

    assert (numbers("new"), numbers("seconds"), numbers("deadline")) == (
        ["3", "2", "1"],
        ["2", "3", "1"],
        ["3", "2"],
    )
    assert [row.number[-1] for row in lists.rows(Wanted(), limit=1, offset=1)] == ["2"]


def test_a_reader_is_asked_for_seconds_only_where_they_are_missing(session, now):
    area = a_community()
    mine, neighbour = a_resident(area), a_resident(area)
    make.gathering(area, mine)
    open_one = make.gathering(area, neighbour)
    assert [row.id for row in lists.wanting_seconds(area, mine.id)] == [open_one.id]
    assert len(lists.wanting_seconds(area, None)) == 2


def test_similar_ones_come_likest_first_and_merged_ones_not_at_all(session, now):
    area = a_community()
    titles_there = [
        "三号楼门口路灯坏了",
        "三号楼电梯坏了",
        "Street lamp broken at gate 3",
        "停车位太少",
        "三号楼路灯坏了",
    ]
    for number, title in enumerate(titles_there):
        show_or_hide(make.listed(area, number, title=title))
    show_or_hide(make.listed(area, 9, title="三号楼路灯坏了！", state=IssueState.merged))
    session.flush()
    found = [row.title for row in similar("三号楼路灯坏了", area)]
    assert found[:2] == ["三号楼路灯坏了", "三号楼门口路灯坏了"]
    assert [row.title for row in similar("the lamp at gate 3 is broken", area)] == ["Street lamp broken at gate 3"]
    assert similar("遛狗不牵绳", area) == []
    assert similar("灯", area) == []


def test_similar_ones_are_found_by_what_their_text_says_too(session, now):
    area = a_community()
    body = "东门外的非机动车棚晚上没有灯，孩子放学看不清台阶。"
    shed = make.gathering(area, title="非机动车棚加装照明，接孩子的路要亮一点", body=body)
    make.gathering(area, title="孩子放学的路")
    assert [row.id for row in similar("车棚晚上没灯", area)] == [shed.id]


@pytest.mark.parametrize(("reader", "language"), MOST)
def test_the_list_asks_the_database_as_often_for_fifteen_rows_as_for_one(session, visit, now, reader, language):
    area = a_community()
    make.listed(area, 1)
    visitor = visit(a_resident(area) if reader == "resident" else None, language=language)
    session.commit()
    address = f"/issues?place={area.slug}&q=&sort=seconds"
    with counted() as few:
        visitor.get(address)
    for number in range(2, 40):
        make.listed(area, number, scope_place=buildings_of(area)[number % 6])
    session.commit()
    with counted() as many:
        visitor.get(address)
    assert len(many) == len(few) <= MOST[reader, language], "\n".join(many)


def test_an_issues_page_asks_as_often_for_many_seconds_as_for_none(session, visit, now):
    area = a_community()
    small, large = make.gathering(area), make.supported(area)
    visitor = visit(a_moderator(area))
    addresses = [f"/issues/{issue.id}" for issue in (small, large)]
    session.commit()
    with counted() as few:
        visitor.get(addresses[0])
    with counted() as many:
        visitor.get(addresses[1])
    assert len(few) == len(many)


def test_the_desk_asks_as_often_for_many_issues_as_for_one(session, visit, now):
    area = a_community()
    visitor = visit(a_moderator(area))
    make.an_issue(area)
    session.commit()
    with counted() as few:
        visitor.get("/desk")
    for _ in range(12):
        make.an_issue(area)
    session.commit()
    with counted() as many:
        visitor.get("/desk")
    assert len(few) == len(many)
