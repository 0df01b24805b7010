"""When an item of the agenda ends, its floor ends with it; in a break its clock stands still."""

from __future__ import annotations

from deliberate.kit.bus import bus
from deliberate.meetings.events import AgendaItemClosed, MeetingClosed, MeetingPaused
from deliberate.meetings.floor.services import clear_floor, stop_clock
from deliberate.meetings.queries import programme


@bus.on(AgendaItemClosed)
def end_the_floor(event: AgendaItemClosed) -> None:
    """Let those who still wait go home."""
    clear_floor(event.agenda_item_id, now=event.at)


@bus.on(MeetingClosed)
def end_an_unfinished_floor(event: MeetingClosed) -> None:
    """Do the same for the item a stopped meeting was talking about."""
    if event.unfinished_item_id is not None:
        clear_floor(event.unfinished_item_id, now=event.at)


@bus.on(MeetingPaused)
def stop_the_clock(event: MeetingPaused) -> None:
    """Take nobody's time while everybody is away."""
    meeting = programme.meeting(event.meeting_id)
    if meeting is not None and meeting.current_item_id is not None:
        stop_clock(meeting.current_item_id, now=event.at)
