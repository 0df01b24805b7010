"""When a line of the running text may be written, and when two recorders have written the same one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from deliberate.kit.refusals import Refusal
from deliberate.meetings.states import MeetingState

if TYPE_CHECKING:
    from collections.abc import Collection

TEXT_MOST, SOURCES_MOST = 1000, 50


def why_not_write(state: MeetingState, *, text: str, sources: Collection[int], head: int) -> Refusal | None:
    """Write while the meeting goes on; afterwards the lines stand in the draft and are mended there."""
    if state is not MeetingState.in_session:
        return Refusal("notes.over" if state.over else "notes.not_begun")
    if len(text) > TEXT_MOST:
        return Refusal("notes.too_long", most=TEXT_MOST)
    if len(sources) > SOURCES_MOST or any(not 1 <= seq <= head for seq in sources):
        return Refusal("notes.no_such_entry")
    return None


def why_not_over(*, known: int, base: int) -> Refusal | None:
    """Write over a line only as one has read it: somebody else may have written in it meanwhile."""
    return None if known == base else Refusal("notes.changed_meanwhile")
