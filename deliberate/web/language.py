"""Which language a reader gets, and how moments, numbers and areas are written in it."""

from __future__ import annotations

import re
from datetime import time
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING

from babel.dates import format_date, format_skeleton, format_timedelta
from babel.lists import format_list
from babel.numbers import format_decimal, format_percent
from babel.units import format_unit
from flask import current_app, g, has_request_context, request, session
from flask_babel import get_locale

from deliberate.kit.clock import SHANGHAI, now

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

ELDER_COOKIE = "elder"
LANGUAGE_COOKIE = "language"
SQUARE_DECIMETRES = 100
NO_BREAK = "\u00a0"
MOBILE = re.compile(r"(1[\d*]{2})([\d*]{4})([\d*]{4})")
LANDLINE = re.compile(r"0(10|2\d|[3-9]\d{2})(\d{3,4})(\d{4})")
# What begins a browser's wish for written Chinese, and the regions that read it in traditional characters.
CHINESE = frozenset({"zh", "cmn", "yue"})
TRADITIONAL = frozenset({"tw", "hk", "mo", "yue"})
# English of Shanghai goes day before month and counts to 24, as in Britain.
WRITTEN_AS = {"en": "en_GB"}
# Chinese notices put the weekday in brackets; CLDR's 11月28日周六 reads as one lump at 18 points.
DAYS = {"zh": {"MMMEd": "M月d日（EEE）", "yMMMEd": "y年M月d日（EEE）"}}


def offered() -> tuple[tuple[str, str, str], ...]:
    """Return tag, locale and own name of every language we ship."""
    languages: tuple[tuple[str, str, str], ...] = current_app.config["LANGUAGES"]
    return languages


def known(locale: str | None) -> str | None:
    """Return the locale if we ship it."""
    return locale if locale in {own for _tag, own, _name in offered()} else None


def tag_of(locale: str) -> str:
    """Return what a page's `lang` says for a locale, such as `zh-Hant`."""
    return next((tag for tag, own, _name in offered() if own == locale), locale.replace("_", "-"))


def _likely_tag(asked: str) -> str:
    """Return the tag without region, and Chinese with the script its readers read."""
    parts = asked.lower().replace("_", "-").split("-")
    if parts[0] not in CHINESE:
        return parts[0]
    if "hans" in parts[1:] or "hant" in parts[1:]:
        return "zh-hans" if "hans" in parts[1:] else "zh-hant"
    return "zh-hant" if TRADITIONAL & set(parts) else "zh-hans"


def negotiate(asked: Iterable[tuple[str, float]]) -> str | None:
    """Return the first wish of a browser that we ship, as a locale; a quality of 0 is no wish.

    Werkzeug's own matching gives `zh-CN` phones English when asked for `zh_Hans_CN`, hence this one.
    """
    by_tag = {tag.lower(): own for tag, own, _name in offered()}
    wishes = (by_tag.get(_likely_tag(tag)) for tag, quality in asked if quality > 0)
    return next((found for found in wishes if found), None)


def choose_locale() -> str:
    """Return the reader's locale: chosen, else the browser's, else the default."""
    default: str = current_app.config["BABEL_DEFAULT_LOCALE"]
    if not has_request_context():
        return default
    chosen = known(session.get("language")) or known(request.cookies.get(LANGUAGE_COOKIE))
    return chosen or negotiate(request.accept_languages) or default


def elder_mode() -> bool:
    """Tell whether the reader has switched to the elder version."""
    if not has_request_context():
        return False
    return request.cookies.get(ELDER_COOKIE) == "1"


def _written() -> str:
    """Return the locale whose rules dates and numbers follow."""
    locale = str(get_locale() or current_app.config["BABEL_DEFAULT_LOCALE"])
    return WRITTEN_AS.get(locale, locale)


def moment(value: datetime | None) -> str:
    """Write a moment as people say it: 11月28日（周六）19:00; the year only when it is not this one."""
    if value is None:
        return ""
    local = value.astimezone(SHANGHAI)
    date = day(local.date())
    # A full-width bracket brings its own space.
    between = "" if date.endswith("）") else " "
    return f"{date}{between}{_written_clock(local.hour, local.minute, _written())}"


def hour(value: datetime) -> str:
    """Write the time of a day alone, where the day stands beside it."""
    local = value.astimezone(SHANGHAI)
    return _written_clock(local.hour, local.minute, _written())


def day(value: date | datetime | None) -> str:
    """Write a day as people say it, with its weekday."""
    if value is None:
        return ""
    if hasattr(value, "astimezone"):
        value = value.astimezone(SHANGHAI).date()
    this_year = now().astimezone(SHANGHAI).year == value.year
    return _written_day(value, "MMMEd" if this_year else "yMMMEd", _written())


# Written out by rules of the language, letter by letter; a page of dates holds few different ones.
@lru_cache(maxsize=4096)
def _written_day(value: date, skeleton: str, locale: str) -> str:
    own = DAYS.get(locale.partition("_")[0], {})
    if skeleton in own:
        return format_date(value, own[skeleton], locale=locale)
    return format_skeleton(skeleton, value, locale=locale)


@lru_cache(maxsize=4096)
def _written_clock(hour: int, minute: int, locale: str) -> str:
    return format_skeleton("Hm", time(hour, minute), locale=locale)


def leaf(value: datetime) -> dict[str, str]:
    """Return the three words of a calendar's leaf: month, number of the day, weekday."""
    local, locale = value.astimezone(SHANGHAI).date(), get_locale()
    patterns = {"month": "LLL", "number": "d", "weekday": "EEE"}
    return {name: format_date(local, pattern, locale=locale) for name, pattern in patterns.items()}


def exact(value: datetime | None) -> str:
    """Write a moment in full, for records: the same in every language, so that two readers can compare."""
    return "" if value is None else f"{value.astimezone(SHANGHAI):%Y-%m-%d %H:%M:%S}"


def ago(value: datetime | None) -> str:
    """Write how long ago, or how soon, a moment is."""
    if value is None:
        return ""
    return format_timedelta(value - now(), add_direction=True, locale=_written())


def number(value: float | None) -> str:
    """Write a number with the reader's separators."""
    return "" if value is None else _written_number(value, _written())


@lru_cache(maxsize=4096)
def _written_number(value: float, locale: str) -> str:
    return format_decimal(value, locale=locale)


def percent(value: float | None) -> str:
    """Write a number of per cent, such as 71, with the reader's sign and space."""
    return "" if value is None else format_percent(value / 100, locale=_written())


def gap() -> str:
    """Return what stands between two sentences: nothing after a full-width stop, which brings its own space."""
    return "" if _written().partition("_")[0] in {"zh", "ja"} else " "


def colon() -> str:
    """Return what stands between a word and what it says: the full-width mark brings its own space."""
    return "：" if _written().partition("_")[0] in {"zh", "ja"} else ": "


def listed(things: Iterable[object]) -> str:
    """Write several things as one phrase: `A, B and C`, `A、B和C`."""
    return format_list([str(thing) for thing in things], locale=_written())


def area(square_decimetres: int | None) -> str:
    """Write a floor area kept as integer dm² in square metres with two places."""
    if square_decimetres is None:
        return ""
    metres = Decimal(square_decimetres) / SQUARE_DECIMETRES
    return format_unit(metres, "area-square-meter", "short", format="#,##0.00", locale=_written())


def telephone(written: str | None) -> str:
    """Write a telephone number of China in groups; readers of other languages get the country's prefix.

    Hidden digits may be stars; short numbers such as 12345 and numbers of other countries stay as they are.
    """
    text = (written or "").strip()
    digits = re.sub(r"[\s()-]", "", text).removeprefix("+86")
    at_home = _written().startswith("zh")
    if mobile := MOBILE.fullmatch(digits):
        found = text if at_home and "*" in text else NO_BREAK.join(mobile.groups())
    elif landline := LANDLINE.fullmatch(digits):
        area, first, last = landline.groups()
        found = f"0{area}-{first}{NO_BREAK}{last}" if at_home else NO_BREAK.join((area, first, last))
    else:
        return text
    return found if at_home else f"+86{NO_BREAK}{found}"


def remember(locale: str) -> None:
    """Keep the chosen language for this browser's session."""
    session["language"] = locale
    g.pop("_flask_babel", None)
