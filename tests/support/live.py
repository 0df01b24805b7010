"""The real server in a process of its own, and phones that talk to it over real sockets."""

from __future__ import annotations

import json
import os
import queue
import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

import socketio

if TYPE_CHECKING:
    from flask import Flask

ROOT = Path(__file__).parents[2]
PATIENCE = 10


def cookie(app: Flask, account: Any = None, language: str = "en") -> str:
    """Return the cookie of a browser in which the account has signed in."""
    signer = app.session_interface.get_signing_serializer(app)
    kept = {"account": account.id, "version": account.session_version, "language": language} if account else {}
    return f"{app.config['SESSION_COOKIE_NAME']}={signer.dumps(kept)}"


class Server:
    """The product, started as a community starts it."""

    def __init__(self, database: str, instance: str, **more: str) -> None:
        """Start it, perhaps with more in its environment, and wait until it says where it answers."""
        command = [sys.executable, "-m", "tests.support.serving", database, instance, "0"]
        pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
        self.process = subprocess.Popen(command, cwd=ROOT, env={**os.environ, **more}, **pipes)
        line = self.process.stdout.readline() if self.process.stdout else ""
        assert "http://" in line, self.process.stderr.read() if self.process.stderr else ""
        self.url = line.split()[-1].rstrip("/")

    def stop(self) -> tuple[int, str]:
        """End it as the system does, and return its exit code and what it complained about."""
        self.process.terminate()
        _out, complaints = self.process.communicate(timeout=PATIENCE)
        return self.process.returncode, complaints

    def get(self, path: str, cookie: str = "") -> Any:
        """Fetch JSON."""
        return self._fetch(urllib.request.Request(self.url + path, headers={"Cookie": cookie}))  # noqa: S310

    def post(self, path: str, data: Any, cookie: str = "") -> Any:
        """Send JSON and return the JSON answer, also that of a refusal."""
        headers = {"Cookie": cookie, "Content-Type": "application/json", "Accept": "application/json"}
        body = json.dumps(data).encode()
        return self._fetch(urllib.request.Request(self.url + path, body, headers))  # noqa: S310

    def _fetch(self, request: urllib.request.Request) -> Any:
        try:
            with urllib.request.urlopen(request, timeout=PATIENCE) as answer:  # noqa: S310 - our own server
                return json.load(answer)
        except urllib.error.HTTPError as error:
            return json.load(error)


class Phone:
    """A phone in the room, with everything it was told in the order it came."""

    def __init__(self, server: Server, cookie: str = "") -> None:
        """Connect over a real websocket."""
        self.client = socketio.Client(reconnection=False)
        self.told: queue.Queue[dict[str, Any]] = queue.Queue()
        self.presence: queue.Queue[dict[str, Any]] = queue.Queue()
        self.answered: queue.Queue[dict[str, Any]] = queue.Queue()
        self.mine: queue.Queue[dict[str, Any]] = queue.Queue()
        self.gone: queue.Queue[str] = queue.Queue()
        self.client.on("entries", self.told.put)
        self.client.on("presence", self.presence.put)
        self.client.on("answered", self.answered.put)
        self.client.on("mine", self.mine.put)
        self.client.on("disconnect", lambda *reason: self.gone.put(str(reason)))
        self.client.connect(server.url, transports=["websocket"], headers={"Cookie": cookie} if cookie else {})

    def __enter__(self) -> Self:
        """Be there for a while."""
        return self

    def __exit__(self, *_error: object) -> None:
        """Hang up."""
        self.client.disconnect()

    def ask(self, event: str, data: Any) -> Any:
        """Send a message and return its answer."""
        return self.client.call(event, data, timeout=PATIENCE)

    def join(self, meeting_id: int, after: int = 0) -> Any:
        """Enter a room."""
        return self.ask("join", {"meeting": meeting_id, "after": after})

    def act(self, meeting_id: int, verb: str, client_id: str = "12345678", **data: Any) -> Any:
        """Do something in a room."""
        return self.ask("act", {"meeting": meeting_id, "verb": verb, "client_id": client_id, "data": data})

    def batch(self, timeout: float = PATIENCE) -> dict[str, Any]:
        """Return the next batch that was pushed."""
        return self.told.get(timeout=timeout)
