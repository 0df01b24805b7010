"""Changing a figure: what rests on law is not changed here, and every change becomes a new version with its reason."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

from deliberate.kit.refusals import Refusal
from deliberate.places.rules.rulesets import Basis, RuleSet, Unit

if TYPE_CHECKING:
    from collections.abc import Mapping

    from deliberate.places.rules.rulesets import Rule, Value

CHANGEABLE = frozenset({Basis.default, Basis.practice})
LONGEST_KEY = 60
MOST = 10_000


def own_key(key: str, slug: str) -> str:
    """Return the name of a place's own version of a rule set: the set's name with the place's behind it."""
    return key if key.endswith(f"-{slug}") else f"{key}-{slug}"[:LONGEST_KEY]


def why_not_change(rule: Rule, value: Value) -> Refusal | None:
    """Return why a figure may not become another one."""
    if rule.basis not in CHANGEABLE:
        return Refusal("places.rule_is_law", article=rule.article)
    if type(value) is not type(rule.value):
        return Refusal("places.rule_wrong_kind", key=rule.key)
    numbers = value if isinstance(value, tuple) else (value,)
    if any(isinstance(number, int) and not 0 <= number <= MOST for number in numbers):
        return Refusal("places.rule_out_of_range", key=rule.key, most=MOST)
    if isinstance(value, Fraction) and not 0 <= value <= 1:
        return Refusal("places.rule_wrong_kind", key=rule.key)
    return None


def changed(ruleset: RuleSet, values: Mapping[str, Value], *, key: str, reason: str) -> RuleSet:
    """Return the next version with some figures changed; the reason stands where the article stood."""
    rules = tuple(
        replace(rule, value=values[rule.key], basis=Basis.default, article=reason) if rule.key in values else rule
        for rule in ruleset.rules
    )
    return RuleSet(
        key=key, version=ruleset.version + 1, jurisdiction=ruleset.jurisdiction, title=ruleset.title, rules=rules
    )


def typed_value(rule: Rule, typed: str) -> Value | None:
    """Return what was typed for a figure in the kind it has, or None if it cannot be read so."""
    plain = typed.strip()
    try:
        if rule.unit is Unit.switch:
            return plain in {"1", "y", "yes", "true", "on"}
        if rule.unit is Unit.fraction:
            return Fraction(plain)
        if rule.unit is Unit.word:
            return plain or None
        if isinstance(rule.value, tuple):
            return tuple(int(part) for part in plain.replace("，", ",").split(","))
        return int(plain)
    except (ValueError, ZeroDivisionError):
        return None


def value_as_typed(rule: Rule) -> str:
    """Return a figure as a person would type it."""
    if isinstance(rule.value, bool):
        return "1" if rule.value else "0"
    if isinstance(rule.value, tuple):
        return ", ".join(str(number) for number in rule.value)
    return str(rule.value)
