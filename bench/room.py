"""From post to last phone: the real server on SQLite, N websocket phones, contributions sent by POST.

`python3 dev.py bench room --clients 1000 --json`; beside it, in the same run, Flask-SocketIO as it comes.
"""

from __future__ import annotations

import argparse
import contextlib
import http.client
import json
import os
import socket
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from bench.support.phones import Hall, raise_limit
from config import Testing
from deliberate.accounts.models import Account
from deliberate.app import create_app
from deliberate.db.base import db
from deliberate.db.session import commit
from deliberate.kit.clock import now
from deliberate.ledger.queries import head_of
from tests.factories.meetings import a_running_meeting, an_open_item
from tests.factories.people import a_community, a_moderator, a_resident
from tests.support.live import cookie

POSTERS = 60
BODY = "晚上下班回来黑漆漆的，我妈上个月就在车棚口绊了一跤，灯要装，人来就亮，人走就暗，一楼也睡得好。"
TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Room:
    """What is needed to talk to one server."""

    port: int
    process: int
    meeting: int
    item: int
    head: int
    posters: list[str]
    phones: list[str]


def prepare(instance: str, clients: int) -> tuple[str, int, int, int, list[str], list[str]]:
    """Fill a database with a meeting under way and signed-in people; return cookies of posters and of phones."""
    url = f"sqlite:///{instance}/room.sqlite3"
    app = create_app(Testing(database=url, instance=instance))
    with app.app_context():
        db.create_all()
        place = a_community()
        meeting = a_running_meeting(place, a_moderator(place))
        item = an_open_item(meeting)
        posters = [a_resident(place) for _ in range(POSTERS)]
        watching = [
            Account(name=f"居民{n}", display_name=f"居民{n}", opened_at=now(), session_version=1)
            for n in range(clients)
        ]
        db.session.add_all(watching)
        db.session.flush()
        known = [cookie(app, one) for one in posters], [cookie(app, one) for one in watching]
        made = (url, meeting.id, item.id, head_of(f"meeting:{meeting.id}"), *known)
        commit()
    return made


@contextlib.contextmanager
def serving(command: list[str]) -> Any:
    """Run a server and yield its process id and port."""
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    line = process.stdout.readline() if process.stdout else ""
    try:
        yield process.pid, int(line.rsplit(":", 1)[1].rstrip("/\n"))
    finally:
        process.terminate()
        try:
            process.wait(15)
        except subprocess.TimeoutExpired:
            process.kill()


def cpu(process: int) -> float:
    """Return the seconds of CPU a process has used."""
    fields = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def memory(process: int) -> int:
    """Return a process's resident memory in kB."""
    status = Path(f"/proc/{process}/status").read_text(encoding="ascii")
    return int(next(line for line in status.splitlines() if line.startswith("VmRSS")).split()[1])


class Poster(threading.Thread):
    """Sends marked contributions at a steady rate and notes when each left and when it was answered."""

    def __init__(self, room: Room, posts: int, rate: float) -> None:
        """Take where and how many a second."""
        super().__init__(daemon=True)
        self.room, self.posts, self.pause = room, posts, 1 / rate
        self.sent: dict[int, float] = {}
        self.answered: list[float] = []

    def run(self) -> None:
        """Send, each post by another person."""
        line = http.client.HTTPConnection("127.0.0.1", self.room.port)
        for number in range(self.posts):
            who = self.room.posters[number % len(self.room.posters)]
            headers = {"Cookie": who, "Content-Type": "application/json", "Accept": "application/json"}
            data = {"agenda_item_id": self.room.item, "body": f"#{number}# {BODY}", "stance": "for"}
            body = json.dumps({"verb": "contribute", "client_id": f"bench-{number:06d}", "data": data})
            self.sent[number] = time.monotonic()
            line.request("POST", f"/meetings/{self.room.meeting}/acts", body.encode(), headers)
            answer = line.getresponse()
            told = json.loads(answer.read())
            assert told.get("ok"), told
            self.answered.append(time.monotonic() - self.sent[number])
            time.sleep(max(0.0, self.sent[number] + self.pause - time.monotonic()))


def percentile(values: list[float], share: float) -> float:
    """Return a percentile in milliseconds."""
    ordered = sorted(values)
    return round(ordered[min(len(ordered) - 1, int(len(ordered) * share))] * 1000, 1) if ordered else 0.0


def shares(values: list[float], *wanted: int) -> dict[str, float]:
    """Return some percentiles by name."""
    return {f"p{one}": percentile(values, one / 100) for one in wanted}


def measure(room: Room, posts: int, rate: float) -> dict[str, Any]:
    """Let all phones join, post, and count what arrived when."""
    empty, begun = memory(room.process), cpu(room.process)
    hall = Hall("127.0.0.1", room.port, f'420["join",{{"meeting":{room.meeting},"after":{room.head}}}]')
    joined = hall.fill(room.phones)
    after_join = cpu(room.process)
    hall.listen(3)
    full, before = memory(room.process), cpu(room.process)
    poster = Poster(room, posts, rate)
    poster.start()
    while poster.is_alive():
        hall.listen(0.2)
    hall.listen(2)
    used, clients = cpu(room.process) - before, len(room.phones)
    delays = [moment - poster.sent[mark] for mark, moments in hall.arrivals.items() for moment in moments]
    lasts = [max(moments) - poster.sent[mark] for mark, moments in hall.arrivals.items()]
    return {
        "post_to_phone_ms": shares(delays, 50, 95, 99),
        "post_to_last_phone_ms": shares(lasts, 50, 95),
        "post_answered_ms": shares(poster.answered, 50, 95),
        "delivered": len(delays), "expected": posts * clients, "lost_phones": hall.lost,
        "joined_s": round(joined, 2), "cpu_ms_a_join": round((after_join - begun) * 1000 / clients, 2),
        "kb_a_phone": round((full - empty) / clients, 1),
        "server_cpu_s": round(used, 2), "cpu_us_a_delivery": round(used * 1e6 / max(1, len(delays)), 1),
    }  # fmt: skip


def ours(options: argparse.Namespace) -> dict[str, Any]:
    """Measure the product."""
    with tempfile.TemporaryDirectory(prefix="deliberate-bench-") as instance:
        url, meeting, item, head, posters, phones = prepare(instance, options.clients)
        with serving([sys.executable, "-m", "tests.support.serving", url, instance, "0"]) as (process, port):
            return measure(Room(port, process, meeting, item, head, posters, phones), options.posts, options.rate)


def stock(options: argparse.Namespace) -> dict[str, Any]:
    """Measure the reference under the same load."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        free = probe.getsockname()[1]
    with serving([sys.executable, str(ROOT / "bench" / "support" / "stock.py"), str(free)]) as (process, port):
        time.sleep(1)
        return measure(Room(port, process, 1, 1, 0, ["x=1"], ["x=1"] * options.clients), options.posts, options.rate)


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--clients", type=int, default=200, help="phones in the room (default: %(default)s)")
    parser.add_argument("--posts", type=int, default=40, help="contributions sent (default: %(default)s)")
    parser.add_argument("--rate", type=float, default=4.0, help="contributions a second (default: %(default)s)")
    parser.add_argument("--json", action="store_true", help="one line of JSON instead of an indented one")
    parser.add_argument("--alone", action="store_true", help="leave the reference out")
    options = parser.parse_args()
    raise_limit()
    found: dict[str, Any] = {
        "measure": "room",
        "clients": options.clients,
        "posts": options.posts,
        "rate": options.rate,
    }
    found["ours"] = ours(options)
    if not options.alone:
        found["stock_flask_socketio"] = stock(options)
    print(json.dumps(found, indent=None if options.json else 2, ensure_ascii=False))
    return 0


if __name__ == "__main__":
    sys.exit(main())
