"""When an item of the agenda ends, a question nobody has seen the answer to is taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from deliberate.kit.bus import bus
from deliberate.meetings.events import AgendaItemClosed, MeetingClosed
from deliberate.meetings.polls.queries import standing
from deliberate.meetings.polls.services import UNDECIDED, withdraw_poll

if TYPE_CHECKING:
    from deliberate.meetings.events import MeetingEvent


@bus.on(AgendaItemClosed)
def take_back(event: AgendaItemClosed) -> None:
    """Withdraw what is still open under the item."""
    _take_back(event.agenda_item_id, event)


@bus.on(MeetingClosed)
def take_back_unfinished(event: MeetingClosed) -> None:
    """Withdraw what is still open under the item a stopped meeting was talking about."""
    if event.unfinished_item_id is not None:
        _take_back(event.unfinished_item_id, event)


def _take_back(agenda_item_id: int, event: MeetingEvent) -> None:
    for poll in standing(agenda_item_id):
        if poll.state in UNDECIDED:
            withdraw_poll(poll, actor_id=event.actor_id or 0, now=event.at)
