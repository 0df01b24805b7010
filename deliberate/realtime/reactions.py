"""What happens in rooms once something is committed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import current_app, has_app_context

from deliberate.accounts.events import SignedOutEverywhere
from deliberate.kit.bus import bus
from deliberate.realtime.rooms import Rooms, rooms_of
from deliberate.web.sockets import account_room, drop, on_leaving

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flask import Flask

    from deliberate.kit.events import Event


@bus.after_commit
def wake_rooms(events: Sequence[Event]) -> None:
    """Wake the rooms whose stream has grown, and drop the sockets of who signed out everywhere."""
    if not has_app_context() or "socketio" not in current_app.extensions:
        return
    rooms = rooms_of(current_app)
    for event in events:
        rooms.grown(event.stream)
        if isinstance(event, SignedOutEverywhere):
            drop(account_room(event.account_id))


@on_leaving
def forget_connection(sid: str) -> None:
    """Take a connection that ended out of its room's list."""
    rooms_of(current_app).leave(sid)


def bind(app: Flask) -> None:
    """Give the app its rooms."""
    app.extensions["rooms"] = Rooms(app)
