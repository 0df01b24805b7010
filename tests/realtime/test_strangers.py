"""Whatever a stranger sends: a sentence or the end of the connection, never a fault (the server's log stays empty)."""

from __future__ import annotations

import http.client
import json
from urllib.parse import urlsplit

import pytest
import websocket

from deliberate.web.transport.wire import MAX_MESSAGE


def raw(server, origin=None):
    """Return a bare websocket that has said hello in Engine.IO and Socket.IO."""
    url = server.url.replace("http", "ws") + "/socket.io/?EIO=4&transport=websocket"
    line = websocket.create_connection(url, timeout=5, **({"origin": origin} if origin else {"suppress_origin": True}))
    line.recv()
    line.send("40")
    line.recv()
    return line


def closed(line):
    """Tell whether the server ends the connection."""
    try:
        while line.recv():
            pass
    except (OSError, websocket.WebSocketException):
        return True
    return not line.connected or line.recv() == ""


@pytest.mark.parametrize(
    ("event", "data"),
    [
        ("join", None),
        ("join", []),
        ("join", {"meeting": "1", "after": 0}),
        ("join", {"meeting": True, "after": 0}),
        ("join", {"meeting": 1}),
        ("join", {"meeting": 10**12, "after": 0}),
        ("act", {"meeting": 1, "verb": 3, "client_id": "aaaaaaaa"}),
        ("act", {"meeting": 1, "verb": "contribute", "client_id": "aaaaaaaa", "data": "text"}),
        ("nonsense", {"a": 1}),
        ("connect_error", 1),
    ],
)
def test_a_message_out_of_shape_gets_a_sentence(evening, phone, event, data):
    answer = phone(evening.resident).ask(event, data)
    assert answer["error"]["code"] == "web.unknown_message"
    assert answer["error"]["message"].endswith(".")


@pytest.mark.parametrize(
    ("verb", "client_id", "data"),
    [
        ("explode", "aaaaaaaa", {}),
        ("contribute", "short", {"agenda_item_id": 1, "body": "x"}),
        ("contribute", "with space!", {"agenda_item_id": 1, "body": "x"}),
        ("contribute", "aaaaaaaa", {"body": "no item"}),
        ("contribute", "aaaaaaaa", {"agenda_item_id": 1, "body": "zero \0 byte"}),
        ("contribute", "aaaaaaaa", {"agenda_item_id": 1, "body": "x", "stance": "furious"}),
        ("contribute", "aaaaaaaa", {"agenda_item_id": 1, "body": ["x"]}),
    ],
)
def test_an_act_out_of_shape_gets_a_sentence_by_both_doors(evening, phone, server, verb, client_id, data):
    by_socket = phone(evening.resident).act(evening.meeting_id, verb, client_id, **data)
    sent = {"verb": verb, "client_id": client_id, "data": data}
    by_http = server.post(f"/meetings/{evening.meeting_id}/acts", sent, evening.resident)
    assert by_socket["error"]["code"] == by_http["error"]["code"] == "web.unknown_message"


def test_half_a_character_is_not_a_word(evening, server):
    line = raw(server)
    line.send('420["join",{"meeting":1,"after":0}]')
    line.recv()
    line.send(
        '421["act",{"meeting":1,"verb":"enter","client_id":"aaaaaaaa","data":{"label":"\\ud800","channel":"hall"}}]'
    )
    answer = json.loads(line.recv().removeprefix("431"))
    assert answer[0]["ok"] is False


@pytest.mark.parametrize("meeting_id", [0, -1, 424242])
def test_a_meeting_that_is_not_there_is_refused(evening, phone, meeting_id):
    assert phone(evening.resident).join(meeting_id)["error"]["code"] == "realtime.no_such_meeting"


def test_items_and_words_of_another_meeting_are_refused(evening, phone):
    one = phone(evening.moderator)
    foreign = one.act(evening.meeting_id, "start_item", agenda_item_id=987654)
    hidden = one.act(evening.meeting_id, "hide", contribution_id=987654, reason="unlawful")
    assert [answer["error"]["code"] for answer in (foreign, hidden)] == ["realtime.other_meeting"] * 2


@pytest.mark.parametrize("verb", ["open", "close", "start_item", "close_item", "enter", "hide"])
def test_a_resident_cannot_do_what_is_the_moderators(evening, phone, verb):
    data = {
        "agenda_item_id": evening.item_id,
        "label": "x",
        "channel": "hall",
        "contribution_id": 1,
        "reason": "unlawful",
    }
    answer = phone(evening.resident).act(evening.meeting_id, verb, **data)
    assert answer["error"]["code"] == "web.forbidden"


@pytest.mark.parametrize(
    "text", ["4", "49", "42", "42[", "42{}", "42[]", "42[7]", "451-[]", "7", "x", "b4AAA", "44{}", "4" + "[" * 9000]
)
def test_what_is_not_the_protocol_ends_the_connection_or_is_ignored(server, text):
    line = raw(server)
    line.send(text)
    line.send('420["join",{"meeting":424242,"after":0}]')
    try:
        answer = line.recv()
    except (OSError, websocket.WebSocketException):
        answer = ""
    assert answer in {"", "1"} or "realtime.no_such_meeting" in answer


def test_a_message_too_large_ends_the_connection(server):
    line = raw(server)
    line.send('420["join","' + "x" * MAX_MESSAGE + '"]')
    assert closed(line)


def test_another_site_gets_no_socket(server):
    with pytest.raises((websocket.WebSocketException, OSError)):  # refused, or cut before our first word arrives
        raw(server, origin="https://elsewhere.example")


def test_compression_is_never_agreed_on(server):
    place = urlsplit(server.url)
    line = http.client.HTTPConnection(place.hostname, place.port, timeout=5)
    headers = {
        "Upgrade": "websocket",
        "Connection": "Upgrade",
        "Sec-WebSocket-Key": "AAAAAAAAAAAAAAAAAAAAAA==",
        "Sec-WebSocket-Version": "13",
        "Sec-WebSocket-Extensions": "permessage-deflate; client_max_window_bits",
    }
    line.request("GET", "/socket.io/?EIO=4&transport=websocket", headers=headers)
    answer = line.getresponse()
    assert (answer.status, answer.getheader("Sec-WebSocket-Extensions")) == (101, None)
    line.close()


def test_too_many_messages_at_once_are_told_to_wait(phone):
    one = phone()
    codes = [one.ask("leave", {}).get("error", {}).get("code") for _ in range(60)]
    assert (codes[0], codes[-1]) == (None, "web.too_often")
    # The neighbour's phone has the same address, in a hall as at home, and is not made to wait.
    assert phone().ask("leave", {}).get("ok")
