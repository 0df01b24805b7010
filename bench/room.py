"""A hall full of phones in one meeting: the real server, checked, written, sequenced and pushed.

`python3 dev.py bench room --json` runs every scenario; `--clients 2000` only the first one with so many phones, beside
Flask-SocketIO as it comes and Socket.IO on Node. See docs/performance.md.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from bench.support.phones import raise_limit
from bench.support.servers import NODE, OURS, SERVERS, SETTLE, STOCK, Missing, Place, ours
from bench.support.words import real_words

if TYPE_CHECKING:
    from collections.abc import Callable

    from bench.support.crowd import Crowd

# 300 bytes, in letters that take one byte each in every JSON.
POST = [("The lamp by the east gate has been dark since March and my mother stumbled over the kerb again. " * 4)[:300]]
TARGETS = {
    "steady": "2,000: p99 <= 100 ms, <= half of Flask-SocketIO, <= Node; 10,000: nothing lost, p99 <= 400 ms, <= Node",
    "busy": "20 posts/s: <= 25 % of a core at 1,000 phones; sustained at 5,000",
    "burst": "200 posts/s for 30 s into 1,000 phones: acknowledged p99 <= 1 s, memory returns",
    "storm": "2,000 phones in 10 s and after a restart: first useful screen p99 <= 2 s",
    "idle": "<= 60 kB a phone; 2,000 phones at rest < 3 % of a core",
    "slow_reader": "bounded memory; whoever does not read is cut and catches up",
    "two_workers": "PostgreSQL and Redis; no target, printed beside",
}


def _came_in(place: Place, crowd: Crowd) -> dict[str, Any]:
    """Let everybody come in and rest; return what that cost.

    One comes first, and the server rests: what it makes ready once, for one phone as for ten thousand, is no phone's.
    """
    first, others = place.cookies[:1], place.cookies[1:]
    crowd.ask("fill", first)
    crowd.ask("listen", SETTLE)
    empty, begun = place.memory(), place.cpu()
    came = crowd.ask("fill", others)
    used = place.cpu() - begun
    crowd.ask("listen", SETTLE)
    return {
        **came,
        "cpu_ms_a_join": round(used * 1000 / len(others), 2),
        "kb_a_phone": round((place.memory() - empty) / len(others), 1),
    }


def _spoken(place: Place, crowd: Crowd, rate: float, seconds: float, bodies: list[str]) -> dict[str, Any]:
    """Let them talk and return what arrived when, and what it cost the server."""
    crowd.ask("talk", max(2.0, min(rate, 10)), 1, bodies)  # the first words fill caches on both sides
    before = place.cpu()
    found = crowd.ask("talk", rate, seconds, bodies)
    used = place.cpu() - before
    return {
        **found,
        # Of the time in which people talk: what is left over afterwards must be done too.
        "server_core_percent": round(used / seconds * 100, 1),
        "server_cpu_us_a_delivery": round(used * 1e6 / max(1, found["delivered"]), 1),
    }


def _beside(options: argparse.Namespace, people: int, rate: float, seconds: float) -> dict[str, Any]:
    """Measure the product and both references under the same load, one after the other."""
    found: dict[str, Any] = {"clients": people, "rate": rate, "seconds": seconds}
    for name, server in SERVERS.items():
        if options.alone and name != OURS:
            continue
        try:
            with server(people) as place, place.crowd() as crowd:
                found[name] = {"came_in": _came_in(place, crowd), **_spoken(place, crowd, rate, seconds, POST)}
        except Missing as reason:
            found[name] = {"missing": str(reason)}
    for name in (STOCK, NODE):
        theirs = found.get(name, {}).get("post_to_phone_ms")
        if theirs and theirs["p99"]:
            mine = found[OURS]
            found[f"of_{name}"] = {
                "p99": round(mine["post_to_phone_ms"]["p99"] / theirs["p99"], 2),
                "last_phone_p50": round(
                    mine["post_to_last_phone_ms"]["p50"] / max(0.1, found[name]["post_to_last_phone_ms"]["p50"]), 2
                ),
                "server_cpu": round(mine["server_core_percent"] / max(0.1, found[name]["server_core_percent"]), 2),
            }
    return found


def steady(options: argparse.Namespace) -> dict[str, Any]:
    """One post a second."""
    return _beside(options, options.clients or 2000, options.rate or 1.0, options.seconds or 20)


def busy(options: argparse.Namespace) -> dict[str, Any]:
    """Twenty posts a second."""
    return _beside(options, options.clients or 1000, options.rate or 20.0, options.seconds or 6)


def burst(options: argparse.Namespace) -> dict[str, Any]:
    """Two hundred contributions a second, real ones; nobody may speak twice within five seconds, so there are more."""
    people, rate, seconds = options.clients or 1200, options.rate or 200.0, options.seconds or 30
    words, where = real_words()
    with ours(people) as place, place.crowd() as crowd:
        came = _came_in(place, crowd)
        before = place.memory()
        spoken = _spoken(place, crowd, rate, seconds, words)
        at_the_end = place.memory()
        crowd.ask("listen", 8)
        memory = {"before": before, "at_the_end": at_the_end, "after_8_s": place.memory()}
    return {"clients": people, "rate": rate, "words": where, "came_in": came, **spoken, "memory_kb": memory}


def storm(options: argparse.Namespace) -> dict[str, Any]:
    """Everybody within ten seconds, and everybody again after the worker was started anew."""
    people, seconds = options.clients or 2000, options.seconds or 10
    with ours(people) as place, place.crowd() as crowd:
        begun = place.cpu()
        first = crowd.ask("storm", place.cookies, seconds)
        first["cpu_ms_a_phone"] = round((place.cpu() - begun) * 1000 / people, 2)
        crowd.ask("come_back")
        place.again()
        again = crowd.ask("all_back")
    return {"clients": people, "within_s": seconds, "first": first, "after_a_restart": again}


def idle(options: argparse.Namespace) -> dict[str, Any]:
    """Nobody says anything; signs of life are all there is."""
    people, seconds = options.clients or 2000, options.seconds or 20
    with ours(people) as place, place.crowd() as crowd:
        came = _came_in(place, crowd)
        crowd.ask("listen", 3)
        before, begun = place.cpu(), time.monotonic()
        crowd.ask("listen", seconds)
        used, lasted = place.cpu() - before, time.monotonic() - begun
    return {"clients": people, "came_in": came, "seconds": seconds, "core_percent": round(used / lasted * 100, 2)}


def slow_reader(options: argparse.Namespace) -> dict[str, Any]:
    """Some phones stop reading while much is said."""
    people, asleep = options.clients or 300, 20
    with ours(people) as place, place.crowd() as crowd:
        came = _came_in(place, crowd)
        before = place.memory()
        crowd.ask("come_back")
        crowd.ask("stall", asleep)
        spoken = _spoken(place, crowd, 40.0, 6, ["好" * 1800])
        grown = place.memory() - before
        woken = crowd.ask("wake", asleep)
    return {
        "clients": people, "not_reading": asleep, "came_in": came, "acknowledged_ms": spoken["acknowledged_ms"],
        "grown_kb": grown, "woken": woken,
    }  # fmt: skip


def two_workers(options: argparse.Namespace) -> dict[str, Any]:
    """The same room spread over two workers."""
    people, rate, seconds = options.clients or 1000, options.rate or 5.0, options.seconds or 6
    try:
        with ours(people, workers=2) as place, place.crowd() as crowd:
            return {
                "clients": people, "rate": rate, "came_in": _came_in(place, crowd),
                **_spoken(place, crowd, rate, seconds, POST),
            }  # fmt: skip
    except Missing as reason:
        return {"missing": str(reason)}


SCENARIOS: dict[str, Callable[[argparse.Namespace], dict[str, Any]]] = {
    one.__name__: one for one in (steady, busy, burst, storm, idle, slow_reader, two_workers)
}


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--clients", type=int, help="phones in the room; without --scenario only `steady` is run")
    parser.add_argument("--rate", type=float, help="posts a second")
    parser.add_argument("--seconds", type=float, help="how long people talk, come in or rest")
    parser.add_argument("--scenario", action="append", choices=list(SCENARIOS), help="only this one; may be repeated")
    parser.add_argument("--alone", action="store_true", help="leave the references out")
    parser.add_argument("--json", action="store_true", help="one line of JSON instead of an indented one")
    options = parser.parse_args()
    raise_limit()
    chosen = options.scenario or (["steady"] if options.clients or options.rate else list(SCENARIOS))
    found: dict[str, Any] = {"measure": "room", "cores": os.cpu_count(), "targets": TARGETS, "scenarios": {}}
    for name in chosen:
        before = os.getloadavg()[0]
        told = SCENARIOS[name](options)
        # Under foreign load a figure is an upper bound at best.
        found["scenarios"][name] = {"load_before_and_after": [before, os.getloadavg()[0]], **told}
    print(json.dumps(found, indent=None if options.json else 2, ensure_ascii=False))
    return 0


if __name__ == "__main__":
    sys.exit(main())
