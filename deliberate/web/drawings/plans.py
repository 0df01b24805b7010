"""The plan of an estate: one small house for each building, with one lit window for every tenth that takes part."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from unicodedata import east_asian_width

if TYPE_CHECKING:
    from collections.abc import Sequence

COLUMNS, WINDOWS, A_ROW = 3, 10, 5
HOUSE, STEP = 6.2, 7.0  # lines of type: the height of a house, and from one row to the next
NAME_WIDTH = 12  # narrow letters that fit over a house; a Chinese one is as wide as two
GAP = 2.5  # per cent between two houses


@dataclass(frozen=True)
class Window:
    """A window: where it is in its house, and whether there is light."""

    x: str
    y: float
    lit: bool


@dataclass(frozen=True)
class House:
    """A building on the plan."""

    index: int
    x: str
    y: float
    width: str
    height: float
    share: int | None
    windows: list[Window]


def short_name(name: str) -> str:
    """Return a name as far as it fits over its house."""
    so_far = 0
    for index, letter in enumerate(name):
        so_far += 2 if east_asian_width(letter) in "WF" else 1
        if so_far > NAME_WIDTH:
            return f"{name[: index - 1].rstrip()}…"
    return name


def share_of(part: int, whole: int) -> int | None:
    """Return whole per cents, or nothing where there is nothing to compare; some is never shown as none."""
    if whole <= 0:
        return None
    rounded = round(100 * part / whole)
    return min(max(rounded, 1 if part else 0), 100 if part >= whole else 99)


def windows(share: int | None) -> list[Window]:
    """Return ten windows in two rows; a lit one is a tenth, and the least sign of life lights one."""
    lit = 0 if share is None else max(1 if share else 0, share // WINDOWS)
    width = 100 / A_ROW
    return [
        Window(f"{index % A_ROW * width * 0.88 + 9:.1f}%", 3.4 + index // A_ROW * 1.3, index < lit)
        for index in range(WINDOWS)
    ]


def plan(counts: Sequence[tuple[int, int]]) -> tuple[list[House], float]:
    """Return the houses of an estate, given part and whole of each, and the height of the plan in lines of type."""
    wide = (100 - GAP * (COLUMNS - 1)) / COLUMNS
    houses = []
    for index, (part, whole) in enumerate(counts):
        row, column = divmod(index, COLUMNS)
        share = share_of(part, whole)
        x = f"{column * (wide + GAP):.3f}%"
        houses.append(House(index, x, row * STEP + 0.3, f"{wide:.3f}%", HOUSE, share, windows(share)))
    return houses, -(-len(counts) // COLUMNS) * STEP
