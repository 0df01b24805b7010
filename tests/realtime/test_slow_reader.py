"""A phone that does not read: its frames stay whole or its line is cut, and nobody else waits."""

from __future__ import annotations

import socket
import time
from pathlib import Path
from urllib.parse import urlsplit

from tests.support.live import Phone

HELLO = (
    "GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: {host}\r\nUpgrade: websocket\r\n"
    "Connection: Upgrade\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Version: 13\r\n\r\n"
)
LONG = "一段很长的话。" * 200
WORDS = 60


def masked(text: str) -> bytes:
    """Return a client's frame, masked with zeros."""
    data = text.encode()
    return bytes((0x81, 0x80 | 126)) + len(data).to_bytes(2, "big") + b"\0\0\0\0" + data


def stalled_phone(server, meeting_id):
    """Join a room with a tiny receive buffer and then read nothing."""
    place = urlsplit(server.url)
    line = socket.socket()
    line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    line.settimeout(5)
    line.connect((place.hostname, place.port))
    line.sendall(HELLO.format(host=place.netloc).encode())
    while b"\r\n\r\n" not in line.recv(1000):
        pass
    line.sendall(masked("40"))
    time.sleep(0.3)
    line.sendall(masked(f'420["join",{{"meeting":{meeting_id},"after":0}}]'))
    return line


def everything(line):
    """Read to the end of the connection, or until nothing more comes."""
    data = b""
    line.settimeout(1)
    try:
        while more := line.recv(65536):
            data += more
    except OSError:
        pass
    return data


def whole_frames(data):
    """Return the payloads of whole frames, and whether each began where a frame must begin."""
    found, start = [], 0
    while start + 4 <= len(data):
        assert data[start] in {0x81, 0x88}, "the stream is out of step"
        size, head = data[start + 1], 2
        if size == 126:
            size, head = int.from_bytes(data[start + 2 : start + 4], "big"), 4
        elif size == 127:
            size, head = int.from_bytes(data[start + 2 : start + 10], "big"), 10
        found.append(data[start + head : start + head + size])
        start += head + size
    return found


def memory(process):
    """Return a process's resident memory in kB."""
    status = Path(f"/proc/{process.pid}/status").read_text(encoding="ascii")
    return int(next(line for line in status.splitlines() if line.startswith("VmRSS")).split()[1])


def test_a_phone_that_does_not_read_gets_whole_frames_or_none_and_costs_little(evening, server):
    slow = stalled_phone(server, evening.meeting_id)
    quick = Phone(server)
    quick.join(evening.meeting_id)
    before = memory(server.process)
    for number in range(WORDS):
        data = {"agenda_item_id": evening.item_id, "body": f"{number} {LONG}", "stance": "neutral"}
        sent = {"verb": "contribute", "client_id": f"slow-{number:04d}", "data": data}
        assert server.post(f"/meetings/{evening.meeting_id}/acts", sent, evening.moderator)["ok"]
        time.sleep(0.02)
    heard = []
    while len(heard) < WORDS:
        heard += quick.batch()["items"]
    assert [item["data"]["body"].split()[0] for item in heard] == [str(number) for number in range(WORDS)]
    assert memory(server.process) - before < 20_000
    for payload in whole_frames(everything(slow))[:-1]:
        payload.decode()
    quick.client.disconnect()
    slow.close()
