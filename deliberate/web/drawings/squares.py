"""A count as a picture: every household a square, row by row, one kind after the other."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

CELL = 10
# On a sheet of 328 pixels a square of a fiftieth is six pixels wide: the smallest that is still one.
FEW, MANY = 25, 50
MOST_SQUARES = 1500


@dataclass(frozen=True)
class Patch:
    """A rectangle full of squares of one kind."""

    index: int
    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True)
class Squares:
    """The picture: its size in its own units, its patches, and for how many each square stands."""

    width: int
    height: int
    patches: list[Patch]
    each: int


def each_square(total: int) -> int:
    """Return for how many a square stands: one, unless there are too many to draw: 2, 5, 10 and so on."""
    size = 1
    while True:
        for each in (size, 2 * size, 5 * size):
            if total <= each * MOST_SQUARES:
                return each
        size *= 10


def counted(values: Sequence[int], each: int) -> list[int]:
    """Return the squares of each value; what is rounded never makes a square too many or too few in all."""
    borders, so_far = [0], 0
    for value in values:
        so_far += value
        borders.append(round(so_far / each))
    return [after - before for before, after in pairwise(borders)]


def patches(index: int, start: int, count: int, columns: int) -> list[Patch]:
    """Return up to three rectangles that hold the squares from `start` on: a begun row, whole rows, the rest."""
    found, at, left = [], start, count
    while left > 0:
        row, column = divmod(at, columns)
        rows = left // columns if column == 0 else 0
        taken = rows * columns if rows else min(left, columns - column)
        wide = columns if rows else taken
        found.append(Patch(index, column * CELL, row * CELL, wide * CELL, max(rows, 1) * CELL))
        at, left = at + taken, left - taken
    return found


def squares(values: Sequence[int]) -> Squares:
    """Return the picture of some counts that belong together."""
    each = each_square(sum(values))
    numbers = counted(values, each)
    total = sum(numbers)
    columns = FEW if total <= FEW * FEW else MANY
    found, at = [], 0
    for index, number in enumerate(numbers):
        found += patches(index, at, number, columns)
        at += number
    return Squares(columns * CELL, -(-total // columns) * CELL, found, each)
