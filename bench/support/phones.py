"""Many phones in one process: raw sockets and epoll, speaking as little Engine.IO and Socket.IO as they need.

In a fan-out everybody gets the same bytes, so what was read once is not taken apart again: the phones must not cost
more than the server they measure.
"""

from __future__ import annotations

import heapq
import random
import re
import resource
import select
import socket
import time
from array import array
from collections import Counter
from itertools import count
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

MARK = re.compile(rb"#(\d+)#")
LENGTH = re.compile(rb"content-length: *(\d+)", re.IGNORECASE)
HANDSHAKE = (
    "GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: {host}:{port}\r\nUpgrade: websocket\r\n"
    "Connection: Upgrade\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Version: 13\r\n"
    "Cookie: {cookie}\r\n\r\n"
)
FETCH = "GET {path} HTTP/1.1\r\nHost: {host}:{port}\r\nCookie: {cookie}\r\nConnection: close\r\n\r\n"
AT_ONCE = 100
SHORT, MIDDLE = 126, 127
# Questions below this number are joins, above it contributions.
FIRST_POST = 10
# A system gives one address some 28,000 ports towards a server, and keeps each for a minute after its end.
SOURCES = 16
BIND_WITHOUT_PORT = 24
KNOWN_MOST = 64
# How a phone comes back whose line was cut: the same numbers as in static/js/room.
LONGEST, SPREAD = 8.0, 0.7


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


def payloads(data: bytes | bytearray) -> tuple[list[bytes], int]:
    """Return the payloads of whole frames, and where what is left begins."""
    found, start = [], 0
    while len(data) - start >= 2:  # noqa: PLR2004 - the shortest head of a frame
        size, head = data[start + 1], 2
        if size == SHORT:
            size, head = int.from_bytes(data[start + 2 : start + 4], "big"), 4
        elif size == MIDDLE:
            size, head = int.from_bytes(data[start + 2 : start + 10], "big"), 10
        if len(data) - start < head + size:
            break
        found.append(bytes(data[start + head : start + head + size]))
        start += head + size
    return found, start


class Phone:
    """One person's phone: its connection, and what it has not read to the end yet."""

    __slots__ = ("begun", "buffer", "cookie", "joined", "line", "seq", "stage", "target", "tries")

    def __init__(self, cookie: str, target: tuple[str, int]) -> None:
        """Take who it is and which worker it talks to."""
        self.cookie, self.target = cookie, target
        self.line: socket.socket | None = None
        self.buffer = bytearray()
        self.stage, self.joined = "away", False
        self.begun, self.seq, self.tries = 0.0, 0, 0


class Hall:
    """All phones, read by one loop; it notes when each marked post reached each of them."""

    def __init__(self, targets: list[tuple[str, int]], meeting: int, seq: int) -> None:
        """Take where to connect, which room to join, and how far a phone that comes with the page already is."""
        self.targets, self.meeting, self.seq = targets, meeting, seq
        self.poll = select.epoll()
        self.phones: dict[int, Phone] = {}
        self.people: list[Phone] = []
        self.due: list[tuple[float, int, Callable[[], None]]] = []
        self._order = count()
        # What was pushed: bytes as they came → the marks in them and when they reached each phone.
        self.pushed: dict[bytes, tuple[list[int], array[float]]] = {}
        self.heard: list[tuple[list[int], array[float]]] = []
        self.sent: dict[int, float] = {}
        self.answered: dict[int, float] = {}
        self.refused: Counter[str] = Counter()
        self.waits: list[float] = []
        self.joined = self.lost = self.deliveries = 0

    # ── coming in ──

    def add(self, cookies: list[str]) -> list[Phone]:
        """Take in people who are not connected yet, spread over the workers."""
        made = [Phone(cookie, self.targets[number % len(self.targets)]) for number, cookie in enumerate(cookies)]
        self.people += made
        return made

    def fill(self, cookies: list[str], patience: float = 180) -> float:
        """Connect one phone for each cookie and return how long it took until all had joined."""
        begun, waiting = time.monotonic(), self.add(cookies)[::-1]
        wanted = self.joined + len(cookies)
        while self.joined < wanted and time.monotonic() - begun < patience:
            while waiting and len(self.phones) - self.joined < AT_ONCE:
                self.dial(waiting.pop())
            self.listen(0.02)
        return time.monotonic() - begun

    def later(self, moment: float, act: Callable[[], None]) -> None:
        """Do something at a moment."""
        heapq.heappush(self.due, (moment, next(self._order), act))

    def dial(self, phone: Phone, path: str = "") -> None:
        """Open the websocket, or fetch a page first: what a phone does that has just scanned the code."""
        phone.begun = phone.begun or time.monotonic()
        host, port = phone.target
        line = socket.socket()
        try:
            line.setsockopt(socket.IPPROTO_IP, BIND_WITHOUT_PORT, 1)
            line.bind((f"127.0.0.{2 + next(self._order) % SOURCES}", 0))
            line.connect((host, port))
            head = FETCH if path else HANDSHAKE
            line.sendall(head.format(host=host, port=port, cookie=phone.cookie, path=path).encode())
        except OSError:
            line.close()
            phone.begun = 0.0  # nobody is there yet: what counts is how long it takes from the moment somebody is
            phone.tries += 1
            self.later(time.monotonic() + self.pause(phone), lambda: self.dial(phone, path))
            return
        line.setblocking(False)  # noqa: FBT003 - the standard library's own signature
        phone.line, phone.stage, phone.joined, phone.tries = line, "page" if path else "upgrade", False, 0
        phone.buffer.clear()
        self.phones[line.fileno()] = phone
        self.poll.register(line.fileno(), select.EPOLLIN)

    def pause(self, phone: Phone) -> float:
        """Return how long a phone waits before it tries again, as static/js/room does: longer in a full hall."""
        least = min(LONGEST, 0.5 + len(self.people) / 1000)
        return min(LONGEST, least * 2**phone.tries) * random.uniform(1 - SPREAD, 1 + SPREAD)

    # ── listening ──

    def listen(self, seconds: float) -> None:
        """Read whatever comes within a time, and do what falls due."""
        until = time.monotonic() + seconds
        while (moment := time.monotonic()) < until:
            while self.due and self.due[0][0] <= moment:
                heapq.heappop(self.due)[2]()
            nearest = min(until, self.due[0][0]) if self.due else until
            for number, _event in self.poll.poll(max(0.0, nearest - time.monotonic()), 1024):
                self._read(self.phones[number])

    def _read(self, phone: Phone) -> None:
        assert phone.line  # only connected phones are polled
        try:
            data = phone.line.recv(65536)
        except BlockingIOError:
            return
        except OSError:
            data = b""
        known = self.pushed.get(data)
        if known is not None and not phone.buffer:
            known[1].append(time.monotonic())
            self.deliveries += 1
        elif not data:
            self._ended(phone)
        else:
            self._take(phone, data)

    def hang_up(self, phone: Phone) -> None:
        """End a phone's connection from its side."""
        assert phone.line  # only connected phones hang up
        self.poll.unregister(phone.line.fileno())
        del self.phones[phone.line.fileno()]
        phone.line.close()
        self.joined -= phone.joined
        phone.line, phone.joined = None, False

    def _ended(self, phone: Phone) -> None:
        fetched = phone.stage == "page"
        self.hang_up(phone)
        if fetched:
            body = bytes(phone.buffer)
            found = re.search(rb'"seq":(\d+),"meeting":', body)
            phone.seq = int(found[1]) if found else self.seq
            self.refused["page"] += not found
            self.dial(phone)
        else:
            phone.stage = "away"
            self.lost += 1
            self.left(phone)

    def left(self, phone: Phone) -> None:
        """Do what a phone does whose connection was ended by the server; by default nothing."""

    def _take(self, phone: Phone, data: bytes) -> None:
        fresh = not phone.buffer
        phone.buffer += data
        if phone.stage == "page":
            return
        if phone.stage == "upgrade":
            end = phone.buffer.find(b"\r\n\r\n")
            if end < 0:
                return
            del phone.buffer[: end + 4]
            phone.stage = "open"
        found, end = payloads(phone.buffer)
        if fresh and end == len(data) and all(text.startswith(b'42["entries"') for text in found):
            self._remember(data)
        for text in found:
            self._heard(phone, text)
        del phone.buffer[:end]

    def _remember(self, data: bytes) -> None:
        marks = [int(mark) for mark in MARK.findall(data)]
        self.pushed[data] = (marks, array("d"))
        self.heard.append(self.pushed[data])
        if len(self.pushed) > KNOWN_MOST:
            self.pushed.pop(next(iter(self.pushed)))

    def _heard(self, phone: Phone, text: bytes) -> None:
        moment = time.monotonic()
        if text.startswith(b"42"):
            if text.startswith(b'42["entries"'):
                self.heard.append(([int(mark) for mark in MARK.findall(text)], array("d", (moment,))))
                self.deliveries += 1
        elif text.startswith(b"43"):
            self._answer(phone, text, moment)
        elif text.startswith(b"40"):
            self.say(phone, f'420["join",{{"meeting":{self.meeting},"after":{phone.seq or self.seq}}}]')
        elif text.startswith(b"0"):
            self.say(phone, "40")
        elif text == b"2":
            self.say(phone, "3")

    def _answer(self, phone: Phone, text: bytes, moment: float) -> None:
        number = int(text[2 : text.index(b"[")])
        fine = b'"ok":false' not in text
        if not fine:
            code = re.search(rb'"code":"([^"]+)"', text)
            self.refused[code[1].decode() if code else "?"] += 1
        if number >= FIRST_POST:
            if fine:
                self.answered[number - FIRST_POST] = moment
        elif fine and not phone.joined:
            phone.joined = True
            self.joined += 1
            self.waits.append(moment - phone.begun)
            phone.begun = 0.0
            if MARK.search(text):
                self.heard.append(([int(mark) for mark in MARK.findall(text)], array("d", (moment,))))

    # ── speaking ──

    def say(self, phone: Phone, text: str) -> None:
        """Send one message."""
        if phone.line is not None:
            try:
                phone.line.sendall(masked(text))
            except OSError:
                self.refused["line"] += 1

    def post(self, phone: Phone, number: int, body: str, act: str) -> None:
        """Send one marked contribution and note when."""
        self.sent[number] = time.monotonic()
        filled = act.replace("@id@", str(number + FIRST_POST)).replace("@n@", str(number))
        self.say(phone, filled.replace("@body@", body))

    def forget(self) -> None:
        """Begin to count anew."""
        self.pushed.clear()
        self.heard.clear()
        self.sent.clear()
        self.answered.clear()
        self.refused.clear()
        self.waits.clear()
        self.deliveries = self.lost = 0

    def arrivals(self) -> dict[int, list[float]]:
        """Return post → after how long it reached each phone."""
        found: dict[int, list[float]] = {}
        for marks, moments in self.heard:
            for mark in marks:
                if mark in self.sent:
                    begun = self.sent[mark]
                    found.setdefault(mark, []).extend(moment - begun for moment in moments)
        return found


def percentile(values: list[float], share: float) -> float:
    """Return a percentile in milliseconds."""
    ordered = sorted(values)
    return round(ordered[min(len(ordered) - 1, int(len(ordered) * share))] * 1000, 1) if ordered else 0.0


def shares(values: Any, *wanted: int) -> dict[str, float]:
    """Return some percentiles by name."""
    kept = list(values)
    return {f"p{one}": percentile(kept, one / 100) for one in wanted}
