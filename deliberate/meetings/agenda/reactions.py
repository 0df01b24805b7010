"""An item that is opened begins with its first phase; one that ends leaves its last; what waited is taken up again."""

from __future__ import annotations

from deliberate.kit.bus import bus
from deliberate.meetings.agenda.queries import still_waiting
from deliberate.meetings.agenda.services import begin_phases, leave_phase
from deliberate.meetings.events import AgendaItemClosed, AgendaItemStarted, MeetingClosed, MeetingScheduled
from deliberate.meetings.queries import programme


@bus.on(AgendaItemStarted)
def begin(event: AgendaItemStarted) -> None:
    """Begin with the first phase of the item."""
    begin_phases(programme.item_now(event.agenda_item_id), now=event.at)


@bus.on(AgendaItemClosed)
def end(event: AgendaItemClosed) -> None:
    """Count the time of the phase the item ended in."""
    leave_phase(programme.item_now(event.agenda_item_id), now=event.at)


@bus.on(MeetingClosed)
def end_unfinished(event: MeetingClosed) -> None:
    """Count it too where the meeting ended in the middle of an item."""
    if event.unfinished_item_id is not None:
        leave_phase(programme.item_now(event.unfinished_item_id), now=event.at)


@bus.on(MeetingScheduled)
def take_up(event: MeetingScheduled) -> None:
    """Note which of the matters put aside stand, word for word, on the agenda of a later meeting."""
    meeting = programme.meeting(event.meeting_id)
    titles = {item.title for item in meeting.agenda} if meeting else set()
    for matter in still_waiting(event.place_id):
        if matter.text in titles:
            matter.carried_to_id = event.meeting_id
