"""From a rule and a beginning to a moment: how periods run by articles 201 to 204 of the Civil Code.

The day of the beginning is not counted. A period whose last day is not worked ends with the next working day. The last
day ends at 24:00, so a deadline is the first moment that is too late; `last_day` gives the day to show for it.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

from deliberate.kit.clock import SHANGHAI
from deliberate.places.rules.rulesets import Unit, WrongKindError

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from deliberate.places.rules.rulesets import Rule
    from deliberate.places.rules.working_days import WorkingCalendar

_CLOCKED = frozenset({Unit.hours, Unit.minutes, Unit.seconds})


def local_day(moment: datetime, *, zone: ZoneInfo = SHANGHAI) -> date:
    """Return the day it is at the place at that moment."""
    return moment.astimezone(zone).date()


def end_of_day(day: date, *, zone: ZoneInfo = SHANGHAI) -> datetime:
    """Return 24:00 of the day at the place, in UTC."""
    return datetime.combine(day + timedelta(days=1), time(), tzinfo=zone).astimezone(UTC)


def last_day(deadline: datetime, *, zone: ZoneInfo = SHANGHAI) -> date:
    """Return the last day on which one is still in time: what a page shows for a deadline at 24:00."""
    return local_day(deadline - timedelta(microseconds=1), zone=zone)


def deadline(rule: Rule, start: datetime, calendar: WorkingCalendar, *, zone: ZoneInfo = SHANGHAI) -> datetime:
    """Return the first moment after the period: 24:00 of its last working day, or to the minute if ruled in hours."""
    if rule.unit in _CLOCKED:
        return start.astimezone(UTC) + timedelta(**{rule.unit.value: rule.number})
    day = local_day(start, zone=zone)
    if rule.unit is Unit.working_days:
        return end_of_day(calendar.add_working_days(day, rule.number), zone=zone)
    if rule.unit is Unit.days:
        return end_of_day(calendar.next_working_day(calendar.add_days(day, rule.number)), zone=zone)
    raise WrongKindError(rule.key, "a span of time")


def earliest_lawful(
    rule: Rule, announced_at: datetime, calendar: WorkingCalendar, *, zone: ZoneInfo = SHANGHAI
) -> datetime:
    """Return the first moment at which something announced may take place.

    Neither the day of the announcement nor the day itself counts, so ten days' notice given on the 1st allows the 12th.
    The period is there for people to prepare, nobody has to act on its last day: it does not roll over holidays.
    """
    if rule.unit in _CLOCKED:
        return announced_at.astimezone(UTC) + timedelta(**{rule.unit.value: rule.number})
    day = local_day(announced_at, zone=zone)
    if rule.unit is Unit.working_days:
        return end_of_day(calendar.add_working_days(day, rule.number), zone=zone)
    if rule.unit is Unit.days:
        return end_of_day(calendar.add_days(day, rule.number), zone=zone)
    raise WrongKindError(rule.key, "a span of time")
