"""What a count of few people would give away, and what is therefore not shown. Figures come from the rule set."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from deliberate.kit.events import Plain

TOLD = ("method", "verdict", "took_part", "roll", "tie_rule")


@dataclass(frozen=True)
class Group:
    """Some of the electorate, such as a house: how many stand on the roll, and how many of them voted."""

    key: str
    voted: int
    whole: int


def tells_too_much(voted: int, *, least: int, choices: Mapping[str, int] | None = None) -> bool:
    """Tell whether figures of a group would show what single people did: too few of them, or all chose the same."""
    if voted < least:
        return True
    return choices is not None and max(choices.values(), default=0) >= voted


def withheld(result: Mapping[str, Plain]) -> dict[str, Plain]:
    """Return a result as it may be told where too few took part: the verdict, and nothing that shows who chose what."""
    empty: dict[str, Plain] = {"standings": [], "winners": [], "ties": [], "steps": []}
    return {**{name: result[name] for name in TOLD}, **empty, "withheld": True}


def merged(groups: Sequence[Group], *, least: int) -> tuple[list[Group], Group | None]:
    """Return the groups that may be shown, and the others put together; None when nothing had to be.

    The others together must be enough as well, or whoever subtracts the shown from the whole would learn of them; so
    the smallest shown group joins them until they are.
    """
    shown = [group for group in groups if group.whole >= least]
    hidden = [group for group in groups if group.whole < least]
    while hidden and shown and sum(group.whole for group in hidden) < least:
        smallest = min(shown, key=lambda group: (group.whole, group.key))
        shown.remove(smallest)
        hidden.append(smallest)
    if not hidden:
        return shown, None
    return shown, Group("", sum(group.voted for group in hidden), sum(group.whole for group in hidden))
