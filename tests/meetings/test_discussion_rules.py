"""Who may say what, where and when: every border."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from deliberate.issues.states import IssueState
from deliberate.kit.roles import Level
from deliberate.meetings.discussion import rules
from deliberate.meetings.discussion.states import HideReason, Stance
from deliberate.meetings.states import ItemState, MeetingState

NOW = datetime(2026, 3, 10, 2, 0, tzinfo=UTC)
S, I = MeetingState, ItemState  # noqa: E741 - columns of the table below


def code(refusal):
    return refusal and refusal.code


@pytest.mark.parametrize(
    ("meeting", "item", "answer"),
    [
        (S.in_session, I.open, None),
        (S.in_session, I.pending, "discussion.item_not_open"),
        (S.in_session, I.closed, "discussion.item_not_open"),
        (S.announced, I.pending, "discussion.meeting_not_running"),
        (S.closed, I.closed, "discussion.meeting_not_running"),
    ],
)
def test_one_speaks_to_the_item_that_is_open(meeting, item, answer):
    assert code(rules.why_not_speak_in(meeting, item)) == answer


@pytest.mark.parametrize("state", list(IssueState))
def test_one_comments_on_what_is_public_and_not_settled(state):
    refused = code(rules.why_not_comment_on(state))
    if not state.screened:
        assert refused == "discussion.not_screened_yet"
    else:
        assert (refused == "discussion.issue_settled") == (
            state.name in {"merged", "diverted", "withdrawn", "closed", "archived"}
        )


@pytest.mark.parametrize(
    ("level", "belongs", "in_meeting", "answer"),
    [
        (Level.guest, False, True, "discussion.sign_in_to_speak"),
        (Level.phone, False, True, "discussion.attend_first"),
        (Level.phone, False, False, "discussion.verify_address"),
        (Level.phone, True, True, None),
        (Level.resident, True, False, None),
        (Level.resident, False, False, "discussion.verify_address"),
    ],
)
def test_neighbours_speak_and_in_a_meeting_all_who_signed_in(level, belongs, in_meeting, answer):
    assert code(rules.why_not_as_guest(level, belongs=belongs, in_meeting=in_meeting)) == answer


@pytest.mark.parametrize(
    ("body", "stance", "is_reply", "leads", "answer"),
    [
        ("", Stance.support, False, False, "discussion.empty"),
        (" \n ", Stance.support, False, False, "discussion.empty"),
        ("灯", Stance.support, False, False, None),
        ("灯" * 2000, Stance.against, False, False, None),
        ("灯" * 2001, Stance.against, False, False, "discussion.too_long"),
        ("  " + "灯" * 2000 + "\n", Stance.against, False, False, None),
        ("灯", Stance.neutral, False, False, "discussion.stance_missing"),
        ("灯", Stance.neutral, True, False, None),
        ("灯", Stance.neutral, False, True, None),
        ("灯", Stance.question, False, True, None),
        ("灯", Stance.support, False, True, "discussion.chair_takes_no_side"),
        ("灯", Stance.against, True, True, "discussion.chair_takes_no_side"),
    ],
)
def test_what_can_be_said(body, stance, is_reply, leads, answer):
    assert code(rules.why_not_say(body, stance=stance, is_reply=is_reply, leads=leads)) == answer


@pytest.mark.parametrize(("ago", "wait"), [(None, None), (0, 5), (1, 4), (4.999, 1), (5, None), (60, None), (-3, None)])
def test_a_few_seconds_lie_between_two_contributions(ago, wait):
    last = None if ago is None else NOW - timedelta(seconds=ago)
    refused = rules.why_not_so_soon(last, now=NOW, pause=5)
    assert (refused and refused.facts["wait"]) == wait


def test_a_reply_belongs_to_the_same_talk():
    assert rules.why_not_reply(same_talk=True, hidden=False) is None
    assert code(rules.why_not_reply(same_talk=False, hidden=False)) == "discussion.parent_elsewhere"
    assert code(rules.why_not_reply(same_talk=True, hidden=True)) == "discussion.parent_hidden"


def test_hiding_needs_a_reason_of_the_list():
    assert rules.why_not_hide(hidden=False, reason=HideReason.personal_data) is None
    assert code(rules.why_not_hide(hidden=False, reason=None)) == "discussion.hide_reason_missing"
    assert code(rules.why_not_hide(hidden=True, reason=HideReason.unlawful)) == "discussion.already_hidden"
