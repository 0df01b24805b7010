"""Where people find help: a counter with a telephone and hours, who is open now, and who opens next.

On working days the weekday hours hold, on weekends those of Saturday and Sunday, on public holidays those of Sunday
where the counter is kept open then, else none. A weekend day that is worked instead of a holiday is a working day.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import asdict, dataclass, fields
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from deliberate.kit.clock import SHANGHAI
from deliberate.kit.refusals import Refusal

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date
    from zoneinfo import ZoneInfo

    from deliberate.places.rules.working_days import WorkingCalendar

LONGEST_POINT = 100
DAYS_AHEAD = 21
_SATURDAY = 5
_SPAN = re.compile(r"(\d{1,2})[:：](\d{2})\s*[-–—~～至到]\s*(\d{1,2})[:：](\d{2})")
_BETWEEN = re.compile(r"[\s,，、;；]+")
_PHONE = re.compile(r"\+?[\d\s()（）#*,，转-]{3,30}")

Spans = tuple[tuple[time, time], ...]


@dataclass(frozen=True)
class ServicePoint:
    """A counter: whom to call or visit, and when."""

    name: str
    phone: str
    english: str = ""
    address: str = ""
    weekdays: str = ""
    saturday: str = ""
    sunday: str = ""
    holidays: bool = False

    def name_in(self, locale: str) -> str:
        """Return the name in a language, else the authoritative one."""
        return self.english or self.name if locale == "en" else self.name

    @property
    def tel(self) -> str:
        """Return the number as a phone dials it: no spaces or brackets, a pause before an extension."""
        dialled = re.sub(r"[,，转]+", ",", self.phone)
        return re.sub(r"[^\d+#*,]", "", dialled)


def read_spans(typed: str) -> Spans | None:
    """Return what was typed as hours, such as 08:30-11:30, 13:30-17:00; None when it cannot be read."""
    plain = typed.strip()
    found = tuple(_SPAN.finditer(plain))
    if _BETWEEN.sub("", _SPAN.sub("", plain)):
        return None
    try:
        spans = tuple((time(int(a), int(b)), time(int(c), int(d))) for a, b, c, d in (hit.groups() for hit in found))
    except ValueError:
        return None
    edges = [moment for span in spans for moment in span]
    return spans if all(one < two for one, two in itertools.pairwise(edges)) else None


def why_not_service_point(point: ServicePoint) -> Refusal | None:
    """Return what is wrong with a counter that somebody wants to add."""
    if not point.name.strip() or any(
        len(text) > LONGEST_POINT for text in (point.name, point.english, point.address, point.phone)
    ):
        return Refusal("places.point_name", longest=LONGEST_POINT)
    if not _PHONE.fullmatch(point.phone.strip()):
        return Refusal("places.point_phone")
    for typed in (point.weekdays, point.saturday, point.sunday):
        if read_spans(typed) is None:
            return Refusal("places.point_hours", typed=typed.strip())
    if not any(text.strip() for text in (point.weekdays, point.saturday, point.sunday)):
        return Refusal("places.point_never_open")
    return None


def point_from_plain(plain: Mapping[str, Any]) -> ServicePoint:
    """Return a counter as it was stored."""
    known = {item.name for item in fields(ServicePoint)}
    return ServicePoint(**{name: value for name, value in plain.items() if name in known})


def point_to_plain(point: ServicePoint) -> dict[str, Any]:
    """Return a counter as it is stored: no blanks around, hours written one way."""
    plain = {name: value.strip() if isinstance(value, str) else value for name, value in asdict(point).items()}
    for name in ("weekdays", "saturday", "sunday"):
        spans = read_spans(plain[name]) or ()
        plain[name] = ", ".join(f"{begin:%H:%M}-{end:%H:%M}" for begin, end in spans)
    return plain


def hours_on(point: ServicePoint, day: date, calendar: WorkingCalendar) -> Spans:
    """Return when a counter is open on a day."""
    if calendar.is_working_day(day):
        typed = point.weekdays
    elif calendar.holiday(day):
        typed = point.sunday if point.holidays else ""
    else:
        typed = point.saturday if day.weekday() == _SATURDAY else point.sunday
    return read_spans(typed) or ()


def open_until(
    point: ServicePoint, at: datetime, calendar: WorkingCalendar, *, zone: ZoneInfo = SHANGHAI
) -> datetime | None:
    """Return until when the counter is open, or None when it is closed at that moment."""
    local = at.astimezone(zone)
    for begin, end in hours_on(point, local.date(), calendar):
        if begin <= local.time() < end:
            return datetime.combine(local.date(), end, tzinfo=zone)
    return None


def opens_next(
    point: ServicePoint, at: datetime, calendar: WorkingCalendar, *, zone: ZoneInfo = SHANGHAI
) -> datetime | None:
    """Return when a closed counter opens again, looking three weeks ahead."""
    local = at.astimezone(zone)
    for ahead in range(DAYS_AHEAD):
        day = local.date() + timedelta(days=ahead)
        for begin, _end in hours_on(point, day, calendar):
            opening = datetime.combine(day, begin, tzinfo=zone)
            if opening > local:
                return opening
    return None


@dataclass(frozen=True)
class Standing:
    """A counter at a moment: open until, or opening next."""

    point: ServicePoint
    until: datetime | None
    opens: datetime | None


def standings(points: Sequence[ServicePoint], at: datetime, calendar: WorkingCalendar) -> list[Standing]:
    """Return the counters as they stand now: open ones first, then whoever opens soonest."""
    found = []
    for point in points:
        until = open_until(point, at, calendar)
        found.append(Standing(point, until, None if until else opens_next(point, at, calendar)))
    far = at + timedelta(days=DAYS_AHEAD + 1)
    return sorted(found, key=lambda item: (item.until is None, item.opens or far))
