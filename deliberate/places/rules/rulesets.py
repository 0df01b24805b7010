"""A rule set: every figure the product goes by, with its unit, its article and what it rests on; it never changes.

A meeting or vote keeps the version it started under, so a set is stored whole, as plain JSON.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from math import ceil
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

Value = int | Fraction | bool | str | tuple[int, ...]


class Unit(StrEnum):
    """What a rule's value counts."""

    days = "days"
    working_days = "working_days"
    hours = "hours"
    minutes = "minutes"
    seconds = "seconds"
    months = "months"
    persons = "persons"
    households = "households"
    sides = "sides"
    years = "years"
    times = "times"
    times_a_year = "times_a_year"
    choices = "choices"
    fraction = "fraction"
    yuan = "yuan"
    switch = "switch"
    word = "word"


class Basis(StrEnum):
    """What a figure rests on; only `default` may be changed without asking a lawyer."""

    statutory = "statutory"
    local = "local"
    practice = "practice"
    default = "default"


class Bound(StrEnum):
    """How a share is reached: `at_least` includes the number itself, `more_than` does not (Civil Code art. 1259)."""

    at_least = "at_least"
    more_than = "more_than"


@dataclass(frozen=True, kw_only=True)
class Rule:
    """One figure: what it is, what it counts, where it is written and from when to when it holds."""

    key: str
    value: Value
    unit: Unit
    basis: Basis
    article: str
    title: str = ""
    title_en: str = ""
    bound: Bound = Bound.at_least
    effective_from: date | None = None
    effective_to: date | None = None

    def holds_on(self, day: date) -> bool:
        """Tell whether the rule is in force on `day`, first and last day included."""
        begun = self.effective_from is None or self.effective_from <= day
        return begun and (self.effective_to is None or day <= self.effective_to)

    @property
    def number(self) -> int:
        """Return a whole number; asking a share or a word for one is a mistake in the code."""
        if isinstance(self.value, bool) or not isinstance(self.value, int):
            raise WrongKindError(self.key, "a whole number")
        return self.value

    @property
    def share(self) -> Fraction:
        """Return the exact fraction."""
        if not isinstance(self.value, Fraction):
            raise WrongKindError(self.key, "a fraction")
        return self.value

    @property
    def numbers(self) -> tuple[int, ...]:
        """Return the steps of a rule that has several, such as reminders 7, 3 and 1 days before."""
        if not isinstance(self.value, tuple):
            raise WrongKindError(self.key, "a list of whole numbers")
        return self.value

    @property
    def words(self) -> tuple[str, ...]:
        """Return the names a rule lists, such as those who sign."""
        if not isinstance(self.value, str):
            raise WrongKindError(self.key, "a list of names")
        return tuple(self.value.split())

    def title_in(self, language: str) -> str:
        """Return the rule's name in a language: English where asked for and given, else as the file has it."""
        chosen = self.title_en if language.startswith("en") else self.title
        return chosen or self.title or self.key

    def needed(self, total: int) -> int:
        """Return the smallest number of `total` that reaches the share."""
        exact = self.share * total
        return ceil(exact) if self.bound is Bound.at_least else int(exact) + 1

    def reached_by(self, part: int, total: int) -> bool:
        """Tell whether `part` of `total` reaches the share; of nothing, nothing is reached."""
        if total <= 0:
            return False
        have = Fraction(part, total)
        return have >= self.share if self.bound is Bound.at_least else have > self.share


class UnknownRuleError(KeyError):
    """A key that the rule set does not have."""

    def __init__(self, key: str, ruleset: str) -> None:
        """Name the key and the set."""
        super().__init__(f"rule set {ruleset} has no rule {key}")


class WrongKindError(TypeError):
    """A rule asked for a value of another kind than it has."""

    def __init__(self, key: str, wanted: str) -> None:
        """Name the rule and what was wanted of it."""
        super().__init__(f"rule {key} is not {wanted}")


@dataclass(frozen=True, kw_only=True)
class RuleSet:
    """All rules of a jurisdiction in one version; the same key may stand twice with dates that do not overlap."""

    key: str
    version: int
    jurisdiction: str
    title: str
    rules: tuple[Rule, ...]
    _by_key: Mapping[str, tuple[Rule, ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Sort the rules into drawers by key."""
        drawers: dict[str, list[Rule]] = {}
        for rule in self.rules:
            drawers.setdefault(rule.key, []).append(rule)
        object.__setattr__(self, "_by_key", {key: tuple(found) for key, found in drawers.items()})

    @property
    def name(self) -> str:
        """Return key and version as written on notices, such as `cn-sh-2026 v1`."""
        return f"{self.key} v{self.version}"

    @property
    def keys(self) -> tuple[str, ...]:
        """Return every key once, in the order of the file."""
        return tuple(self._by_key)

    def has(self, key: str) -> bool:
        """Tell whether the set has a rule of this key."""
        return key in self._by_key

    def rule(self, key: str, *, on: date | None = None) -> Rule:
        """Return the rule in force on a day, or the newest one when no day is given."""
        found = self._by_key.get(key, ())
        if on is not None:
            found = tuple(rule for rule in found if rule.holds_on(on))
        if not found:
            raise UnknownRuleError(key, self.name)
        return found[-1]

    def value(self, key: str, *, on: date | None = None) -> Value:
        """Return a rule's value as it is."""
        return self.rule(key, on=on).value

    def number(self, key: str, *, on: date | None = None) -> int:
        """Return a rule's value as a whole number."""
        return self.rule(key, on=on).number

    def share(self, key: str, *, on: date | None = None) -> Fraction:
        """Return a rule's value as an exact fraction."""
        return self.rule(key, on=on).share

    def numbers(self, key: str, *, on: date | None = None) -> tuple[int, ...]:
        """Return a rule's steps."""
        return self.rule(key, on=on).numbers

    def switched_on(self, key: str) -> bool:
        """Tell whether a yes-or-no rule says yes; a missing one says no."""
        return self.has(key) and self.value(key) is True

    def under(self, prefix: str) -> tuple[Rule, ...]:
        """Return the rules of one group, such as everything under `meeting.hearing`."""
        return tuple(rule for rule in self.rules if rule.key.startswith(f"{prefix}."))
