"""Quick questions on both databases: one answer a person, nothing shown early, nothing mistaken for a decision."""

from __future__ import annotations

import pytest

from deliberate.db.base import db
from deliberate.kit.refusals import Refused
from deliberate.ledger.models import Entry
from deliberate.ledger.queries import stream_after
from deliberate.meetings.polls import queries
from deliberate.meetings.polls.models import PollAnswer
from deliberate.meetings.polls.services import (
    Question,
    answer_poll,
    close_poll,
    count_hall,
    open_poll,
    show_poll,
    withdraw_poll,
)
from deliberate.meetings.polls.states import PollKind, PollState
from deliberate.meetings.services import attending, running
from deliberate.meetings.states import Channel, Outcome
from deliberate.realtime.queries import snapshot
from deliberate.realtime.rules import Audience
from tests.factories.meetings import a_running_meeting, an_open_item, attends, identity
from tests.factories.people import a_community, a_moderator, a_resident

STRAW = Question(client_id="poll-0001", kind=PollKind.straw, question="先装哪边？", options=("东门", "西门"))


class Hall:
    """A meeting that talks about something, and three people in it."""

    def __init__(self, now):
        self.now = now
        place = a_community()
        self.moderator, self.people = a_moderator(place), [a_resident(place) for _ in range(3)]
        self.meeting = a_running_meeting(place, self.moderator)
        self.item = an_open_item(self.meeting)
        attends(self.meeting, *self.people)
        self.chair = {"actor_id": self.moderator.id, "now": now}

    def answer(self, poll, number, choice):
        return answer_poll(poll, choice, person=identity(self.people[number]))

    def on_phones(self, audience=Audience.public):
        return snapshot(self.meeting, audience)["polls"]


@pytest.fixture
def hall(session, now):
    return Hall(now)


def code(act, *arguments, **more):
    with pytest.raises(Refused) as refused:
        act(*arguments, **more)
    return refused.value.refusal.code


def test_nobody_sees_a_result_before_it_is_shown(hall):
    poll = open_poll(hall.item, STRAW, **hall.chair)
    hall.answer(poll, 0, 1)
    close_poll(poll, **hall.chair)
    for audience in Audience:
        assert [(one["state"], one["result"]) for one in hall.on_phones(audience)] == [("closed", None)]
    show_poll(poll, **hall.chair)
    assert hall.on_phones()[0]["result"] == {"by_phone": [0, 1], "assisted": [0, 0], "in_hall": [0, 0]}


def test_a_person_answers_once_and_may_think_again(hall):
    poll = open_poll(hall.item, STRAW, **hall.chair)
    for choice in (0, 1, 1):
        hall.answer(poll, 0, choice)
    hall.answer(poll, 1, 0)
    assert (queries.answered(poll.id), queries.tally(poll)[0]) == (2, [1, 1])
    assert queries.leanings_of(hall.item.id, hall.people[0].id) == {poll.id: 1}
    stranger = a_resident(hall.meeting.place)
    assert code(answer_poll, poll, 0, person=identity(stranger)) == "polls.attend_first"


def test_single_answers_are_not_on_record(hall):
    poll = open_poll(hall.item, STRAW, **hall.chair)
    before = db.session.query(Entry).count()
    hall.answer(poll, 0, 1)
    assert (db.session.query(Entry).count(), db.session.query(PollAnswer).count()) == (before, 1)


def test_those_helped_by_the_desk_are_counted_apart(hall):
    attending.enter_attendance(hall.meeting, "陈阿婆", channel=Channel.assisted, **hall.chair)
    poll = open_poll(hall.item, STRAW, **hall.chair)
    desk = identity(hall.moderator)
    assert code(answer_poll, poll, 0, person=desk, label="不在的人") == "polls.attend_first"
    for choice in (0, 1):
        answer_poll(poll, choice, person=desk, label="陈阿婆")
    assert queries.tally(poll) == ([0, 0], [0, 1])


def test_hands_in_the_hall_are_counted_by_two(hall):
    poll = open_poll(hall.item, STRAW, **hall.chair)
    assert code(count_hall, poll, [1, 2], **hall.chair) == "polls.close_first"
    close_poll(poll, **hall.chair)
    count_hall(poll, [12, 7], **hall.chair)
    count_hall(poll, [12, 8], **hall.chair)
    assert code(show_poll, poll, **hall.chair) == "polls.second_count_missing"
    other = {"actor_id": hall.people[2].id, "now": hall.now}
    count_hall(poll, [12, 9], **other)
    assert code(show_poll, poll, **hall.chair) == "polls.counts_differ"
    count_hall(poll, [12, 8], **other)
    assert show_poll(poll, **hall.chair).result == [[0, 0], [0, 0], [12, 8]]


def test_those_helped_are_counted_by_two_as_well_and_apart(hall):
    attending.enter_attendance(hall.meeting, "陈阿婆", channel=Channel.assisted, **hall.chair)
    poll = open_poll(hall.item, STRAW, **hall.chair)
    answer_poll(poll, 0, person=identity(hall.moderator), label="陈阿婆")
    close_poll(poll, **hall.chair)
    other = {"actor_id": hall.people[2].id, "now": hall.now}
    assert code(count_hall, poll, [12, 7], [1], **hall.chair) == "polls.counts_missing"
    count_hall(poll, [12, 7], [3, 2], **hall.chair)
    count_hall(poll, [12, 7], [3, 1], **other)
    assert code(show_poll, poll, **hall.chair) == "polls.counts_differ"
    count_hall(poll, [12, 7], [3, 2], **other)
    assert show_poll(poll, **hall.chair).result == [[0, 0], [4, 2], [12, 7]]


def test_a_first_count_is_told_without_its_figures_and_two_that_differ_with_them(hall):
    poll = open_poll(hall.item, STRAW, **hall.chair)
    close_poll(poll, **hall.chair)
    count_hall(poll, [12, 7], **hall.chair)
    (first,) = hall.on_phones(Audience.staff)
    assert [(one["name"], one["hall"], one["helped"]) for one in first["hall"]["counts"]] == [
        (hall.moderator.display_name, None, None)
    ]
    count_hall(poll, [12, 8], actor_id=hall.people[2].id, now=hall.now)
    (both,) = hall.on_phones(Audience.staff)
    assert (both["hall"]["agrees"], [one["hall"] for one in both["hall"]["counts"]]) == (False, [[12, 7], [12, 8]])
    assert [one["hall"] for one in hall.on_phones()] == [None]
    told = [one.payload for one in stream_after(f"meeting:{hall.meeting.id}") if one.verb == "poll.hall_counted"]
    assert [[one["hall"] for one in entry["counts"]] for entry in told] == [[None], [[12, 7], [12, 8]]]


def test_one_question_at_a_time_and_the_same_one_once(hall):
    poll = open_poll(hall.item, STRAW, **hall.chair)
    assert open_poll(hall.item, STRAW, **hall.chair) is poll
    check = Question(client_id="poll-0002", kind=PollKind.temperature, question="这样行吗？")
    assert code(open_poll, hall.item, check, **hall.chair) == "polls.other_open"
    withdraw_poll(poll, **hall.chair)
    assert open_poll(hall.item, check, **hall.chair).answers == 3


def test_what_nobody_has_seen_is_taken_back_with_the_item(hall):
    poll = open_poll(hall.item, STRAW, **hall.chair)
    running.close_item(hall.item, Outcome.second_round, "再议", **hall.chair)
    assert poll.state is PollState.withdrawn
    assert code(hall.answer, poll, 0, 1) == "polls.closed_already"
