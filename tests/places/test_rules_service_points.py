"""Who is open now, and who opens next."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest

from deliberate.kit.clock import SHANGHAI
from deliberate.places.rules.service_points import (
    ServicePoint,
    open_until,
    opens_next,
    point_from_plain,
    point_to_plain,
    read_spans,
    standings,
    why_not_service_point,
)
from deliberate.places.rules.working_days import CalendarYear, WorkingCalendar

DESK = ServicePoint("服务台", "021-5555 0100", weekdays="08:30-11:30, 13:30-17:00", saturday="09:00-11:30")
CENTRE = ServicePoint("服务中心", "12345", weekdays="8:30-20:30", sunday="09:00-17:00", holidays=True)
HOLIDAY, MADE_UP = date(2026, 5, 1), date(2026, 5, 9)
CALENDAR = WorkingCalendar([CalendarYear(2026, {HOLIDAY: "劳动节"}, frozenset({MADE_UP}), "test")])


def at(day, hour, minute=0):
    return datetime(2026, *day, hour, minute, tzinfo=SHANGHAI)


@pytest.mark.parametrize(
    ("day", "hour", "until"),
    [
        ((3, 10), (8, 29), None),
        ((3, 10), (8, 30), (11, 30)),
        ((3, 10), (11, 30), None),
        ((3, 10), (13, 30), (17, 0)),
        ((3, 10), (17, 0), None),
        ((3, 14), (9, 0), (11, 30)),  # a Saturday
        ((3, 15), (10, 0), None),  # a Sunday
        ((5, 1), (10, 0), None),  # Labour Day
        ((5, 9), (14, 0), (17, 0)),  # a Saturday worked for it
    ],
)
def test_the_desk_is_open_to_the_minute(day, hour, until):
    found = open_until(DESK, at(day, *hour), CALENDAR)
    assert (found and (found.hour, found.minute)) == until


def test_some_counters_stay_open_on_public_holidays():
    assert open_until(CENTRE, at((5, 1), 10), CALENDAR) == at((5, 1), 17)
    assert open_until(replace(CENTRE, holidays=False), at((5, 1), 10), CALENDAR) is None


def test_a_closed_counter_says_when_it_opens():
    assert opens_next(DESK, at((3, 10), 12), CALENDAR) == at((3, 10), 13, 30)
    assert opens_next(DESK, at((3, 10), 18), CALENDAR) == at((3, 11), 8, 30)
    assert opens_next(DESK, at((3, 14), 12), CALENDAR) == at((3, 16), 8, 30)
    assert opens_next(replace(DESK, weekdays="", saturday=""), at((3, 14), 12), CALENDAR) is None


def test_whoever_is_open_comes_first_then_whoever_opens_soonest():
    closed = ServicePoint("夜班", "1", weekdays="22:00-23:00")
    order = [item.point.name for item in standings([closed, DESK, CENTRE], at((3, 10), 12), CALENDAR)]
    assert order == ["服务中心", "服务台", "夜班"]


@pytest.mark.parametrize(
    ("typed", "spans"),
    [("", 0), ("08:30-11:30", 1), ("8:30—11:30，13:30至17:00", 2), ("morning", None), ("25:00-26:00", None)],
)
def test_hours_are_read_as_people_type_them(typed, spans):
    found = read_spans(typed)
    assert (found if found is None else len(found)) == spans


@pytest.mark.parametrize("typed", ["11:30-08:30", "08:00-12:00, 11:00-17:00", "08:00-08:00"])
def test_hours_run_forwards_and_do_not_overlap(typed):
    assert read_spans(typed) is None


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({}, None),
        ({"name": " "}, "places.point_name"),
        ({"address": "x" * 101}, "places.point_name"),
        ({"phone": "call me"}, "places.point_phone"),
        ({"sunday": "noon"}, "places.point_hours"),
        ({"weekdays": "", "saturday": ""}, "places.point_never_open"),
    ],
)
def test_a_service_point_can_be_called_and_is_open_at_times(change, code):
    refusal = why_not_service_point(replace(DESK, **change))
    assert (refusal and refusal.code) == code


def test_a_point_is_kept_and_read_back_written_one_way():
    kept = point_to_plain(replace(DESK, name=" 服务台 ", weekdays="8:30—11:30"))
    assert point_from_plain({**kept, "of_another_version": 1}) == replace(DESK, weekdays="08:30-11:30")


@pytest.mark.parametrize(
    ("phone", "dialled"), [("021-5555 0100", "02155550100"), ("+86 (21) 5555转8", "+86215555,8"), ("12345", "12345")]
)
def test_a_number_is_dialled_without_its_blanks(phone, dialled):
    assert replace(DESK, phone=phone).tel == dialled
