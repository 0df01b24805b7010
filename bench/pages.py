"""Pages of real cities from the real server: how long, how many questions to the database, how many bytes.

`python3 dev.py bench pages --json` fills SQLite and PostgreSQL with Barcelona's 3,791 proposals, Madrid's threads and
the 2,378 promises of Barcelona and Paris, and reads them as one, eight and thirty-two people at once.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import platform
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from bench.support.city import COMMAND, City, application, dropped, engines, found_in, sizes
from bench.support.crowd import cpu, memory
from bench.support.phones import percentile
from bench.support.readers import crowd, fetch, request
from bench.support.servers import serving
from deliberate.db.base import db
from tests.support.queries import counted

if TYPE_CHECKING:
    from flask import Flask

READERS = (1, 8, 32)
# The best of all sets, so that the comparison is to its favour.
RIVAL = {
    "name": "adhocracy+ v2606.1 (Django 5.2, PostgreSQL, gunicorn 4 x 2), as its documentation sets it up",
    "origin": "measured on 2026-11-23 on 2 cores with 15 ideas a page; not run again here",
    "list": {"queries": 108, "requests_a_second": 9.4, "p50_ms_alone": 187, "server_cpu_ms": 145},
    "issue": {"queries": 782, "requests_a_second": 2.8, "p50_ms_alone": 706, "server_cpu_ms": 485},
}
# What each page is compared with: the same work.
SAME_WORK = {"list": "list", "list_signed_in": "list", "issue_20": "issue", "issue_largest": "issue"}


@dataclass(frozen=True)
class Asked:
    """A page and who reads it."""

    path: str
    cookie: str = ""


def pages_of(city: City) -> dict[str, Asked]:
    """Return what is read."""
    return {
        "list": Asked(f"/issues?place={city.barcelona}"),
        "list_signed_in": Asked(f"/issues?place={city.barcelona}", city.resident),
        "list_search": Asked(f"/issues?place={city.barcelona}&q=bicicletes"),
        "issue_20": Asked(f"/issues/{city.twenty}"),
        "issue_largest": Asked(f"/issues/{city.largest}"),
        "board": Asked("/board?place=all", city.liaison),
        "meetings": Asked(f"/meetings?place={city.barcelona}"),
    }


def questions(app: Flask, asked: Asked) -> int:
    """Return how often a page asks the database, without opening and closing the transaction."""
    client = app.test_client(use_cookies=False)
    headers = {"Accept-Language": "zh-CN", **({"Cookie": asked.cookie} if asked.cookie else {})}
    with app.app_context(), counted() as statements:
        client.get(asked.path, headers=headers)
    return len([one for one in statements if not one.startswith("BEGIN")])


def measured(port: int, process: int, asked: Asked, seconds: float) -> dict[str, Any]:
    """Return how large a page is, and how quickly one and many get it."""
    words = request(port, asked.path, asked.cookie)
    packed = fetch(port, words).body
    plain = gzip.decompress(packed) if packed[:2] == b"\x1f\x8b" else packed
    found: dict[str, Any] = {"bytes": len(plain), "bytes_gzipped": len(packed), "readers": {}}
    crowd(port, words, readers=2, seconds=min(1.0, seconds))
    for readers in READERS:
        before = cpu(process)
        took = crowd(port, words, readers=readers, seconds=seconds)
        found["readers"][str(readers)] = {
            "requests_a_second": round(len(took) / seconds, 1),
            "p50_ms": percentile(took, 0.5),
            "p95_ms": percentile(took, 0.95),
            "server_cpu_ms": round((cpu(process) - before) * 1000 / max(1, len(took)), 2),
        }
    found["best_a_second"] = max(one["requests_a_second"] for one in found["readers"].values())
    return found


def product(city: City, seconds: float, only: list[str]) -> dict[str, Any]:
    """Measure every page of the product."""
    app = application(city.database, city.instance)
    found: dict[str, Any] = {}
    environment = [f"{name}={value}" for name, value in city.environment.items() if name.startswith("DELIBERATE_")]
    with serving(["env", *environment, str(COMMAND), "serve", "--port", "0"]) as (process, port):
        for name, asked in pages_of(city).items():
            if only and name not in only:
                continue
            answer = fetch(port, request(port, asked.path, asked.cookie))
            if b" 200 " not in answer.status:
                found[name] = {"answered": answer.status.decode()}
                continue
            found[name] = {"queries": questions(app, asked), **measured(port, process, asked, seconds)}
            _compare(name, found[name])
        found["memory_kb"] = memory(process)
    with app.app_context():
        db.engine.dispose()
    return found


def _compare(name: str, page: dict[str, Any]) -> None:
    if name in SAME_WORK:
        rival: dict[str, Any] = RIVAL[SAME_WORK[name]]  # type: ignore[assignment]
        page["times_the_rival"] = round(page["best_a_second"] / rival["requests_a_second"], 1)
        # Less shaken by what else the machine does; the rival's database is left out, as ours is.
        used = min(one["server_cpu_ms"] for one in page["readers"].values())
        page["times_less_cpu_than_the_rival"] = round(rival["server_cpu_ms"] / max(0.01, used), 1)


def floor(city: City, seconds: float) -> dict[str, Any]:
    """Measure the least this stack can do with the same database."""
    with serving([sys.executable, str(ROOT / "bench" / "support" / "floor.py"), "0", city.database]) as (process, port):
        return measured(port, process, Asked("/issues"), seconds)


def machine() -> dict[str, Any]:
    """Return what the figures were taken on."""
    return {"cores": os.cpu_count(), "python": platform.python_version(), "system": platform.system()}


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--database", choices=("sqlite", "postgresql", "both"), default="both")
    parser.add_argument("--seconds", type=float, default=4.0, help="for each page and crowd (default: %(default)s)")
    parser.add_argument("--page", action="append", default=[], help="measure only this page; may be given again")
    parser.add_argument("--keep", help="a folder: the filled databases stay there and are used next time")
    parser.add_argument("--json", action="store_true", help="one line of JSON instead of an indented one")
    options = parser.parse_args()
    found: dict[str, Any] = {"measure": "pages", "machine": machine(), "rival": RIVAL, "databases": {}}
    with tempfile.TemporaryDirectory(prefix="deliberate-bench-") as folder:
        for engine in engines(options.database):
            city = found_in(engine, options.keep or folder)
            pages = product(city, options.seconds, options.page)
            found["rows"] = sizes(city)
            found["databases"][engine] = {"floor_15_rows": floor(city, options.seconds), **pages}
            if not options.keep:
                dropped(city)
    print(json.dumps(found, indent=None if options.json else 2, ensure_ascii=False))
    return 0


if __name__ == "__main__":
    sys.exit(main())
