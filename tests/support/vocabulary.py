"""What the product can say: its states and its events, gathered from every area."""

from __future__ import annotations

import inspect
from enum import StrEnum
from importlib import import_module
from typing import TYPE_CHECKING

from deliberate.kit.events import Event, known_events
from tests.support.source import files, layer_of, module_name

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import ModuleType


def _modules(layer: str) -> Iterator[ModuleType]:
    for path in files("deliberate"):
        if layer_of(path) == layer:
            yield import_module(module_name(path))


def enums() -> Iterator[type[StrEnum]]:
    """Return every set of states the areas name."""
    for module in _modules("states"):
        for _, kind in inspect.getmembers(module, inspect.isclass):
            if issubclass(kind, StrEnum) and kind.__module__ == module.__name__:
                yield kind


def all_events() -> dict[str, type[Event]]:
    """Return every event of the product by its verb."""
    list(_modules("events"))
    return {verb: kind for verb, kind in known_events().items() if kind.__module__.startswith("deliberate.")}


def possible_events() -> list[type[Event]]:
    """Return every event class that has none below it, with or without a verb."""
    return [kind for kind in _leaves(Event) if kind.__module__.startswith("deliberate.")]


def _leaves(kind: type[Event]) -> list[type[Event]]:
    below = kind.__subclasses__()
    return [leaf for item in below for leaf in _leaves(item)] if below else [kind]
