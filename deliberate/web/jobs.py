"""What the calendar asks for: areas register jobs, exactly one process runs them.

    @every(minutes=60, name="issues.sweep")
    def sweep(now: datetime) -> None: …

A job runs in an app context and in one transaction of its own. `deliberate serve` runs them in greenlets; where several
workers share one database, whoever holds the lock does. `deliberate jobs run NAME` runs one by hand or from cron.

What is to follow people's doings within seconds is a `Follower`: it looks, works without a transaction, and writes.
"""

from __future__ import annotations

import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import gevent

from deliberate.db.session import once_more, read_only, transaction
from deliberate.kit.clock import SHANGHAI, now

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from flask import Flask
    from huey.api import Huey

A_DAY = 24 * 60
# How often a follower looks, in seconds; after work it rests as many times as long as the work took.
PULSE, REST = 3, 2
# How long a worker's hold on the schedule lasts after it dies, and how often it is renewed, in seconds.
HOLD, RENEW = 90, 30
SOON = 2


@dataclass(frozen=True)
class Job:
    """Something to be done every so many minutes, counted from `at` minutes after midnight in Shanghai."""

    name: str
    minutes: int
    at: int
    at_start: bool
    function: Callable[[datetime], Any]

    def due(self, moment: datetime) -> bool:
        """Tell whether the job runs in this minute."""
        local = moment.astimezone(SHANGHAI)
        return (local.hour * 60 + local.minute - self.at) % min(self.minutes, A_DAY) == 0


@dataclass(frozen=True)
class Follower:
    """Slow work that follows what people do: `look` finds it, `work` does it with no transaction open, `keep` writes.

    `work` must leave the loop free: a process of its own, a thread, or the network.
    """

    name: str
    look: Callable[[], Sequence[Any]]
    work: Callable[[Any], Any]
    keep: Callable[[Any, Any, datetime], Any]


_jobs: dict[str, Job] = {}
_followers: dict[str, Follower] = {}


def every(
    *, minutes: int, name: str, at: int = 0, at_start: bool = True
) -> Callable[[Callable[[datetime], Any]], Callable[[datetime], Any]]:
    """Register a job; one that ran long ago also runs when the server starts, unless `at_start` says no."""

    def register(function: Callable[[datetime], Any]) -> Callable[[datetime], Any]:
        _jobs[name] = Job(name, minutes, at, at_start, function)
        return function

    return register


def follow(follower: Follower) -> None:
    """Register what follows people's doings."""
    _followers[follower.name] = follower


def follow_once(app: Flask, name: str) -> int:
    """Do what there is to do for a follower; return how much it was."""
    follower = _followers[name]
    with app.app_context():
        read_only()
        found = list(follower.look())
    for one in found:
        made = follower.work(one)

        def act(one: Any = one, made: Any = made) -> None:
            with transaction():
                follower.keep(one, made, now())

        with app.app_context():
            once_more(act)
    return len(found)


def known() -> list[Job]:
    """Return every job, by name."""
    return sorted(_jobs.values(), key=lambda job: job.name)


def run(app: Flask, name: str) -> Any:
    """Run one job now, in a transaction of its own."""

    def act() -> Any:
        with transaction():
            return _jobs[name].function(now())

    with app.app_context():
        return once_more(act)


def run_safely(app: Flask, name: str) -> None:
    """Run one job; a fault is written down and takes nothing else with it."""
    try:
        run(app, name)
    except Exception:
        app.logger.exception("the job %s failed", name)


class Schedule:
    """The right to run the schedule: held by one process at a time."""

    def __init__(self, app: Flask) -> None:
        """Remember where the lock is: in Redis when there is one, else a file beside the data."""
        self._redis_url = str(app.config["REDIS_URL"])
        self._path = Path(app.config["INSTANCE"]) / "schedule.lock"
        self._held: Any = None

    def take(self) -> bool:
        """Take the right or renew it; tell whether it is held now."""
        return self._take_redis() if self._redis_url else self._take_file()

    def _take_redis(self) -> bool:
        import redis  # noqa: PLC0415 - only several workers need it

        client = redis.Redis.from_url(self._redis_url)
        if self._held is None:
            lock = client.lock("deliberate:schedule", timeout=HOLD, thread_local=False)
            self._held = lock if lock.acquire(blocking=False) else None
        else:
            try:
                self._held.reacquire()
            except redis.exceptions.LockError:
                self._held = None
        return self._held is not None

    def _take_file(self) -> bool:
        if self._held is not None:
            return True
        kept = self._path.open("a")
        try:
            import fcntl  # noqa: PLC0415 - Windows has none, and runs one worker

            fcntl.flock(kept, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except ImportError:
            pass
        except OSError:
            kept.close()
            return False
        self._held = kept
        return True

    @property
    def held(self) -> bool:
        """Tell whether this process has the right, as far as it knows."""
        return self._held is not None

    def give_back(self) -> None:
        """Let another process take over."""
        held, self._held = self._held, None
        if held is not None:
            with suppress(Exception):
                held.release() if self._redis_url else held.close()


def queue(app: Flask) -> Huey:
    """Return the app's queue of work that nobody waits for: in this process, or in Redis beside several workers."""
    from huey import MemoryHuey, RedisHuey  # noqa: PLC0415 - a quarter of a second that no start waits for

    if "jobs" not in app.extensions:
        url = str(app.config["REDIS_URL"])
        # Nobody asks what became of a piece of work, so nothing is kept of it.
        made = RedisHuey("deliberate", url=url, results=False) if url else MemoryHuey("deliberate", results=False)
        app.extensions["jobs"] = made
    kept: Huey = app.extensions["jobs"]
    return kept


def start(app: Flask) -> Callable[[], None]:
    """Begin to run jobs in greenlets, a moment after the first people could come in; returns what ends it."""
    schedule = Schedule(app)
    running: list[Any] = []
    beats = [gevent.spawn(_beat, app, schedule, running), gevent.spawn(_pulse, app, schedule)]

    def stop() -> None:
        gevent.killall(beats)
        for consumer in running:
            consumer.stop(graceful=False)
        schedule.give_back()

    return stop


def _work_off(app: Flask) -> Any:
    """Start to work off the queue. huey's own scheduler stays off: it would run in every worker."""
    from huey.consumer import Consumer  # noqa: PLC0415 - as in `queue`

    class Worker(Consumer):
        """Signals stay with the server, which knows how to end."""

        def _set_signal_handlers(self) -> None:
            """Leave the server's own in place."""

    consumer = Worker(queue(app), workers=1, worker_type="greenlet", periodic=False, check_worker_health=False)
    consumer.start()
    return consumer


def _pulse(app: Flask, schedule: Schedule) -> None:
    """Every few seconds, let the followers look; a fault is written down, and the next look tries again."""
    while True:
        gevent.sleep(PULSE)
        if not schedule.held:
            continue
        began = time.monotonic()
        for name in list(_followers):
            try:
                follow_once(app, name)
            except Exception:
                app.logger.exception("%s failed", name)
        gevent.sleep(REST * (time.monotonic() - began))


def _beat(app: Flask, schedule: Schedule, running: list[Any]) -> None:
    """Once a minute, run what is due; at the start, what may be overdue."""
    gevent.sleep(SOON)
    running.append(_work_off(app))
    last = None
    if schedule.take():
        for job in known():
            if job.at_start:
                run_safely(app, job.name)
    while True:
        minute = now().replace(second=0, microsecond=0)
        if minute != last and schedule.take():
            for job in known():
                if job.due(minute):
                    run_safely(app, job.name)
        last = minute
        gevent.sleep(RENEW / 2)
