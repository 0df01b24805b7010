"""How many of what: a number with its unit, as the reader's language counts."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from babel.numbers import format_decimal
from flask_babel import get_locale, lazy_gettext, ngettext

from deliberate.web.language import number

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

HUNDRED = 100
NAMES = {
    "answers": lazy_gettext("answers"),
    "area": lazy_gettext("floor area"),
    "days": lazy_gettext("days"),
    "homes": lazy_gettext("homes"),
    "owners": lazy_gettext("owners"),
    "households": lazy_gettext("households"),
    "people": lazy_gettext("people"),
    "votes": lazy_gettext("votes"),
}
COUNTED: Mapping[str, Callable[[int, str], str]] = {
    "answers": lambda n, shown: ngettext("%(shown)s answer", "%(shown)s answers", n, shown=shown),
    "days": lambda n, shown: ngettext("%(shown)s day", "%(shown)s days", n, shown=shown),
    "area": lambda n, _shown: area(n),
    "homes": lambda n, shown: ngettext("%(shown)s home", "%(shown)s homes", n, shown=shown),
    "households": lambda n, shown: ngettext("%(shown)s household", "%(shown)s households", n, shown=shown),
    "owners": lambda n, shown: ngettext("%(shown)s owner", "%(shown)s owners", n, shown=shown),
    "people": lambda n, shown: ngettext("%(shown)s person", "%(shown)s people", n, shown=shown),
    "votes": lambda n, shown: ngettext("%(shown)s vote", "%(shown)s votes", n, shown=shown),
}


def area(dm2: int) -> str:
    """Write a floor area kept in whole dm² as square metres, exactly."""
    return f"{format_decimal(Decimal(dm2) / HUNDRED, '#,##0.00', locale=get_locale())} ㎡"


def counted(value: int, unit: str) -> str:
    """Write how many of what; a unit that has no words of ours, such as a percent sign, stands as it is given."""
    known = COUNTED.get(unit)
    return known(value, number(value)) if known else f"{number(value)} {unit}".strip()


def unit_name(unit: str) -> str:
    """Return what a unit is called over a column of numbers."""
    return str(NAMES.get(unit, unit))
