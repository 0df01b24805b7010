"""docs/live-protocol.md is what outsiders write clients by: every shape that is pushed is looked up in it."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from deliberate.realtime import queries
from deliberate.realtime.acts import ACTS
from deliberate.realtime.rules import NOT_PUSHED, SHAPES, Audience
from deliberate.web.sockets import known_messages
from tests.realtime.test_reducer import an_evening

PAGE = Path(__file__).parents[2] / "docs" / "live-protocol.md"
VERB = re.compile(r"`([a-z_]+\.[a-z_]+)`(?: \(`([^`]+)`\))?")
# What the page says of any contribution: its words may be gone, and neighbours may have translated them.
OF_WORDS = {"hidden", "renderings"}
TOKEN = re.compile(r'"[^"]*"\??|[{}\[\]:,]|\s+|[^"{}\[\]:,\s]+')


def section(heading):
    """Return what stands under a heading of the page."""
    return PAGE.read_text(encoding="utf-8").split(f"\n## {heading}\n", 1)[1].split("\n## ", 1)[0]


def table(heading):
    """Return the cells of the first table under a heading."""
    lines = section(heading).split("|---|", 1)[1].split("\n\n", 1)[0].splitlines()[1:]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def names(cell):
    """Return the field names a cell lists."""
    listed = [text for text in re.findall(r"`([^`]+)`", cell) if text[0] not in "{/"]
    return {name.strip("? ") for text in listed for name in text.split(",")}


@cache
def documented():
    """Return verb → the fields the page lists."""
    found = {}
    for verbs, data, _state in table("The items"):
        for verb, own in VERB.findall(verbs):
            listed = names(data) | names(f"`{own}`" if own else "")
            # "What another verb has" stands for the fields of that one, which comes before it.
            others = [name for name in listed if name in found]
            found[verb] = {name for name in listed if name not in found}.union(*(found[other] for other in others))
    return found


def test_every_verb_that_is_pushed_is_on_the_page_with_its_fields():
    wanted = {verb: set(shape.everyone + shape.staff) for verb, shape in SHAPES.items()}
    assert {verb: fields - OF_WORDS for verb, fields in documented().items()} == wanted


def test_what_is_not_pushed_is_on_the_page():
    told = section("The items").split("Not pushed:", 1)[1].split(". ", 1)[0]
    assert names(told) == set(NOT_PUSHED)


def test_every_act_and_every_message_is_on_the_page_with_what_it_needs(app):
    messages, acts = re.split(r"`act` does one thing", section("From the phone"))
    assert set(re.findall(r"^\| `(\w+)`", messages, re.MULTILINE)) == set(known_messages())
    listed = {}
    for line in re.findall(r"^\| (`\w+`.*)\|$", acts, re.MULTILINE):
        verbs, _who, data = (cell.strip() for cell in line.split("|"))
        for verb in re.findall(r"`(\w+)`", verbs):
            listed[verb] = names(data)
    assert set(listed) == set(ACTS)
    assert {
        verb: set(act.needs) | set(act.may_have)
        for verb, act in ACTS.items()
        if (set(act.needs) | set(act.may_have)) - listed[verb]
    } == {}


def tree(text):
    """Return the page's sketch of the snapshot as nested keys: a set of names, or None where anything may stand."""
    tokens = [token for token in TOKEN.findall(text) if not token.isspace()]
    found, _rest = value(tokens, 0)
    return found


def value(tokens, at):
    """Return the first object in a value, and where the value ends."""
    made = None
    while at < len(tokens) and tokens[at] not in {",", "}", "]"}:
        if tokens[at] == "{":
            inner, at = fields(tokens, at + 1)
        elif tokens[at] == "[":
            inner, at = value(tokens, at + 1)
            while tokens[at] != "]":
                _more, at = value(tokens, at + 1)
            at += 1
        else:
            inner, at = None, at + 1
        made = made or inner
    return made, at


def fields(tokens, at):
    """Return what stands between curly brackets; where names are not in quotes, any may stand."""
    made, open_ended = {}, not tokens[at].startswith('"')
    while tokens[at] != "}":
        if tokens[at] == ",":
            at += 1
            continue
        name, at, inner = tokens[at].strip('"?'), at + 1, None
        if tokens[at] == ":":
            inner, at = value(tokens, at + 1)
        elif tokens[at] not in {",", "}"}:
            _skipped, at = value(tokens, at)
        made[name] = inner
    return (None if open_ended else made), at + 1


def strange(real, sketch, path=""):
    """Return the places where something stands that the page does not name."""
    if isinstance(real, list):
        return [fault for one in real for fault in strange(one, sketch, path)]
    if not isinstance(real, dict) or sketch is None:
        return []
    faults = [f"{path}.{name}" for name in real if name not in sketch]
    return faults + [
        fault for name, one in real.items() if name in sketch for fault in strange(one, sketch[name], f"{path}.{name}")
    ]


def unnamed(batch):
    """Return what a batch has that the page does not name."""
    assert set(batch) == {"from", "to", "items"}
    faults = []
    for item in batch["items"]:
        assert set(item) == {"seq", "at", "verb", "actor", "data"}
        assert item["actor"] is None or set(item["actor"]) == {"id", "name", "role"}
        faults += [(item["verb"], name) for name in set(item["data"]) - documented()[item["verb"]] - OF_WORDS]
    return faults


def test_what_a_whole_evening_pushes_is_what_the_page_says(session):
    sketch = tree(section("Over HTTP").split("```json\n", 1)[1].split("```", 1)[0])
    sketch["attendance"]["by_channel"] = sketch["captions"] = None
    seen, faults, after = {audience: set() for audience in Audience}, [], 0
    for meeting in an_evening():
        session.flush()
        found = queries.range_after(meeting, after)
        for audience, verbs in seen.items():
            batch = found.batch(audience)
            verbs.update(item["verb"] for item in batch["items"])
            faults += [*unnamed(batch), *strange(queries.snapshot(meeting, audience), sketch)]
        after = found.last
    assert faults == []
    assert min(len(verbs) for verbs in seen.values()) > len(SHAPES) * 0.7
