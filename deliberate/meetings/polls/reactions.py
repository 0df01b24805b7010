"""When an item of the agenda ends, a question nobody has seen the answer to is taken back."""

from __future__ import annotations

from deliberate.kit.bus import bus
from deliberate.meetings.events import AgendaItemClosed
from deliberate.meetings.polls.queries import standing
from deliberate.meetings.polls.services import UNDECIDED, withdraw_poll


@bus.on(AgendaItemClosed)
def take_back(event: AgendaItemClosed) -> None:
    """Withdraw what is still open under the item."""
    for poll in standing(event.agenda_item_id):
        if poll.state in UNDECIDED:
            withdraw_poll(poll, actor_id=event.actor_id or 0, now=event.at)
