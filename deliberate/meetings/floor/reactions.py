"""When an item of the agenda ends, its floor ends with it."""

from __future__ import annotations

from deliberate.kit.bus import bus
from deliberate.meetings.events import AgendaItemClosed
from deliberate.meetings.floor.services import clear_floor


@bus.on(AgendaItemClosed)
def end_the_floor(event: AgendaItemClosed) -> None:
    """Let those who still wait go home."""
    clear_floor(event.agenda_item_id, now=event.at)
