"""The reference: Flask-SocketIO as its documentation shows it, on gevent, without database or any of our code.

`python bench/support/stock.py PORT` serves a room; what somebody says in it is emitted to everybody.
"""

from __future__ import annotations

from gevent import monkey

monkey.patch_all()

import resource
import sys
from typing import Any

from flask import Flask
from flask_socketio import SocketIO, emit, join_room

app = Flask(__name__)
sockets = SocketIO(app, async_mode="gevent")


@sockets.on("join")
def join(_data: dict[str, Any]) -> dict[str, bool]:
    join_room("meeting:1")
    return {"ok": True}


@sockets.on("act")
def act(data: dict[str, Any]) -> dict[str, bool]:
    emit("entries", {"from": 1, "to": 1, "items": [data]}, to="meeting:1")
    return {"ok": True}


if __name__ == "__main__":
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    print(f"open at http://127.0.0.1:{sys.argv[1]}/", flush=True)
    sockets.run(app, "127.0.0.1", int(sys.argv[1]), log_output=False)
