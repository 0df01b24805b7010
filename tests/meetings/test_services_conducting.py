"""The turns an evening can take, on both databases: a break, an early end, another chair."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from deliberate.db.base import db
from deliberate.issues.states import IssueState
from deliberate.kit import clock
from deliberate.kit.refusals import Refused
from deliberate.kit.roles import Role
from deliberate.ledger.queries import stream_after
from deliberate.meetings.floor import services as floor
from deliberate.meetings.floor.states import RequestState
from deliberate.meetings.minutes.models import Minutes
from deliberate.meetings.polls.services import Question, open_poll
from deliberate.meetings.polls.states import PollKind, PollState
from deliberate.meetings.services import running
from deliberate.meetings.services.conducting import hand_over, pause_meeting, resume_meeting, stop_meeting
from deliberate.meetings.states import ItemState, MeetingKind, MeetingState, Outcome, Stance
from deliberate.notifications.models import Notification
from deliberate.places.models import RoleHolding
from deliberate.places.rules.deadlines import local_day
from tests.factories.issues import supported
from tests.factories.meetings import a_contribution, a_meeting, a_running_meeting, an_open_item, attends, identity
from tests.factories.people import a_community, a_moderator, a_recorder, a_resident

SOON = timedelta(minutes=1)


class Evening:
    """A meeting in session with an open item about an issue, another one to come, and somebody who speaks."""

    def __init__(self, now, **more):
        self.place = a_community()
        self.moderator, self.neighbour = a_moderator(self.place), a_resident(self.place)
        self.issues = [supported(self.place), supported(self.place)]
        self.meeting = a_running_meeting(self.place, self.moderator, *self.issues, **more)
        self.item = an_open_item(self.meeting)
        attends(self.meeting, self.neighbour)
        self.by = {"actor_id": self.moderator.id, "now": now}
        self.now = now

    def asks(self, account, name="floor-0001"):
        ask = floor.Ask(client_id=name, stance=Stance.support)
        return floor.ask_for_floor(self.item, ask, person=identity(account), now=self.now)

    def speaks(self):
        return floor.call_speaker(self.asks(self.neighbour), **self.by)

    def verbs(self):
        return [entry.verb for entry in stream_after(f"meeting:{self.meeting.id}")]


@pytest.fixture
def evening(session, now):
    return Evening(now)


def appoint(place, account):
    """Let somebody be a moderator too."""
    day = local_day(clock.now())
    db.session.add(RoleHolding(account_id=account.id, place_id=place.id, role=Role.moderator, since=day))
    db.session.flush()


def refused(act, *arguments, **more):
    with pytest.raises(Refused) as caught:
        act(*arguments, **more)
    return caught.value.refusal.code


def test_in_a_break_the_clock_stands_and_nobody_is_called_or_decided_upon(evening, now):
    turn = evening.speaks()
    until = now + timedelta(minutes=10)
    pause_meeting(evening.meeting, until, actor_id=evening.moderator.id, now=now + SOON)
    pause_meeting(evening.meeting, until, actor_id=evening.moderator.id, now=now + SOON)
    assert evening.verbs().count("meeting.paused") == 1
    assert turn.paused_at == now + SOON
    assert refused(floor.resume_turn, turn, **evening.by) == "meetings.paused"
    assert refused(running.close_item, evening.item, Outcome.agreed, "换灯", **evening.by) == "meetings.paused"
    asked = Question(client_id="poll-0001", kind=PollKind.temperature, question="行不行？")
    assert refused(open_poll, evening.item, asked, **evening.by) == "meetings.paused"
    later = {"actor_id": evening.moderator.id, "now": now + timedelta(minutes=9)}
    resume_meeting(evening.meeting, **later)
    resume_meeting(evening.meeting, **later)
    assert (evening.meeting.paused_at, evening.verbs().count("meeting.resumed")) == (None, 1)
    assert floor.end_turn(floor.resume_turn(turn, **later), **later).used == 60


def test_a_stopped_meeting_tells_why_and_leaves_nothing_hanging(evening):
    another = a_resident(evening.place)
    attends(evening.meeting, another)
    turn, waits = evening.speaks(), evening.asks(another, "floor-0002")
    asked = Question(client_id="poll-0001", kind=PollKind.straw, question="哪边？", options=("东", "西"))
    poll = open_poll(evening.item, asked, **evening.by)
    stop_meeting(evening.meeting, " 消防警报 ", **evening.by)
    stop_meeting(evening.meeting, "消防警报", **evening.by)
    meeting = evening.meeting
    assert (meeting.state, meeting.stop_reason, meeting.current_item_id) == (MeetingState.closed, "消防警报", None)
    assert [one.state for one in meeting.agenda] == [ItemState.postponed, ItemState.postponed]
    assert [one.state for one in evening.issues] == [IssueState.deliberating, IssueState.supported]
    assert (turn.state, waits.state, poll.state) == (RequestState.done, RequestState.lapsed, PollState.withdrawn)
    assert evening.verbs().count("meeting.closed") == 1
    told = db.session.scalars(select(Notification).where(Notification.code == "meeting.stopped")).all()
    assert evening.neighbour.id in {one.account_id for one in told}
    last = db.session.scalars(select(Minutes)).one().sections[-1]["sentences"][-1]["text"]
    assert "消防警报" in last


def test_what_a_stopped_meeting_left_is_the_next_round(evening):
    stop_meeting(evening.meeting, "消防警报", **evening.by)
    following = a_meeting(evening.place, evening.moderator, *evening.issues)
    assert (following.round_no, following.previous_id) == (2, evening.meeting.id)


def test_whoever_gets_the_chair_takes_no_side_and_whoever_gave_it_may(evening):
    other = a_moderator(evening.place)
    attends(evening.meeting, evening.moderator, other)
    assert refused(evening.asks, evening.moderator) == "floor.chair_hands_over_first"
    waiting = evening.asks(other)
    hand_over(evening.meeting, other.id, "我想发言", **evening.by)
    hand_over(evening.meeting, other.id, "我想发言", **evening.by)
    assert evening.verbs().count("meeting.chair_handed_over") == 1
    assert refused(floor.call_speaker, waiting, **evening.by) == "floor.chair_hands_over_first"
    assert evening.asks(evening.moderator, "floor-0003").state is RequestState.waiting
    with pytest.raises(Refused, match="chair_takes_no_side"):
        a_contribution(evening.meeting, evening.item, other)
    assert a_contribution(evening.meeting, evening.item, evening.moderator).stance is Stance.support
    hand_over(evening.meeting, evening.moderator.id, "说完了", **evening.by)
    assert evening.meeting.chair_id == evening.moderator.id


def test_in_a_hearing_the_recorder_is_not_given_the_chair(session, now):
    place = a_community()
    moderator, recorder = a_moderator(place), a_recorder(place)
    appoint(place, recorder)
    plan = {"kind": MeetingKind.hearing, "recorder_id": recorder.id, "starts_at": now + timedelta(days=12)}
    meeting = a_running_meeting(place, moderator, **plan)
    by = {"actor_id": moderator.id, "now": now}
    assert refused(hand_over, meeting, recorder.id, "我想发言", **by) == "meetings.moderator_is_recorder"
    assert refused(hand_over, meeting, a_resident(place).id, "我想发言", **by) == "meetings.may_not_lead"
    assert refused(hand_over, meeting, a_moderator(place).id, " ", **by) == "meetings.reason_for_all_missing"
