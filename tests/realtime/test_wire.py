"""One phone's connection, seen from inside: what does not fit waits, what waits too much is cut."""

from __future__ import annotations

import socket
from types import SimpleNamespace

import gevent
import pytest
from gevent import socket as cooperative

from deliberate.web.transport import fanout
from deliberate.web.transport import wire as transport
from deliberate.web.transport.fanout import FrameOnce
from deliberate.web.transport.wire import Wire


class Peer:
    """As much of an Engine.IO socket as a wire takes over."""

    def __init__(self):
        self.ended = []

    def close(self, **how):
        self.ended.append(how)

    def handle(self, _line):
        raise AssertionError


@pytest.fixture
def line():
    """Return a wire and the other end of its connection, with small buffers."""
    near, far = socket.socketpair()
    for end in (near, far):
        end.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 4096)
        end.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    made = Wire(Peer().handle, SimpleNamespace(ping_interval=25, ping_timeout=20))
    ours = cooperative.socket(fileno=near.detach())
    made._attach = lambda _connection: None
    made._socket, made._send = ours, ours._sock.send
    made._writable = gevent.get_hub().loop.io(ours.fileno(), transport.WRITABLE)
    yield made, far
    made.cut()
    far.close()
    ours.close()


def test_what_the_phone_does_not_take_waits_and_comes_in_order(line):
    wire, far = line
    frames = [bytes([65 + number]) * 3000 for number in range(20)]
    for frame in frames:
        wire.push(frame)
    assert wire.waiting > 0
    got, reader = b"", cooperative.socket(fileno=far.detach())
    while len(got) < 60_000:
        got += reader.recv(4096)
    assert got == b"".join(frames)
    assert wire.waiting == 0
    reader.close()


def test_a_phone_with_too_much_waiting_is_cut_and_its_queue_forgotten(line):
    wire, _far = line
    for _ in range(transport.QUEUE_CAP // 10_000 + 20):
        wire.push(b"x" * 10_000)
    assert (wire.cut_off, wire.waiting, len(wire._queue)) == (True, 0, 0)
    wire.push(b"nothing happens")
    assert wire.waiting == 0


def test_the_other_end_gone_is_the_end(line):
    wire, far = line
    far.close()
    for _ in range(3):
        wire.push(b"x" * 100)
        gevent.sleep(0)
    assert wire.cut_off


def test_who_is_in_a_room_is_known_at_once_when_somebody_comes_or_leaves():
    rooms, wires = FrameOnce(), {"a": object(), "b": object()}
    rooms.server = SimpleNamespace(eio=SimpleNamespace(sockets={}, generate_id=iter("12").__next__))
    for name, wire in wires.items():
        rooms.server.eio.sockets[name] = SimpleNamespace(wire=wire)
        sid = rooms.connect(name, "/")
        rooms.enter_room(sid, "/", "meeting:1")
        assert wire in rooms.wires("meeting:1")
    assert set(rooms.wires("meeting:1")) == set(wires.values())
    rooms.disconnect(sid, "/")
    assert rooms.wires("meeting:1") == (wires["a"],)
    rooms.leave_room(rooms.sid_from_eio_sid("a", "/"), "/", "meeting:1")
    assert rooms.wires("meeting:1") == ()


def test_sending_to_a_hall_lets_others_have_their_turn_and_counts_only_itself(monkeypatch):
    clock, turns = SimpleNamespace(at=0.0), []

    def spend(seconds):
        clock.at += seconds

    def others(_nothing):
        turns.append(clock.at)
        spend(5.0)

    monkeypatch.setattr(fanout, "time", SimpleNamespace(monotonic=lambda: clock.at))
    monkeypatch.setattr(fanout, "gevent", SimpleNamespace(sleep=others))
    phone = SimpleNamespace(push=lambda _frame: spend(0.0001))
    assert fanout.push_all(b"", [phone] * (fanout.BLOCK * 3)) == pytest.approx(fanout.BLOCK * 3 * 0.0001)
    assert len(turns) == 2
