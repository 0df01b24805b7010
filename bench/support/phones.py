"""Many phones in one process: raw sockets and epoll, speaking as little Engine.IO and Socket.IO as they need."""

from __future__ import annotations

import re
import resource
import select
import socket
import time
from dataclasses import dataclass, field

MARK = re.compile(rb"#(\d+)#")
HANDSHAKE = (
    "GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: {host}:{port}\r\nUpgrade: websocket\r\n"
    "Connection: Upgrade\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Version: 13\r\n"
    "Cookie: {cookie}\r\n\r\n"
)
AT_ONCE = 100
SHORT, MIDDLE = 126, 127


def raise_limit() -> None:
    """Allow this process as many open files as the system lets it."""
    _soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))


def masked(text: str) -> bytes:
    """Return a client's frame; a mask of zeros is a mask, and changes nothing."""
    data = text.encode()
    size = len(data)
    head = bytes((0x81, 0x80 | size)) if size < SHORT else bytes((0x81, 0x80 | SHORT)) + size.to_bytes(2, "big")
    return head + b"\0\0\0\0" + data


@dataclass
class Phone:
    """One connection and what it has not read to the end yet."""

    line: socket.socket
    buffer: bytearray = field(default_factory=bytearray)
    upgraded: bool = False
    joined: bool = False


class Hall:
    """All phones, read by one loop; it notes when each marked post reached each of them."""

    def __init__(self, host: str, port: int, join: str) -> None:
        """Take where to connect and the Socket.IO text that joins the room."""
        self.host, self.port, self.join = host, port, join
        self.poll = select.epoll()
        self.phones: dict[int, Phone] = {}
        self.arrivals: dict[int, list[float]] = {}
        self.joined = self.lost = self.bytes = 0

    def fill(self, cookies: list[str], patience: float = 120) -> float:
        """Connect one phone for each cookie and return how long it took until all had joined."""
        begun = time.monotonic()
        waiting = list(reversed(cookies))
        while self.joined < len(cookies):
            while waiting and len(self.phones) - self.joined < AT_ONCE:
                self._dial(waiting.pop())
            self.listen(0.05)
            if time.monotonic() - begun > patience:
                message = f"only {self.joined} of {len(cookies)} phones joined"
                raise TimeoutError(message)
        return time.monotonic() - begun

    def _dial(self, cookie: str) -> None:
        line = socket.create_connection((self.host, self.port))
        line.sendall(HANDSHAKE.format(host=self.host, port=self.port, cookie=cookie).encode())
        line.setblocking(False)  # noqa: FBT003 - the standard library's own signature
        self.phones[line.fileno()] = Phone(line)
        self.poll.register(line.fileno(), select.EPOLLIN)

    def listen(self, seconds: float) -> None:
        """Read whatever comes within a time."""
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0:
            for number, _event in self.poll.poll(left, 512):
                self._read(self.phones[number])

    def _read(self, phone: Phone) -> None:
        try:
            data = phone.line.recv(65536)
        except BlockingIOError:
            return
        except OSError:
            data = b""
        if not data:
            self.poll.unregister(phone.line.fileno())
            self.lost += 1
            return
        self.bytes += len(data)
        phone.buffer += data
        if not phone.upgraded:
            end = phone.buffer.find(b"\r\n\r\n")
            if end < 0:
                return
            del phone.buffer[: end + 4]
            phone.upgraded = True
        self._frames(phone)

    def _frames(self, phone: Phone) -> None:
        buffer, start = phone.buffer, 0
        while len(buffer) - start >= 2:  # noqa: PLR2004 - the shortest head of a frame
            size, head = buffer[start + 1], 2
            if size == SHORT:
                size, head = int.from_bytes(buffer[start + 2 : start + 4], "big"), 4
            elif size == MIDDLE:
                size, head = int.from_bytes(buffer[start + 2 : start + 10], "big"), 10
            if len(buffer) - start < head + size:
                break
            self._heard(phone, bytes(buffer[start + head : start + head + size]))
            start += head + size
        if start:
            del buffer[:start]

    def _heard(self, phone: Phone, text: bytes) -> None:
        moment = time.monotonic()
        if text.startswith(b"42"):
            for mark in MARK.findall(text):
                self.arrivals.setdefault(int(mark), []).append(moment)
        elif text.startswith(b"0"):
            phone.line.sendall(masked("40"))
        elif text.startswith(b"40"):
            phone.line.sendall(masked(self.join))
        elif text.startswith(b"43") and not phone.joined:
            phone.joined = True
            self.joined += 1
        elif text == b"2":
            phone.line.sendall(masked("3"))
