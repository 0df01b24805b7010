"""Every door of the product: guarded, and with an address that can be read aloud."""

from __future__ import annotations

import re

from deliberate.web.guards import Guard

PLAIN = re.compile(r"[a-z0-9]+(?:[-.][a-z0-9]+)*")
PARAMETER = re.compile(r"<[^>]+>")
# Flask's own door to our style sheets and scripts.
FILES = "static"


def rules(app):
    return [rule for rule in app.url_map.iter_rules() if rule.endpoint != FILES]


def test_every_route_says_who_may_enter(app):
    open_doors = [
        f"{rule.rule} → {rule.endpoint}"
        for rule in rules(app)
        if not isinstance(getattr(app.view_functions[rule.endpoint], "guard", None), Guard)
    ]
    assert open_doors == []


def test_what_changes_something_is_not_fetched(app):
    """A link that can be followed must not also be a form that can be sent without saying what it does."""
    methods = {frozenset(rule.methods - {"HEAD", "OPTIONS"}) for rule in rules(app)}
    assert methods <= {frozenset({"GET"}), frozenset({"POST"}), frozenset({"GET", "POST"})}


def test_addresses_are_in_kebab_case(app):
    odd = []
    for rule in rules(app):
        parts = [PARAMETER.sub("", part) for part in rule.rule.split("/")]
        odd += [rule.rule for part in parts if part.strip(".-") and not PLAIN.fullmatch(part.strip(".-"))]
    assert odd == []


def test_parameters_of_addresses_have_a_type(app):
    assert [rule.rule for rule in rules(app) if any(":" not in item for item in PARAMETER.findall(rule.rule))] == []
