"""What is taken back of a meeting that is over is taken out of the draft of its minutes too."""

from __future__ import annotations

from flask import current_app
from flask_babel import force_locale

from deliberate.kit.bus import bus
from deliberate.meetings.minutes import queries as minutes
from deliberate.meetings.minutes.reactions import say
from deliberate.meetings.minutes.services import redraft_minutes
from deliberate.meetings.states import MeetingState
from deliberate.meetings.undoing.events import ActUndone


@bus.on(ActUndone)
def follow(event: ActUndone) -> None:
    """Draft anew what nobody has mended; while a meeting goes on there is nothing to draft yet."""
    known = minutes.minutes_of(event.meeting_id)
    if known is None or known.meeting.state is not MeetingState.closed:
        return
    with force_locale(current_app.config["BABEL_DEFAULT_LOCALE"]):
        redraft_minutes(known, say=say, actor_id=event.actor_id, now=event.at)
