"""An item that is opened begins with its first phase; one that ends leaves its last; what waited is taken up again."""

from __future__ import annotations

from deliberate.issues.events import IssueProposed
from deliberate.kit.bus import bus
from deliberate.meetings.agenda.queries import ORIGIN, parked
from deliberate.meetings.agenda.services import became_issue, begin_phases, carry_onto, leave_phase, let_wait_again
from deliberate.meetings.events import (
    AgendaItemClosed,
    AgendaItemStarted,
    MeetingCancelled,
    MeetingClosed,
    MeetingReplanned,
    MeetingScheduled,
)
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
    """Put onto the agenda of a meeting what was chosen of the matters put aside earlier."""
    meeting = programme.meeting(event.meeting_id) if event.carries else None
    if meeting is not None:
        carry_onto(meeting, event.carries, actor_id=event.actor_id, now=event.at)


@bus.on(MeetingReplanned)
def drop(event: MeetingReplanned) -> None:
    """Let wait again what was taken off the agenda before anybody was told of it."""
    meeting = programme.meeting(event.meeting_id)
    if meeting is not None:
        let_wait_again(meeting)


@bus.on(MeetingCancelled)
def wait_again(event: MeetingCancelled) -> None:
    """Let it wait again too when the meeting does not take place."""
    meeting = programme.meeting(event.meeting_id)
    if meeting is not None:
        let_wait_again(meeting)


@bus.on(IssueProposed)
def go_on_as_issue(event: IssueProposed) -> None:
    """Link a matter with the issue somebody made of it."""
    kind, _colon, number = event.origin.partition(":")
    matter = parked(int(number)) if kind == ORIGIN and number.isdecimal() else None
    if matter is not None and matter.meeting.place_id == event.place_id:
        became_issue(matter, event.issue_id, actor_id=event.actor_id, now=event.at)
