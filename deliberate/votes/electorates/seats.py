"""Which elector of a fixed body a line written by hand speaks of."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

COMMA = re.compile("[,，、]")
# “101” alone could be any house; a house and a door is enough.
SHORTEST_END = 4


def seat_named(label: str, roll: Sequence[tuple[str, str]], *, taken: Collection[str] = ()) -> str:
    """Return the seat a line of the list speaks of: its own words, or those behind a comma, as “陈阿婆，3号 101”.

    `roll` holds key and label of every seat. The end of a label is enough where it fits one seat only; of two who bear
    one name the second line takes the second seat. Empty: a guest.
    """
    said = "".join(COMMA.split(label, maxsplit=1)[-1].split())
    if not said:
        return ""
    names = [(key, "".join(name.split())) for key, name in roll]
    fitting = [key for key, name in names if name == said]
    if not fitting:
        ends = [key for key, name in names if name.endswith(said)]
        return ends[0] if len(ends) == 1 and len(said) >= SHORTEST_END else ""
    return next((key for key in fitting if key not in taken), fitting[0])
