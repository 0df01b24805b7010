"""The whole table of an issue's life: nothing unreachable, nobody without the ball, no exit without a way on."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deliberate.issues import rules, states
from deliberate.issues.states import TRANSITIONS, BallHolder, IssueClock, IssueState, ReasonCode, Route
from deliberate.places.rules.deadlines import last_day
from deliberate.places.rules.shipped import shipped_calendar, shipped_ruleset, shipped_rulesets

S = IssueState
CALENDAR = shipped_calendar()


def test_every_state_can_be_reached_from_a_draft():
    assert TRANSITIONS.reachable(S.draft) == frozenset(IssueState)


def test_from_everywhere_but_a_withdrawal_the_archive_can_be_reached():
    for state in IssueState:
        assert state is S.withdrawn or S.archived in TRANSITIONS.reachable(state)


def test_only_a_withdrawal_is_final():
    assert [state for state in IssueState if not TRANSITIONS.after(state)] == [S.withdrawn]


def test_the_straight_path_is_allowed():
    path = [
        S.draft, S.submitted, S.screening, S.seconding, S.supported, S.scheduled, S.deliberating, S.deciding, S.adopted,
        S.public_notice, S.implementing, S.verifying, S.appraising, S.closed, S.archived,
    ]  # fmt: skip
    assert all(TRANSITIONS.allow(before, after) for before, after in pairwise(path))


def test_a_renovation_may_take_eight_hearings_and_a_pilot():
    rounds = [S.scheduled, S.deliberating] * 8 + [S.pilot, S.scheduled, S.deliberating, S.deciding]
    assert all(TRANSITIONS.allow(before, after) for before, after in pairwise(rounds))


@pytest.mark.parametrize("state", IssueState)
def test_somebody_has_the_ball_exactly_while_something_is_owed(state):
    holder = rules.ball_holder(state)
    assert (holder is BallHolder.nobody) == state.resting


@pytest.mark.parametrize("name", shipped_rulesets())
@pytest.mark.parametrize("state", [state for state in IssueState if not state.resting and state is not S.draft])
def test_every_living_state_has_a_deadline_in_every_shipped_rule_set(state, name):
    entered = datetime(2026, 11, 23, 1, tzinfo=UTC)
    found = rules.next_deadline(state, entered, ruleset=shipped_ruleset(name), calendar=CALENDAR)
    assert found is not None
    assert found.at > entered
    assert CALENDAR.is_working_day(last_day(found.at))


@pytest.mark.parametrize("state", [*sorted(states.RESTING), S.draft])
def test_where_nobody_has_to_act_no_clock_runs(state):
    ruleset = shipped_ruleset("cn-sh-2026")
    assert rules.next_deadline(state, datetime(2026, 11, 23, tzinfo=UTC), ruleset=ruleset, calendar=CALENDAR) is None


@given(st.sampled_from(IssueState), st.datetimes(datetime(2026, 1, 1), datetime(2027, 6, 1)))  # noqa: DTZ001
def test_a_day_somebody_has_fixed_goes_before_the_figure(state, moment):
    fixed = moment.replace(tzinfo=UTC)
    found = rules.next_deadline(
        state, datetime(2026, 1, 5, tzinfo=UTC), ruleset=shipped_ruleset("cn-sh-2026"), calendar=CALENDAR, fixed=fixed
    )
    if state in states.FIXED_DATES:
        assert found == (states.FIXED_DATES[state], fixed)
    else:
        assert found is None or found.clock is states.CLOCKS[state]


def test_a_complicated_matter_gets_fifteen_working_days():
    ruleset, entered = shipped_ruleset("cn-sh-2026"), datetime(2026, 11, 23, 1, tzinfo=UTC)
    plain = rules.next_deadline(S.screening, entered, ruleset=ruleset, calendar=CALENDAR)
    longer = rules.next_deadline(S.screening, entered, ruleset=ruleset, calendar=CALENDAR, complicated=True)
    assert (plain.clock, last_day(plain.at).isoformat()) == (IssueClock.decision, "2026-11-30")
    assert (longer.clock, last_day(longer.at).isoformat()) == (IssueClock.complex_decision, "2026-12-14")


@pytest.mark.parametrize("reason", ReasonCode)
def test_every_reason_says_where_to_go(reason):
    assert isinstance(rules.route_for(reason), Route)


def test_every_reason_to_pass_on_leads_to_a_real_address():
    assert all(rules.route_for(reason) in states.DIVERT_ROUTES for reason in states.DIVERT_REASONS)


def test_what_nobody_has_looked_at_is_not_shown_to_all():
    assert not S.submitted.screened
    assert not S.returned.screened
    assert S.seconding.screened
    assert S.not_accepted.screened
