"""Fan-out: one message for a whole room is encoded and framed once, and the same bytes go to every phone."""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING, Any

import gevent
from socketio import Manager

from deliberate.web.transport.frames import text_frame

if TYPE_CHECKING:
    from collections.abc import Sequence

    from deliberate.web.transport.wire import Wire

# After so many seconds of sending the others get their turn: a request waits for some milliseconds, not for the whole
# hall. Looked at once a block; and not more often, because in a rush all who write take a turn each time.
BREATH, BLOCK = 0.008, 200


class Codec:
    """JSON on the wire: readable Chinese instead of escapes, and whatever is not JSON as its text (lazy sentences)."""

    @staticmethod
    def dumps(value: Any, **options: Any) -> str:
        """Write compactly."""
        options.setdefault("separators", (",", ":"))
        return json.dumps(value, ensure_ascii=False, default=str, **options)

    @staticmethod
    def loads(text: str, **options: Any) -> Any:
        """Read."""
        return json.loads(text, **options)


def event_frame(event: str, data: Any) -> bytes:
    """Return the frame of a Socket.IO event in the one namespace we use."""
    return text_frame("42" + Codec.dumps([event, data]))


class FrameOnce(Manager):
    """The client manager behind Flask-SocketIO; only what is sent to rooms differs from the stock one."""

    def __init__(self) -> None:
        """Start with nobody there."""
        super().__init__()
        self._found: dict[tuple[str, Any], Sequence[Wire]] = {}

    def emit(self, event: str, data: Any, namespace: str, room: Any = None, **options: Any) -> None:
        """Send an event to a room; exceptions and answers go the stock way."""
        room = options.pop("to", None) or room
        if options.get("callback") or options.get("skip_sid"):
            super().emit(event, data, namespace, room, **options)
        else:
            self.spread(event_frame(event, data), room, namespace)

    def basic_enter_room(self, sid: str, namespace: str, room: Any, eio_sid: str | None = None) -> None:
        """Let a connection in; who is in a room is found anew only after somebody came or left."""
        super().basic_enter_room(sid, namespace, room, eio_sid=eio_sid)
        self._found.pop((namespace, room), None)

    def basic_leave_room(self, sid: str, namespace: str, room: Any) -> None:
        """Let a connection out."""
        super().basic_leave_room(sid, namespace, room)
        self._found.pop((namespace, room), None)

    def wires(self, room: str | None, namespace: str = "/") -> Sequence[Wire]:
        """Return the connections in a room as they are at this moment."""
        found = self._found.get((namespace, room))
        if found is None:
            sockets = self.server.eio.sockets
            peers = (sockets.get(eio_sid) for _sid, eio_sid in self.get_participants(namespace, room))
            found = self._found[namespace, room] = tuple(peer.wire for peer in peers if hasattr(peer, "wire"))
        return found

    def empty(self, room: str, namespace: str = "/") -> bool:
        """Tell whether nobody is in a room."""
        return not self.rooms.get(namespace, {}).get(room)

    def number_in(self, room: str, namespace: str = "/") -> int:
        """Return how many connections are in a room, without looking for them."""
        return len(self.rooms.get(namespace, {}).get(room) or ())

    def spread(self, frame: bytes, room: str | None, namespace: str = "/") -> float:
        """Send a ready frame to everybody in a room and return how long that took."""
        return push_all(frame, self.wires(room, namespace))


def push_all(frame: bytes, wires: Sequence[Wire]) -> float:
    """Hand the same bytes to every wire, and return how long the sending took; the others' turns do not count."""
    took, begun = 0.0, time.monotonic()
    for start in range(0, len(wires), BLOCK):
        if time.monotonic() - begun > BREATH:
            took += time.monotonic() - begun
            gevent.sleep(0)
            begun = time.monotonic()
        for wire in wires[start : start + BLOCK]:
            wire.push(frame)
    return took + time.monotonic() - begun
