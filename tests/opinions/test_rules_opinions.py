"""What is asked first, and the borders of statements and titles."""

from __future__ import annotations

import pytest

from deliberate.kit.roles import Level
from deliberate.opinions import rules
from deliberate.opinions.rules import Known, asked_next, weight
from deliberate.opinions.states import ConversationState, StatementState
from tests.conftest import NOON

OPEN = {"level": Level.resident, "belongs": True, "now": NOON, "closes_at": None}


def test_the_rarely_seen_and_the_telling_weigh_more():
    new, known = Known(1), Known(2, agree=30)
    passed, dividing = Known(3, agree=10, passes=20), Known(4, agree=30, apart=1.5)
    assert weight(new) > weight(dividing) > weight(known) > weight(passed)


def test_everybody_is_asked_everything_in_an_order_of_their_own_that_stays():
    known = [Known(number) for number in range(40)]
    orders = {tuple(asked_next(known, reader=reader)) for reader in range(20)}
    assert len(orders) == 20
    assert all(sorted(order) == list(range(40)) for order in orders)
    assert asked_next(known, reader=3) == asked_next(known[::-1], reader=3)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "opinions.statement_missing"),
        ("  ", "opinions.statement_missing"),
        ("长" * 140, None),
        ("长" * 141, "opinions.statement_too_long"),
        ("A bench at the gate", "opinions.statement_known"),
    ],
)
def test_a_statement_is_one_new_sentence(text, code):
    refused = rules.why_not_state(text, others=["a bench at the GATE "], number=1)
    assert (refused.code if refused else None) == code


@pytest.mark.parametrize(
    ("state", "more", "code"),
    [
        (ConversationState.open, {}, None),
        (ConversationState.open, {"closes_at": NOON}, "opinions.over"),
        (ConversationState.open, {"level": Level.guest}, "opinions.sign_in_to_answer"),
        (ConversationState.open, {"belongs": False}, "opinions.verify_address"),
        (ConversationState.closed, {}, "opinions.over"),
        (ConversationState.preparing, {}, "opinions.not_open_yet"),
    ],
)
def test_who_takes_part_and_when(state, more, code):
    refused = rules.why_not_take_part(state, **{**OPEN, **more})
    assert (refused.code if refused else None) == code


def test_opening_needs_three_statements_and_closing_an_open_one():
    assert rules.why_not_open(ConversationState.preparing, statements=2).code == "opinions.too_few_statements"
    assert rules.why_not_open(ConversationState.preparing, statements=3) is None
    assert rules.why_not_close(ConversationState.preparing).code == "opinions.wrong_state"
    assert rules.why_not_answer(StatementState.withdrawn, None).code == "opinions.answer_missing"


def test_five_answers_hide_each_of_them():
    assert [rules.may_show_counts(number) for number in (0, 4, 5)] == [False, False, True]
