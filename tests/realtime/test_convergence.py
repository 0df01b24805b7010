"""Whatever the line and the workers do, every phone ends with what a fresh snapshot says.

The real rooms, joins and pushes on a real database; only the wire is played: it cuts, doubles, reorders and loses, and
a worker that is started anew has forgotten everything. What happens when is Hypothesis's to choose.
"""

from __future__ import annotations

import itertools
import json
from types import SimpleNamespace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from deliberate.db.session import commit
from deliberate.kit.clock import now
from deliberate.meetings.discussion.queries import threads
from deliberate.meetings.discussion.services.saying import Speech, contribute, hide_contribution, show_contribution
from deliberate.meetings.discussion.states import HideReason, Stance
from deliberate.meetings.services.attending import enter_attendance
from deliberate.meetings.states import Channel
from deliberate.realtime import queries
from deliberate.realtime.rooms import Room, Rooms
from deliberate.realtime.rules import LATEST, Audience
from deliberate.web.sockets import Message, known_messages, manager
from tests.factories.meetings import identity

PHONES = 3
WHO = st.integers(0, PHONES - 1)
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("write"), st.sampled_from(["say", "hide", "show", "enter"]), st.booleans()),
        st.tuples(st.just("cut"), WHO, st.booleans()),
        st.tuples(st.just("back"), WHO, st.booleans()),
        st.tuples(st.just("hear"), WHO, st.integers(0, 5)),
        st.tuples(st.just("twice"), WHO, st.integers(0, 5)),
        st.tuples(st.just("restart"), st.booleans(), st.booleans()),
    ),
    min_size=6,
    max_size=24,
)
numbers = itertools.count()


class Quiet(Rooms):
    """A worker whose loops are turned by hand."""

    def _begin(self, stream, meeting_id):
        return self._open.setdefault(stream, Room(meeting_id))

    def push(self):
        """Do what the loop does after a wake-up, or the watch after a second."""
        for room in list(self._open.values()):
            self._push(room)


class Phone:
    """The rules of docs/live-protocol.md in a few lines, and a line that may do anything."""

    def __init__(self, snapshot):
        self.begin(snapshot)
        self.sid, self.under_way, self.held = None, [], []

    def begin(self, snapshot):
        self.seq, self.there = snapshot["seq"], snapshot["attendance"]["total"]
        self.words = {one["data"]["contribution_id"]: one["data"]["body"] for one in snapshot["contributions"]}

    def push(self, frame):
        """Take what the server hands to the kernel; the phone hears it later, or never."""
        start = 2 if frame[1] < 126 else 4 if frame[1] == 126 else 10
        event, data = json.loads(frame[start + 2 :])
        assert event == "entries"
        self.under_way.append(data)

    def hear(self, batch):
        """Apply a batch, keep it until the gap before it is closed, or ignore it."""
        if batch["to"] <= self.seq:
            return
        if batch["from"] > self.seq + 1:
            self.held.append(batch)
            return
        for item in batch["items"]:
            if item["seq"] > self.seq:
                self.apply(item["verb"], item["data"])
        self.seq = batch["to"]
        waiting, self.held = self.held, []
        for one in waiting:
            self.hear(one)

    def apply(self, verb, data):
        """Change the state by one item."""
        if verb == "meeting.attended":
            self.there += 1
        elif verb == "discussion.contributed":
            self.words[data["contribution_id"]] = data["body"]
        elif verb == "discussion.hidden":
            self.words[data["contribution_id"]] = ""
        elif not data.get("hidden"):
            self.words[data["contribution_id"]] = data["body"]

    @property
    def state(self):
        """Return what stands on its screen."""
        return self.seq, self.there, list(self.words.items())[-LATEST:]


class Hall:
    """A meeting, a worker, and phones."""

    def __init__(self, app, evening):
        self.app, self.id, self.item_id = app, evening.meeting_id, evening.item_id
        self.phones = [Phone(self.snapshot()) for _ in range(PHONES)]
        self.begin_anew()

    def snapshot(self):
        with self.app.test_request_context():
            return json.loads(json.dumps(queries.snapshot(queries.whole(self.id), Audience.public)))

    def begin_anew(self):
        self.app.extensions["rooms"] = self.rooms = Quiet(self.app)

    def cut(self, phone):
        if phone.sid:
            self.rooms.leave(phone.sid)
            manager(self.app).disconnect(phone.sid, "/")
            phone.sid = None

    def back(self, phone):
        """Connect and join with what one has; fetch a snapshot when told to."""
        self.cut(phone)
        eio_sid = f"played-{next(numbers)}"
        manager(self.app).server.eio.sockets[eio_sid] = SimpleNamespace(wire=phone)
        phone.sid = manager(self.app).connect(eio_sid, "/")
        with self.app.test_request_context():
            fields = {"meeting": self.id, "after": phone.seq}
            answer = known_messages()["join"].answer(Message(phone.sid, fields))
        if answer.get("resync"):
            phone.begin(self.snapshot())
        else:
            phone.hear(answer)

    def write(self, what):
        with self.app.test_request_context():
            meeting = queries.whole(self.id)
            chair, said = meeting.moderator, threads.said_in(self.id)
            by = {"actor_id": chair.id, "now": now()}
            shown, hidden = [one for one in said if not one.hidden], [one for one in said if one.hidden]
            if what == "hide" and shown:
                hide_contribution(shown[-1], HideReason.off_topic, **by)
            elif what == "show" and hidden:
                show_contribution(hidden[-1], **by)
            elif what == "enter":
                enter_attendance(meeting, f"邻居{next(numbers)}", channel=Channel.hall, **by)
            else:
                item = next(one for one in meeting.agenda if one.id == self.item_id)
                speech = Speech(body=f"第{next(numbers)}句", stance=Stance.neutral, client_id=f"played-{next(numbers)}")
                contribute(meeting, item, speech, speaker=identity(chair), now=now())
            commit()

    def step(self, kind, one, other):
        if kind == "write":
            self.write(one)
            # Without it the wake-up was lost; the next one, or the watch, finds what was written.
            if other:
                self.rooms.push()
        elif kind == "restart":
            for phone in self.phones:
                self.cut(phone)
            self.begin_anew()
        elif kind == "back":
            self.back(self.phones[one])
        elif kind == "cut":
            self.cut(self.phones[one])
            self.phones[one].under_way *= other
        elif self.phones[one].under_way:
            waiting = self.phones[one].under_way
            index = other % len(waiting)
            self.phones[one].hear(waiting[index] if kind == "twice" else waiting.pop(index))


@pytest.fixture
def evening_with_rooms(app, evening):
    kept = app.extensions["rooms"]
    yield evening
    app.extensions["rooms"] = kept


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(steps=STEPS)
def test_every_phone_ends_with_what_a_fresh_snapshot_says(app, evening_with_rooms, steps):
    hall = Hall(app, evening_with_rooms)
    for step in steps:
        hall.step(*step)
    # The line holds at last: whoever is away comes back, the watch looks, and what is under way arrives backwards.
    for phone in hall.phones:
        if phone.sid is None or phone.held:
            hall.back(phone)
    hall.rooms.push()
    fresh = Phone(hall.snapshot())
    for phone in hall.phones:
        for batch in phone.under_way[::-1]:
            phone.hear(batch)
        assert phone.state == fresh.state
        hall.cut(phone)
