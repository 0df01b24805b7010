"""What is late, what counts as done, and what residents' answers come to."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deliberate.delivery import rules
from deliberate.delivery.states import (
    ACTIONS,
    RESOLUTIONS,
    AbandonReason,
    ActionState,
    AppraisalOutcome,
    ConfirmationOutcome,
    DelayReason,
    LateLevel,
    ResolutionState,
)
from deliberate.issues.states import IssueState
from deliberate.kit.roles import Level
from deliberate.places.rules.shipped import shipped_calendar, shipped_ruleset

A, N = ActionState, ResolutionState
RULES = {"ruleset": shipped_ruleset("cn-sh-2026"), "calendar": shipped_calendar()}
NOW = datetime(2026, 11, 23, 4, tzinfo=UTC)
TODAY = date(2026, 11, 23)
LATER, EARLIER = NOW + timedelta(hours=1), NOW - timedelta(hours=1)


def code(refusal):
    return refusal.code if refusal else None


@pytest.mark.parametrize(
    ("due", "level"),
    [
        (None, LateLevel.on_time),
        (date(2026, 12, 1), LateLevel.on_time),
        (date(2026, 11, 30), LateLevel.due_soon),
        (date(2026, 11, 23), LateLevel.due_soon),
        (date(2026, 11, 21), LateLevel.due_soon),
        (date(2026, 11, 20), LateLevel.overdue_moderator),
        (date(2026, 11, 17), LateLevel.overdue_moderator),
        (date(2026, 11, 16), LateLevel.overdue_liaison),
        (date(2026, 11, 9), LateLevel.overdue_liaison),
        (date(2026, 11, 8), LateLevel.overdue_liaison),
        (date(2026, 11, 6), LateLevel.overdue_subdistrict),
        (date(2025, 1, 1), LateLevel.overdue_subdistrict),
    ],
)
def test_lateness_against_the_day_due_on_monday_23_november(due, level):
    assert rules.lateness(due, NOW, **RULES) is level


def test_what_was_done_in_time_does_not_become_late_while_it_is_checked():
    assert rules.lateness(date(2026, 11, 2), NOW, done_on=date(2026, 11, 2), **RULES) is LateLevel.on_time
    assert rules.lateness(date(2026, 11, 2), NOW, done_on=date(2026, 11, 3), **RULES) is LateLevel.overdue_moderator


@given(st.dates(date(2025, 3, 1), date(2027, 3, 1)), st.integers(0, 400))
def test_lateness_never_shrinks_as_days_pass(due, days):
    later = NOW + timedelta(days=days)
    assert rules.lateness(due, later, **RULES).rank >= rules.lateness(due, NOW, **RULES).rank


@given(st.dates(date(2025, 1, 2), date(2027, 11, 1)), st.integers(-10, 40))
def test_nothing_due_on_a_day_off_is_late_on_the_next_working_day(due, shift):
    calendar = RULES["calendar"]
    assert rules.days_late(due, calendar.next_working_day(due), calendar) == 0
    assert rules.days_late(due, due + timedelta(days=shift), calendar) >= 0


@pytest.mark.parametrize(
    ("due", "left"),
    [(30, 7), (26, 3), (24, 1), (27, None), (23, None), (20, None)],
)
def test_reminders_seven_three_and_one_day_before(due, left):
    assert rules.reminder_today(date(2026, 11, due), NOW, **RULES) == left
    assert rules.reminder_today(None, NOW, **RULES) is None


@pytest.mark.parametrize(
    ("yes", "no", "silent", "outcome"),
    [
        (0, 0, 0, ConfirmationOutcome.no_answer),
        (0, 0, 500, ConfirmationOutcome.no_answer),
        (1, 0, 500, ConfirmationOutcome.solved),
        (0, 1, 500, ConfirmationOutcome.not_solved),
        (5, 5, 0, ConfirmationOutcome.not_solved),
        (6, 5, 0, ConfirmationOutcome.solved),
    ],
)
def test_silence_is_no_answer_and_a_tie_is_not_solved(yes, no, silent, outcome):
    assert rules.confirmation_outcome(yes, no, silent) is outcome


@given(st.integers(0, 50), st.integers(0, 50), st.integers(0, 10**6))
def test_the_silent_never_change_the_outcome(yes, no, silent):
    assert rules.confirmation_outcome(yes, no, silent) is rules.confirmation_outcome(yes, no, 0)


def test_fewer_than_no_answers_is_a_mistake_in_the_code():
    with pytest.raises(ValueError, match="fewer than none"):
        rules.confirmation_outcome(-1, 0, 0)


@pytest.mark.parametrize(
    ("satisfied", "basically", "dissatisfied", "outcome"),
    [
        (0, 0, 0, AppraisalOutcome.no_answer),
        (3, 0, 2, AppraisalOutcome.passed),
        (0, 3, 2, AppraisalOutcome.passed),
        (59, 0, 41, AppraisalOutcome.put_right),
        (30, 30, 40, AppraisalOutcome.passed),
        (0, 0, 1, AppraisalOutcome.put_right),
    ],
)
def test_three_in_five_satisfied_pass(satisfied, basically, dissatisfied, outcome):
    ratings = {"satisfied": satisfied, "basically_satisfied": basically, "dissatisfied": dissatisfied}
    assert rules.appraisal_outcome(**ratings, least=Fraction(3, 5)) is outcome


def test_every_state_of_items_and_resolutions_can_be_reached():
    assert ACTIONS.reachable(A.planned) == frozenset(ActionState)
    assert RESOLUTIONS.reachable(N.adopted) == frozenset(ResolutionState)
    assert not N.revoked.alive


@pytest.mark.parametrize(
    ("items", "where"),
    [
        ((), IssueState.implementing),
        ((A.planned, A.closed), IssueState.implementing),
        ((A.blocked, A.verified), IssueState.implementing),
        ((A.reported_done, A.closed), IssueState.verifying),
        ((A.verified, A.confirmed), IssueState.verifying),
        ((A.confirmed, A.abandoned, A.closed), IssueState.appraising),
    ],
)
def test_an_issue_stands_where_its_slowest_item_stands(items, where):
    assert rules.standing(items) is where


@pytest.mark.parametrize(
    ("what", "unit", "judged_by", "due", "answer"),
    [
        ("Repair", "Property company", "It runs", TODAY, None),
        ("", "Property company", "It runs", TODAY, "delivery.what_missing"),
        ("Repair", " ", "It runs", TODAY, "delivery.unit_missing"),
        ("Repair", "Property company", "", TODAY, "delivery.judged_by_missing"),
        ("Repair", "Property company", "It runs", TODAY - timedelta(days=1), "delivery.due_is_past"),
    ],
)
def test_an_undertaking_names_who_by_when_and_how_it_is_judged(what, unit, judged_by, due, answer):
    refusal = rules.why_not_assign(N.in_force, what=what, unit=unit, judged_by=judged_by, due=due, today=TODAY)
    assert code(refusal) == answer


@pytest.mark.parametrize("state", [N.appraising, N.closed, N.revoked])
def test_what_is_judged_or_over_gets_no_new_undertaking(state):
    refusal = rules.why_not_assign(state, what="Repair", unit="Property", judged_by="It runs", due=TODAY, today=TODAY)
    assert code(refusal) == "delivery.wrong_state"


@pytest.mark.parametrize(
    ("state", "responsible", "text", "evidence", "answer"),
    [
        (A.in_progress, True, "Done", 1, None),
        (A.planned, True, "Done", 1, None),
        (A.in_progress, True, "Done", 0, "delivery.evidence_missing"),
        (A.in_progress, True, "", 1, "delivery.text_missing"),
        (A.in_progress, False, "Done", 1, "delivery.not_responsible"),
        (A.blocked, True, "Done", 1, "delivery.still_blocked"),
        (A.closed, True, "Done", 1, "delivery.not_running"),
    ],
)
def test_done_is_said_by_the_unit_and_shown(state, responsible, text, evidence, answer):
    refusal = rules.why_not_report_done(state, is_responsible=responsible, text=text, evidence=evidence)
    assert code(refusal) == answer


def test_progress_is_told_in_words_by_the_unit_while_work_runs():
    assert rules.why_not_report_progress(A.blocked, is_responsible=True, text="We wait.") is None
    for state, responsible, text, answer in (
        (A.in_progress, False, "x", "delivery.not_responsible"),
        (A.verified, True, "x", "delivery.not_running"),
        (A.in_progress, True, " ", "delivery.text_missing"),
    ):
        assert code(rules.why_not_report_progress(state, is_responsible=responsible, text=text)) == answer


def test_another_person_goes_to_look():
    assert rules.why_not_verify(A.reported_done, is_reporter=False) is None
    assert code(rules.why_not_verify(A.reported_done, is_reporter=True)) == "delivery.verify_by_other"
    assert code(rules.why_not_verify(A.in_progress, is_reporter=False)) == "delivery.wrong_state"
    assert rules.why_not_send_back(A.reported_done, note="The lamp is dark.") is None
    assert code(rules.why_not_send_back(A.reported_done, note="")) == "delivery.text_missing"
    assert code(rules.why_not_send_back(A.verified, note="x")) == "delivery.not_reported_done"


RESIDENT = {"level": Level.resident, "lives_here": True, "already": False, "now": NOW, "until": LATER}


@pytest.mark.parametrize(
    ("state", "changed", "answer"),
    [
        (A.verified, {}, None),
        (A.verified, {"solved": False, "note": "Still dark."}, None),
        (A.verified, {"solved": False, "note": " "}, "delivery.say_what_is_missing"),
        (A.reported_done, {}, "delivery.not_asked_yet"),
        (A.verified, {"until": None}, "delivery.not_asked_yet"),
        (A.verified, {"until": NOW}, "delivery.confirmation_over"),
        (A.verified, {"level": Level.guest}, "delivery.sign_in_first"),
        (A.verified, {"level": Level.phone}, "delivery.verify_address"),
        (A.verified, {"lives_here": False}, "delivery.not_neighbour"),
        (A.verified, {"already": True}, "delivery.answered_once"),
    ],
)
def test_residents_of_the_place_confirm_once_and_in_time(state, changed, answer):
    assert code(rules.why_not_confirm(state, **{**RESIDENT, **changed})) == answer


@pytest.mark.parametrize(
    ("state", "changed", "answer"),
    [
        (N.appraising, {}, None),
        (N.in_force, {}, "delivery.appraisal_not_open"),
        (N.appraising, {"until": NOW}, "delivery.appraisal_not_open"),
        (N.appraising, {"lives_here": False}, "delivery.not_neighbour"),
        (N.appraising, {"already": True}, "delivery.rated_before"),
    ],
)
def test_residents_of_the_place_judge_once_and_in_time(state, changed, answer):
    assert code(rules.why_not_appraise(state, **{**RESIDENT, **changed})) == answer


def test_answers_are_counted_when_their_time_is_over():
    assert rules.why_not_settle(A.verified, now=NOW, until=NOW) is None
    assert code(rules.why_not_settle(A.verified, now=NOW, until=LATER)) == "delivery.confirmation_running"
    assert code(rules.why_not_settle(A.confirmed, now=NOW, until=NOW)) == "delivery.not_asked_yet"


@pytest.mark.parametrize(
    ("state", "outcome", "answer"),
    [
        (A.confirmed, ConfirmationOutcome.solved, None),
        (A.verified, ConfirmationOutcome.no_answer, None),
        (A.verified, ConfirmationOutcome.not_solved, "delivery.not_confirmed"),
        (A.verified, None, "delivery.not_confirmed"),
        (A.reported_done, None, "delivery.wrong_state"),
    ],
)
def test_a_no_of_residents_cannot_be_closed_away(state, outcome, answer):
    assert code(rules.why_not_close_item(state, outcome=outcome)) == answer


DUE = date(2026, 12, 1)


@pytest.mark.parametrize(
    ("state", "extensions", "new_due", "reason", "answer"),
    [
        (A.in_progress, 0, DUE + timedelta(days=1), DelayReason.weather, None),
        (A.in_progress, 1, DUE + timedelta(days=1), DelayReason.weather, "delivery.extended_before"),
        (A.in_progress, 0, DUE, DelayReason.weather, "delivery.not_later"),
        (A.in_progress, 0, DUE + timedelta(days=1), None, "delivery.reason_missing"),
        (A.reported_done, 0, DUE + timedelta(days=1), DelayReason.weather, "delivery.not_running"),
    ],
)
def test_a_later_day_once_and_with_a_reason(state, extensions, new_due, reason, answer):
    refusal = rules.why_not_extend(state, extensions=extensions, most=1, due=DUE, new_due=new_due, reason=reason)
    assert code(refusal) == answer


def test_standing_still_going_on_and_giving_up_need_reasons():
    assert rules.why_not_block(A.in_progress, reason=DelayReason.weather) is None
    assert code(rules.why_not_block(A.in_progress, reason=None)) == "delivery.reason_missing"
    assert rules.why_not_resume(A.blocked) is None
    assert code(rules.why_not_resume(A.in_progress)) == "delivery.wrong_state"
    assert rules.why_not_abandon(A.blocked, reason=AbandonReason.no_money, note="Sorry.") is None
    assert code(rules.why_not_abandon(A.blocked, reason=AbandonReason.no_money, note="")) == "delivery.text_missing"
    assert code(rules.why_not_abandon(A.blocked, reason=None, note="x")) == "delivery.reason_missing"


@pytest.mark.parametrize(
    ("state", "resolution", "note", "answer"),
    [
        (A.closed, N.in_force, "It broke again.", None),
        (A.confirmed, N.in_force, "It broke again.", None),
        (A.closed, N.in_force, "", "delivery.text_missing"),
        (A.planned, N.in_force, "x", "delivery.wrong_state"),
        (A.closed, N.closed, "x", "delivery.wrong_state"),
    ],
)
def test_what_turns_out_not_solved_is_taken_up_again(state, resolution, note, answer):
    assert code(rules.why_not_take_up_again(state, resolution=resolution, note=note)) == answer


def test_what_was_sent_back_or_never_reported_has_no_day_of_being_done():
    assert rules.done_day(A.in_progress, closed_on=None, reported_done_at=NOW) is None
    assert rules.done_day(A.reported_done, closed_on=None, reported_done_at=NOW) == TODAY
    assert rules.done_day(A.closed, closed_on=DUE, reported_done_at=NOW) == DUE
    assert rules.done_day(A.closed, closed_on=None, reported_done_at=None) is None


@pytest.mark.parametrize("back", range(10))
def test_the_last_late_day_parts_what_is_late_from_what_is_not(back):
    today = TODAY - timedelta(days=back)
    edge = rules.last_late_day(today, RULES["calendar"])
    assert rules.days_late(edge, today, RULES["calendar"]) > 0
    assert rules.days_late(edge + timedelta(days=1), today, RULES["calendar"]) == 0


def test_a_resolution_is_taken_back_only_with_a_reason():
    assert rules.why_not_revoke(N.under_review, reason="Upheld.") is None
    assert code(rules.why_not_revoke(N.under_review, reason=" ")) == "delivery.text_missing"
    assert code(rules.why_not_revoke(N.closed, reason="x")) == "delivery.wrong_state"


def test_a_notice_hangs_its_days_and_is_answered():
    assert rules.why_not_post(N.adopted, text="We decided.") is None
    assert code(rules.why_not_post(N.adopted, text="")) == "delivery.text_missing"
    assert rules.why_not_object(N.in_notice, text="No.", now=NOW, until=LATER) is None
    assert code(rules.why_not_object(N.in_notice, text="No.", now=NOW, until=NOW)) == "delivery.notice_over"
    assert code(rules.why_not_object(N.in_force, text="No.", now=NOW, until=LATER)) == "delivery.no_notice"
    assert code(rules.why_not_object(N.in_notice, text="", now=NOW, until=LATER)) == "delivery.text_missing"
    assert rules.why_not_answer_objection(answered=False, text="Because.") is None
    assert code(rules.why_not_answer_objection(answered=True, text="x")) == "delivery.answered_before"
    assert code(rules.why_not_answer_objection(answered=False, text="")) == "delivery.text_missing"


@pytest.mark.parametrize(
    ("state", "until", "objections", "answer"),
    [
        (N.in_notice, NOW, 0, None),
        (N.in_notice, LATER, 0, "delivery.notice_running"),
        (N.in_notice, EARLIER, 2, "delivery.objections_open"),
        (N.adopted, EARLIER, 0, "delivery.wrong_state"),
    ],
)
def test_a_resolution_takes_effect_after_notice_and_objections(state, until, objections, answer):
    assert code(rules.why_not_take_effect(state, now=NOW, until=until, open_objections=objections)) == answer


@pytest.mark.parametrize(
    ("items", "appraised", "to_judge", "to_close"),
    [
        ((A.closed, A.confirmed), True, "delivery.wrong_state", None),
        ((A.closed,), False, "delivery.wrong_state", "delivery.not_appraised"),
        ((A.closed, A.in_progress), True, "delivery.items_open", "delivery.items_open"),
        ((), True, "delivery.no_items", None),
    ],
)
def test_closed_is_what_is_finished_and_judged(items, appraised, to_judge, to_close):
    assert code(rules.why_not_open_appraisal(N.appraising, items=items)) == to_judge
    assert code(rules.why_not_close(N.appraising, items=items, appraised=appraised)) == to_close


def test_a_liaison_asks_for_a_day_to_come():
    assert rules.why_not_supervise(text="When?", due=TODAY, today=TODAY) is None
    assert code(rules.why_not_supervise(text="", due=TODAY, today=TODAY)) == "delivery.text_missing"
    assert code(rules.why_not_supervise(text="x", due=date(2026, 1, 1), today=TODAY)) == "delivery.due_is_past"


@pytest.mark.parametrize(("level", "colour"), list(zip(LateLevel, ["green", "amber", *["red"] * 4], strict=True)))
def test_every_level_has_a_colour(level, colour):
    assert level.colour == colour


@pytest.mark.parametrize(
    ("level", "lives_here", "answer"),
    [
        (Level.resident, True, None),
        (Level.resident, False, "delivery.not_your_place"),
        (Level.phone, False, "delivery.verify_address"),
        (Level.guest, False, "delivery.sign_in_first"),
    ],
)
def test_objections_come_from_those_who_live_there(level, lives_here, answer):
    assert code(rules.why_not_be_heard(level, lives_here=lives_here)) == answer
