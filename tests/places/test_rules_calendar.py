"""Working days and deadlines: holidays, make-up days, and when a period ends."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deliberate.kit.clock import SHANGHAI
from deliberate.places.rules.deadlines import deadline, earliest_lawful, last_day, local_day
from deliberate.places.rules.reading import UnreadableError, read_calendar
from deliberate.places.rules.rulesets import Basis, Rule, Unit, WrongKindError
from deliberate.places.rules.shipped import calendar_for, shipped_calendar, shipped_ruleset
from deliberate.places.rules.working_days import WorkingCalendar

CALENDAR = shipped_calendar()
MOMENTS = st.datetimes(datetime(2025, 1, 1), datetime(2027, 11, 30)).map(lambda moment: moment.replace(tzinfo=UTC))  # noqa: DTZ001


def rule(value: int, unit: Unit) -> Rule:
    return Rule(key="a.b", value=value, unit=unit, basis=Basis.default, article="")


def at(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=SHANGHAI)


@pytest.mark.parametrize(
    ("day", "worked"),
    [
        (date(2026, 1, 2), False),
        (date(2026, 1, 4), True),
        (date(2026, 2, 14), True),
        (date(2026, 2, 15), False),
        (date(2026, 2, 23), False),
        (date(2026, 2, 24), True),
        (date(2026, 2, 28), True),
        (date(2026, 4, 6), False),
        (date(2026, 5, 5), False),
        (date(2026, 5, 9), True),
        (date(2026, 6, 19), False),
        (date(2026, 9, 20), True),
        (date(2026, 9, 25), False),
        (date(2026, 10, 7), False),
        (date(2026, 10, 8), True),
        (date(2026, 10, 10), True),
        (date(2026, 11, 22), False),
        (date(2025, 1, 26), True),
        (date(2025, 10, 8), False),
        (date(2025, 10, 11), True),
        (date(2027, 2, 6), False),
        (date(2031, 1, 1), True),
    ],
)
def test_which_days_are_worked(day, worked):
    assert CALENDAR.is_working_day(day) is worked


@pytest.mark.parametrize(("year", "days_off", "worked"), [(2025, 28, 5), (2026, 33, 6)])
def test_the_state_councils_arrangement_is_complete(year, days_off, worked):
    known = CALENDAR.year(year)
    assert (len(known.days_off), len(known.days_worked)) == (days_off, worked)
    assert "国务院办公厅" in known.source


def test_a_year_not_announced_is_not_covered():
    assert CALENDAR.covers(2026)
    assert not CALENDAR.covers(2027)
    assert not CALENDAR.covers(2031)
    assert [CALENDAR.known_until(year) for year in (2025, 2026, 2027, 2031)] == [2026, 2026, None, None]
    assert CALENDAR.holiday(date(2026, 10, 1)) == "国庆节"
    assert calendar_for(shipped_ruleset("cn-sh-2026")).covers(2026)
    assert not calendar_for(shipped_ruleset("plain-default")).covers(2026)


@pytest.mark.parametrize(
    ("value", "unit", "start", "last"),
    [
        (1, Unit.working_days, at(2026, 11, 20, 18), date(2026, 11, 23)),
        (5, Unit.working_days, at(2026, 11, 23, 0), date(2026, 11, 30)),
        (5, Unit.working_days, at(2026, 2, 13, 9), date(2026, 2, 27)),
        (1, Unit.working_days, at(2026, 5, 8, 9), date(2026, 5, 9)),
        (7, Unit.days, at(2026, 11, 23, 9), date(2026, 11, 30)),
        (7, Unit.days, at(2026, 11, 21, 23, 59), date(2026, 11, 30)),
        (7, Unit.days, at(2026, 9, 24, 9), date(2026, 10, 8)),
        (15, Unit.days, at(2026, 9, 25, 9), date(2026, 10, 10)),
        (0, Unit.days, at(2026, 11, 23, 9), date(2026, 11, 23)),
    ],
)
def test_a_period_ends_at_midnight_after_its_last_working_day(value, unit, start, last):
    end = deadline(rule(value, unit), start, CALENDAR)
    assert last_day(end) == last
    assert end.tzinfo is UTC
    assert end.astimezone(SHANGHAI) == datetime(last.year, last.month, last.day, tzinfo=SHANGHAI) + timedelta(days=1)


def test_the_local_day_counts_not_the_day_in_utc():
    late_in_shanghai = datetime(2026, 11, 23, 16, 30, tzinfo=UTC)
    assert local_day(late_in_shanghai) == date(2026, 11, 24)
    assert last_day(deadline(rule(1, Unit.working_days), late_in_shanghai, CALENDAR)) == date(2026, 11, 25)


def test_hours_run_by_the_clock_through_holidays():
    assert deadline(rule(24, Unit.hours), at(2026, 10, 1, 8), CALENDAR) == at(2026, 10, 2, 8)


def test_persons_make_no_deadline():
    for compute in (deadline, earliest_lawful):
        with pytest.raises(WrongKindError):
            compute(rule(3, Unit.persons), at(2026, 11, 23), CALENDAR)


@pytest.mark.parametrize(
    ("value", "unit", "announced", "earliest"),
    [
        (10, Unit.days, at(2026, 11, 1, 0), at(2026, 11, 12)),
        (10, Unit.days, at(2026, 11, 1, 23, 59), at(2026, 11, 12)),
        (3, Unit.days, at(2026, 9, 30, 9), at(2026, 10, 4)),
        (2, Unit.working_days, at(2026, 9, 30, 9), at(2026, 10, 10)),
        (24, Unit.hours, at(2026, 11, 1, 19, 30), at(2026, 11, 2, 19, 30)),
    ],
)
def test_notice_leaves_all_its_days_free(value, unit, announced, earliest):
    assert earliest_lawful(rule(value, unit), announced, CALENDAR) == earliest


@given(st.integers(0, 60), st.sampled_from([Unit.days, Unit.working_days]), MOMENTS)
def test_no_period_ends_on_a_day_that_is_not_worked(value, unit, start):
    end = deadline(rule(max(value, 1), unit), start, CALENDAR)
    assert CALENDAR.is_working_day(last_day(end))
    assert end > start


@given(st.integers(1, 30), MOMENTS)
def test_working_days_between_are_exactly_those_counted(days, start):
    day = local_day(start)
    last = CALENDAR.add_working_days(day, days)
    between = [day + timedelta(days=index) for index in range(1, (last - day).days + 1)]
    assert sum(map(CALENDAR.is_working_day, between)) == days


def test_without_data_only_weekends_are_off():
    bare = WorkingCalendar()
    assert bare.is_working_day(date(2026, 10, 1))
    assert not bare.is_working_day(date(2026, 10, 3))
    assert bare.next_working_day(date(2026, 10, 3)) == date(2026, 10, 5)


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("year = 2028", "lacks source"),
        ('year = 2028\nsource = "x"\nworked = [2028-01-03]\noff = []', "2028-01-03 is made up for but no weekend day"),
        ('year = 2028\nsource = "x"\nworked = [2027-01-02]\noff = []', "2027-01-02 is not a day of 2028"),
        ('year = 2028\nsource = "x"\n[[off]]\nname = "x"', "line 3: a holiday needs name, first and last"),
        (
            'year = 2028\nsource = "x"\nworked = [2028-01-01]\n[[off]]\nname = "x"\nfirst = 2028-01-01',
            "both off and worked",
        ),
    ],
)
def test_a_bad_calendar_is_named(text, complaint):
    with pytest.raises(UnreadableError, match=complaint):
        read_calendar(text)
