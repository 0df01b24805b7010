"""Whose turn it is: tables with the exact borders, and what holds for every queue."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deliberate.meetings.floor.rules import (
    Asking,
    Clock,
    Limits,
    Waiting,
    limits,
    order,
    why_not_ask,
    why_not_call,
    why_not_enter,
    why_not_extend,
    why_not_pause,
    why_not_recuse,
    why_not_resume,
    why_not_take_side,
)
from deliberate.meetings.floor.states import RequestKind, RequestState
from deliberate.meetings.states import ItemState, MeetingState, Stance
from deliberate.places.rules.shipped import shipped_ruleset

AT = datetime(2026, 3, 10, 2, 0, tzinfo=UTC)
FOR, AGAINST, MORE, ASKS = Stance.support, Stance.against, Stance.supplement, Stance.question
TURN, ORDER = RequestKind.turn, RequestKind.point_of_order


def wait(number, stance=FOR, *, had=0, kind=TURN):
    return Waiting(
        id=number,
        person=f"account:{number}",
        kind=kind,
        stance=stance,
        asked_at=AT + timedelta(seconds=number),
        turns_before=had,
    )


@pytest.mark.parametrize(
    ("waiting", "last", "expected"),
    [
        ([], None, []),
        ([wait(1), wait(2)], None, [1, 2]),
        # Sides alternate: after a For comes the first Against, whoever asked before.
        ([wait(1), wait(2), wait(3, AGAINST)], None, [1, 3, 2]),
        ([wait(1), wait(2, AGAINST)], FOR, [2, 1]),
        ([wait(1), wait(2)], FOR, [1, 2]),
        # Questions and supplements keep their place; they do not change whose side is next.
        ([wait(1), wait(2, MORE), wait(3, AGAINST)], FOR, [3, 1, 2]),
        ([wait(1, ASKS), wait(2), wait(3, AGAINST)], FOR, [1, 3, 2]),
        # Who has not spoken goes before who has, whatever the side.
        ([wait(1, had=1), wait(2), wait(3)], AGAINST, [2, 3, 1]),
        ([wait(1, AGAINST, had=1), wait(2)], FOR, [2, 1]),
        # Points of order come first.
        ([wait(1), wait(2, Stance.neutral, kind=ORDER)], None, [2, 1]),
    ],
)
def test_the_queue_of_the_short_rules_of_order(waiting, last, expected):
    assert order(waiting, last_side=last, limits=Limits()) == expected


def test_a_community_may_take_people_simply_as_they_come():
    queue = [wait(1, had=1), wait(2), wait(3, AGAINST)]
    plain = Limits(first_time_first=False, alternate=False)
    assert order(queue, last_side=FOR, limits=plain) == [1, 2, 3]


SIDES = st.sampled_from([FOR, AGAINST, MORE, ASKS])
QUEUES = st.lists(st.tuples(SIDES, st.integers(0, 2), st.sampled_from([TURN, TURN, ORDER])), max_size=14)


@given(QUEUES, st.sampled_from([None, FOR, AGAINST]))
def test_everybody_who_waits_stands_in_the_queue_once_and_newcomers_first(people, last):
    waiting = [wait(number, side, had=had, kind=kind) for number, (side, had, kind) in enumerate(people)]
    queue = order(waiting, last_side=last, limits=Limits())
    known = {one.id: one for one in waiting}
    assert sorted(queue) == sorted(known)
    ranks = [(-1 if known[one].kind is ORDER else known[one].turns_before) for one in queue]
    assert ranks == sorted(ranks)


@given(QUEUES, st.sampled_from([None, FOR, AGAINST]))
def test_no_side_speaks_twice_while_the_other_waits_with_as_many_turns(people, last):
    waiting = [wait(number, side, had=had) for number, (side, had, _kind) in enumerate(people)]
    queue = [one for number in order(waiting, last_side=last, limits=Limits()) for one in waiting if one.id == number]
    side = last
    for place, one in enumerate(queue):
        if one.stance not in {FOR, AGAINST}:
            continue
        behind = [later for later in queue[place + 1 :] if later.turns_before == one.turns_before]
        if one.stance is side:
            assert not [later for later in behind if later.stance in {FOR, AGAINST} and later.stance is not side]
        side = one.stance


@pytest.mark.parametrize(
    ("asking", "code"),
    [
        ({}, None),
        ({"present": False}, "floor.attend_first"),
        ({"present": False, "name": "刘伯"}, "floor.attend_first_of"),
        ({"in_queue": True, "name": "刘伯"}, "floor.already_in_queue_of"),
        ({"recused": True, "name": "刘伯"}, "floor.recused_of"),
        ({"turns_before": 2, "name": "刘伯"}, "floor.turns_used_up_of"),
        ({"in_queue": True}, "floor.already_in_queue"),
        ({"chair": True}, "floor.chair_hands_over_first"),
        ({"recused": True}, "floor.recused"),
        ({"stance": Stance.neutral}, "floor.stance_missing"),
        ({"turns_before": 1}, None),
        ({"turns_before": 2}, "floor.turns_used_up"),
        # A point of order is for everybody who is there, however often they spoke.
        ({"kind": ORDER, "stance": Stance.neutral, "turns_before": 2, "recused": True}, None),
        ({"kind": ORDER, "present": False}, "floor.attend_first"),
    ],
)
def test_who_may_ask_to_speak(asking, code):
    values = {"kind": TURN, "stance": FOR, "present": True, **asking}
    refusal = why_not_ask(MeetingState.in_session, ItemState.open, Asking(**values), limits=Limits())
    assert (refusal.code if refusal else None) == code


@pytest.mark.parametrize(
    ("meeting", "item"),
    [(MeetingState.announced, ItemState.pending), (MeetingState.in_session, ItemState.closed)],
)
def test_the_floor_is_open_with_the_item(meeting, item):
    asking = Asking(kind=TURN, stance=FOR, present=True)
    assert why_not_ask(meeting, item, asking, limits=Limits()).code == "floor.item_not_open"


@pytest.mark.parametrize(
    ("refusal", "code"),
    [
        (why_not_call(RequestState.waiting, TURN), None),
        (why_not_call(RequestState.waiting, TURN, speaking="王阿姨"), "floor.somebody_speaks"),
        (why_not_call(RequestState.waiting, ORDER, speaking="王阿姨"), None),
        (why_not_call(RequestState.done, TURN), "floor.wrong_state"),
        (why_not_extend(RequestState.speaking, 1), None),
        (why_not_extend(RequestState.speaking, 600), None),
        (why_not_extend(RequestState.speaking, 601), "floor.extension_too_long"),
        (why_not_extend(RequestState.speaking, 0), "floor.extension_too_long"),
        (why_not_extend(RequestState.waiting, 60), "floor.not_speaking"),
        (why_not_pause(RequestState.speaking, paused=True), "floor.paused_already"),
        (why_not_pause(RequestState.done, paused=False), "floor.not_speaking"),
        (why_not_resume(RequestState.speaking, paused=False), "floor.not_paused"),
        (why_not_resume(RequestState.speaking, paused=True, interrupted_by="李叔"), "floor.somebody_speaks"),
        (why_not_resume(RequestState.speaking, paused=True), None),
        (why_not_enter("  "), "floor.name_missing"),
        (why_not_enter("陈" * 40), None),
        (why_not_enter("陈" * 41), "floor.name_too_long"),
        (why_not_recuse(ItemState.pending, reason="自家的车位", recused=False), None),
        (why_not_recuse(ItemState.closed, reason="自家的车位", recused=False), "floor.item_over"),
        (why_not_recuse(ItemState.open, reason=" ", recused=False), "floor.recusal_reason_missing"),
        (why_not_recuse(ItemState.open, reason="x", recused=True), "floor.recused_already"),
        (why_not_recuse(ItemState.open, reason="x" * 201, recused=False), "floor.reason_too_long"),
        (why_not_take_side(Stance.support, recused=True), "floor.takes_no_side"),
        (why_not_take_side(Stance.against, recused=True), "floor.takes_no_side"),
        (why_not_take_side(Stance.question, recused=True), None),
        (why_not_take_side(Stance.support, recused=False), None),
    ],
)
def test_what_stands_in_the_way(refusal, code):
    assert (refusal.code if refusal else None) == code


@pytest.mark.parametrize(
    ("clock", "after", "used", "left"),
    [
        (Clock(seconds=120, granted_at=AT), 0, 0, 120),
        (Clock(seconds=120, granted_at=AT), 119, 119, 1),
        (Clock(seconds=120, granted_at=AT), 125, 125, -5),
        (Clock(seconds=120, granted_at=AT, paused_at=AT + timedelta(seconds=30)), 300, 30, 90),
        (Clock(seconds=120, granted_at=AT, paused_seconds=60), 100, 40, 80),
        # A reader's clock that runs behind never shows time that was not spoken.
        (Clock(seconds=120, granted_at=AT), -3, 0, 120),
    ],
)
def test_the_clock_is_the_servers(clock, after, used, left):
    now = AT + timedelta(seconds=after)
    assert (clock.used(now), clock.left(now)) == (used, left)


@pytest.mark.parametrize("name", ["cn-sh-2026", "plain-default"])
def test_the_figures_come_from_the_rule_set(name):
    assert limits(shipped_ruleset(name)) == Limits(turn=120, turns=2, warning=30)
