"""What workers tell each other through Redis: which streams have grown, and how many phones each has in which room.

Nothing depends on it: whoever hears nothing looks into the database once a second, as one worker alone does.
"""

from __future__ import annotations

import hashlib
import json
import secrets
import time
from typing import TYPE_CHECKING, Any

import gevent
from gevent import monkey
from gevent.event import Event as Bell

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from flask import Flask

# A worker that has said nothing for so long has no phones any more; how long to wait before Redis is tried again.
STALE, AGAIN = 5.0, 1.0
PATIENCE = 2.0


class Workers:
    """This worker's line to the others; without Redis there is none, and every call costs nothing."""

    def __init__(self, app: Flask, grown: Callable[[str], None], mine: Callable[[int, int], None]) -> None:
        """Take what to call when a stream has grown elsewhere, and when somebody did something elsewhere."""
        self._app, self._told, self._mine_told = app, grown, mine
        # A command on the command line writes too, but waiting for Redis would stop it: others find it by looking.
        self._url = str(app.config["REDIS_URL"]) if monkey.is_module_patched("socket") else ""
        # Two communities may share a Redis; only workers of one share its key.
        self.channel = f"deliberate:workers:{hashlib.sha256(str(app.config['SECRET_KEY']).encode()).hexdigest()[:16]}"
        self._name = secrets.token_hex(8)
        self._begun = False
        self._away: set[str] = set()
        self._bell = Bell()
        self._grown: set[str] = set()
        self._mine: set[tuple[int, int]] = set()
        self._here: dict[str, int] = {}
        self._others: dict[str, tuple[float, Mapping[str, int]]] = {}

    def grown(self, stream: str) -> None:
        """Tell the others that a stream has grown; returns at once, whatever the line is like."""
        if self._url:
            self._grown.add(stream)
            self._speak()

    @property
    def several(self) -> bool:
        """Tell whether there may be other workers."""
        return bool(self._url)

    def mine(self, account_id: int, meeting_id: int) -> None:
        """Tell the others that somebody did something in a meeting: their other device may be there."""
        if self._url:
            self._mine.add((account_id, meeting_id))
            self._speak()

    def here(self, counts: Mapping[str, int]) -> None:
        """Tell the others how many phones are in which room here."""
        if self._url and (counts or self._here):
            self._here = dict(counts)
            self._speak()

    def elsewhere(self, stream: str) -> int:
        """Return how many phones the other workers have in a room."""
        fresh = time.monotonic() - STALE
        return sum(rooms.get(stream, 0) for heard, rooms in self._others.values() if heard > fresh)

    def begin(self) -> None:
        """Listen from now on."""
        if self._url and not self._begun:
            self._begun = True
            gevent.spawn(self._listening)
            gevent.spawn(self._speaking)

    def _speak(self) -> None:
        self.begin()
        self._bell.set()

    def _speaking(self) -> None:
        """Say in one message what has gathered since the last one."""
        line = self._line()
        while True:
            self._bell.wait()
            self._bell.clear()
            grown, self._grown = sorted(self._grown), set()
            mine, self._mine = sorted(self._mine), set()
            said = {"worker": self._name, "grown": grown, "here": self._here, "mine": mine}
            if not self._tried("telling", lambda said=said: line.publish(self.channel, json.dumps(said))):  # type: ignore[misc]
                gevent.sleep(AGAIN)

    def _listening(self) -> None:
        while True:
            self._tried("hearing", self._listen)
            gevent.sleep(AGAIN)

    def _listen(self) -> None:
        with self._line().pubsub(ignore_subscribe_messages=True) as heard:
            heard.subscribe(self.channel)
            while True:
                message = heard.get_message(timeout=PATIENCE)
                self._fine("hearing")
                if message is not None:
                    self.hear(message["data"])

    def hear(self, data: bytes | str) -> None:
        """Take in what another worker said; what is not in shape is left alone."""
        try:
            said: Any = json.loads(data)
            worker, grown, here = str(said["worker"]), list(said["grown"]), dict(said["here"])
            mine = [(int(account_id), int(meeting_id)) for account_id, meeting_id in said.get("mine", ())]
        except (ValueError, KeyError, TypeError):
            return
        if worker == self._name:
            return
        gone = time.monotonic() - STALE
        self._others = {name: told for name, told in self._others.items() if told[0] > gone}
        self._others[worker] = (time.monotonic(), here)
        for stream in grown:
            self._told(str(stream))
        for account_id, meeting_id in mine:
            self._mine_told(account_id, meeting_id)

    def _line(self) -> Any:
        import redis  # noqa: PLC0415 - only several workers need it
        from redis.backoff import NoBackoff  # noqa: PLC0415
        from redis.retry import Retry  # noqa: PLC0415

        patience = {"socket_connect_timeout": PATIENCE, "socket_timeout": PATIENCE * 2}
        # Its own tries in a row would only delay ours.
        return redis.Redis.from_url(self._url, health_check_interval=10, retry=Retry(NoBackoff(), 0), **patience)

    def _tried(self, part: str, act: Callable[[], Any]) -> bool:
        """Do something with Redis; the log hears once that it is away, and once that it is back."""
        try:
            act()
        except Exception as error:  # noqa: BLE001 - Redis away is no fault of the room: it looks into the database
            if not self._away:
                self._app.logger.warning("Redis is away, workers look into the database instead: %s", error)
            self._away.add(part)
            return False
        self._fine(part)
        return True

    def _fine(self, part: str) -> None:
        if part in self._away:
            self._away.discard(part)
            if not self._away:
                self._app.logger.warning("Redis is back")
