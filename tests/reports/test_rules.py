"""Who held a matter how long, and totals that say of what they are a part."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from deliberate.delivery.states import ActionState
from deliberate.issues.states import BallHolder, IssueState
from deliberate.places.rules.shipped import shipped_calendar, shipped_ruleset
from deliberate.reports import rules
from deliberate.reports.rules import Measure, Move

A, S = ActionState, IssueState
RULES = {"ruleset": shipped_ruleset("cn-sh-2026"), "calendar": shipped_calendar()}
START = datetime(2026, 3, 2, 2, tzinfo=UTC)
TODAY = date(2026, 3, 10)
FRIDAY, SATURDAY, MONDAY = date(2026, 3, 6), date(2026, 3, 7), date(2026, 3, 9)


def at(days):
    return START + timedelta(days=days)


def walk():
    return [
        Move("issue.proposed", at(0), {}),
        Move("photos.added", at(0), {}),
        Move("issue.taken", at(1), {}),
        Move("issue.accepted", at(3), {"seconding_until": at(17).isoformat()}),
        Move("issue.seconded", at(4), {}),
        Move("issue.moved", at(9), {"after": "supported"}),
    ]


def test_stations_follow_each_other_without_gaps():
    found = rules.stations(walk(), **RULES)
    assert [one.state for one in found] == [S.submitted, S.screening, S.seconding, S.supported]
    assert [one.until for one in found] == [*(one.since for one in found[1:]), None]
    assert all(one.due is not None for one in found)


def test_a_missed_deadline_is_seen_while_and_after_it_runs():
    station = rules.stations(walk()[:1], **RULES)[0]
    assert not station.late(station.due - timedelta(seconds=1))
    assert station.late(station.due)
    later = rules.stations([walk()[0], Move("issue.taken", at(200), {})], **RULES)[0]
    assert later.late(at(300))


def test_what_begins_or_ends_of_itself_is_never_missed():
    opened = [Move("issue.scheduled", at(0), {"starts_at": at(5).isoformat()}), Move("issue.deciding", at(6), {})]
    notice = Move("issue.noticed", at(7), {"until": at(22).isoformat()})
    for station in rules.stations([opened[0], opened[1], notice, Move("issue.withdrawn", at(30), {})], **RULES):
        assert station.duty or not station.late(at(400))


def test_the_time_in_hand_adds_up_to_the_whole():
    found, now = rules.stations(walk(), **RULES), at(12)
    held = rules.held(found, now)
    assert sum((length for _holder, length in held), timedelta()) == now - START
    assert dict(held)[BallHolder.neighbours] == timedelta(days=6)


def test_what_is_closed_is_held_by_nobody():
    moves = [*walk(), Move("issue.moved", at(10), {"after": "closed"})]
    held = rules.held(rules.stations(moves, **RULES), at(100))
    assert sum((length for _holder, length in held), timedelta()) == timedelta(days=10)


def test_an_erased_entry_moves_nothing():
    assert rules.state_after(Move("issue.moved", START, {})) is None


def measure(state, due, closed=None, decided=date(2026, 1, 1), *, asked=False):
    return Measure(state, due, closed, None, decided, asked)


@pytest.mark.parametrize(
    ("one", "late", "due", "on_time"),
    [
        (measure(A.in_progress, MONDAY), 1, 1, 0),
        (measure(A.in_progress, TODAY), 0, 0, 0),
        (measure(A.planned, None), 0, 0, 0),
        (measure(A.closed, FRIDAY, FRIDAY), 0, 1, 1),
        (measure(A.closed, FRIDAY, SATURDAY), 0, 1, 0),
        (measure(A.closed, SATURDAY, MONDAY), 0, 1, 1),
        (measure(A.closed, FRIDAY, None), 0, 0, 0),
        (measure(A.abandoned, FRIDAY, FRIDAY), 0, 0, 0),
    ],
)
def test_on_time_is_counted_of_those_due(one, late, due, on_time):
    found = rules.totals([one], today=TODAY, calendar=RULES["calendar"])
    assert (found.late, found.due, found.on_time) == (late, due, on_time)


def test_twelve_months_stand_in_order_each_with_its_own_promises():
    given = [measure(A.closed, FRIDAY, FRIDAY), measure(A.closed, FRIDAY, SATURDAY), measure(A.closed, FRIDAY, None)]
    found = rules.by_month(given, today=TODAY, calendar=RULES["calendar"])
    assert [one.first for one in found] == sorted({one.first for one in found})
    assert len(found) == 12
    assert found[-1].first == TODAY.replace(day=1)
    assert [(one.due, one.on_time) for one in found if one.due] == [(2, 1)]
    assert next(one.first for one in found if one.due) == FRIDAY.replace(day=1)


@pytest.mark.parametrize(("days", "older"), [(30, (0, 0, 0)), (31, (1, 0, 0)), (61, (1, 1, 0)), (91, (1, 1, 1))])
def test_open_promises_are_counted_by_their_age(days, older):
    one = measure(A.planned, None, decided=TODAY - timedelta(days=days))
    found = rules.totals([one], today=TODAY, calendar=RULES["calendar"])
    assert tuple(found.older.values()) == older


def test_confirmed_is_counted_of_what_residents_were_asked_about():
    given = [measure(A.confirmed, None, asked=True), measure(A.closed, None, asked=True), measure(A.closed, None)]
    found = rules.totals(given, today=TODAY, calendar=RULES["calendar"])
    assert (found.confirmed, found.finished, found.all) == (1, 2, 3)


@pytest.mark.parametrize(("part", "whole", "share"), [(1, 2, 50), (1, 3, 33), (2, 3, 67), (1, 200, 1), (0, 0, None)])
def test_a_share_of_nothing_is_no_share(part, whole, share):
    assert rules.percent(part, whole) == share


@pytest.mark.parametrize(
    ("cell", "kept"), [("=1+1", "'=1+1"), ("+86", "'+86"), ("-x", "'-x"), ("@a", "'@a"), ("灯", "灯"), (None, "")]
)
def test_no_cell_is_taken_for_a_formula(cell, kept):
    assert rules.spreadsheet_safe(cell) == kept
