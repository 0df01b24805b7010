"""Many readers in one process: keep-alive connections that ask for a page, wait for it whole, and ask again."""

from __future__ import annotations

import re
import select
import socket
import time
from dataclasses import dataclass, field

LENGTH = re.compile(rb"content-length: *(\d+)", re.IGNORECASE)
END = b"\r\n\r\n"


def request(port: int, path: str, cookie: str = "", *, zipped: bool = True) -> bytes:
    """Return what a browser sends for a page."""
    lines = [f"GET {path} HTTP/1.1", f"Host: 127.0.0.1:{port}", "Accept-Language: zh-CN", "Accept: text/html"]
    lines += ["Accept-Encoding: gzip"] if zipped else []
    lines += [f"Cookie: {cookie}"] if cookie else []
    return ("\r\n".join(lines) + "\r\n\r\n").encode()


@dataclass
class Answer:
    """What came back: the line of the status, and how large head and body were."""

    status: bytes
    body: bytes


@dataclass
class Reader:
    """One connection and what it has not read to the end yet."""

    line: socket.socket
    asked: float = 0.0
    buffer: bytearray = field(default_factory=bytearray)

    def ask(self, words: bytes) -> None:
        """Ask for the page once more."""
        self.buffer.clear()
        self.asked = time.perf_counter()
        self.line.sendall(words)

    def read(self) -> Answer | None:
        """Take what has come; return the answer once it is whole."""
        data = self.line.recv(262144)
        if not data:
            message = f"the server hung up after {bytes(self.buffer[:80])!r}"
            raise ConnectionError(message)
        self.buffer += data
        end = self.buffer.find(END)
        if end < 0:
            return None
        length = LENGTH.search(self.buffer, 0, end)
        if length is None:
            message = f"an answer without a length: {bytes(self.buffer[:end])!r}"
            raise ConnectionError(message)
        size = int(length.group(1))
        if len(self.buffer) < end + len(END) + size:
            return None
        return Answer(bytes(self.buffer[: self.buffer.find(b"\r\n")]), bytes(self.buffer[end + len(END) :]))


def fetch(port: int, words: bytes) -> Answer:
    """Ask once and return the answer."""
    with socket.create_connection(("127.0.0.1", port), 60) as line:
        reader = Reader(line)
        reader.ask(words)
        while (answer := reader.read()) is None:
            pass
        return answer


def crowd(port: int, words: bytes, *, readers: int, seconds: float) -> list[float]:
    """Let some readers ask the same for a time; return how long each answer took, in seconds."""
    poll = select.epoll()
    known = {}
    for _ in range(readers):
        line = socket.create_connection(("127.0.0.1", port), 60)
        line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        known[line.fileno()] = Reader(line)
        poll.register(line.fileno(), select.EPOLLIN)
    took: list[float] = []
    until = time.perf_counter() + seconds
    for reader in known.values():
        reader.ask(words)
    while (left := until - time.perf_counter()) > 0:
        for number, _event in poll.poll(left, readers):
            _heard(known[number], words, took)
    for reader in known.values():
        reader.line.close()
    return took


def _heard(reader: Reader, words: bytes, took: list[float]) -> None:
    answer = reader.read()
    if answer is None:
        return
    if b" 200 " not in answer.status:
        message = f"not a page: {answer.status!r}"
        raise ConnectionError(message)
    took.append(time.perf_counter() - reader.asked)
    reader.ask(words)
