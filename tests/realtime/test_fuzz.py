"""Thousands of bad messages: every one gets a typed refusal, nobody a traceback, and the worker lives on.

The server's own log is read when it ends (`server` in conftest): a fault in it fails the run.
"""

from __future__ import annotations

import http.client
import json
import random
from urllib.parse import urlsplit

import pytest
import websocket

from deliberate.realtime.acts import ACTS
from deliberate.web.sockets import BURST

SEED, LINES = 20261127, 50
# They would end the evening for the messages that follow, and a valid one is no bad message.
ENDING = {"close", "stop_meeting", "open"}
# All a resident may; everything else is for those who lead and record.
RESIDENTS = {"attend", "contribute", "ask", "answer"}
QUESTIONS = (
    "snapshot", "me", "undoable", "entries?after=-1", "entries?after=99999999999999999999", "entries?after=%00",
    "earlier?before=-5", "earlier?before=1e9", "talk?order=furious&start=-3", "talk?thread=999999999999",
    "talk?ids=1,x,,99999999999999999999", "talk?questions=%FF&start=x",
)  # fmt: skip


def line_to(server, cookie=""):
    """Return a bare websocket that has said hello, as somebody."""
    url = server.url.replace("http", "ws") + "/socket.io/?EIO=4&transport=websocket"
    line = websocket.create_connection(url, timeout=20, suppress_origin=True, cookie=cookie or None)
    line.recv()
    line.send("40")
    line.recv()
    return line


def asked(line, messages):
    """Send messages all at once and return the answers in their order."""
    for number, message in enumerate(messages):
        line.send(f"42{number}{message}")
    answers = {}
    while len(answers) < len(messages):
        text = line.recv()
        assert text, "the connection ended"
        if text.startswith("43"):
            number, _, rest = text[2:].partition("[")
            answers[int(number)] = json.loads(f"[{rest}")[0]
    return [answers[number] for number in range(len(messages))]


class Stranger:
    """Makes up messages, the same ones every time."""

    def __init__(self, evening):
        self.chance, self.evening = random.Random(SEED), evening

    def thing(self, depth=0):
        """Return anything JSON can hold."""
        made = [
            None, True, False, 0, -1, 2**31, 2**63, 10**40, 1.5, "", "x", "\0", "\ud800", "é" * 300, "1; DROP TABLE accounts",
            "<script>alert(1)</script>", "../../etc/passwd", "%s%n", [], {}, "for", self.evening.meeting_id,
        ]  # fmt: skip
        if depth < 4 and self.chance.random() < 0.3:
            return [self.thing(depth + 1) for _ in range(self.chance.randrange(4))]
        if depth < 4 and self.chance.random() < 0.3:
            return {str(self.thing(9)): self.thing(depth + 1) for _ in range(self.chance.randrange(4))}
        return self.chance.choice(made)

    def number(self):
        """Return an id nobody has been given, or one of another thing."""
        return self.chance.choice([0, -1, 999_999, 2**31 - 1, self.evening.other_item_id, self.evening.meeting_id + 7])

    def of(self, kind):
        """Return something of the right kind and of no sense."""
        words = ["", " ", "furious", "2026-13-45T99:99", "x" * 5000, "\u202e" * 20, "hall"]
        made = {int: self.number, str: lambda: self.chance.choice(words), dict: dict, list: lambda: [self.thing(9)]}
        return made.get(kind, self.thing)()

    def message(self):
        """Return an event that means nothing, or one out of shape."""
        event = self.chance.choice(["join", "leave", "act", "nonsense", "connect", "disconnect", "__proto__", ""])
        data = self.thing()
        if self.chance.random() < 0.5:
            data = {"meeting": self.thing(), "after": self.thing(), "verb": self.thing(), "client_id": self.thing()}
        return json.dumps([event, data])

    def act(self, verbs):
        """Return an act with forged ids and senseless fields, often of another meeting."""
        verb = self.chance.choice(verbs)
        wanted = {**ACTS[verb].needs, **ACTS[verb].may_have}
        data = {name: self.thing() if self.chance.random() < 0.3 else self.of(kind) for name, kind in wanted.items()}
        if data and self.chance.random() < 0.2:
            data.pop(next(iter(data)))
        meeting = self.evening.meeting_id if self.chance.random() < 0.8 else self.number()
        client_id = f"fuzz-{self.chance.randrange(10**9):09d}"
        return json.dumps(["act", {"meeting": meeting, "verb": verb, "client_id": client_id, "data": data}])


def refused(answer):
    """Tell whether an answer is a refusal with a code and a sentence, and not the one for our own faults."""
    error = answer.get("error", {})
    return (
        answer["ok"] is False and error["code"] != "web.broken" and "." in error["code"] and len(error["message"]) > 4
    )


def test_thousands_of_bad_messages_are_refused_one_by_one(evening, server):
    stranger, codes, taken = Stranger(evening), set(), 0
    people = ["", evening.resident, evening.moderator, evening.recorder, f"{evening.resident}x", "deliberate=eyJ9.x.y"]
    for number in range(LINES):
        cookie = people[number % len(people)]
        # Of the chair's acts only those that need something: the others would simply be done.
        verbs = [verb for verb, act in ACTS.items() if act.needs and verb not in ENDING]
        messages = [stranger.message() if index % 3 == 0 else stranger.act(verbs) for index in range(BURST)]
        line = line_to(server, cookie)
        answers = asked(line, messages)
        line.close()
        for message, answer in zip(messages, answers, strict=True):
            taken += answer["ok"]
            assert answer["ok"] or refused(answer), (message, answer)
            codes.add(answer.get("error", {}).get("code"))
    assert {"web.unknown_message", "web.forbidden", "web.sign_in_first", "realtime.no_such_meeting"} <= codes
    assert taken < LINES * BURST / 20


def test_a_resident_gets_no_act_of_the_chair_and_a_flood_is_told_to_wait(evening, server):
    stranger = Stranger(evening)
    chairs = [verb for verb, act in ACTS.items() if act.permission.name not in RESIDENTS]
    assert {"undo", "park", "pin", "restrain", "merge", "set_talk", "mark_answered"} <= set(chairs)
    # Each of them once, and then a flood.
    wanted = [stranger.act([verb]) for verb in chairs]
    line = line_to(server, evening.resident)
    answers = asked(line, [*wanted, *(stranger.act(chairs) for _ in range(BURST * 4 - len(wanted)))])
    line.close()
    assert not any(answer["ok"] for answer in answers)
    assert {answer["error"]["code"] for answer in answers[BURST + 20 :]} >= {"web.too_often"}
    first = {answer["error"]["code"] for answer in answers[:BURST]}
    assert first <= {"web.forbidden", "web.unknown_message", "realtime.no_such_meeting"}


def test_a_replayed_message_is_done_once_and_a_replayed_cookie_is_a_guests(evening, server, app):
    act = {"verb": "contribute", "client_id": "replayed-01", "meeting": evening.meeting_id}
    act["data"] = {"agenda_item_id": evening.item_id, "body": "只说一次。", "stance": "for"}
    line = line_to(server, evening.resident)
    answers = asked(line, [json.dumps(["act", act])] * 20)
    line.close()
    assert answers == [answers[0]] * 20
    assert answers[0]["ok"]
    name, token = evening.resident.split("=", 1)
    payload, stamp, signature = token.split(".")
    for forged in (f"{payload}.{stamp}.{signature[:-2]}AA", f"{payload[::-1]}.{stamp}.{signature}", "." * 5, "é" * 50):
        line = line_to(server, f"{name}={forged}".encode("latin-1", "ignore").decode("latin-1"))
        assert asked(line, [json.dumps(["act", act])])[0]["error"]["code"] == "web.sign_in_first"
        line.close()


@pytest.mark.parametrize(
    ("body", "more"),
    [
        (b"{", {}),
        (b"[" * 50_000, {}),
        (b"\x1f\x8b\x08" + b"\0" * 5000, {"Content-Encoding": "gzip"}),
        (json.dumps({"verb": "contribute", "client_id": "http-fuzz-1", "data": {"a": "x" * 500_000}}).encode(), {}),
        (b'{"verb": "act", "client_id": 1e999, "data": NaN}', {}),
        (b"\xff\xfe{}", {"Content-Type": "application/json; charset=utf-16"}),
        (b"verb=contribute", {"Content-Type": "application/x-www-form-urlencoded"}),
        (b"{}", {"Content-Length": "99999999999"}),
        (b"{}", {"Content-Length": "-5"}),
    ],
)
def test_a_bad_body_over_http_gets_a_refusal(evening, server, body, more):
    place = urlsplit(server.url)
    line = http.client.HTTPConnection(place.hostname, place.port, timeout=20)
    headers = {"Cookie": evening.resident, "Content-Type": "application/json", "Accept": "application/json", **more}
    line.request("POST", f"/meetings/{evening.meeting_id}/acts", body, headers)
    answer = line.getresponse()
    assert 400 <= answer.status < 500, answer.status
    line.close()


def test_a_senseless_question_over_http_gets_an_answer(evening, server):
    place = urlsplit(server.url)
    for number in (evening.meeting_id, 999_999, 2**31, "9" * 40, -1, "x"):
        line = http.client.HTTPConnection(place.hostname, place.port, timeout=20)
        for asked_for in QUESTIONS:
            address = f"/meetings/{number}/{asked_for}"
            line.request("GET", address, headers={"Cookie": evening.resident, "Accept": "application/json"})
            answer = line.getresponse()
            answer.read()
            assert answer.status < 500, (address, answer.status)
        line.close()


def test_bytes_that_are_no_frames_end_the_connection_and_nothing_else(evening, server, phone):
    chance = random.Random(SEED)
    for number in range(60):
        line = line_to(server, evening.resident)
        # Every fourth begins as a compressed frame would, a small one that would grow to gigabytes.
        noise = bytes((0xC1, 0xFE, 0x04, 0x00)) if number % 4 == 0 else b""
        line.sock.sendall(noise + chance.randbytes(chance.randrange(1, 1400)))
        line.shutdown()
    one = phone(evening.resident)
    assert one.join(evening.meeting_id)["ok"]
    data = {"agenda_item_id": evening.item_id, "body": "还在。", "stance": "for"}
    assert one.act(evening.meeting_id, "contribute", "still-there-1", **data)["ok"]
