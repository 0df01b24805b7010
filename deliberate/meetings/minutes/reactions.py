"""When a meeting is closed, its minutes are drafted from the record in the language of the place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import current_app
from flask_babel import force_locale

from deliberate.kit.bus import bus
from deliberate.meetings.events import MeetingClosed
from deliberate.meetings.minutes.services import draft_minutes
from deliberate.meetings.notes.queries import unfinished
from deliberate.meetings.notes.services import finish_note
from deliberate.web.words import fill
from deliberate.web.words.meetings import MINUTES

if TYPE_CHECKING:
    from collections.abc import Mapping


def say(key: str, facts: Mapping[str, object]) -> str:
    """Write a sentence of the minutes."""
    return fill(MINUTES[key], dict(facts))


@bus.on(MeetingClosed)
def finish_running_text(event: MeetingClosed) -> None:
    """Put on record what the recorder was still writing: the minutes are drafted from the record."""
    for note in unfinished(event.meeting_id):
        finish_note(note, actor_id=note.written_by_id, now=event.at)


@bus.on(MeetingClosed)
def draft_at_close(event: MeetingClosed) -> None:
    """Draft while everything is fresh; people mend it afterwards."""
    with force_locale(current_app.config["BABEL_DEFAULT_LOCALE"]):
        draft_minutes(event.meeting_id, say=say, actor_id=event.actor_id, now=event.at)
