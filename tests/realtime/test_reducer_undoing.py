"""The phone's arithmetic of taking back: what is undone is undone on every phone."""

from __future__ import annotations

from datetime import timedelta

import pytest

from deliberate.kit.clock import now
from deliberate.ledger.queries import stream_after
from deliberate.meetings.agenda.services import park_matter, turn_to
from deliberate.meetings.discussion.services.saying import Speech, contribute, hide_contribution
from deliberate.meetings.discussion.states import HideReason, LockReason, Stance
from deliberate.meetings.polls.services import Question, close_poll, open_poll, show_poll
from deliberate.meetings.polls.states import PollKind
from deliberate.meetings.queries.attendance import presence
from deliberate.meetings.rules.plans import PlannedItem
from deliberate.meetings.services import attending, conducting, running
from deliberate.meetings.states import Channel, MeetingKind, Outcome, Phase
from deliberate.meetings.tidying import services as tidying
from deliberate.meetings.undoing.services import undo
from deliberate.realtime import queries
from deliberate.realtime.rules import Audience
from tests.factories.meetings import a_running_meeting, identity
from tests.factories.people import a_community, a_moderator, a_representative, a_resident
from tests.realtime.test_reducer import FOLD, seen_by_each

pytestmark = pytest.mark.browser

STALE = """
async ([snapshot, items]) => {
  const { fromSnapshot, apply } = await import('/assets/test/js/room/state.js');
  return items.reduce(apply, fromSnapshot(snapshot)).stale;
}
"""


def an_evening_of_slips():
    """Do everything that can be taken back, and take it back at once."""
    place = a_community()
    moderator, person = a_moderator(place), a_resident(place)
    meeting = a_running_meeting(place, moderator, items=(PlannedItem(title="灯"), PlannedItem(title="车")))
    chair = {"actor_id": moderator.id, "now": now()}
    item = meeting.agenda[0]

    def slip(do, *about, **more):
        done = do(*about, **{**chair, **more})
        yield meeting
        undo(meeting, queries.heads_of([queries.stream_of(meeting.id)])[queries.stream_of(meeting.id)], **chair)
        yield meeting
        return done

    yield from slip(running.start_item, item)
    running.start_item(item, **chair)
    attending.attend(meeting, person=identity(person), now=now())
    yield from slip(attending.enter_attendance, meeting, "陈阿婆", channel=Channel.hall)
    yield from slip(turn_to, item, Phase.discussion, now=now() + timedelta(seconds=70))
    yield from slip(park_matter, meeting, "异味", said_by="", client_id="parked-02")
    yield from slip(conducting.pause_meeting, meeting, now() + timedelta(seconds=40))
    conducting.pause_meeting(meeting, now() + timedelta(seconds=45), **chair)
    yield from slip(conducting.resume_meeting, meeting)
    conducting.resume_meeting(meeting, **chair)
    yield from slip(conducting.hand_over, meeting, a_moderator(place).id, "我想发言")
    check = Question(client_id="poll-slip", kind=PollKind.temperature, question="接着谈？")
    poll = open_poll(item, check, **chair)
    yield from slip(close_poll, poll)
    close_poll(poll, **chair)
    yield from slip(show_poll, poll)
    speech = Speech(body="好", stance=Stance.support, client_id="word-slip")
    said = contribute(meeting, item, speech, speaker=identity(person), now=now())
    yield from slip(hide_contribution, said, HideReason.off_topic)
    yield from slips_of_tidying(slip, meeting, said, a_resident(place))


def slips_of_tidying(slip, meeting, said, neighbour):
    """Put together, move and close by mistake."""
    speech = Speech(body="我也觉得好", stance=Stance.support, client_id="word-same")
    same = contribute(meeting, meeting.current_item, speech, speaker=identity(neighbour), now=now())
    yield from slip(tidying.merge, same, said)
    yield from slip(tidying.move, same, meeting.agenda[1])
    yield from slip(tidying.close_replies, said, LockReason.heated)


def test_what_is_taken_back_is_taken_back_on_every_phone(session, look):
    page = look()
    page.goto("/privacy")
    for audience, (snapshots, items) in seen_by_each(an_evening_of_slips()).items():
        assert len([one for one in items if one["verb"] == "meeting.undone"]) == 13
        singly = [{"from": one["seq"], "to": one["seq"], "items": [one]} for one in items]
        assert page.evaluate(FOLD, [snapshots, singly]) == [], audience
        assert page.evaluate(STALE, [snapshots[0], items]) is False, audience


def an_assembly_comes_together():
    """Let representatives and guests come, one household or name twice, and take two of them back."""
    place = a_community()
    delegates = [a_representative(place) for _number in range(3)]
    more = {"recorder_id": a_moderator(place).id, "party_study": "3月5日研究", "starts_at": now() + timedelta(days=12)}
    meeting = a_running_meeting(place, a_moderator(place), kind=MeetingKind.representatives_assembly, **more)
    chair = {"actor_id": meeting.moderator_id, "now": now()}
    yield meeting
    for name in (delegates[0].display_name, "来宾", delegates[1].display_name):
        attending.enter_attendance(meeting, name, channel=Channel.hall, **chair)
        yield meeting
    for person in (delegates[0], a_resident(place)):
        attending.attend(meeting, person=identity(person), now=now())
        yield meeting
    entered = [one.seq for one in stream_after(f"meeting:{meeting.id}") if one.verb == "meeting.attended"]
    for seq in entered[:3]:
        undo(meeting, seq, **chair)
        yield meeting
    assert (presence(meeting).counted, presence(meeting).present) == (1, 2)


def test_seats_are_counted_on_every_phone(session, look):
    page = look()
    page.goto("/privacy")
    for audience, (snapshots, items) in seen_by_each(an_assembly_comes_together()).items():
        singly = [{"from": one["seq"], "to": one["seq"], "items": [one]} for one in items]
        assert page.evaluate(FOLD, [snapshots, singly]) == [], audience


def test_after_an_outcome_is_taken_back_a_phone_fetches_what_it_cannot_know(session, look):
    def happening():
        place = a_community()
        meeting = a_running_meeting(place, a_moderator(place))
        chair = {"actor_id": meeting.moderator_id, "now": now()}
        item = running.start_item(meeting.agenda[0], **chair)
        yield meeting
        running.close_item(item, Outcome.noted, "", **chair)
        undo(meeting, queries.heads_of([queries.stream_of(meeting.id)])[queries.stream_of(meeting.id)], **chair)
        yield meeting

    snapshots, items = seen_by_each(happening())[Audience.public]
    page = look()
    page.goto("/privacy")
    assert page.evaluate(STALE, [snapshots[0], items]) is True
