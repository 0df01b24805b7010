"""The floor on both databases: one queue, a clock that survives, a record that shows who was next."""

from __future__ import annotations

from datetime import timedelta

import pytest

from deliberate.db.base import db
from deliberate.kit.refusals import Refused
from deliberate.ledger.models import Entry
from deliberate.meetings.floor import queries
from deliberate.meetings.floor.services import (
    Ask,
    ask_for_floor,
    call_speaker,
    end_turn,
    extend_turn,
    pause_turn,
    recuse,
    resume_turn,
    skip_speaker,
    withdraw_request,
)
from deliberate.meetings.floor.states import RequestKind, RequestState
from deliberate.meetings.services import attending, running
from deliberate.meetings.states import Channel, Outcome, Stance
from tests.factories.meetings import a_running_meeting, an_open_item, attends, identity
from tests.factories.people import a_community, a_moderator, a_resident


class Hall:
    """A meeting in session with some people, and shorthands for what they do."""

    def __init__(self, now, people=3):
        self.now = now
        self.place = a_community()
        self.moderator = a_moderator(self.place)
        self.people = [a_resident(self.place) for _ in range(people)]
        self.meeting = a_running_meeting(self.place, self.moderator)
        self.item = an_open_item(self.meeting)
        attends(self.meeting, *self.people)

    def later(self, seconds):
        return {"actor_id": self.moderator.id, "now": self.now + timedelta(seconds=seconds)}

    def ask(self, number, stance=Stance.support, *, after=0, client_id="", **more):
        ask = Ask(client_id=client_id or f"ask-{number}-{after}", stance=stance, **more)
        at = self.now + timedelta(seconds=after)
        return ask_for_floor(self.item, ask, person=identity(self.people[number]), now=at)

    def queue(self):
        from deliberate.meetings.floor.rules import Limits  # noqa: PLC0415 - only for looking

        return list(queries.floor_of(self.item.id).queue(Limits()))


@pytest.fixture
def hall(session, now):
    return Hall(now)


def code(act, *arguments, **more):
    with pytest.raises(Refused) as refused:
        act(*arguments, **more)
    return refused.value.refusal.code


def test_sides_alternate_and_newcomers_go_first(hall):
    first, second, third = hall.ask(0), hall.ask(1, after=1), hall.ask(2, Stance.against, after=2)
    assert hall.queue() == [first.id, third.id, second.id]
    call_speaker(first, **hall.later(10))
    end_turn(first, **hall.later(60))
    again = hall.ask(0, Stance.against, after=70)
    assert hall.queue() == [third.id, second.id, again.id]


def test_asking_twice_asks_once_and_only_in_ones_own_right(hall):
    made = hall.ask(0, client_id="the-same-id")
    assert hall.ask(0, client_id="the-same-id") is made
    assert code(hall.ask, 0, client_id="another-id") == "floor.already_in_queue"
    stranger = a_resident(hall.place)
    asked = {"person": identity(stranger), "now": hall.now}
    assert code(ask_for_floor, hall.item, Ask(client_id="stranger-1", stance=Stance.support), **asked) == (
        "floor.attend_first"
    )


def test_after_two_turns_others_speak(hall):
    for turn in range(2):
        asked = hall.ask(0, after=turn * 100)
        call_speaker(asked, **hall.later(turn * 100 + 1))
        end_turn(asked, **hall.later(turn * 100 + 31))
    assert code(hall.ask, 0, after=300) == "floor.turns_used_up"


def test_the_clock_stands_still_while_somebody_raises_a_point_of_order(hall):
    turn = hall.ask(0)
    point = hall.ask(1, Stance.neutral, kind=RequestKind.point_of_order)
    call_speaker(turn, **hall.later(0))
    call_speaker(point, **hall.later(30))
    assert code(resume_turn, turn, **hall.later(40)) == "floor.somebody_speaks"
    end_turn(point, **hall.later(50))
    resume_turn(turn, **hall.later(60))
    extend_turn(turn, 180, **hall.later(70))
    end_turn(turn, **hall.later(100))
    assert (turn.used, turn.seconds, point.used) == (70, 180, 20)


def test_a_pause_counts_once(hall):
    turn = hall.ask(0)
    call_speaker(turn, **hall.later(0))
    pause_turn(turn, **hall.later(10))
    assert code(pause_turn, turn, **hall.later(11)) == "floor.paused_already"
    assert queries.clock(turn).left(hall.now + timedelta(seconds=500)) == 110
    end_turn(turn, **hall.later(20))
    assert turn.used == 10


def test_one_at_a_time_has_the_floor(hall):
    first, second = hall.ask(0), hall.ask(1)
    call_speaker(first, **hall.later(1))
    assert call_speaker(first, **hall.later(2)).granted_at == hall.now + timedelta(seconds=1)
    assert code(call_speaker, second, **hall.later(3)) == "floor.somebody_speaks"


def test_the_desk_puts_people_without_a_phone_into_the_queue(hall):
    moderator = identity(hall.moderator)
    ask = Ask(client_id="hall-0001", stance=Stance.against, label=" 陈阿婆 ", channel=Channel.hall)
    assert code(ask_for_floor, hall.item, ask, person=moderator, now=hall.now) == "floor.attend_first_of"
    attending.enter_attendance(hall.meeting, "陈阿婆", channel=Channel.hall, **hall.later(0))
    made = ask_for_floor(hall.item, ask, person=moderator, now=hall.now)
    assert (made.label, made.account_id, made.person) == ("陈阿婆", None, "name:陈阿婆")
    mine = Ask(client_id="chair-001", stance=Stance.support)
    attends(hall.meeting, hall.moderator)
    assert code(ask_for_floor, hall.item, mine, person=moderator, now=hall.now) == "floor.chair_hands_over_first"


def test_who_is_skipped_or_has_withdrawn_may_ask_again(hall):
    skipped, withdrawn = hall.ask(0), hall.ask(1)
    skip_speaker(skipped, **hall.later(1))
    withdraw_request(withdrawn, **hall.later(2))
    again = [hall.ask(0, after=3), hall.ask(1, after=4)]
    assert hall.queue() == [one.id for one in again]
    assert code(withdraw_request, skipped, **hall.later(5)) == "floor.wrong_state"


def test_who_takes_no_side_does_not_speak_to_the_item(hall):
    recuse(hall.item, "自家的车位", person=identity(hall.people[0]), now=hall.now)
    assert code(hall.ask, 0) == "floor.recused"
    again = {"person": identity(hall.people[0]), "now": hall.now}
    assert code(recuse, hall.item, "自家的车位", **again) == "floor.recused_already"
    assert hall.ask(0, Stance.neutral, kind=RequestKind.point_of_order).state is RequestState.waiting


def test_the_floor_ends_with_the_item(hall):
    speaking, waiting = hall.ask(0), hall.ask(1)
    call_speaker(speaking, **hall.later(0))
    running.close_item(hall.item, Outcome.second_round, "再议", **hall.later(45))
    assert (speaking.state, speaking.used) == (RequestState.done, 45)
    assert waiting.state is RequestState.lapsed


def test_the_record_shows_who_was_next(hall):
    first, second = hall.ask(0), hall.ask(1)
    call_speaker(first, **hall.later(1))
    told = db.session.query(Entry).filter(Entry.verb.startswith("floor.")).order_by(Entry.id).all()
    assert [(entry.verb, entry.payload["queue"]) for entry in told] == [
        ("floor.asked", [first.id]),
        ("floor.asked", [first.id, second.id]),
        ("floor.called", [second.id]),
    ]
