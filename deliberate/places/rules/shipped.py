"""The rule sets and calendars that come with the product, as files one can read and copy."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from deliberate.places.rules.reading import read_calendar, read_ruleset
from deliberate.places.rules.working_days import WorkingCalendar

if TYPE_CHECKING:
    from deliberate.places.rules.rulesets import RuleSet

_DATA = files("deliberate.places").joinpath("data")


def shipped_rulesets() -> tuple[str, ...]:
    """Return the names of the rule sets that are shipped."""
    found = (entry.name for entry in _DATA.joinpath("rulesets").iterdir())
    return tuple(sorted(name.removesuffix(".toml") for name in found if name.endswith(".toml")))


@cache
def shipped_ruleset(name: str) -> RuleSet:
    """Return a shipped rule set by its name."""
    return read_ruleset(_DATA.joinpath("rulesets", f"{name}.toml").read_text(encoding="utf-8"))


@cache
def shipped_calendar(country: str = "cn") -> WorkingCalendar:
    """Return the working days of a country; without files for it, only weekends are off."""
    folder = _DATA.joinpath("calendars")
    chosen = [entry for entry in folder.iterdir() if entry.name.startswith(f"{country}-")]
    return WorkingCalendar(read_calendar(entry.read_text(encoding="utf-8")) for entry in chosen)


def calendar_for(ruleset: RuleSet) -> WorkingCalendar:
    """Return the calendar of the rule set's country: `cn-sh` goes by the calendar of `cn`."""
    return shipped_calendar(ruleset.jurisdiction.split("-", maxsplit=1)[0])
