"""Every refusal, state and event can be said to a person."""

from __future__ import annotations

import inspect
import re
from enum import StrEnum
from importlib import import_module

import pytest
from flask_babel import force_locale

from deliberate.kit.events import Event, known_events
from deliberate.web.words import events, refusals, states
from tests.support.source import calls, files, literals, module_name, short

PLACEHOLDER = re.compile(r"%\((\w+)\)")
# These pass on a code that somebody else named.
PASS_ON = ("deliberate/kit/", "deliberate/web/errors.py")


def refusing():
    """Return every place that refuses with a literal code: code, names of its facts (None: unknown), where."""
    for path in files("deliberate"):
        for call in calls(path, "Refusal"):
            names = {word.arg for word in call.keywords}
            for code in literals(call.args[0]) if call.args else []:
                yield code, (None if None in names else names), f"{short(path)}:{call.lineno}"
        for call in calls(path, "Transitions"):
            for name in literals(call.args[0]) if call.args else []:
                yield f"{name}.wrong_state", {"state", "following"}, f"{short(path)}:{call.lineno}"


def test_every_refusal_has_a_sentence():
    known = refusals()
    assert sorted({f"{code} ({where})" for code, _, where in refusing() if code not in known}) == []


def test_every_refusal_names_its_code_where_it_is_made():
    unclear = [
        f"{short(path)}:{call.lineno}"
        for path in files("deliberate")
        if not short(path).startswith(PASS_ON)
        for call in calls(path, "Refusal")
        if not call.args or not literals(call.args[0])
    ]
    assert unclear == []


@pytest.mark.parametrize("language", ["en", "zh_Hans_CN"])
def test_every_sentence_gets_the_facts_it_names(app, language):
    known = refusals()
    with app.test_request_context(), force_locale(language):
        lacking = [
            f"{code} ({where}): {PLACEHOLDER.findall(str(known[code]))}"
            for code, facts, where in refusing()
            if code in known and facts is not None and not set(PLACEHOLDER.findall(str(known[code]))) <= facts
        ]
    assert lacking == []


def enums():
    for path in files("deliberate"):
        if path.stem == "states" or path.parent.name == "states":
            module = import_module(module_name(path))
            for _, kind in inspect.getmembers(module, inspect.isclass):
                if issubclass(kind, StrEnum) and kind.__module__ == module.__name__:
                    yield kind


def test_every_state_has_a_name():
    known = states()
    members = [f"{kind.__name__}.{member.name}" for kind in enums() for member in kind]
    assert [name for name in members if name not in known] == []


def all_events():
    for path in files("deliberate"):
        if path.stem == "events" or path.parent.name == "events":
            import_module(module_name(path))
    return {verb: kind for verb, kind in known_events().items() if kind.__module__.startswith("deliberate.")}


def test_every_event_has_a_sentence_for_the_timeline():
    known = events()
    assert sorted(verb for verb in all_events() if verb not in known) == []


def test_every_event_says_in_which_stream_it_stands():
    fields = {verb: set(inspect.signature(kind).parameters) for verb, kind in all_events().items()}
    assert [verb for verb, kind in all_events().items() if kind.stream_of[1] not in fields[verb]] == []
    assert [verb for verb in fields if not re.fullmatch(r"[a-z_]+\.[a-z_]+", verb)] == []


def leaves(kind):
    below = kind.__subclasses__()
    return [leaf for item in below for leaf in leaves(item)] if below else [kind]


def test_an_event_that_can_happen_has_a_verb():
    all_events()
    ours = [kind for kind in leaves(Event) if kind.__module__.startswith("deliberate.")]
    assert [f"{kind.__module__}.{kind.__name__}" for kind in ours if not kind.verb] == []
