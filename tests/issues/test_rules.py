"""What may happen to an issue, as tables: every border of seconding, screening, leaving and coming back."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deliberate.issues import rules, states
from deliberate.issues.states import IssueState, MatterClass, ReasonCode, Route, Scope
from deliberate.kit.roles import Level
from deliberate.places.rules.rulesets import Unit
from deliberate.places.rules.shipped import shipped_ruleset

S, R = IssueState, ReasonCode
SHANGHAI = shipped_ruleset("cn-sh-2026")
NOW = datetime(2026, 11, 23, 10, tzinfo=UTC)
LATER, EARLIER = NOW + timedelta(hours=1), NOW - timedelta(hours=1)


def code(refusal):
    return refusal.code if refusal else None


@pytest.mark.parametrize(
    ("scope", "adults", "needed"),
    [
        (Scope.stairwell, 30, 3),
        (Scope.stairwell, 5000, 3),
        (Scope.estate, 0, 10),
        (Scope.estate, 1000, 10),
        (Scope.estate, 1001, 11),
        (Scope.residential_area, 2400, 24),
        (Scope.residential_area, 2401, 25),
        (Scope.subdistrict, 80000, 800),
    ],
)
def test_how_many_must_second(scope, adults, needed):
    assert rules.seconds_needed(SHANGHAI, scope, adults=adults) == needed


@given(st.sampled_from([scope for scope in Scope if scope is not Scope.stairwell]), st.integers(0, 10**6))
def test_seconds_are_never_fewer_than_floor_or_share(scope, adults):
    needed = rules.seconds_needed(SHANGHAI, scope, adults=adults)
    assert needed >= 10
    assert needed * 100 >= adults
    assert needed == 10 or (needed - 1) * 100 < adults


def test_stairwells_count_households_and_all_others_persons():
    assert {scope: rules.seconding_unit(scope) for scope in Scope} == {
        scope: Unit.households if scope is Scope.stairwell else Unit.persons for scope in Scope
    }


NEIGHBOUR = {"is_author": False, "already": False, "lives_here": True, "level": Level.resident}


@pytest.mark.parametrize(
    ("state", "who", "answer"),
    [
        (S.seconding, {}, None),
        (S.seconding, {"level": Level.owner}, None),
        (S.seconding, {"level": Level.guest}, "issues.sign_in_to_second"),
        (S.supported, {}, "issues.not_seconding"),
        (S.screening, {}, "issues.not_seconding"),
        (S.seconding, {"is_author": True}, "issues.own_issue"),
        (S.seconding, {"level": Level.phone}, "issues.verify_address"),
        (S.seconding, {"lives_here": False}, "issues.not_neighbour"),
        (S.seconding, {"already": True}, "issues.already_seconded"),
    ],
)
def test_who_may_second(state, who, answer):
    assert code(rules.why_not_second(state, **{**NEIGHBOUR, **who})) == answer


@pytest.mark.parametrize(
    ("state", "seconded", "answer"),
    [
        (S.seconding, True, None),
        (S.supported, True, None),
        (S.scheduled, True, "issues.second_counts_now"),
        (S.seconding, False, "issues.not_seconded"),
    ],
)
def test_a_second_may_be_taken_back_until_a_meeting_is_fixed(state, seconded, answer):
    assert code(rules.why_not_withdraw_second(state, has_seconded=seconded)) == answer


@pytest.mark.parametrize(("seconds", "answer"), [(9, "issues.seconds_missing"), (10, None), (11, None)])
def test_the_last_second_missing_is_missing(seconds, answer):
    refusal = rules.why_not_support(S.seconding, seconds=seconds, needed=10)
    assert code(refusal) == answer
    assert refusal is None or refusal.facts["missing"] == 1


@pytest.mark.parametrize(
    ("level", "title", "body", "answer"),
    [
        (Level.phone, "Lift", "It stops every day.", None),
        (Level.guest, "Lift", "It stops every day.", "issues.sign_in_to_propose"),
        (Level.phone, "  ", "It stops every day.", "issues.title_missing"),
        (Level.phone, "x" * 80, "y" * 10, None),
        (Level.phone, "x" * 81, "y" * 10, "issues.title_too_long"),
        (Level.phone, "Lift", "y" * 9 + "  ", "issues.text_too_short"),
    ],
)
def test_a_phone_number_a_title_and_a_sentence_are_enough_to_propose(level, title, body, answer):
    assert code(rules.why_not_propose(level, title=title, body=body)) == answer


@pytest.mark.parametrize("state", IssueState)
def test_only_the_author_edits_and_only_before_others_rely_on_it(state):
    expected = None if state in {S.draft, S.returned} else "issues.text_is_fixed"
    assert code(rules.why_not_edit(state, is_author=True)) == expected
    assert code(rules.why_not_edit(state, is_author=False)) == "issues.not_author"


@pytest.mark.parametrize("state", IssueState)
def test_the_author_may_withdraw_until_it_is_on_an_agenda(state):
    expected = None if state in states.BEFORE_MEETING else "issues.too_late_to_withdraw"
    assert code(rules.why_not_withdraw(state, is_author=True, reason=R.changed_mind)) == expected


def test_withdrawing_is_for_the_author_and_has_its_own_reasons():
    assert code(rules.why_not_withdraw(S.draft, is_author=False, reason=R.changed_mind)) == "issues.not_author"
    assert code(rules.why_not_withdraw(S.draft, is_author=True, reason=R.unlawful)) == "issues.reason_does_not_fit"
    assert code(rules.why_not_resubmit(S.returned, is_author=False)) == "issues.not_author"
    assert rules.why_not_resubmit(S.returned, is_author=True) is None


@pytest.mark.parametrize(
    ("matter_class", "answer"),
    [
        (None, "issues.class_missing"),
        (MatterClass.self_government, None),
        (MatterClass.owners_matter, None),
        (MatterClass.civil_dispute, None),
        (MatterClass.government_duty, "issues.not_for_meetings"),
        (MatterClass.petition, "issues.not_for_meetings"),
        (MatterClass.emergency, "issues.not_for_meetings"),
    ],
)
def test_neighbours_do_not_debate_a_manhole_cover(matter_class, answer):
    assert code(rules.why_not_accept(S.screening, matter_class=matter_class)) == answer


def test_screening_acts_need_an_issue_on_the_desk_and_a_fitting_reason():
    assert code(rules.why_not_screen(S.submitted)) is None
    assert code(rules.why_not_screen(S.reopened)) is None
    assert code(rules.why_not_screen(S.submitted, is_author=True)) == "issues.own_issue_screening"
    assert code(rules.why_not_screen(S.draft)) == "issues.wrong_state"
    assert code(rules.why_not_accept(S.submitted, matter_class=MatterClass.suggestion)) == "issues.not_screening"
    assert code(rules.why_not_return(S.screening, reason=None, note="where?")) == "issues.reason_missing"
    assert code(rules.why_not_return(S.screening, reason=R.unlawful, note="where?")) == "issues.reason_does_not_fit"
    assert code(rules.why_not_return(S.screening, reason=R.place_unclear, note=" ")) == "issues.note_missing"
    assert rules.why_not_return(S.screening, reason=R.place_unclear, note="where?") is None
    assert code(rules.why_not_return(S.seconding, reason=R.wording, note="x")) == "issues.not_screening"
    assert code(rules.why_not_decline(S.screening, reason=R.wording)) == "issues.reason_does_not_fit"
    assert rules.why_not_decline(S.screening, reason=R.private_dispute) is None
    assert code(rules.why_not_decline(S.seconding, reason=R.unlawful)) == "issues.not_screening"


@pytest.mark.parametrize(
    ("state", "reason", "route", "answer"),
    [
        (S.screening, R.government_duty, Route.grid, None),
        (S.seconding, R.owners_matter, Route.owners_body, None),
        (S.scheduled, R.owners_matter, Route.owners_body, "issues.not_screening"),
        (S.screening, R.government_duty, None, "issues.route_missing"),
        (S.screening, R.government_duty, Route.propose_again, "issues.route_missing"),
        (S.screening, R.duplicate, Route.grid, "issues.reason_does_not_fit"),
        (S.screening, None, Route.grid, "issues.reason_missing"),
    ],
)
def test_passing_on_needs_a_reason_and_an_address(state, reason, route, answer):
    assert code(rules.why_not_divert(state, reason=reason, route=route)) == answer


@pytest.mark.parametrize(
    ("state", "target", "same", "answer"),
    [
        (S.screening, S.seconding, False, None),
        (S.seconding, S.scheduled, False, None),
        (S.deliberating, S.seconding, False, "issues.not_screening"),
        (S.screening, None, False, "issues.merge_target_missing"),
        (S.screening, S.screening, True, "issues.merge_into_itself"),
        (S.screening, S.merged, False, "issues.merge_target_closed"),
        (S.screening, S.closed, False, "issues.merge_target_closed"),
    ],
)
def test_merging_joins_only_what_is_still_on_its_way(state, target, same, answer):
    assert code(rules.why_not_merge(state, target=target, same=same)) == answer


APPEAL = {"is_author": True, "now": NOW, "until": LATER, "note": "You mistook the place."}


@pytest.mark.parametrize(
    ("state", "changed", "answer"),
    [
        (S.not_accepted, {}, None),
        (S.not_accepted, {"until": NOW}, "issues.appeal_too_late"),
        (S.not_accepted, {"until": None}, "issues.appealed_before"),
        (S.not_accepted, {"is_author": False}, "issues.not_author"),
        (S.not_accepted, {"note": " "}, "issues.note_missing"),
        (S.shelved, {}, "issues.nothing_to_appeal"),
    ],
)
def test_an_appeal_is_the_authors_once_and_in_time(state, changed, answer):
    assert code(rules.why_not_appeal(state, **{**APPEAL, **changed})) == answer


def test_whoever_said_no_does_not_judge_the_appeal():
    assert code(rules.why_not_judge_appeal(decided_before=True)) == "issues.appeal_needs_other_person"
    assert rules.why_not_judge_appeal(decided_before=False) is None


@pytest.mark.parametrize(
    ("state", "until", "answer"),
    [
        (S.seconding, NOW, None),
        (S.returned, EARLIER, None),
        (S.seconding, LATER, "issues.window_still_open"),
        (S.screening, EARLIER, "issues.wrong_state"),
    ],
)
def test_nothing_is_shelved_before_its_time(state, until, answer):
    assert code(rules.why_not_shelve(state, now=NOW, until=until)) == answer


def test_what_lacks_seconds_is_not_put_on_an_agenda():
    assert rules.why_not_schedule(S.supported) is None
    assert rules.why_not_schedule(S.deliberating) is None
    assert code(rules.why_not_schedule(S.seconding)) == "issues.still_seconding"
    assert code(rules.why_not_schedule(S.draft)) == "issues.wrong_state"
    assert rules.why_not_move(S.scheduled, S.deliberating) is None


def test_putting_off_and_trying_out_need_a_day_to_come():
    assert rules.why_not_defer(S.deciding, reason=R.needs_money, until=LATER, now=NOW) is None
    assert code(rules.why_not_defer(S.deciding, reason=R.needs_money, until=NOW, now=NOW)) == "issues.day_is_past"
    assert code(rules.why_not_defer(S.deciding, reason=R.wording, until=LATER, now=NOW)) == "issues.reason_does_not_fit"
    assert rules.why_not_pilot(S.deliberating, until=LATER, now=NOW) is None
    assert code(rules.why_not_pilot(S.deliberating, until=EARLIER, now=NOW)) == "issues.day_is_past"
    assert rules.why_not_decide_against(S.deciding, reason=R.below_quorum) is None
    assert code(rules.why_not_decide_against(S.deciding, reason=None)) == "issues.reason_missing"


@pytest.mark.parametrize(
    ("state", "until", "objections", "answer"),
    [
        (S.public_notice, NOW, 0, None),
        (S.public_notice, LATER, 0, "issues.notice_still_running"),
        (S.public_notice, EARLIER, 1, "issues.objections_open"),
        (S.objection_review, LATER, 0, None),
        (S.adopted, EARLIER, 0, "issues.wrong_state"),
    ],
)
def test_nothing_is_carried_out_before_notice_and_objections(state, until, objections, answer):
    assert code(rules.why_not_implement(state, now=NOW, notice_until=until, objections=objections)) == answer


@pytest.mark.parametrize("state", IssueState)
def test_whatever_rests_may_be_reopened_on_new_facts(state):
    may = state.resting and state is not S.withdrawn
    assert code(rules.why_not_reopen(state, note="It broke again.")) == (None if may else "issues.not_at_rest")
    assert code(rules.why_not_reopen(S.closed, note="")) == "issues.new_facts_missing"
