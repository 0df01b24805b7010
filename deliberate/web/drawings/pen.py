"""What templates call: `drawing.stacked(…)`, `drawing.over_time(…)`, `drawing.squares(…)`, `drawing.plan(…)`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from deliberate.web.drawings import plans
from deliberate.web.drawings.lines import over_time
from deliberate.web.drawings.shares import mark, stacked
from deliberate.web.drawings.squares import squares

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


class Pen:
    """The drawings under the names that templates know."""

    short_name = staticmethod(plans.short_name)
    stacked = staticmethod(stacked)
    mark = staticmethod(mark)
    over_time = staticmethod(over_time)
    squares = staticmethod(squares)

    @staticmethod
    def plan(buildings: Sequence[Mapping[str, Any]]) -> tuple[list[plans.House], float]:
        """Return the houses of buildings that say `part` and `whole`."""
        return plans.plan([(one["part"], one["whole"]) for one in buildings])
