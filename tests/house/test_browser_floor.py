"""What an old phone can read: Chromium 78 and iOS 13 must understand every line of our styles and scripts.

`tests/support/floor.py` holds the parsers and the tables; vendored files and what the server joins are read as well.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from deliberate.web.assets import BUNDLES, JOINED, LATER, Assets
from tests.support.floor import script_faults, style_faults

ROOT = Path(__file__).parents[2]
STATIC = ROOT / "static"
STYLES = sorted((STATIC / "css").rglob("*.css"))
SCRIPTS = sorted(STATIC.rglob("*.js"))
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
# Newer than the floor, asked for before it is used, and done without where it is missing.
ASKED_FOR = {
    "behaviours.js": {"submitter (81, 15.4)"},
    "outbox.js": {"DataTransfer (60, 14.1)"},
    "photos.js": {"DataTransfer (60, 14.1)"},
    "socket.io.js": {"WebTransport (97, 26)"},
}
TOO_NEW_SCRIPTS = {
    "const a = b?.c": "optional chaining (80, 13.4)",
    "const a = b ?? c": "nullish coalescing (80, 13.4)",
    "a ||= b": "logical assignment (85, 14)",
    "class A { b = 1 }": "class fields (72, 14.1)",
    "class A { #b() {} }": "private members (74, 14.1)",
    "class A { static { f(); } }": "static blocks (94, 16.4)",
    "await f()": "await outside a function (89, 15)",
    "const a = 1_000": "digits with _ or n (75, 14)",
    "a.match(/(?<=b)c/)": "looking back in a pattern (62, 16.4)",
    "a.match(/b/v)": "flags v of a pattern",
    "export * as a from './b.js'": "export * as (72, 14.1)",
    "a.at(-1)": "at() (92, 15.4)",
    "a.replaceAll('b', 'c')": "replaceAll (85, 13.4)",
    "new Intl.ListFormat('zh')": "ListFormat (72, 14.1)",
    "structuredClone(a)": "structuredClone (98, 15.4)",
    "const {": "not readable as a script",
}
TOO_NEW_STYLES = {
    "a { display: flex; gap: 1px }": "gap is not in the table",
    "a { inset: 0 }": "inset is not in the table",
    "a { margin-inline: 0 }": "margin-inline is not in the table",
    "a { aspect-ratio: 1 }": "aspect-ratio is not in the table",
    "a { width: min(1px, 2px) }": "min() in width",
    "a { width: calc(1px + max(1px, 2px)) }": "max() in width",
    "a { --b: clamp(1px, 2px, 3px) }": "clamp() in --b",
    "a { height: 10dvh }": "dvh in height",
    "a { color: color-mix(in srgb, red, blue) }": "color-mix() in color",
    "a { overflow-wrap: anywhere }": "overflow-wrap: anywhere (80, 15.4) without an older value before it",
    "a { appearance: none }": "appearance without -webkit-appearance (84, 15.4)",
    "a { &:hover { color: red } }": "a rule inside a rule (112, 16.5)",
    "a:is(b, c) { color: red }": ":is is not in the table",
    "a:has(b) { color: red }": ":has is not in the table",
    "a:focus-visible, b { color: red }": ":focus-visible among other selectors",
    "@layer a { b { color: red } }": "@layer is not in the table",
    "@container (width) { b { color: red } }": "@container is not in the table",
    "@media (width < 3px) { a { color: red } }": "a range in @media (104, 16.4)",
    "@media print { a { inset: 0 } }": "inset is not in the table",
    "@keyframes a { from { inset: 0 } }": "inset is not in the table",
}
# The same, for the little that templates decide themselves.
TOO_NEW_MARKUP = re.compile(r"<dialog\b|<search\b|\s(?:popover|inert|enterkeyhint)\b(?=[^<]*>)")


@pytest.mark.parametrize("path", STYLES, ids=lambda path: str(path.relative_to(STATIC)))
def test_styles_stay_above_the_floor(path):
    assert style_faults(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: str(path.relative_to(STATIC)))
def test_scripts_stay_above_the_floor(path):
    assert set(script_faults(path.read_text(encoding="utf-8"))) - ASKED_FOR.get(path.name, set()) == set()


@pytest.mark.parametrize("name", sorted(JOINED | LATER.keys() | BUNDLES.keys()))
def test_what_the_server_joins_stays_above_the_floor(name):
    kept = Assets(STATIC).get(name)
    assert kept is not None
    faults = script_faults(kept.plain.decode()) if name.endswith(".js") else style_faults(kept.plain.decode())
    assert set(faults) - set().union(*ASKED_FOR.values()) == set()


@pytest.mark.parametrize("text", TOO_NEW_SCRIPTS)
def test_a_script_that_is_too_new_is_found(text):
    assert TOO_NEW_SCRIPTS[text] in script_faults(text)


@pytest.mark.parametrize("text", TOO_NEW_STYLES)
def test_a_style_that_is_too_new_is_found(text):
    assert TOO_NEW_STYLES[text] in style_faults(text)


def test_what_an_old_phone_understands_is_no_fault():
    script = (
        "async function f() { for await (const a of b()) await c({ ...a, at: a.at }); } /(?<n>a)/su; try {} catch {}"
    )
    assert script_faults(script) == []
    style = "a { overflow-wrap: break-word; overflow-wrap: anywhere; width: calc(var(--a) * 2) } a:focus-visible, b:focus-visible { top: 0 }"
    assert style_faults(style) == []


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT / "templates")))
def test_templates_load_nothing_from_elsewhere_and_use_no_new_markup(path):
    text = path.read_text(encoding="utf-8")
    assert re.findall(r"<(?:script|link|img|iframe)[^>]*(?:src|href)=\"(?:https?:)?//", text) == []
    assert TOO_NEW_MARKUP.findall(text) == []
