"""Every refusal, state and event can be said to a person."""

from __future__ import annotations

import inspect
import re
from dataclasses import fields

import pytest
from flask_babel import force_locale

from deliberate.issues.views.timeline import said
from deliberate.kit.events import Event
from deliberate.web.jobs import known
from deliberate.web.words import events, jobs, refusals, states, word
from tests.support.source import calls, files, literals, short
from tests.support.vocabulary import all_events, enums, possible_events

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


def test_every_job_says_what_it_does(app):
    assert sorted(jobs()) == [job.name for job in known()]


def test_every_state_has_a_name():
    known = states()
    members = [f"{kind.__name__}.{member.name}" for kind in enums() for member in kind]
    assert [name for name in members if name not in known] == []


def test_what_the_record_keeps_of_a_state_is_a_word_again(app):
    kinds = {kind.__name__: kind for kind in enums()}
    with app.test_request_context():
        bare = {
            f"{verb}: {member.value}"
            for verb, event in all_events().items()
            for field in fields(event)
            for member in kinds.get(str(field.type).split(" | ")[0], ())
            if said(verb, {field.name: member.value})[field.name] != word(member)
        }
    assert sorted(bare) == []


def test_every_event_has_a_sentence_for_the_timeline():
    known = events()
    assert sorted(verb for verb in all_events() if verb not in known) == []


def test_every_event_says_in_which_stream_it_stands():
    plain = {verb: kind for verb, kind in all_events().items() if kind.stream is Event.stream}
    fields = {verb: set(inspect.signature(kind).parameters) for verb, kind in plain.items()}
    assert [verb for verb, kind in plain.items() if kind.stream_of[1] not in fields[verb]] == []


def test_a_verb_is_a_thing_and_what_befell_it():
    assert [verb for verb in all_events() if not re.fullmatch(r"[a-z_]+\.[a-z_]+", verb)] == []


def test_an_event_that_can_happen_has_a_verb():
    all_events()
    assert [f"{kind.__module__}.{kind.__name__}" for kind in possible_events() if not kind.verb] == []


# A refusal is no end of the road: it says what one can do, whom to ask, or until when to wait.
A_WAY_ON = re.compile(
    r"\b(?:please|can|may be|until|after|as soon as|at the earliest|thank you|waits?|ask|tell|will|share|nothing else is needed"
    r"|not needed|write|look|one tap|only people|say|leave|send|try|first|pass it on|hand over|is adopted|is possible|gives it)\b",
    re.IGNORECASE,
)


def test_every_refusal_says_what_one_can_do():
    dead_ends = {code: str(sentence) for code, sentence in refusals().items() if not A_WAY_ON.search(str(sentence))}
    assert dead_ends == {}
