"""What the calendar asks for: when it is due, in a transaction of its own, by exactly one process."""

from __future__ import annotations

import signal
from datetime import UTC, datetime, timedelta

import gevent
import pytest

from config import Testing
from deliberate.accounts.models import Account
from deliberate.app import create_app
from deliberate.db.base import db
from deliberate.web import jobs
from deliberate.web.jobs import Job, Schedule, every
from tests.factories.people import an_account
from tests.support.databases import service

MIDNIGHT = datetime(2026, 3, 9, 16, 0, tzinfo=UTC)


@pytest.fixture
def registry(monkeypatch):
    monkeypatch.setattr(jobs, "_jobs", {})


@pytest.mark.parametrize(
    ("minutes", "at", "times"),
    [(60, 0, [0, 60, 120]), (60, 5, [5, 65]), (1440, 190, [190]), (720, 0, [0, 720]), (1, 0, [0, 1, 2, 1439])],
)
def test_a_job_is_due_by_the_clock_of_shanghai(minutes, at, times):
    job = Job("x", minutes, at, at_start=True, function=lambda _now: None)
    assert all(job.due(MIDNIGHT + timedelta(minutes=minute)) for minute in times)
    due = [minute for minute in range(1440) if job.due(MIDNIGHT + timedelta(minutes=minute))]
    assert len(due) == max(1, 1440 // minutes)


def test_a_job_runs_in_a_transaction_of_its_own(app, session, registry):
    @every(minutes=60, name="tests.works")
    def works(_now):
        an_account(display_name="from a job")

    @every(minutes=60, name="tests.breaks")
    def breaks(_now):
        an_account(display_name="never")
        raise LookupError

    jobs.run(app, "tests.works")
    jobs.run_safely(app, "tests.breaks")
    assert [job.name for job in jobs.known()] == ["tests.breaks", "tests.works"]
    with app.app_context():
        assert [account.display_name for account in db.session.query(Account)] == ["from a job"]


def own_settings(folder):
    return Testing(database=f"sqlite:///{folder}/x.sqlite3", instance=str(folder))


def held_by_one_at_a_time(app):
    first, second = Schedule(app), Schedule(app)
    assert first.take()
    assert first.take()
    assert not second.take()
    first.give_back()
    assert second.take()
    second.give_back()


def test_one_process_at_a_time_holds_the_schedule(tmp_path):
    """In a folder of its own: the servers of other tests hold the schedule of the shared one."""
    held_by_one_at_a_time(create_app(own_settings(tmp_path)))


@pytest.mark.redis
def test_one_worker_at_a_time_holds_the_schedule_in_redis(tmp_path):
    url = service("DELIBERATE_TEST_REDIS_URL")
    if not url:
        pytest.skip("Redis is not there")
    settings = own_settings(tmp_path)
    settings.REDIS_URL = url
    held_by_one_at_a_time(create_app(settings))


def test_the_jobs_of_the_product_are_known(app):
    assert "ledger.anchor" in {job.name for job in jobs.known()}


def test_the_server_keeps_its_signals_and_the_queue_is_worked_off(tmp_path, registry, monkeypatch):
    monkeypatch.setattr(jobs, "SOON", 0)
    app = create_app(own_settings(tmp_path))
    before = signal.getsignal(signal.SIGTERM)
    done = []
    task = jobs.queue(app).task()(done.append)
    end = jobs.start(app)
    task("worked off")
    for _ in range(100):
        gevent.sleep(0.02)
        if done:
            break
    assert done == ["worked off"]
    assert signal.getsignal(signal.SIGTERM) is before
    end()
