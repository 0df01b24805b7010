"""Values over time: points joined by lines, broken where nothing is known."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

HEIGHT, TOP, BOTTOM = 168, 24, 32  # pixels: all of it, room for the highest figure, room for the words below
LEFT, RIGHT = 9.0, 95.0  # per cent of the width
MOST_TICKS, MOST_WORDS = 4, 6


@dataclass(frozen=True)
class Point:
    """One value: where it stands, and whether its word is written below."""

    index: int
    x: str
    y: float
    named: bool


@dataclass(frozen=True)
class Line:
    """All that is drawn: levels with their values, the points, and the pairs of points that are joined."""

    height: int
    ground: float
    levels: list[tuple[float, int]]
    points: list[Point]
    strokes: list[tuple[Point, Point]]
    words: list[tuple[str, int]]


def step_of(top: int) -> int:
    """Return the round step by which a scale counts up to a value: 1, 2, 5, 10, 20 and so on."""
    size = 1
    while True:
        for step in (size, 2 * size, 5 * size):
            if step * MOST_TICKS >= top:
                return step
        size *= 10


def named(count: int) -> set[int]:
    """Return which of some words are written, so that they do not run into each other: the last one always."""
    every = -(-count // MOST_WORDS) if count else 1
    return {index for index in range(count) if (count - 1 - index) % every == 0}


def over_time(values: Sequence[int | None], top: int = 0) -> Line:
    """Return the drawing of values in order; None leaves a gap, and `top` is the end of the scale, such as 100."""
    highest = max([top, 1, *(value for value in values if value is not None)])
    step = step_of(highest)
    end = -(-highest // step) * step
    ground = HEIGHT - BOTTOM
    width = RIGHT - LEFT

    def x(index: int) -> str:
        return f"{LEFT + width * (index / (len(values) - 1) if len(values) > 1 else 0.5):.3f}%"

    def y(value: int) -> float:
        return round(ground - (ground - TOP) * value / end, 1)

    shown = named(len(values))
    points = [Point(at, x(at), y(value), at in shown) for at, value in enumerate(values) if value is not None]
    return Line(
        height=HEIGHT,
        ground=ground,
        levels=[(y(value), value) for value in range(0, end + 1, step)],
        points=points,
        strokes=[(one, after) for one, after in pairwise(points) if after.index == one.index + 1],
        words=[(x(index), index) for index in sorted(shown)],
    )
