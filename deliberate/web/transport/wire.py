"""One phone's connection: what is sent to it goes out at once or waits in a short queue of its own.

Engine.IO gives every phone an unbounded queue and a greenlet that empties it; waking it up costs more than the
sending. Here a frame is handed to the kernel on the spot, without blocking; what does not fit waits until the socket
is writable again, and a phone with more than `QUEUE_CAP` waiting is cut off: it comes back and catches up.
"""

from __future__ import annotations

import random
import socket
import time
from collections import deque
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import gevent
from engineio.packet import PING, Packet
from gevent import get_hub

from deliberate.web.transport import frames

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

MAX_MESSAGE = 64 * 1024
QUEUE_CAP = 512 * 1024
WRITABLE = 2


class Wire:
    """Takes the place of Engine.IO's websocket class: one object a connection, made with its bound handler."""

    def __init__(self, handler: Callable[[Any], Any], server: Any) -> None:
        """Find the Engine.IO socket behind the handler and take over its sending."""
        self.peer: Any = handler.__self__  # type: ignore[attr-defined]
        self.server = server
        self.cut_off = False
        self.waiting = 0
        self._queue: deque[bytes | memoryview] = deque()
        self._socket: Any = None
        self._send: Callable[[bytes | memoryview], int] | None = None
        self._writable: Any = None
        self._ends: Callable[..., None] = self.peer.close

    def __call__(self, environ: dict[str, Any], _start_response: Any) -> Iterable[bytes]:
        """Serve the connection until it ends."""
        accepted = environ.get("wsgi.websocket")
        if accepted is None:
            message = "the server must be started with geventwebsocket's handler"
            raise RuntimeError(message)
        # From here on the frames are ours; its own closing would write to a socket that may be stuck.
        accepted.closed = True
        self._attach(accepted.handler.socket)
        self._take_over()
        self._listen(accepted.handler.rfile.read)
        return []

    def _attach(self, connection: Any) -> None:
        self._socket = connection
        self._send = connection._sock.send  # noqa: SLF001 - the non-blocking send below gevent's waiting one
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        connection.settimeout(self.server.ping_interval + self.server.ping_timeout)
        self._writable = get_hub().loop.io(connection.fileno(), WRITABLE)

    def _take_over(self) -> None:
        peer = self.peer
        peer.wire, peer.connected, peer.upgraded = self, True, True
        peer.send, peer.close, peer.schedule_ping = self.send_packet, self.close, self._schedule_ping
        while not peer.queue.empty():
            self.send_packet(peer.queue.get_nowait())

    def _listen(self, read: Callable[[int], bytes]) -> None:
        reader = frames.Reader(read, MAX_MESSAGE, self._control)
        try:
            while not self.cut_off and (text := reader.message()) is not None:
                self.peer.receive(Packet(encoded_packet=text))
        except frames.FrameError as error:
            self.push(frames.close_frame(error.code))
        except (OSError, ValueError, EOFError):
            pass  # cut by either end, silent for too long, or not Engine.IO at all
        except Exception:  # noqa: BLE001 - whatever a stranger sends, the answer is the end of the connection
            self.server.logger.info("a connection sent what Engine.IO does not know")
        finally:
            self._ends(wait=False, abort=True, reason=self.server.reason.TRANSPORT_CLOSE)
            self.cut()

    def _control(self, opcode: int, payload: bytes) -> None:
        if opcode == frames.PING:
            self.push(frames.frame(frames.PONG, payload))

    def send_packet(self, packet: Packet) -> None:
        """Send what Engine.IO has to say."""
        self.push(frames.text_frame(packet.encode()))

    def push(self, data: bytes) -> None:
        """Send one whole frame, now or as soon as the phone takes it; never waits."""
        if self.cut_off or self._send is None:
            return
        if self._queue:
            self._keep(data)
            return
        try:
            sent = self._send(data)
        except BlockingIOError:
            sent = 0
        except OSError:
            self.cut()
            return
        if sent < len(data):
            # A view: in a rush a thousand phones lack the end of the same frame, and nobody needs a copy of it.
            self._keep(memoryview(data)[sent:])

    def _keep(self, data: bytes | memoryview) -> None:
        self._queue.append(data)
        self.waiting += len(data)
        if self.waiting > QUEUE_CAP:
            self.cut()
        elif not self._writable.active:
            self._writable.start(self._flush)

    def _flush(self) -> None:
        """Send on what waits; called by the event loop, so it may not block either."""
        assert self._send is not None  # noqa: S101 - for the type checker: the loop only watches an attached wire
        try:
            while self._queue:
                sent = self._send(self._queue[0])
                self.waiting -= sent
                if sent < len(self._queue[0]):
                    self._queue[0] = memoryview(self._queue[0])[sent:]
                    return
                self._queue.popleft()
        except BlockingIOError:
            return
        except OSError:
            self.cut()
            return
        self._writable.stop()

    def close(self, *_arguments: Any, abort: bool = False, reason: str | None = None, **_options: Any) -> None:
        """End the connection from our side, never waiting for the phone."""
        self._ends(wait=False, abort=abort, reason=reason)
        self.cut()

    def cut(self) -> None:
        """Drop the connection and all that waits for it; the reader notices and cleans up."""
        if self.cut_off:
            return
        self.cut_off = True
        self._queue.clear()
        self.waiting = 0
        if self._writable is not None:
            self._writable.stop()
            self._writable.close()
        if self._socket is not None:
            with suppress(OSError):
                self._socket.shutdown(socket.SHUT_RDWR)

    def _schedule_ping(self) -> None:
        """Ask for a sign of life a little earlier or later than the others, or a hall would answer all at once."""
        if self.peer.last_ping:
            self.peer.last_ping = None
            gevent.spawn_later(self.server.ping_interval * random.uniform(0.7, 1.0), self._ping)  # noqa: S311

    def _ping(self) -> None:
        if not self.cut_off and not self.peer.closed:
            self.peer.last_ping = time.time()
            self.send_packet(Packet(PING))
