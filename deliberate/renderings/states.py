"""Where a translation stands."""

from __future__ import annotations

from enum import StrEnum

from deliberate.kit.states import Transitions


class RenderingState(StrEnum):
    """Asked for; written; looked through by a second person; of an earlier wording; doubted by a reader."""

    waiting = "waiting"
    written = "written"
    checked = "checked"
    outdated = "outdated"
    doubted = "doubted"

    @property
    def to_do(self) -> bool:
        """Tell whether a translator has something to write."""
        return self in TO_DO


TO_DO = frozenset({RenderingState.waiting, RenderingState.outdated, RenderingState.doubted})
_S = RenderingState
RENDERING = Transitions(
    "renderings",
    {
        _S.waiting: frozenset({_S.written}),
        _S.written: frozenset({_S.written, _S.checked, _S.outdated, _S.doubted}),
        _S.checked: frozenset({_S.written, _S.outdated, _S.doubted}),
        _S.outdated: frozenset({_S.written}),
        _S.doubted: frozenset({_S.written, _S.checked, _S.outdated}),
    },
)
