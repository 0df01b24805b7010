"""What may be shown of a few: where hardly anybody lives, a count says who."""

from __future__ import annotations

FEWEST_HOMES = 5


def shown_count(part: int, whole: int) -> tuple[int, int]:
    """Return a count with its whole, or nothing of nothing where the whole is too small to hide anybody in."""
    return (part, whole) if whole >= FEWEST_HOMES else (0, 0)
