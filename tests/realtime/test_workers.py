"""Several workers on one database, and the end of one of them."""

from __future__ import annotations

import time

from deliberate.db.session import commit
from deliberate.kit.clock import now
from deliberate.meetings.services.attending import enter_attendance
from deliberate.meetings.states import Channel
from deliberate.realtime import queries
from deliberate.web.jobs import Schedule
from tests.support.live import Phone, Server


def test_what_another_worker_wrote_comes_within_a_moment(evening, phone):
    """The tests' own process writes; nothing wakes the server but its own look at the heads."""
    one = phone()
    head = one.join(evening.meeting_id)["to"]
    meeting = queries.whole(evening.meeting_id)
    enter_attendance(meeting, "陈阿婆", channel=Channel.hall, actor_id=meeting.moderator_id, now=now())
    commit()
    written = time.monotonic()
    told = one.batch()
    assert (told["from"], told["items"][0]["verb"]) == (head + 1, "meeting.attended")
    assert time.monotonic() - written < 4


def test_a_worker_that_is_asked_to_end_lets_its_phones_go_and_ends(app, evening):
    schedule = Schedule(app)
    schedule.take()
    worker = Server(app.config["SQLALCHEMY_DATABASE_URI"], app.config["INSTANCE"])
    phones = [Phone(worker) for _ in range(3)]
    for one in phones:
        one.join(evening.meeting_id)
    assert worker.stop() == (0, "")
    assert all(one.gone.get(timeout=5) for one in phones)
    schedule.give_back()
