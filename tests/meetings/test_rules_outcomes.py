"""What an item can come to, and what that needs: every border."""

from __future__ import annotations

import pytest

from deliberate.meetings.rules import course
from deliberate.meetings.states import Channel, ItemState, MeetingKind, MeetingState, Outcome, Presence

K, S, I, O = MeetingKind, MeetingState, ItemState, Outcome  # noqa: E741 - columns of the tables below
EMPTY = Presence({})


def code(refusal):
    return refusal and refusal.code


@pytest.mark.parametrize(
    ("kind", "has_issue", "missing"),
    [
        (K.coordination, True, {O.noted}),
        (K.coordination, False, {O.deferred, O.to_assembly}),
        (K.residents_assembly, True, {O.noted, O.to_assembly}),
    ],
)
def test_what_an_item_can_come_to(kind, has_issue, missing):
    assert set(O) - set(course.outcomes(kind, has_issue=has_issue)) == missing
    assert code(course.why_not_decide_here(kind, O.to_assembly)) == (
        "meetings.is_the_assembly" if kind is K.residents_assembly else None
    )


@pytest.mark.parametrize(
    ("outcome", "conclusion", "issue", "presence", "answer"),
    [
        (None, "换灯", True, EMPTY, "meetings.outcome_missing"),
        (O.agreed, "", True, EMPTY, "meetings.conclusion_missing"),
        (O.agreed, "换" * 2001, True, EMPTY, "meetings.text_too_long"),
        (O.agreed, "换灯", True, EMPTY, None),
        (O.noted, "", True, EMPTY, "meetings.issue_needs_outcome"),
        (O.noted, "", False, EMPTY, None),
        (O.agreed, "换灯", True, Presence({Channel.hall: 9}, 10), "meetings.below_quorum"),
        (O.not_agreed, "不换", True, Presence({Channel.hall: 9}, 10), "meetings.below_quorum"),
        (O.pilot, "先试", True, Presence({Channel.hall: 9}, 10), "meetings.below_quorum"),
        (O.agreed, "换灯", True, Presence({Channel.hall: 10}, 10), None),
        (O.second_round, "再谈", True, Presence({Channel.hall: 9}, 10), None),
        (O.deferred, "等设计图", True, Presence({Channel.hall: 9}, 10), None),
        (O.deferred, "等设计图", False, EMPTY, "meetings.only_of_an_issue"),
        (O.to_assembly, "交居民会议", False, EMPTY, "meetings.only_of_an_issue"),
        (O.to_vote, "表决", True, Presence({Channel.hall: 9}, 10), None),
    ],
)
def test_an_outcome_needs_a_sentence_and_a_decision_needs_people(outcome, conclusion, issue, presence, answer):
    refused = course.why_not_close_item(
        S.in_session, I.open, outcome=outcome, conclusion=conclusion, has_issue=issue, presence=presence
    )
    assert code(refused) == answer


@pytest.mark.parametrize(
    ("kind", "outcome", "answer"),
    [
        (K.owners_assembly, O.agreed, "meetings.by_ballot_only"),
        (K.owners_assembly, O.not_agreed, "meetings.by_ballot_only"),
        (K.owners_assembly, O.pilot, "meetings.by_ballot_only"),
        (K.owners_assembly, O.to_vote, None),
        (K.owners_assembly, O.second_round, None),
        (K.owners_assembly, None, None),
        (K.residents_assembly, O.agreed, None),
    ],
)
def test_owners_decide_by_ballot_only(kind, outcome, answer):
    assert code(course.why_not_decide_here(kind, outcome)) == answer
