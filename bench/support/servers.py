"""The servers a crowd is sent to: the product on an engine of choice, stock Flask-SocketIO, Socket.IO on Node."""

from __future__ import annotations

import contextlib
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import create_engine, text

from bench.support.crowd import Crowd, cpu, keep_to, memory
from config import Testing
from deliberate.app import create_app
from deliberate.db.base import db
from deliberate.db.session import commit
from deliberate.demo.services.crowd import load_clients
from deliberate.kit.clock import now
from deliberate.ledger.queries import head_of
from tests.factories.meetings import a_running_meeting, an_open_item
from tests.factories.people import a_community, a_moderator
from tests.support.databases import database_url, service
from tests.support.live import cookie

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ROOT = Path(__file__).resolve().parents[2]
REFERENCE = ROOT / "bench" / "reference"
NODE_FOLDER = ROOT / "build" / "bench-reference"
OURS, STOCK, NODE = "deliberate", "flask_socketio", "node_socketio"
# Some seconds of idling, so that what coming in left behind is not counted as what the room costs.
SETTLE = 2


@dataclass
class Place:
    """Servers that are up, the people they know, and what to send them."""

    processes: list[int]
    targets: list[tuple[str, int]]
    cookies: list[str]
    act: str = '42@id@["act",{"meeting":1,"body":"#@n@# @body@"}]'
    meeting: int = 1
    seq: int = 0
    again: Callable[[], None] = field(default=lambda: None)

    def cpu(self) -> float:
        """Return the seconds of CPU used so far."""
        return sum(cpu(one) for one in self.processes)

    def memory(self) -> int:
        """Return the resident memory in kB."""
        return sum(memory(one) for one in self.processes)

    def crowd(self) -> Crowd:
        """Return phones that know the way."""
        return Crowd(self.targets, self.meeting, self.seq, self.act)


class Missing(Exception):  # noqa: N818 - an answer, not a fault
    """A server that cannot be had on this machine, with the reason."""


def start(command: list[str], core: int | None = 0, **more: str) -> tuple[subprocess.Popen[str], int]:
    """Start a server, give it a core of its own, and return it with its port."""
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, env={**os.environ, **more})
    line = process.stdout.readline() if process.stdout else ""
    if core is not None:
        keep_to(process.pid, core)
    return process, int(line.rsplit(":", 1)[1].rstrip("/\n"))


@contextlib.contextmanager
def serving(command: list[str], core: int | None = None) -> Iterator[tuple[int, int]]:
    """Run a server and yield its process id and port."""
    process, port = start(command, core)
    try:
        yield process.pid, port
    finally:
        end(process)


def end(process: subprocess.Popen[str]) -> None:
    """End a server."""
    process.terminate()
    try:
        process.wait(15)
    except subprocess.TimeoutExpired:
        process.kill()


def _prepare(database: str, instance: str, people: int) -> tuple[list[str], int, int, int]:
    """Fill a database with a meeting under way and residents who may speak in it."""
    app = create_app(Testing(database=database, instance=instance))
    with app.app_context():
        db.create_all()
        area = a_community()
        meeting = a_running_meeting(area, a_moderator(area))
        item = an_open_item(meeting)
        cookies = [cookie(app, one) for one in load_clients(area, people, now())]
        made = cookies, meeting.id, item.id, head_of(f"meeting:{meeting.id}")
        commit()
        db.session.remove()
        db.engine.dispose()
    return made


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        found: int = probe.getsockname()[1]
    return found


@contextlib.contextmanager
def ours(people: int, *, workers: int = 1) -> Iterator[Place]:
    """Serve the product: one worker on SQLite, or several on PostgreSQL and Redis."""
    with tempfile.TemporaryDirectory(prefix="deliberate-bench-") as instance:
        if workers > 1 and not (service("DELIBERATE_TEST_POSTGRESQL_URL") and service("DELIBERATE_TEST_REDIS_URL")):
            message = "no PostgreSQL and Redis here: python3 dev.py services"
            raise Missing(message)
        database = database_url("postgresql" if workers > 1 else "sqlite", instance)
        cookies, meeting, item, seq = _prepare(database, instance, people)
        more = {"DELIBERATE_REDIS_URL": service("DELIBERATE_TEST_REDIS_URL") or ""} if workers > 1 else {}
        command = [sys.executable, "-m", "tests.support.serving", database, instance]
        act = (
            f'42@id@["act",{{"meeting":{meeting},"verb":"contribute","client_id":"bench-@n@-@id@","data":'
            f'{{"agenda_item_id":{item},"stance":"for","body":"#@n@# @body@"}}}}]'
        )
        ports = [_free_port() for _ in range(workers)]
        core = 0 if workers == 1 else None
        running = [start([*command, str(port)], core, **more)[0] for port in ports]
        place = Place([one.pid for one in running], [("127.0.0.1", port) for port in ports], cookies, act, meeting, seq)

        def again() -> None:
            end(running[0])
            running[0] = start([*command, str(ports[0])], core, **more)[0]
            place.processes[0] = running[0].pid

        place.again = again
        try:
            yield place
        finally:
            for one in running:
                end(one)
            if workers > 1:
                _drop(database)


def _drop(database: str) -> None:
    server, name = str(service("DELIBERATE_TEST_POSTGRESQL_URL")), database.rsplit("/", 1)[1]
    with create_engine(server, isolation_level="AUTOCOMMIT").connect() as connection:
        connection.execute(text(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)'))


@contextlib.contextmanager
def stock(people: int) -> Iterator[Place]:
    """Serve Flask-SocketIO as it comes."""
    command = [sys.executable, str(ROOT / "bench" / "support" / "stock.py"), str(_free_port())]
    with serving(command, core=0) as (process, port):
        time.sleep(1)
        yield Place([process], [("127.0.0.1", port)], ["x=1"] * people)


@contextlib.contextmanager
def node(people: int) -> Iterator[Place]:
    """Serve Socket.IO on Node; its packages are fetched once, into build/."""
    if not shutil.which("node") or not shutil.which("npm"):
        message = "Node and npm are not installed"
        raise Missing(message)
    NODE_FOLDER.mkdir(parents=True, exist_ok=True)
    for name in ("package.json", "package-lock.json", "server.js"):
        shutil.copy(REFERENCE / name, NODE_FOLDER / name)
    if not (NODE_FOLDER / "node_modules" / "socket.io").exists():
        npm = ["npm", "ci", "--no-audit", "--no-fund"]
        done = subprocess.run(npm, cwd=NODE_FOLDER, capture_output=True, text=True, check=False)
        if done.returncode:
            message = f"npm ci failed: {done.stderr.strip()[-300:]}"
            raise Missing(message)
    with serving(["node", str(NODE_FOLDER / "server.js")], core=0) as (process, port):
        yield Place([process], [("127.0.0.1", port)], ["x=1"] * people)


SERVERS: dict[str, Callable[[int], Any]] = {OURS: ours, STOCK: stock, NODE: node}
