"""The board on both databases: late first, filters, and as many queries for many rows as for few."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from deliberate.delivery.models import ActionItem
from deliberate.delivery.states import ActionState, Rating, ResolutionState
from deliberate.reports.queries import board, chain
from tests.factories import delivery as make
from tests.factories.people import a_community, a_resident

EDGE = date(2026, 3, 9)


@pytest.fixture
def resolution(session, now):
    return make.in_force(a_community())[0]


def add(session, resolution, number, **more):
    for index in range(number):
        values = {
            "resolution_id": resolution.id,
            "issue_id": resolution.issue_id,
            "place_id": resolution.place_id,
            "title": f"项目{index}",
            "responsible_body": "虹景物业",
            "due_on": EDGE + timedelta(days=index),
            "first_due_on": EDGE,
            "state": ActionState.in_progress,
            "state_since": resolution.adopted_at,
            **more,
        }
        session.add(ActionItem(**values))
    session.flush()


def wanted(**more):
    return board.Wanted(last_late_day=EDGE, **more)


def test_late_comes_first_then_open_then_finished(session, resolution):
    add(session, resolution, 1, title="完成", state=ActionState.closed, due_on=date(2020, 1, 1))
    add(session, resolution, 1, title="无期限", due_on=None)
    add(session, resolution, 1, title="未到期", due_on=EDGE + timedelta(days=1))
    add(session, resolution, 1, title="逾期", due_on=EDGE)
    titles = [row.title for row in board.rows(wanted(), limit=10)]
    assert titles == ["逾期", "未到期", "无期限", "完成"]


def test_filters_narrow_rows_number_and_totals_alike(session, resolution):
    add(session, resolution, 3)
    add(session, resolution, 2, responsible_body="居委会", due_on=date(2025, 5, 1), state=ActionState.blocked)
    for filters, number in (
        ({"body": "居委会"}, 2), ({"year": 2026}, 3), ({"late_only": True}, 3), ({"state": ActionState.blocked}, 2),
        ({"place": resolution.place}, 5), ({"place": a_community(slug="far")}, 0),
    ):  # fmt: skip
        asked = wanted(**filters)
        assert len(board.rows(asked, limit=10)) == board.number_of(asked) == len(board.measures(asked)) == number


def test_choices_come_from_what_is_there(session, resolution):
    add(session, resolution, 1, due_on=date(2024, 2, 2))
    add(session, resolution, 1, responsible_body="居委会")
    assert set(board.bodies(None)) == {"虹景物业", "居委会"}
    assert board.years(resolution.place) == [2026, 2024]


def test_answers_and_ratings_are_counted_for_what_is_shown(session, resolution, now):
    item, _handler, _moderator = make.verified(resolution.place)
    make.say(item, a_resident(resolution.place), solved=True)
    make.say(item, a_resident(resolution.place), solved=False, note="没修好")
    assert board.answers(wanted()) == (1, 2)
    assert board.ratings(wanted()) == dict.fromkeys(Rating, 0)


def test_decisions_show_how_much_of_them_is_done(session, resolution):
    add(session, resolution, 2)
    add(session, resolution, 1, state=ActionState.closed)
    row = board.decisions(board.WantedDecisions(last_late_day=EDGE), limit=10)[0]
    assert (row.promised, row.finished, row.late) == (3, 1, 1)
    late = board.WantedDecisions(last_late_day=EDGE, late_only=True)
    assert board.number_of_decisions(late) == 1
    revoked = board.WantedDecisions(last_late_day=EDGE, state=ResolutionState.revoked)
    assert board.number_of_decisions(revoked) == 0


def test_the_chain_holds_what_hangs_on_an_issue(resolution):
    found = chain.chain(resolution.issue_id)
    assert [one.id for one in found.resolutions] == [resolution.id]
    assert chain.moves(resolution.issue_id)[0].verb == "issue.proposed"


def test_rows_can_be_sorted_by_each_column(session, resolution):
    add(session, resolution, 1, title="B", responsible_body="物业", due_on=EDGE, state=ActionState.planned)
    add(
        session,
        resolution,
        1,
        title="A",
        responsible_body="居委会",
        due_on=EDGE + timedelta(days=9),
        state=ActionState.blocked,
    )
    for order, first in (
        ("late", "B"),
        ("due", "B"),
        ("body", "A"),
        ("state", "A"),
        ("chain", "B"),
        ("what", "A"),
    ):
        assert board.rows(wanted(order=order), limit=10)[0].title == first, order
