"""Rule sets and calendars as text: read with every bad line named, written back to plain JSON."""

from __future__ import annotations

import json
import re
import tomllib
from datetime import date, datetime, timedelta
from enum import StrEnum
from fractions import Fraction
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any, TypeVar

from deliberate.places.rules.rulesets import Basis, Bound, Rule, RuleSet, Unit, Value
from deliberate.places.rules.working_days import CalendarYear

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_KEY = re.compile(r"[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)+")
_MUST = ("key", "value", "unit", "basis")
_MAY = ("article", "title", "title_en", "bound", "effective_from", "effective_to")
_HEAD = ("key", "version", "jurisdiction", "title")
_DATES = ("effective_from", "effective_to")
_PAIR = 2
_SATURDAY = 5

E = TypeVar("E", bound=StrEnum)


class UnreadableError(ValueError):
    """A file that cannot be taken: all its faults at once, each with its line."""

    def __init__(self, faults: list[str]) -> None:
        """Carry the faults, one sentence each."""
        super().__init__("\n".join(faults))
        self.faults = faults


# ── rule sets ──


def read_ruleset(text: str) -> RuleSet:
    """Return the rule set written in TOML, or raise with every fault and its line."""
    data = _toml(text)
    return _ruleset(data, _lines_of(text, "[[rule]]"))


def ruleset_from_plain(data: Mapping[str, Any]) -> RuleSet:
    """Return the rule set stored as plain JSON; the same text is read once, because almost every request asks."""
    return ruleset_from_text(json.dumps(data, sort_keys=True))


@lru_cache(maxsize=32)
def ruleset_from_text(text: str) -> RuleSet:
    """Return the rule set stored as JSON that nobody has taken apart yet."""
    return _ruleset(json.loads(text), [])


def ruleset_to_plain(ruleset: RuleSet) -> dict[str, Any]:
    """Return the rule set as plain JSON: shares as [numerator, denominator], days as ISO text."""
    return {
        "key": ruleset.key,
        "version": ruleset.version,
        "jurisdiction": ruleset.jurisdiction,
        "title": ruleset.title,
        "rule": [_rule_to_plain(rule) for rule in ruleset.rules],
    }


def _rule_to_plain(rule: Rule) -> dict[str, Any]:
    plain: dict[str, Any] = {
        "key": rule.key,
        "value": _value_to_plain(rule.value),
        "unit": rule.unit.value,
        "basis": rule.basis.value,
        "article": rule.article,
        "title": rule.title,
        "title_en": rule.title_en,
        "effective_from": rule.effective_from.isoformat() if rule.effective_from else None,
        "effective_to": rule.effective_to.isoformat() if rule.effective_to else None,
    }
    if rule.unit is Unit.fraction:
        plain["bound"] = rule.bound.value
    return {name: value for name, value in plain.items() if value not in (None, "")}


def _value_to_plain(value: Value) -> Any:
    if isinstance(value, Fraction):
        return [value.numerator, value.denominator]
    return list(value) if isinstance(value, tuple) else value


def _ruleset(data: Mapping[str, Any], lines: list[int]) -> RuleSet:
    faults = [f"the head of the file lacks {name}" for name in _HEAD if name not in data]
    if "version" in data and not _whole(data["version"]):
        faults.append("version is not a whole number")
    rules: list[Rule] = []
    for index, entry in enumerate(data.get("rule", [])):
        line = f"line {lines[index]}" if index < len(lines) else f"rule {index + 1}"
        found = [f"{line}: {fault}" for fault in _faults_of(entry)]
        faults.extend(found)
        if not found:
            rules.append(_rule(entry))
    faults.extend(_clashes(rules))
    if faults:
        raise UnreadableError(faults)
    return RuleSet(rules=tuple(rules), **{name: data[name] for name in _HEAD})


def _rule(entry: Mapping[str, Any]) -> Rule:
    unit = Unit(entry["unit"])
    return Rule(
        key=entry["key"],
        value=_value(entry["value"], unit),
        unit=unit,
        basis=Basis(entry["basis"]),
        article=entry.get("article", ""),
        title=entry.get("title", ""),
        title_en=entry.get("title_en", ""),
        bound=Bound(entry.get("bound", "at_least")),
        effective_from=_day(entry.get("effective_from")),
        effective_to=_day(entry.get("effective_to")),
    )


def _value(value: Any, unit: Unit) -> Value:
    if unit is Unit.fraction:
        return Fraction(*value)
    if isinstance(value, list):
        return tuple(value)
    taken: Value = value
    return taken


def _faults_of(entry: Mapping[str, Any]) -> Iterator[str]:
    name = entry.get("key", "a rule without key")
    if missing := [field for field in _MUST if field not in entry]:
        yield f"{name} lacks {', '.join(missing)}"
        return
    if unknown := sorted(set(entry) - set(_MUST) - set(_MAY)):
        yield f"{name} has the unknown field {', '.join(unknown)}"
    if not _KEY.fullmatch(str(name)):
        yield f"{name} is no key: small letters, digits and _ with dots between, such as screening.decision"
    yield from _bad_member(name, "basis", entry["basis"], Basis)
    yield from _bad_member(name, "bound", entry.get("bound", "at_least"), Bound)
    if entry["basis"] in {"statutory", "local"} and not entry.get("article"):
        yield f"{name} rests on law and must name its article"
    for field in _DATES:
        if not _is_day(entry.get(field)):
            yield f"{name}: {field} is not a day"
    if faults := list(_bad_member(name, "unit", entry["unit"], Unit)):
        yield from faults
    elif fault := _bad_value(entry["value"], Unit(entry["unit"])):
        yield f"{name}: {fault}"


def _bad_member(name: str, field: str, value: Any, kind: type[E]) -> Iterator[str]:
    if value not in [member.value for member in kind]:
        yield f"{name}: {field} {value!r} is none of {', '.join(member.value for member in kind)}"


def _bad_value(value: Any, unit: Unit) -> str:
    if isinstance(value, float):
        return "a number with a point is not exact; write a share as [2, 3]"
    if unit is Unit.fraction:
        good = isinstance(value, list) and len(value) == _PAIR and all(map(_whole, value))
        return "" if good and 0 <= value[0] <= value[1] and value[1] > 0 else "a share is [part, whole], such as [2, 3]"
    if unit is Unit.switch:
        return "" if isinstance(value, bool) else "a switch is true or false"
    if unit is Unit.word:
        return "" if isinstance(value, str) and value else "a word in quotes is needed"
    values = value if isinstance(value, list) and value else [value]
    return "" if all(_whole(item) and item >= 0 for item in values) else "a whole number not below 0 is needed"


def _clashes(rules: list[Rule]) -> Iterator[str]:
    by_key: dict[str, list[Rule]] = {}
    for rule in rules:
        by_key.setdefault(rule.key, []).append(rule)
    for key, same in by_key.items():
        same.sort(key=lambda rule: rule.effective_from or date.min)
        for earlier, later in pairwise(same):
            if (earlier.effective_to or date.max) >= (later.effective_from or date.min):
                yield f"{key} stands twice for the same days"


# ── calendars ──


def read_calendar(text: str) -> CalendarYear:
    """Return the year's arrangement written in TOML, or raise with every fault."""
    data = _toml(text)
    faults = [f"the calendar lacks {name}" for name in ("year", "source", "off") if name not in data]
    if faults:
        raise UnreadableError(faults)
    days_off: dict[date, str] = {}
    for line, span in zip(_lines_of(text, "[[off]]"), data["off"], strict=False):
        try:
            days_off.update(dict.fromkeys(_span(span["first"], span.get("last", span["first"])), span["name"]))
        except (KeyError, TypeError):
            faults.append(f"line {line}: a holiday needs name, first and last, the days without quotes")
    worked = frozenset(data.get("worked", ()))
    faults.extend(_misplaced(data["year"], days_off, worked))
    if faults:
        raise UnreadableError(faults)
    return CalendarYear(data["year"], days_off, worked, data["source"], provisional=data.get("provisional", False))


def _span(first: date, last: date) -> list[date]:
    return [first + timedelta(days=index) for index in range((last - first).days + 1)]


def _misplaced(year: int, days_off: Mapping[date, str], worked: frozenset[Any]) -> Iterator[str]:
    for day in sorted({*days_off, *worked}, key=str):
        if not isinstance(day, date) or day.year != year:
            yield f"{day} is not a day of {year}"
        elif day in worked and day.weekday() < _SATURDAY:
            yield f"{day} is made up for but no weekend day"
        elif day in worked and day in days_off:
            yield f"{day} is both off and worked"


# ── text ──


def _toml(text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise UnreadableError([f"not readable as TOML: {error}"]) from error


def _lines_of(text: str, header: str) -> list[int]:
    return [number for number, line in enumerate(text.splitlines(), 1) if line.strip() == header]


def _whole(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _is_day(value: Any) -> bool:
    try:
        _day(value)
    except ValueError:
        return False
    return value is None or (isinstance(value, str | date) and not isinstance(value, datetime))


def _day(value: Any) -> date | None:
    if value is None or isinstance(value, date):
        return value
    return date.fromisoformat(str(value))
