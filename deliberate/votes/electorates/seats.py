"""Which elector of a fixed body a line written by hand speaks of."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence


class Seat(NamedTuple):
    """One seat of a fixed body: by what it is known, and how the list calls it."""

    key: str
    label: str


COMMA = re.compile("[,，、]")
# “101” alone could be any house; a house and a door is enough.
SHORTEST_END = 4
# As many households as one person speaks for at most.
SEATS_MOST = 12


def seats_named(label: str, roll: Sequence[tuple[str, str]], *, taken: Collection[str] = ()) -> str:
    """Return the seats a line speaks of: its own words, or those behind each comma, as “陈阿婆，3号 101，5号 202”.

    `roll` holds key and label of every seat. Empty: a guest.
    """
    first, *homes = COMMA.split(label)
    found = [_seat_named(words, roll, taken) for words in homes[:SEATS_MOST] or [first]]
    return " ".join(dict.fromkeys(seat for seat in found if seat))


def _seat_named(words: str, roll: Sequence[tuple[str, str]], taken: Collection[str]) -> str:
    """Return the seat some words name; the end of a label is enough where it fits one seat only.

    Of two who bear one name the second line takes the second seat.
    """
    said = "".join(words.split())
    if not said:
        return ""
    names = [(key, "".join(name.split())) for key, name in roll]
    fitting = [key for key, name in names if name == said]
    if not fitting:
        ends = [key for key, name in names if name.endswith(said)]
        return ends[0] if len(ends) == 1 and len(said) >= SHORTEST_END else ""
    return next((key for key in fitting if key not in taken), fitting[0])
