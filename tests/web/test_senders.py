"""Codes by way of the operator's gateway: a real one, on this machine."""

from __future__ import annotations

import json
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pytest

from config import Testing
from deliberate.app import create_app
from deliberate.web.jobs import queue
from deliberate.web.senders import sender


@pytest.fixture
def gateway():
    """Run a gateway that fails at first and remembers what it was given."""
    got = []

    class Gateway(BaseHTTPRequestHandler):
        def do_POST(self):  # the library's name
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            got.append((self.headers["Authorization"], body))
            self.send_response(503 if len(got) == 1 else 202)
            self.end_headers()

        def log_message(self, *_arguments):
            """Stay quiet."""

    server = HTTPServer(("127.0.0.1", 0), Gateway)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/sms", got
    server.shutdown()
    server.server_close()


def app_with(tmp_path, **settings):
    made = Testing(database=f"sqlite:///{tmp_path}/codes.sqlite3", instance=str(tmp_path))
    for name, value in settings.items():
        setattr(made, name, value)
    return create_app(made)


def test_a_code_goes_to_the_gateway_from_the_queue_and_again_where_it_failed(tmp_path, gateway):
    address, got = gateway
    app = app_with(tmp_path, CODE_SENDER="gateway", SMS_URL=address, SMS_TOKEN="known")
    waiting = queue(app)
    with app.test_request_context(headers={"Accept-Language": "zh-CN"}):
        assert sender().send("+8613900000001", "482913") is None
    assert got == []
    waiting.execute(waiting.dequeue())
    later = waiting.scheduled()
    assert [task.retries for task in later] == [1]
    waiting.execute(later[0], later[0].eta)
    assert [known for known, _message in got] == ["Bearer known"] * 2
    assert got[1][1] == {
        "phone": "+8613900000001",
        "code": "482913",
        "text": "【邻里议事】验证码 482913，十分钟内有效，请不要告诉别人。",
    }


@pytest.mark.parametrize(
    ("settings", "named"),
    [
        ({"CODE_SENDER": "pigeon"}, "console, page, gateway"),
        ({"CODE_SENDER": "gateway"}, "DELIBERATE_SMS_URL"),
        ({"CODE_SENDER": "gateway", "SMS_URL": "sms.example.org"}, "http or https"),
    ],
)
def test_settings_that_leave_people_without_codes_are_refused_at_once(tmp_path, settings, named):
    with pytest.raises(ValueError, match=named):
        app_with(tmp_path, **settings)
