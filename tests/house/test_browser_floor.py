"""What an old phone can read: Chromium 78 and iOS 13 must understand every line of our styles and scripts."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
STYLES = sorted((ROOT / "static" / "css").rglob("*.css"))
SCRIPTS = sorted((ROOT / "static" / "js").rglob("*.js"))
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))

# Name of what came too late → how it looks.
TOO_NEW_STYLES = {
    "cascade layers (99)": r"@layer",
    "@supports selector, container queries (105)": r"@container",
    ":is and :where (88)": r":(is|where|has)\(",
    "aspect-ratio (88)": r"\baspect-ratio\s*:",
    "inset shorthands (87)": r"(?<![\w(-])inset(-\w+)*\s*:",
    "logical shorthands (87)": r"\b(margin|padding|border)-(inline|block)\s*:",
    "min, max, clamp (79)": r"[:\s(](min|max|clamp)\(",
    "dynamic viewport units (108)": r"\d(d|s|l)v[hw]\b",
    "logical corners (89)": r"border-(start|end)-(start|end)-radius",
    "nesting (120)": r"^\s*&",
    "colour functions (111)": r"color-mix|oklch|\blab\(",
    "media ranges (104)": r"@media[^{]*[<>]",
}
TOO_NEW_SCRIPTS = {
    "optional chaining (80)": r"\?\.[\w([]",
    "nullish coalescing (80)": r"\?\?",
    "private members (84)": r"this\.#",
    "Promise.allSettled, any": r"Promise\.(allSettled|any)\b",
    "replaceAll (85)": r"\.replaceAll\(",
    "at() (92)": r"\.at\(-?\d",
    "logical assignment (85)": r"(\|\||&&)=",
    "import map, top-level await": r"^await\s",
    "numeric separators": r"\b\d+_\d+\b",
    "structuredClone (98)": r"structuredClone",
}


def bare(text: str) -> str:
    """Return styles or scripts without comments, whose words are nobody's business."""
    return re.sub(r"(?<!:)//[^\n]*", "", re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL))


@pytest.mark.parametrize("path", STYLES, ids=lambda path: path.name)
def test_styles_stay_above_the_floor(path):
    text = bare(path.read_text())
    assert [name for name, look in TOO_NEW_STYLES.items() if re.search(look, text, re.MULTILINE)] == []


@pytest.mark.parametrize("path", STYLES, ids=lambda path: path.name)
def test_flexible_boxes_have_no_gap(path):
    """`gap` in a flex container came with 84; a grid uses its old name, so that the two cannot be mistaken."""
    assert re.findall(r"(?<![\w-])(?:row-|column-)?gap\s*:", bare(path.read_text())) == []


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_scripts_stay_above_the_floor(path):
    text = bare(path.read_text())
    assert [name for name, look in TOO_NEW_SCRIPTS.items() if re.search(look, text, re.MULTILINE)] == []


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT / "templates")))
def test_templates_load_nothing_from_elsewhere(path):
    assert re.findall(r"<(?:script|link|img|iframe)[^>]*(?:src|href)=\"(?:https?:)?//", path.read_text()) == []
