"""Ink can be read on paper: every pair of colours the design puts together, in the light, in the dark and for elders."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

CSS = Path(__file__).parents[2] / "static" / "css"
SURFACES = ("paper", "sheet", "wash")
TEXTS = ("ink", "ink-soft", "accent", "accent-strong", "run", "good", "soon", "late", "other", "still")
WASHES = ("run", "good", "soon", "late", "other", "still", "accent")
FILLED = (
    ("on-accent", "accent"),
    ("on-accent", "accent-strong"),
    ("on-late", "late"),
    ("paper", "ink"),
    ("on-plate", "plate"),
    ("on-plate-soft", "plate"),
)
PAIRS = (
    *((text, surface) for text in TEXTS for surface in SURFACES),
    *((tone, f"{tone}-wash") for tone in WASHES),
    *(("ink", f"{tone}-wash") for tone in WASHES),
    *(("ink-soft", wash) for wash in ("accent-wash", "run-wash")),
    ("accent-strong", "accent-wash"),
    *FILLED,
)
# What is not text but must be seen: borders of fields, the ring of the focus.
SHAPES = tuple((shape, surface) for shape in ("edge", "focus") for surface in ("paper", "sheet"))


def colours(name: str, selector: str) -> dict[str, str]:
    block = re.search(re.escape(selector) + r"\s*\{([^}]*)\}", (CSS / name).read_text())
    assert block, selector
    return dict(re.findall(r"--([\w-]+):\s*(#[0-9a-f]{6})", block[1]))


LIGHT = colours("tokens.css", ":root")
ELDER = LIGHT | colours("tokens.css", "html.elder")
DARK = colours("dark.css", ":root, html.elder")
HIGH = colours("contrast.css", ":root, html.elder")
HIGH_DARK = colours("dark.css", "@media (prefers-contrast: more) {\n  :root, html.elder")
DRESSES = {"light": LIGHT, "elder": ELDER, "dark": DARK, "high": HIGH, "high-dark": HIGH_DARK}
LEAST = {"light": 4.5, "elder": 7, "dark": 7, "high": 9, "high-dark": 9}


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("dress", DRESSES)
def test_every_text_stands_out_from_its_ground(dress):
    theme = DRESSES[dress]
    weak = {f"{text} on {ground}": contrast(theme[text], theme[ground]) for text, ground in PAIRS}
    assert {pair: ratio for pair, ratio in weak.items() if ratio < LEAST[dress]} == {}


@pytest.mark.parametrize("dress", DRESSES)
def test_edges_and_focus_are_seen(dress):
    theme, least = DRESSES[dress], 4.5 if dress.startswith("high") else 3
    assert [pair for pair in SHAPES if contrast(theme[pair[0]], theme[pair[1]]) < least] == []


@pytest.mark.parametrize("dress", ["high", "high-dark"])
def test_high_contrast_draws_every_line_to_be_seen(dress):
    theme = DRESSES[dress]
    assert [ground for ground in SURFACES if contrast(theme["line"], theme[ground]) < 4.5] == []


@pytest.mark.parametrize("dress", ["dark", "high", "high-dark"])
def test_every_dress_knows_every_colour_of_the_light(dress):
    assert set(DRESSES[dress]) == set(LIGHT)


def test_the_measure_itself_is_right():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
