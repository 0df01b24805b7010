"""Quick questions: when one may be put, answered, counted and shown, with the exact borders."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deliberate.meetings.polls.rules import (
    hall_agreed,
    why_not_answer,
    why_not_count_hall,
    why_not_open,
    why_not_show,
)
from deliberate.meetings.polls.states import PollKind, PollState
from deliberate.meetings.states import ItemState, MeetingState

STRAW, CHECK = PollKind.straw, PollKind.temperature


def code(refusal):
    return refusal.code if refusal else None


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({}, None),
        ({"kind": CHECK, "options": ()}, None),
        ({"other_open": True}, "polls.other_open"),
        ({"question": "  "}, "polls.question_missing"),
        ({"question": "问" * 120}, None),
        ({"question": "问" * 121}, "polls.question_too_long"),
        ({"options": ("东",)}, "polls.options_missing"),
        ({"options": ("东", " ")}, "polls.options_missing"),
        ({"options": tuple("一二三四五六")}, None),
        ({"options": tuple("一二三四五六七")}, "polls.options_missing"),
        ({"options": ("东", "东 ")}, "polls.options_alike"),
        ({"options": ("东" * 60, "西")}, None),
        ({"options": ("东" * 61, "西")}, "polls.option_too_long"),
    ],
)
def test_a_question_fits_on_a_phone(more, expected):
    asked = {"kind": STRAW, "question": "先装哪边？", "options": ("东", "西"), "other_open": False, **more}
    assert code(why_not_open(MeetingState.in_session, ItemState.open, **asked)) == expected


def test_a_question_belongs_to_the_item_being_talked_about():
    asked = {"kind": CHECK, "question": "行吗？", "options": (), "other_open": False}
    assert code(why_not_open(MeetingState.in_session, ItemState.pending, **asked)) == "polls.item_not_open"
    assert code(why_not_open(MeetingState.closed, ItemState.open, **asked)) == "polls.item_not_open"


@pytest.mark.parametrize(
    ("state", "present", "choice", "expected"),
    [
        (PollState.open, True, 0, None),
        (PollState.open, True, 1, None),
        (PollState.open, True, 2, "polls.choice_missing"),
        (PollState.open, True, -1, "polls.choice_missing"),
        (PollState.open, False, 0, "polls.attend_first"),
        (PollState.closed, True, 0, "polls.closed_already"),
    ],
)
def test_who_is_there_may_answer_while_it_is_open(state, present, choice, expected):
    assert code(why_not_answer(state, present=present, choice=choice, options=2)) == expected


@pytest.mark.parametrize(
    ("state", "counts", "expected"),
    [
        (PollState.closed, (3, 0), None),
        (PollState.open, (3, 0), "polls.close_first"),
        (PollState.closed, (3,), "polls.counts_missing"),
        (PollState.closed, (3, -1), "polls.counts_missing"),
        (PollState.closed, (9999, 0), None),
        (PollState.closed, (10_000, 0), "polls.counts_missing"),
    ],
)
def test_hands_are_counted_for_every_answer(state, counts, expected):
    assert code(why_not_count_hall(state, counts, options=2)) == expected


@pytest.mark.parametrize(
    ("state", "hall", "expected"),
    [
        (PollState.closed, [], None),
        (PollState.closed, [[3, 4]], "polls.second_count_missing"),
        (PollState.closed, [[3, 4], [4, 3]], "polls.counts_differ"),
        (PollState.closed, [[3, 4], [3, 4]], None),
        # A third person settles what two could not.
        (PollState.closed, [[3, 4], [4, 3], [4, 3]], None),
        (PollState.open, [], "polls.wrong_state"),
    ],
)
def test_only_what_two_people_counted_alike_is_shown(state, hall, expected):
    assert code(why_not_show(state, hall)) == expected


@given(st.lists(st.lists(st.integers(0, 9), min_size=2, max_size=2), max_size=5))
def test_the_halls_count_is_one_that_somebody_wrote_down_twice(counts):
    agreed = hall_agreed(counts)
    written = [tuple(one) for one in counts]
    assert (agreed is None) == (len(set(written)) == len(written))
    assert agreed is None or written.count(agreed) >= 2
