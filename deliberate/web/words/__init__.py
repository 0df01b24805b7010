"""Codes and states → sentences. Rules hold no words; this package holds nothing else.

Every module here may have these dictionaries: `REFUSALS` (code → sentence), `STATES` (`Enum.member` → name), `EVENTS`
(verb → sentence for a timeline), `MEANINGS` (`Enum.member` → what it is, in a sentence, where the name is not enough) and
`JOBS` (job → what it does). A test asks for an entry for every refusal, state, verb and job in the code.
"""

from __future__ import annotations

from datetime import date, datetime
from enum import Enum
from fractions import Fraction
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import TYPE_CHECKING, Any

from deliberate.kit.refusals import Refusal
from deliberate.web import language

if TYPE_CHECKING:
    from flask_babel import LazyString


@cache
def _merged(name: str) -> dict[str, LazyString]:
    merged: dict[str, LazyString] = {}
    for module in iter_modules(__path__):
        merged.update(getattr(import_module(f"{__name__}.{module.name}"), name, {}))
    return merged


def refusals() -> dict[str, LazyString]:
    """Return the sentence of every refusal code."""
    return _merged("REFUSALS")


def states() -> dict[str, LazyString]:
    """Return the name of every enum member."""
    return _merged("STATES")


def events() -> dict[str, LazyString]:
    """Return the timeline sentence of every verb."""
    return _merged("EVENTS")


def jobs() -> dict[str, LazyString]:
    """Return what every job does."""
    return _merged("JOBS")


def meanings() -> dict[str, LazyString]:
    """Return what enum members mean, of those that are explained."""
    return _merged("MEANINGS")


def _fact(value: Any) -> str:
    if isinstance(value, Enum):
        return word(value)
    if isinstance(value, datetime):
        return language.moment(value)
    if isinstance(value, date):
        return language.day(value)
    if isinstance(value, Fraction):
        return f"{value.numerator}/{value.denominator}"
    if isinstance(value, int) and not isinstance(value, bool):
        return language.number(value)
    if isinstance(value, tuple | list):
        return language.listed([_fact(one) for one in value])
    return str(value)


def fill(sentence: LazyString | str, facts: dict[str, Any]) -> str:
    """Put facts into a translated sentence, each written as the reader writes it."""
    text = str(sentence)
    return text % {key: _fact(value) for key, value in facts.items()} if facts else text


def word(thing: Refusal | Enum | None) -> str:
    """Return the sentence of a refusal or the name of a state in the reader's language."""
    if thing is None:
        return ""
    if isinstance(thing, Refusal):
        return fill(refusals().get(thing.code, thing.code), dict(thing.facts))
    return str(states().get(f"{type(thing).__name__}.{thing.name}", thing.value))


def meaning(thing: Enum) -> str:
    """Return what a state is, in a sentence of the reader's language; nothing where its name is enough."""
    return str(meanings().get(f"{type(thing).__name__}.{thing.name}", ""))
