"""One person on two devices: what concerns only them is no entry that others get, so their other devices ask again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import current_app

from deliberate.db.session import afterwards
from deliberate.realtime.rooms import rooms_of
from deliberate.web.guards import identity
from deliberate.web.sockets import account_room, manager

if TYPE_CHECKING:
    from flask import Flask


def acted(meeting_id: int, *, over_socket: bool) -> None:
    """Let the other devices of whoever acts know it after the commit: those with a line at once, others as they ask."""
    account_id, app = identity().account_id, _app()
    if account_id is None:
        return
    here = manager(app).number_in(account_room(account_id)) > int(over_socket)
    rooms = rooms_of(app)
    tell = rooms.own_changed if here or rooms.workers.several else rooms.remember_own
    afterwards(lambda: tell(account_id, meeting_id))


def _app() -> Flask:
    found: Flask = current_app._get_current_object()  # type: ignore[attr-defined]  # noqa: SLF001 - Flask's own name
    return found
