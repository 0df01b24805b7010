"""Which days are worked: weekends, the holidays of each year, and the weekend days that are made up for them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_DAY = timedelta(days=1)
_SATURDAY = 5


@dataclass(frozen=True)
class CalendarYear:
    """One year's arrangement: days off with their names, weekend days worked instead, and where it is written."""

    year: int
    days_off: Mapping[date, str]
    days_worked: frozenset[date]
    source: str
    provisional: bool = False


class WorkingCalendar:
    """The working days of all years known; for any other year only weekends are off, and `covers` says so."""

    def __init__(self, years: Iterable[CalendarYear] = ()) -> None:
        """Take the arrangements of the years that have been published."""
        self._years = {year.year: year for year in years}

    def covers(self, year: int) -> bool:
        """Tell whether the year's final arrangement is known."""
        return year in self._years and not self._years[year].provisional

    def known_until(self, year: int) -> int | None:
        """Return the last year, from this one on, up to which all final arrangements are known, or nothing."""
        known = None
        while self.covers(year):
            known, year = year, year + 1
        return known

    def year(self, year: int) -> CalendarYear | None:
        """Return the year's arrangement, if there is one."""
        return self._years.get(year)

    def holiday(self, day: date) -> str:
        """Return the name of the holiday, or nothing."""
        known = self._years.get(day.year)
        return known.days_off.get(day, "") if known else ""

    def is_working_day(self, day: date) -> bool:
        """Tell whether offices are open on that day."""
        known = self._years.get(day.year)
        if known and day in known.days_worked:
            return True
        return day.weekday() < _SATURDAY and not self.holiday(day)

    def next_working_day(self, day: date) -> date:
        """Return the day itself if it is worked, else the first working day after it."""
        while not self.is_working_day(day):
            day += _DAY
        return day

    def add_days(self, start: date, days: int) -> date:
        """Return the last of `days` days, the start day not counted."""
        return start + days * _DAY

    def add_working_days(self, start: date, days: int) -> date:
        """Return the last of `days` working days, the start day not counted."""
        day = start
        while days > 0:
            day += _DAY
            days -= self.is_working_day(day)
        return day
