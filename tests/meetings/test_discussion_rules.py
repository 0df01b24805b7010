"""Who may say what, where and when: every border."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from deliberate.issues.states import IssueState
from deliberate.kit.roles import Level
from deliberate.meetings.discussion import rules
from deliberate.meetings.discussion.states import HideReason, Order, Stance
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


# ── the order of reading ──


def heard(*said):
    """Return contributions from (number, speaker, minute)."""
    return [rules.Heard(ident, speaker, NOW + timedelta(minutes=minute)) for ident, speaker, minute in said]


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        (Order.oldest, [1, 2, 3, 4, 5, 6]),
        (Order.newest, [6, 5, 4, 3, 2, 1]),
        # Chen spoke once, Li twice, Wang three times; between equals, who has waited longest.
        (Order.not_yet_heard, [5, 3, 6, 1, 2, 4]),
    ],
)
def test_the_talk_is_read_in_the_order_asked_for(order, expected):
    said = heard((1, "Wang", 0), (2, "Wang", 1), (3, "Li", 2), (4, "Wang", 3), (5, "Chen", 4), (6, "Li", 5))
    assert rules.put_in_order(said, order) == expected


def test_who_spoke_elsewhere_in_the_talk_has_been_heard():
    said, others = heard((1, "Wang", 0), (2, "Li", 1)), heard((3, "Wang", 2))
    assert rules.put_in_order(said, Order.not_yet_heard, talk=[*said, *others]) == [2, 1]
    assert rules.put_in_order([], Order.not_yet_heard) == []


# ── mending and marking ──


@pytest.mark.parametrize(
    ("case", "code"),
    [
        ({}, None),
        ({"own": False}, "discussion.not_yours"),
        ({"shown": False}, "discussion.gone"),
        ({"now": NOW + timedelta(minutes=10) - timedelta(seconds=1)}, None),
        ({"now": NOW + timedelta(minutes=10)}, "discussion.edit_too_late"),
        ({"body": " "}, "discussion.empty"),
        ({"body": "灯" * rules.BODY_MOST}, None),
        ({"body": "灯" * (rules.BODY_MOST + 1)}, "discussion.too_long"),
        ({"minutes": 0}, "discussion.edit_too_late"),
    ],
)
def test_one_mends_ones_own_words_for_a_while(case, code):
    given = {"body": "要换灯", "own": True, "shown": True, "at": NOW, "now": NOW, "minutes": 10, **case}
    found = rules.why_not_edit(given.pop("body"), **given)
    assert (found and found.code) == code


def test_one_agrees_with_others_and_with_what_is_shown():
    assert rules.why_not_agree(own=False, shown=True) is None
    assert rules.why_not_agree(own=True, shown=True).code == "discussion.own_words"
    assert rules.why_not_agree(own=False, shown=False).code == "discussion.gone"


@pytest.mark.parametrize(
    ("shown", "pinned", "code"), [(True, 2, None), (True, 3, "discussion.pins_full"), (False, 0, "discussion.gone")]
)
def test_a_few_things_are_kept_on_top(shown, pinned, code):
    found = rules.why_not_pin(shown=shown, pinned=pinned)
    assert (found and found.code) == code


@pytest.mark.parametrize(
    ("case", "code"),
    [
        ({}, None),
        ({"shown": False}, "discussion.gone"),
        ({"stance": Stance.support}, "discussion.no_question"),
        ({"by": " "}, "discussion.answer_by_missing"),
        ({"by": "居" * 40}, None),
        ({"by": "居" * 41}, "discussion.answer_by_too_long"),
        ({"answer_fits": False}, "discussion.parent_elsewhere"),
    ],
)
def test_a_question_is_answered_by_somebody_with_a_name(case, code):
    given = {"stance": Stance.question, "by": "居委会", "shown": True, "answer_fits": True, **case}
    found = rules.why_not_answered(given.pop("stance"), given.pop("by"), **given)
    assert (found and found.code) == code


# ── keeping order ──


def test_writing_can_be_paused():
    assert rules.why_not_now(locked=False) is None
    assert code(rules.why_not_now(locked=True)) == "discussion.item_locked"


@pytest.mark.parametrize(
    ("passed", "slow", "answer"),
    [(None, 60, None), (59, 60, "discussion.slow_mode"), (60, 60, None), (0, 0, None), (-1, 60, None)],
)
def test_slow_mode_leaves_time_between_two_contributions(passed, slow, answer):
    last = None if passed is None else NOW - timedelta(seconds=passed)
    assert code(rules.why_not_slowly(last, now=NOW, slow=slow)) == answer


@pytest.mark.parametrize(
    ("charged", "first_time", "first_words", "everything", "waits"),
    [
        (False, True, True, False, True),
        (False, False, True, False, False),
        (False, True, False, False, False),
        (False, False, False, True, True),
        (True, True, True, True, False),
    ],
)
def test_a_moderator_reads_first_what_the_rules_or_the_moderator_say(
    charged, first_time, first_words, everything, waits
):
    given = {"charged": charged, "first_time": first_time, "first_words": first_words, "everything": everything}
    assert rules.must_be_read_first(**given) is waits


@pytest.mark.parametrize(
    ("seconds", "slow_in", "answer"),
    [
        (0, {}, None),
        (600, {}, None),
        (601, {}, "discussion.slow_too_long"),
        (-1, {}, "discussion.slow_too_long"),
        (0, {"questions": 600}, None),
        (0, {"questions": 601}, "discussion.slow_too_long"),
        (0, {"breakfast": 60}, "web.unknown_message"),
    ],
)
def test_a_talk_is_slowed_down_within_reason(seconds, slow_in, answer):
    assert code(rules.why_not_slow(seconds, slow_in)) == answer
