"""One bar cut into shares, and the lines that had to be reached."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

WHOLE = 100
# A word beside a line near the border would be cut off; it is set on the other side.
NEAR_THE_BORDER = 25


def percents(part: float, whole: float) -> str:
    """Write a length as SVG reads it."""
    return f"{WHOLE * part / whole:.3f}%" if whole else "0%"


@dataclass(frozen=True)
class Piece:
    """A share of the bar: which of the values it is, where it begins and how long it is."""

    index: int
    x: str
    width: str


@dataclass(frozen=True)
class Mark:
    """A line across the bar, and the side its words are set on."""

    x: str
    anchor: str


def stacked(values: Sequence[int], whole: int = 0) -> list[Piece]:
    """Return the pieces of a bar; `whole` is the length of the bar where the values do not fill it."""
    length = max(whole, sum(values))
    found, so_far = [], 0
    for index, value in enumerate(values):
        if value > 0:
            found.append(Piece(index, percents(so_far, length), percents(value, length)))
            so_far += value
    return found


def mark(at: int, whole: int) -> Mark:
    """Return where a line stands that had to be reached."""
    place = WHOLE * min(at, whole) / whole if whole else 0
    anchor = "start" if place < NEAR_THE_BORDER else "end" if place > WHOLE - NEAR_THE_BORDER else "middle"
    return Mark(percents(min(at, whole), whole), anchor)
