"""Which language a reader gets, and how moments, numbers and areas are written in it."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from babel.dates import format_date, format_datetime, format_timedelta, get_timezone
from babel.numbers import format_decimal
from flask import current_app, g, has_request_context, request, session
from flask_babel import get_locale

from deliberate.kit.clock import SHANGHAI, now

if TYPE_CHECKING:
    from datetime import date, datetime

ELDER_COOKIE = "elder"
LANGUAGE_COOKIE = "language"
SQUARE_DECIMETRES = 100


def offered() -> tuple[tuple[str, str, str], ...]:
    """Return browser tag, locale and own name of every language we ship."""
    languages: tuple[tuple[str, str, str], ...] = current_app.config["LANGUAGES"]
    return languages


def known(locale: str | None) -> str | None:
    """Return the locale if we ship it."""
    return locale if locale in {own for _tag, own, _name in offered()} else None


def choose_locale() -> str:
    """Return the reader's locale: chosen, else the browser's, else the default.

    Werkzeug's matching gives `zh-CN` phones English when asked for `zh_Hans_CN`, so tags are matched and mapped.
    """
    default: str = current_app.config["BABEL_DEFAULT_LOCALE"]
    if not has_request_context():
        return default
    chosen = known(session.get("language")) or known(request.cookies.get(LANGUAGE_COOKIE))
    if chosen:
        return chosen
    for asked, _quality in request.accept_languages:
        primary = asked.lower().split("-")[0].split("_")[0]
        for tag, own, _name in offered():
            if tag.lower() == asked.lower() or tag.split("-")[0] == primary:
                return own
    return default


def elder_mode() -> bool:
    """Tell whether the reader has switched to the elder version."""
    if not has_request_context():
        return False
    return request.cookies.get(ELDER_COOKIE) == "1"


def _chinese() -> bool:
    return str(get_locale() or "").startswith("zh")


def moment(value: datetime | None) -> str:
    """Write a moment as people say it: 11月28日（周六）19:00; the year only when it is not this one."""
    if value is None:
        return ""
    local = value.astimezone(SHANGHAI)
    return f"{day(local.date())} {local:%H:%M}"


def day(value: date | datetime | None) -> str:
    """Write a day as people say it, with its weekday."""
    if value is None:
        return ""
    if hasattr(value, "astimezone"):
        value = value.astimezone(SHANGHAI).date()
    this_year = now().astimezone(SHANGHAI).year == value.year
    if _chinese():
        pattern = "M月d日（EEE）" if this_year else "y年M月d日（EEE）"
    else:
        pattern = "EEE d MMM" if this_year else "EEE d MMM y"
    return _written_day(value, pattern, str(get_locale()))


# Written out by rules of the language, letter by letter; a page of dates holds few different ones.
@lru_cache(maxsize=4096)
def _written_day(value: date, pattern: str, locale: str) -> str:
    return format_date(value, pattern, locale=locale)


def leaf(value: datetime) -> dict[str, str]:
    """Return the three words of a calendar's leaf: month, number of the day, weekday."""
    local, locale = value.astimezone(SHANGHAI).date(), get_locale()
    patterns = {"month": "LLL", "number": "d", "weekday": "EEE"}
    return {name: format_date(local, pattern, locale=locale) for name, pattern in patterns.items()}


def exact(value: datetime | None) -> str:
    """Write a moment in full, for records."""
    if value is None:
        return ""
    return format_datetime(value, "yyyy-MM-dd HH:mm:ss", tzinfo=get_timezone("Asia/Shanghai"), locale=get_locale())


def ago(value: datetime | None) -> str:
    """Write how long ago, or how soon, a moment is."""
    if value is None:
        return ""
    return format_timedelta(value - now(), add_direction=True, locale=get_locale())


def number(value: float | None) -> str:
    """Write a number with the reader's separators."""
    return "" if value is None else _written_number(value, str(get_locale()))


@lru_cache(maxsize=4096)
def _written_number(value: float, locale: str) -> str:
    return format_decimal(value, locale=locale)


def area(square_decimetres: int | None) -> str:
    """Write a floor area kept as integer dm² in square metres with two places."""
    if square_decimetres is None:
        return ""
    metres, rest = divmod(square_decimetres, SQUARE_DECIMETRES)
    return f"{metres}.{rest:02d} ㎡"


def remember(locale: str) -> None:
    """Keep the chosen language for this browser's session."""
    session["language"] = locale
    g.pop("_flask_babel", None)
