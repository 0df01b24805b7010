"""When an item of the agenda ends, its floor ends with it; in a break its clock stands still."""

from __future__ import annotations

from deliberate.kit.bus import bus
from deliberate.meetings.events import AgendaItemClosed, MeetingClosed, MeetingPaused
from deliberate.meetings.floor.queries import floor_of
from deliberate.meetings.floor.services import clear_floor, stop_clock, withdraw_request
from deliberate.meetings.floor.states import RequestState
from deliberate.meetings.order.events import StepTaken
from deliberate.meetings.queries import programme
from deliberate.moderation.states import Restraint


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


@bus.on(StepTaken)
def leave_the_queue(event: StepTaken) -> None:
    """Take whoever was asked to pause, or to leave, out of the queue."""
    if event.agenda_item_id is None or event.kind is Restraint.warning:
        return
    for request in floor_of(event.agenda_item_id).requests:
        same = request.account_id == event.account_id and (event.account_id is not None or request.label == event.label)
        if same and request.state is RequestState.waiting:
            withdraw_request(request, actor_id=event.actor_id or 0, now=event.at)
