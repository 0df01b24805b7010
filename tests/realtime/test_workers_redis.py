"""Two workers on PostgreSQL that wake each other through Redis, and what happens where there is none."""

from __future__ import annotations

import tempfile
import time
from types import SimpleNamespace

import gevent
import pytest

from config import Testing
from deliberate.app import create_app
from deliberate.db.base import db
from deliberate.realtime.workers import Workers
from deliberate.web.jobs import Schedule
from tests.realtime.conftest import an_evening
from tests.support.databases import database_url, service
from tests.support.live import PATIENCE, Phone, Server

# They look into the database once an hour, so that what comes at once came through Redis.
SELDOM = "3600"


@pytest.fixture
def pair():
    """Return a meeting under way, two workers, and a line to their Redis."""
    redis = pytest.importorskip("redis")
    url = service("DELIBERATE_TEST_REDIS_URL")
    if not url:
        pytest.skip("Redis is not there")
    # A number of its own, so that the schedule held here is nobody else's.
    url = f"{url.rsplit('/', 1)[0]}/1"
    with tempfile.TemporaryDirectory(prefix="deliberate-test-") as instance:
        settings = Testing(database=database_url("postgresql", instance), instance=instance)
        settings.REDIS_URL = url
        app = create_app(settings)
        schedule = Schedule(app)
        schedule.take()
        with app.app_context():
            db.create_all()
            made = an_evening(app)
            db.session.remove()
            db.engine.dispose()
        more = {"DELIBERATE_REDIS_URL": url, "DELIBERATE_TEST_LOOK": SELDOM}
        workers = [Server(settings.SQLALCHEMY_DATABASE_URI, instance, **more) for _ in range(2)]
        yield made, workers, redis.Redis.from_url(url)
        ends = [worker.stop() for worker in workers]
        schedule.give_back()
    assert [code for code, _complaints in ends] == [0, 0]
    assert not any("Traceback" in complaints for _code, complaints in ends)


def say(worker, evening, number):
    data = {"agenda_item_id": evening.item_id, "body": f"第{number}句", "stance": "neutral"}
    sent = {"verb": "contribute", "client_id": f"redis-{number:04d}", "data": data}
    return worker.post(f"/meetings/{evening.meeting_id}/acts", sent, evening.moderator)


def listening(line, wanted):
    """Wait until so many workers hear each other."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        channels = line.pubsub_channels("deliberate:workers:*")
        if channels and line.pubsub_numsub(channels[0])[0][1] >= wanted:
            return True
        time.sleep(0.05)
    return False


def told(phone, count):
    """Wait until a phone is told that so many are there."""
    while (heard := phone.presence.get(timeout=PATIENCE)["count"]) != count:
        assert heard < count
    return True


@pytest.mark.redis
def test_what_is_said_in_one_worker_reaches_the_phones_of_the_other_at_once(pair):
    evening, (first, second), line = pair
    with Phone(first, evening.resident) as here, Phone(second, evening.neighbour) as there:
        for one in (here, there):
            assert one.join(evening.meeting_id)["ok"]
        assert listening(line, 2)
        assert say(first, evening, 1)["ok"]
        assert [one.batch()["items"][0]["data"]["body"] for one in (there, here)] == ["第1句"] * 2
        assert told(here, 2)
        assert told(there, 2)
        line.client_kill_filter(_type="pubsub")
        time.sleep(0.2)
        assert listening(line, 2)
        assert say(second, evening, 2)["ok"]
        assert here.batch()["items"][0]["data"]["body"] == "第2句"


def test_without_redis_nothing_waits_and_the_log_hears_of_it_once(monkeypatch):
    monkeypatch.setattr("gevent.monkey.is_module_patched", lambda _name: True)
    heard = []
    log = SimpleNamespace(warning=lambda *words: heard.append(words))
    app = SimpleNamespace(config={"REDIS_URL": "redis://127.0.0.1:1/0", "SECRET_KEY": "x"}, logger=log)
    workers = Workers(app, heard.append, lambda *_about: None)
    for number in range(3):
        workers.grown(f"meeting:{number}")
        workers.here({"meeting:1": 2})
        gevent.sleep(0.01)
    assert len(heard) == 1
    assert workers.elsewhere("meeting:1") == 0


def test_what_is_not_in_shape_is_left_alone_and_a_silent_worker_counts_no_more(monkeypatch):
    grown, mine = [], []
    alone = SimpleNamespace(config={"REDIS_URL": "", "SECRET_KEY": "x"})
    workers = Workers(alone, grown.append, lambda *about: mine.append(about))
    for data in (b"", b"[]", b"{}", b'{"worker": 1, "grown": 2, "here": 3}', b"\xff"):
        workers.hear(data)
    workers.hear('{"worker": "other", "grown": ["meeting:7"], "here": {"meeting:7": 4}, "mine": [[3, 7]]}')
    assert (grown, workers.elsewhere("meeting:7"), mine) == (["meeting:7"], 4, [(3, 7)])
    later = time.monotonic() + 60
    monkeypatch.setattr("deliberate.realtime.workers.time", SimpleNamespace(monotonic=lambda: later))
    assert workers.elsewhere("meeting:7") == 0
