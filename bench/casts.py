"""Hundreds of ballots at once: how quickly they are taken, whole and once, beside the bare driver of the same database.

`python3 dev.py bench casts --json` puts a roll of a thousand households into a database of its own, on SQLite and on
PostgreSQL, and lets all of them vote at the same time, every tenth twice, as a phone whose line broke does: checked,
marked on the roll, laid into the box, committed. They are greenlets of one process, as in the server. The reference,
`driver`, writes the same two rows with sqlite3 or psycopg alone, in a transaction each, and checks nothing.
"""

from __future__ import annotations

from gevent import monkey

monkey.patch_all()

import argparse
import json
import os
import platform
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from gevent.pool import Pool
from sqlalchemy import insert

from bench.support.plain_casts import drivers
from config import Testing
from deliberate.app import create_app
from deliberate.db.base import db
from deliberate.db.session import commit, transaction
from deliberate.votes.models import RollEntry
from deliberate.votes.queries import papers
from deliberate.votes.services import casting
from tests.factories.people import a_community
from tests.factories.votes import an_open_vote, household_reps
from tests.support.databases import ENGINES, database_url

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from flask import Flask

# As many at once as a server has connections; the others wait for their turn.
HANDS, AGAIN = 20, 10
Job = tuple[int, str]


def opened(households: int) -> tuple[int, int, list[int]]:
    """Open a vote with so many entries on its roll; return its number, who speaks for them, and the entries."""
    place = a_community()
    voter = household_reps(place, 1)[0]
    vote = an_open_vote(place)
    more = [
        {"vote_id": vote.id, "elector": f"unit:more{at}", "account_id": voter.id, "label": f"{at}", "weight": 1,
         "area_dm2": 0, "homes": [], "ground": "household_rep"}
        for at in range(households - 1)
    ]  # fmt: skip
    db.session.execute(insert(RollEntry), more)
    vote.roll_size += households - 1
    found = vote.id, voter.id, [one.entry.id for one in papers.standings(vote.id, voter.id)]
    commit()
    # Whoever prepared it lets go of the writer's place.
    db.session.remove()
    return found


def once(app: Flask, vote_id: int, voter_id: int) -> Callable[[Job], float]:
    """Return what casts one ballot in a transaction of its own and tells how long that took, in milliseconds."""

    def cast(job: Job) -> float:
        began = time.perf_counter()
        with app.app_context():
            try:
                with transaction():
                    vote = papers.vote(vote_id)
                    assert vote is not None
                    casting.cast_ballot(
                        vote, ["agree"], entry_id=job[0], account_id=voter_id, now=vote.opens_at, secret=job[1]
                    )
            finally:
                db.session.remove()
        return (time.perf_counter() - began) * 1000

    return cast


def at_once(cast: Callable[[Job], float], jobs: Sequence[Job]) -> dict[str, Any]:
    """Let all of them arrive at the same moment; return what it took, waiting for each other included."""
    began, cpu = time.perf_counter(), time.process_time()

    def waited(job: Job) -> float:
        cast(job)
        return (time.perf_counter() - began) * 1000

    taken = list(Pool(HANDS).imap_unordered(waited, jobs))
    return figures(taken, time.perf_counter() - began, time.process_time() - cpu)


def figures(taken: Sequence[float], seconds: float, cpu: float) -> dict[str, Any]:
    """Return casts a second, and after how long somebody has an answer when all send at the same moment."""
    ordered = sorted(taken)
    return {
        "casts": len(ordered),
        "casts_a_second": round(len(ordered) / seconds, 1),
        "p50_ms": round(ordered[len(ordered) // 2], 1),
        "p99_ms": round(ordered[min(len(ordered) - 1, len(ordered) * 99 // 100)], 1),
        "cpu_ms_a_cast": round(cpu * 1000 / len(ordered), 2),
    }


def measured(engine: str, households: int) -> dict[str, Any]:
    """Return what one database takes, and whether everybody has one ballot in the box."""
    with tempfile.TemporaryDirectory(prefix="deliberate-bench-") as instance:
        url = database_url(engine, instance)
        app = create_app(Testing(database=url, instance=instance))
        with app.app_context():
            db.create_all()
            vote_id, voter_id, entries = opened(households)
            jobs = [(entry, f"{at:032x}") for at, entry in enumerate(entries)]
            jobs += jobs[::AGAIN]
            ours = at_once(once(app, vote_id, voter_id), jobs)
            whole = papers.number_of_ballots(vote_id) == papers.turnout(vote_id) == households
            db.session.remove()
            db.engine.dispose()
        name, write, close = drivers(engine, url, instance)
        plain = at_once(write, [(at, f"{at:032x}") for at in range(len(jobs))])
        close()
    return {**ours, "one_each": whole, "driver": {"name": name, **plain}}


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--households", type=int, default=1_000)
    parser.add_argument("--database", choices=ENGINES, action="append", default=[])
    parser.add_argument("--json", action="store_true", help="one line of JSON instead of an indented one")
    options = parser.parse_args()
    before = os.getloadavg()[0]
    found = {
        "bench": "casts",
        "python": platform.python_version(),
        "cores": os.cpu_count(),
        "databases": {name: measured(name, options.households) for name in options.database or ENGINES},
        "load": [round(before, 2), round(os.getloadavg()[0], 2)],
    }
    print(json.dumps(found, ensure_ascii=False, indent=None if options.json else 1))
    return 0 if all(one["one_each"] for one in found["databases"].values()) else 1


if __name__ == "__main__":
    sys.exit(main())
