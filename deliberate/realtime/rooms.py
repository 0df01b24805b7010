"""Rooms: what was committed goes out once a tick, the same bytes to everybody who may see the same.

A room reads its stream from the database, never from the commit it was woken by: so push, replay and polling cannot
differ, and what a lost wake-up leaves out is filled by the watch within a second.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar

import gevent
from gevent.event import Event as Bell

from deliberate.accounts.queries import account
from deliberate.db.session import read_only
from deliberate.kit.clock import SHANGHAI, now
from deliberate.kit.permits import GUEST, permits
from deliberate.meetings.permissions import MeetingPermission
from deliberate.meetings.polls.queries import open_now
from deliberate.places.queries.identity import identity_of
from deliberate.realtime import queries
from deliberate.realtime.rules import Audience, next_tick
from deliberate.realtime.workers import Workers
from deliberate.web.guards import identity
from deliberate.web.sockets import account_room, drop, manager
from deliberate.web.transport.fanout import Codec, event_frame

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Flask

    from deliberate.kit.permits import Identity, Placed
    from deliberate.realtime.queries import Seen

# How often heads are counted, how often the database is asked whether a wake-up was lost, how often heads are told.
WATCH, LOOK, PRESENCE_EVERY = 1.0, 0.9, 2.0
MOST_KEPT, KEEP = 64, 10.0
# Of so many people at most is kept when they last did something.
MOST_OWN = 20_000
T = TypeVar("T")


@dataclass
class Room:
    """The phones looking at one meeting, and how far they have been told."""

    meeting_id: int
    sent: int | None = None
    bell: Bell = field(default_factory=Bell)
    ready_at: float = 0.0
    present: int = 0
    # The question that is open, and how many have answered: single answers are no entries, so this is told beside.
    answered: tuple[int, int] | None = None
    told_at: float = 0.0
    # What is known of the meeting once it is public, which it then stays; who is charged with anything at its place.
    seen: Seen | None = None
    charged: tuple[float, frozenset[int]] = (float("-inf"), frozenset())
    # Who keeps the list: connection → account and the version it signed in under.
    staff: dict[str, tuple[int, int]] = field(default_factory=dict)

    def begin_at(self, head: int, told: int | None) -> None:
        """Push from here on for who came in when `told` had been pushed and then found the record's end at `head`.

        What was pushed after they came in has reached them too and is not sent again. A record restored from an older
        copy is shorter than what was told.
        """
        if told is None or head < told:
            self.sent = head if self.sent is None else min(self.sent, head)
            self.bell.set()

    def told_answered(self) -> dict[str, dict[str, int]]:
        """Return what whoever comes in is told of the open question, which may be nothing."""
        poll_id, count = self.answered or (0, 0)
        return {"answered": {"poll_id": poll_id, "count": count}} if poll_id else {}

    @property
    def name(self) -> str:
        """Return the name of stream and public room."""
        return queries.stream_of(self.meeting_id)

    @property
    def staff_name(self) -> str:
        """Return the name of the room whose phones see names."""
        return f"{self.name}:staff"


class Rooms:
    """All rooms of this process."""

    def __init__(self, app: Flask) -> None:
        """Start with none; the watch begins with the first."""
        self.app = app
        self._open: dict[str, Room] = {}
        self.workers = Workers(app, self.nudge, self.tell_own)
        self._watching = False
        self._looked = 0.0
        self._left_off = 0
        self._handled: set[int] = set()
        self._kept: dict[tuple[int, Audience, str, str], tuple[float, Any]] = {}
        self._own: dict[tuple[int, int], int] = {}

    def known(self, meeting_id: int) -> Seen | None:
        """Return a public meeting whose room is open; a hall that comes back at once asks the database nothing."""
        room = self._open.get(queries.stream_of(meeting_id))
        return room.seen if room else None

    def enter(self, sid: str, meeting: Seen, account_id: int | None) -> Room:
        """Let a connection in before its head is read: what is committed meanwhile is pushed to it."""
        room = self._open.get(meeting.stream) or self._begin(meeting.stream, meeting.id)
        room.seen = meeting if meeting.state.public else None
        person = identity() if self._may_be_charged(room, meeting, account_id) else GUEST
        staff = keeps_list(person, meeting)
        manager(self.app).enter_room(sid, "/", room.staff_name if staff else room.name)
        if staff and person.account_id is not None:
            room.staff[sid] = (person.account_id, person.session_version)
        return room

    def _may_be_charged(self, room: Room, meeting: Seen, account_id: int | None) -> bool:
        if time.monotonic() - room.charged[0] > KEEP:
            room.charged = (time.monotonic(), queries.charged_at(meeting.place_path))
        return account_id in room.charged[1]

    def leave(self, sid: str) -> None:
        """Forget a connection that has ended or looks elsewhere; a room nobody is in is closed."""
        phones = manager(self.app)
        for room in list(self._open.values()):
            room.staff.pop(sid, None)
            for name in (room.name, room.staff_name):
                phones.leave_room(sid, "/", name)
            if phones.empty(room.name) and phones.empty(room.staff_name):
                self._close(room)

    def _close(self, room: Room) -> None:
        del self._open[room.name]
        room.bell.set()

    def snapshot(self, meeting: Seen, audience: Audience) -> str:
        """Return a meeting's state as JSON, made once for every seq and kept for all who come."""
        mark = queries.mark_of(meeting.stream)
        return self._once(
            (meeting.id, audience, mark[1], "snapshot"),
            lambda: Codec.dumps(queries.snapshot(queries.whole(meeting.id), audience)),
        )

    def behind(self, meeting: Seen, audience: Audience, after: int, mark: tuple[int, str]) -> dict[str, Any]:
        """Return what stands behind `after`, made once for all who come back after the same cut."""
        return self._once(
            (meeting.id, audience, mark[1], str(after)),
            lambda: queries.range_after(meeting, after).batch(audience),
        )

    def _once(self, key: tuple[int, Audience, str, str], make: Callable[[], T]) -> T:
        """Return what was made for a key some moments ago; not longer, because payloads may be erased."""
        moment = time.monotonic()
        kept = self._kept.pop(key, None)
        if kept is None or moment - kept[0] > KEEP:
            kept = (moment, make())
        self._kept[key] = kept
        while len(self._kept) > MOST_KEPT:
            self._kept.pop(next(iter(self._kept)))
        made: T = kept[1]
        return made

    def grown(self, stream: str) -> None:
        """Say that a stream has grown here: this worker's room and the others' hear of it."""
        self.nudge(stream)
        if stream.startswith(queries.STREAM):
            self.workers.grown(stream)

    def own_changed(self, account_id: int, meeting_id: int) -> None:
        """Say that somebody did something: their other devices hear of it, at whichever worker they are."""
        self.tell_own(account_id, meeting_id)
        self.workers.mine(account_id, meeting_id)

    def tell_own(self, account_id: int, meeting_id: int) -> None:
        """Tell the devices of one person here that what concerns only them has changed in a meeting."""
        self.remember_own(account_id, meeting_id)
        manager(self.app).spread(event_frame("mine", {"meeting": meeting_id}), account_room(account_id))

    def remember_own(self, account_id: int, meeting_id: int) -> None:
        """Keep when somebody last did something in a meeting, for phones that have no line and ask instead."""
        self._own.pop((account_id, meeting_id), None)
        self._own[account_id, meeting_id] = time.time_ns() // 1_000_000
        while len(self._own) > MOST_OWN:
            self._own.pop(next(iter(self._own)))

    def own_since(self, account_id: int | None, meeting_id: int) -> int:
        """Return when somebody last did something in a meeting, in milliseconds; 0 when nothing is known."""
        return self._own.get((account_id or 0, meeting_id), 0)

    def nudge(self, stream: str) -> None:
        """Let the room of a stream that has grown look what is new."""
        room = self._open.get(stream)
        if room is not None:
            room.bell.set()

    def _begin(self, stream: str, meeting_id: int) -> Room:
        room = self._open[stream] = Room(meeting_id)
        gevent.spawn(self._serve, room)
        if not self._watching:
            self._watching = True
            earlier, self._left_off = queries.signed_out_since(queries.last_entry_id())
            self._handled.update(earlier)
            gevent.spawn(self._watch)
            self.workers.begin()
        return room

    def _serve(self, room: Room) -> None:
        """Push whatever the room lacks, tick after tick, until nobody is left in it."""
        while self._is_open(room):
            room.bell.wait()
            gevent.sleep(max(0.0, room.ready_at - time.monotonic()))
            room.bell.clear()
            if not self._is_open(room):
                break
            try:
                took = self._push(room)
            except Exception:
                self.app.logger.exception("pushing to %s failed; the watch will try again", room.name)
                took = WATCH
            room.ready_at = time.monotonic() + next_tick(took)

    def _is_open(self, room: Room) -> bool:
        """Tell whether it is still this room that serves: who left and came back at once is served by a new one."""
        return self._open.get(room.name) is room

    def _push(self, room: Room) -> float:
        """Send one batch and return how long the sending took."""
        with self.app.app_context():
            read_only(yes=True)
            meeting = room.seen or queries.seen(room.meeting_id)
            if meeting is None or room.sent is None:
                return 0.0
            found = queries.range_after(meeting, room.sent)
            if found.last == room.sent or not self._is_open(room):
                return 0.0
            self._recheck(room, meeting)
            everyone = event_frame("entries", found.batch(Audience.public)) if meeting.state.public else b""
            staff = event_frame("entries", found.batch(Audience.staff)) if room.staff else b""
        room.sent = found.last
        phones = manager(self.app)
        took = phones.spread(staff, room.staff_name) if staff else 0.0
        return took + phones.spread(everyone, room.name) if everyone else took

    def _recheck(self, room: Room, meeting: Seen) -> None:
        """Ask again, now that something is sent, who may still see names; the others stay as anybody."""
        today = now().astimezone(SHANGHAI).date()
        for sid, (account_id, version) in list(room.staff.items()):
            found = account(account_id)
            current = found is not None and found.session_version == version
            if current and keeps_list(identity_of(found, today), meeting):
                continue
            room.staff.pop(sid)
            manager(self.app).leave_room(sid, "/", room.staff_name)
            manager(self.app).enter_room(sid, "/", room.name)

    def _watch(self) -> None:
        """Once a second: fill what was dropped, close what is empty, drop who signed out elsewhere, count heads."""
        while True:
            gevent.sleep(WATCH)
            try:
                self._look_around()
            except Exception:
                self.app.logger.exception("the watch over the rooms stumbled")

    def _look_around(self) -> None:
        self._count()
        if time.monotonic() - self._looked < LOOK:
            return
        self._looked = time.monotonic()
        with self.app.app_context():
            read_only(yes=True)
            heads = queries.heads_of(list(self._open)) if self._open else {}
            answered = open_now([room.meeting_id for room in self._open.values()]) if self._open else {}
            signed_out, self._left_off = queries.signed_out_since(self._left_off)
        for stream, seq in heads.items():
            if stream in self._open and seq > (self._open[stream].sent or 0):
                self.nudge(stream)
        for room in list(self._open.values()):
            self._tell_answered(room, answered.get(room.meeting_id))
        for entry_id, account_id in signed_out.items():
            if entry_id not in self._handled:
                self._handled.add(entry_id)
                drop(account_room(account_id), self.app)

    def _tell_answered(self, room: Room, now_open: tuple[int, int] | None) -> None:
        if now_open == room.answered:
            return
        room.answered = now_open
        if now_open:
            frame = event_frame("answered", {"meeting": room.meeting_id, **room.told_answered()["answered"]})
            for name in (room.name, room.staff_name):
                manager(self.app).spread(frame, name)

    def _count(self) -> None:
        phones = manager(self.app)
        here = {
            room.name: phones.number_in(room.name) + phones.number_in(room.staff_name) for room in self._open.values()
        }
        self.workers.here({name: count for name, count in here.items() if count})
        for room in list(self._open.values()):
            count = here.get(room.name, 0) + self.workers.elsewhere(room.name)
            if not here.get(room.name):
                self._close(room)
            elif count != room.present and time.monotonic() - room.told_at >= PRESENCE_EVERY:
                room.present, room.told_at = count, time.monotonic()
                frame = event_frame("presence", {"meeting": room.meeting_id, "count": count})
                for name in (room.name, room.staff_name):
                    phones.spread(frame, name)


def visible(meeting_id: int, person: Identity) -> Seen | None:
    """Return a meeting if somebody may see it: a draft is for those who prepare it."""
    found = queries.seen(meeting_id)
    if found is None or found.state.public or permits(person, MeetingPermission.see_drafts, found):
        return found
    return None


def keeps_list(person: Identity, meeting: Placed) -> bool:
    """Tell whether somebody may see who is there, not only how many."""
    return permits(person, MeetingPermission.enter_others, meeting)


def rooms_of(app: Flask) -> Rooms:
    """Return the app's rooms."""
    found: Rooms = app.extensions["rooms"]
    return found
