"""Messages over an open socket: identify, guard, parse, answer. Knows no area.

Every message is answered once: `{"ok": true, …}` or `{"ok": false, "error": {"code", "message"}}`, the sentence in
the sender's language. Who is asking is found anew for every message, because an open socket outlives a sign-out.
"""

from __future__ import annotations

import re
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from flask import current_app, request, session
from flask_socketio import SocketIO

from deliberate.db.session import once_more, read_only, rollback, transaction
from deliberate.kit.clock import now
from deliberate.kit.refusals import Refusal, Refused
from deliberate.web.addresses import BIGGEST
from deliberate.web.guards import Forbidden, identity
from deliberate.web.transport.fanout import Codec, FrameOnce
from deliberate.web.transport.wire import MAX_MESSAGE, Wire
from deliberate.web.turns import Turns
from deliberate.web.words import word

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from flask import Flask

UNKNOWN = Refusal("web.unknown_message")
BURST, PER_SECOND = 40, 8
# How many acts a database server works on at once for one worker, well below its connections.
AT_ONCE = 8
UNSTORABLE = re.compile("[\0\ud800-\udfff]")
OWN_EVENTS = ("connect", "disconnect")


@dataclass(frozen=True)
class Message:
    """What a phone sent, its fields already of the right kind, and when it came: before it waited for its turn."""

    sid: str
    fields: Mapping[str, Any]
    at: datetime = field(default_factory=now)


@dataclass(frozen=True)
class Handler:
    """One event the room understands: which fields it needs or may have, and who answers."""

    event: str
    answer: Callable[[Message], Mapping[str, Any]]
    needs: Mapping[str, type]
    may_have: Mapping[str, type]
    writes: bool


class Bucket:
    """How many messages one connection may still send: a burst, then so many a second."""

    def __init__(self) -> None:
        """Start full."""
        self.left, self.at = float(BURST), time.monotonic()

    def take(self) -> bool:
        """Tell whether one more message is fine."""
        moment = time.monotonic()
        self.left, self.at = min(float(BURST), self.left + (moment - self.at) * PER_SECOND), moment
        self.left -= 1
        return self.left >= 0


_handlers: dict[str, Handler] = {}
_left: list[Callable[[str], None]] = []


def on(
    event: str, *, needs: Mapping[str, type], may_have: Mapping[str, type] | None = None, writes: bool = False
) -> Callable[[Callable[[Message], Mapping[str, Any]]], Callable[[Message], Mapping[str, Any]]]:
    """Let a function answer an event; `writes` makes it a transaction, committed before the answer goes out."""

    def register(answer: Callable[[Message], Mapping[str, Any]]) -> Callable[[Message], Mapping[str, Any]]:
        _handlers[event] = Handler(event, answer, needs, may_have or {}, writes)
        return answer

    return register


def on_leaving(listener: Callable[[str], None]) -> Callable[[str], None]:
    """Tell a function the id of every connection that ends."""
    if listener not in _left:
        _left.append(listener)
    return listener


def known_messages() -> Mapping[str, Handler]:
    """Return every event a socket may send."""
    return dict(_handlers)


def live(app: Flask | None = None) -> SocketIO:
    """Return the app's live transport."""
    found: SocketIO = (app or current_app).extensions["socketio"]
    return found


def manager(app: Flask | None = None) -> FrameOnce:
    """Return who knows which connection is in which room."""
    found: FrameOnce = live(app).server.manager
    return found


def enter(room: str, sid: str) -> None:
    """Put a connection into a room."""
    manager().enter_room(sid, "/", room)


def leave(room: str, sid: str) -> None:
    """Take a connection out of a room."""
    manager().leave_room(sid, "/", room)


def account_room(account_id: int) -> str:
    """Return the room that holds all connections of an account."""
    return f"account:{account_id}"


def drop(room: str, app: Flask | None = None) -> int:
    """Close every connection in a room, and return how many there were."""
    found = manager(app).wires(room)
    for wire in found:
        wire.close()
    return len(found)


def parse(data: Any, needs: Mapping[str, type], may_have: Mapping[str, type]) -> dict[str, Any] | None:
    """Return the fields asked for, each of its kind, or None when the message is not in shape."""
    if not isinstance(data, dict):
        return None
    found: dict[str, Any] = {}
    for name, kind in {**needs, **may_have}.items():
        value = data.get(name)
        if value is None and name in may_have:
            found[name] = None
        elif type(value) is kind and _storable(value):
            found[name] = value
        else:
            return None
    return found


def _storable(value: Any) -> bool:
    """Tell whether a database can hold it: no number past 31 bits, no zero byte, no half of a character."""
    if isinstance(value, str):
        return not UNSTORABLE.search(value)
    return not isinstance(value, int) or -BIGGEST <= value <= BIGGEST


def refuse(refusal: Refusal) -> dict[str, Any]:
    """Return the answer that says no, in the sender's language."""
    return {"ok": False, "error": {"code": refusal.code, "message": word(refusal)}}


def _answer(handler: Handler, data: Any) -> dict[str, Any]:
    """Answer one message; whatever goes wrong, the sender gets a sentence and never a traceback."""
    fields = parse(data, handler.needs, handler.may_have)
    if fields is None:
        return refuse(UNKNOWN)
    message = Message(request.sid, fields)  # type: ignore[attr-defined]
    try:
        if handler.writes:
            with current_app.extensions["turns"].turn():
                answer = once_more(lambda: _written(handler, message))
        else:
            read_only(yes=True)
            answer = handler.answer(message)
    except Refused as refused:
        return refuse(refused.refusal)
    except Forbidden:
        return refuse(Refusal("web.forbidden" if identity().signed_in else "web.sign_in_first"))
    except Exception:
        current_app.logger.exception("unexpected error on message %s", handler.event)
        rollback()
        return refuse(Refusal("web.broken"))
    return {"ok": True, **answer}


def _written(handler: Handler, message: Message) -> Mapping[str, Any]:
    with transaction():
        return handler.answer(message)


def _too_often() -> bool:
    environ = request.environ
    return not environ.setdefault("deliberate.bucket", Bucket()).take()


def _register(socketio: SocketIO, handler: Handler) -> None:
    def answer(data: Any = None, *_more: Any) -> dict[str, Any]:
        return refuse(Refusal("web.too_often")) if _too_often() else _answer(handler, data)

    socketio.on(handler.event)(answer)


def _connected(_auth: Any = None) -> None:
    # The cookie's word is enough here: this room only serves to close connections, and every message asks anew.
    if session.get("account"):
        enter(account_room(int(session["account"])), request.sid)  # type: ignore[attr-defined]


def _gone(_reason: Any = None) -> None:
    for listener in _left:
        listener(request.sid)  # type: ignore[attr-defined]


def _unknown(_event: str, *_data: Any) -> dict[str, Any]:
    return refuse(Refusal("web.too_often") if _too_often() else UNKNOWN)


def bind_sockets(app: Flask) -> None:
    """Put the transport in front of the app: websocket only, because catching up over plain HTTP does the rest."""
    socketio = SocketIO(
        app,
        async_mode="gevent",
        async_handlers=False,
        transports=["websocket"],
        manage_session=False,
        client_manager=FrameOnce(),
        json=Codec,
        max_http_buffer_size=MAX_MESSAGE,
        ping_interval=25,
        ping_timeout=20,
    )
    app.extensions["turns"] = Turns(1 if app.config["SQLALCHEMY_DATABASE_URI"].startswith("sqlite") else AT_ONCE)
    engine = socketio.server.eio
    engine._async = {**engine._async, "websocket": Wire}  # noqa: SLF001 - Engine.IO's one place for a transport
    engine.handlers["message"] = _careful(engine, engine.handlers["message"])
    socketio.server._handle_event = _by_their_names(socketio.server._handle_event)  # noqa: SLF001 - no hook for it
    socketio.on("connect")(_connected)
    socketio.on("disconnect")(_gone)
    socketio.on("*")(_unknown)
    for handler in _handlers.values():
        _register(socketio, handler)


def _by_their_names(handle: Callable[..., None]) -> Callable[..., None]:
    """Return a receiver to which nobody can say that they have just come or gone: the transport alone knows that."""

    def handled(eio_sid: str, namespace: str, number: int | None, data: Any) -> None:
        named = [""] if data[0] in OWN_EVENTS else data[:1]
        handle(eio_sid, namespace, number, [*named, *data[1:]])

    return handled


def _careful(engine: Any, receive: Callable[[str, Any], None]) -> Callable[[str, Any], None]:
    """Return a receiver that ends the connection of whoever sends what Socket.IO cannot read."""

    def guarded(eio_sid: str, data: Any) -> None:
        try:
            receive(eio_sid, data if isinstance(data, str) and data[:1] in set("0124") else "")
        except Exception:  # noqa: BLE001 - our own handlers answer everything; what gets here is a stranger's packet
            peer = engine.sockets.get(eio_sid)
            if peer is not None:
                peer.close()

    return guarded
