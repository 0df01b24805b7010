"""When a vote may go on, and when a ballot is taken."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from deliberate.places.rules.shipped import shipped_ruleset
from deliberate.votes import rules
from deliberate.votes.electorates import announced
from deliberate.votes.methods.ballots import NONE, Ballot, Bar
from deliberate.votes.states import TRANSITIONS, Choice, Method, Told, VoteKind, VoteState

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
S = VoteState


def code(refusal):
    return refusal and refusal.code


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, None),
        ({"state": S.draft}, "votes.not_open_yet"),
        ({"state": S.announced}, "votes.not_open_yet"),
        ({"state": S.closed}, "votes.over"),
        ({"state": S.published}, "votes.over"),
        ({"state": S.void}, "votes.void"),
        ({"closes_at": NOW}, "votes.over"),
        ({"closes_at": NOW + timedelta(microseconds=1)}, None),
        ({"entitled": False}, "votes.not_on_roll"),
        ({"already_voted": True}, "votes.already_voted"),
        ({"choices": []}, "votes.nothing_chosen"),
        ({"choices": ["a", "b", "c"]}, "votes.too_many_choices"),
        ({"choices": ["a", "b"]}, None),
        ({"choices": ["a", "a"]}, "votes.chosen_twice"),
        ({"choices": ["z"]}, "votes.unknown_option"),
        ({"entitled": False, "choices": []}, "votes.not_on_roll"),
    ],
)
def test_casting(changes, expected):
    facts = {
        "state": S.open, "entitled": True, "already_voted": False, "now": NOW, "closes_at": NOW + HOUR,
        "choices": ["a"], "options": ["a", "b", "c"], "max_choices": 2,
    }  # fmt: skip
    facts |= changes
    assert code(rules.why_not_cast(facts.pop("state"), **facts)) == expected


@pytest.mark.parametrize(
    ("state", "opens_in", "roll", "expected"),
    [
        (S.draft, HOUR, 5, None),
        (S.draft, HOUR - timedelta(seconds=1), 5, "votes.notice_too_short"),
        (S.draft, HOUR, 0, "votes.empty_roll"),
        (S.announced, HOUR, 5, "votes.wrong_state"),
    ],
)
def test_announcing(state, opens_in, roll, expected):
    assert code(rules.why_not_announce(state, roll=roll, opens_at=NOW + opens_in, earliest=NOW + HOUR)) == expected


DAY = timedelta(days=1)
SECOND = timedelta(seconds=1)


@pytest.mark.parametrize(
    ("kind", "meeting", "lasts", "expected"),
    [
        ("household_vote", None, 5 * DAY, None),
        ("household_vote", None, 5 * DAY - SECOND, "votes.too_short"),
        ("household_vote", None, 60 * DAY, None),
        ("household_vote", None, 60 * DAY + SECOND, "votes.too_long"),
        ("household_vote", 7, HOUR, None),
        ("household_vote", 7, timedelta(), "votes.closes_before_it_opens"),
        ("priority_poll", None, HOUR, None),
    ],
)
def test_a_vote_is_open_long_enough_for_everybody_and_no_longer_than_the_rules_allow(kind, meeting, lasts, expected):
    refusal = rules.why_not_last(
        shipped_ruleset("cn-sh-2026"), VoteKind(kind), opens_at=NOW, closes_at=NOW + lasts, in_meeting=bool(meeting)
    )
    assert code(refusal) == expected


@pytest.mark.parametrize(
    ("planned", "earliest", "expected"),
    [
        pytest.param(NOW + HOUR, NOW, NOW + HOUR, id="as planned"),
        pytest.param(NOW - HOUR, NOW, NOW, id="its hour has passed and no notice is needed: at once"),
        pytest.param(NOW - HOUR, NOW + HOUR, NOW - HOUR, id="notice is needed: stays, and is refused"),
    ],
)
def test_when_voting_begins(planned, earliest, expected):
    assert rules.opening(planned, earliest=earliest, announced_at=NOW) == expected


@pytest.mark.parametrize(
    ("kind", "in_meeting", "expected"),
    [
        ("household_vote", False, NOW),
        ("residents_assembly", False, datetime(2026, 12, 4, 16, tzinfo=UTC)),
        ("residents_assembly", True, NOW),
        ("committee_appraisal", False, datetime(2026, 12, 1, 16, tzinfo=UTC)),
    ],
)
def test_an_assembly_needs_ten_full_days_of_notice(kind, in_meeting, expected):
    ruleset = shipped_ruleset("cn-sh-2026")
    assert rules.earliest_opening(ruleset, VoteKind(kind), NOW, in_meeting=in_meeting) == expected


@pytest.mark.parametrize("name", ["cn-sh-2026", "plain-default"])
@pytest.mark.parametrize(
    ("kind", "bars"),
    [
        ("household_vote", (Bar(1, 2), Bar(1, 2))),
        ("building_vote", (Bar(1, 2), Bar(1, 2))),
        ("residents_assembly", (Bar(1, 2), Bar(1, 2))),
        ("representatives_assembly", (Bar(2, 3, strict=False), Bar(1, 2))),
        ("straw_vote", (NONE, Bar(1, 2))),
        ("committee_appraisal", (Bar(2, 3, strict=False), Bar(1, 2))),
    ],
)
def test_quorum_and_majority_come_from_the_rule_set(name, kind, bars):
    assert rules.bars(shipped_ruleset(name), VoteKind(kind)) == bars


@pytest.mark.parametrize(
    ("state", "opens_at", "expected"),
    [(S.announced, NOW, None), (S.announced, NOW + HOUR, "votes.not_yet"), (S.draft, NOW, "votes.wrong_state")],
)
def test_opening(state, opens_at, expected):
    assert code(rules.why_not_open(state, now=NOW, opens_at=opens_at)) == expected


@pytest.mark.parametrize(
    ("state", "closes_at", "everybody", "in_meeting", "expected"),
    [
        (S.open, NOW, False, False, None),
        (S.open, NOW + HOUR, False, False, "votes.still_running"),
        (S.open, NOW + HOUR, True, False, None),
        (S.open, NOW + HOUR, False, True, None),
        (S.closed, NOW, True, True, "votes.wrong_state"),
    ],
)
def test_closing_waits_for_the_end_or_the_last_voter_or_the_chair(state, closes_at, everybody, in_meeting, expected):
    refusal = rules.why_not_close(state, now=NOW, closes_at=closes_at, everybody_voted=everybody, in_meeting=in_meeting)
    assert code(refusal) == expected


@pytest.mark.parametrize(
    ("question", "options", "method", "most", "expected"),
    [
        ("Build it?", list(Choice), Method.majority, 1, None),
        (" ", list(Choice), Method.majority, 1, "votes.no_question"),
        ("x" * 301, list(Choice), Method.majority, 1, "votes.question_too_long"),
        ("Build it?", ["yes", "no"], Method.majority, 1, "votes.not_yes_or_no"),
        ("Which first?", ["1", "2", "3"], Method.approval, 3, None),
        ("Which first?", ["1"], Method.approval, 1, "votes.too_few_options"),
        ("Which first?", ["1", "1"], Method.approval, 1, "votes.option_twice"),
        ("Which first?", ["1", "2"], Method.approval, 3, "votes.bad_max_choices"),
        ("Which first?", ["1", "2"], Method.approval, 0, "votes.bad_max_choices"),
    ],
)
def test_asking(question, options, method, most, expected):
    assert code(rules.why_not_ask(question, options, method=method, max_choices=most)) == expected


def test_what_was_announced_is_what_is_voted_on():
    assert rules.why_not_change(S.draft) is None
    assert {code(rules.why_not_change(state)) for state in S if state is not S.draft} == {"votes.locked"}


def test_counting_needs_as_many_ballots_as_marks_on_the_roll():
    assert rules.why_not_tally(S.closed, ballots=3, voted=3) is None
    assert code(rules.why_not_tally(S.closed, ballots=4, voted=3)) == "votes.ballots_and_roll_differ"
    assert code(rules.why_not_tally(S.open, ballots=3, voted=3)) == "votes.wrong_state"


def test_nobody_sees_a_count_before_it_is_published():
    assert {state for state in S if rules.why_not_see_result(state) is None} == {S.published, S.challenged, S.final}


def test_a_vote_is_not_declared_void_without_a_reason():
    assert code(rules.why_not_void(S.open, reason=" ")) == "votes.no_reason"
    assert code(rules.why_not_void(S.final, reason="power cut")) == "votes.wrong_state"
    assert rules.why_not_void(S.open, reason="power cut") is None


def test_every_state_can_be_reached_and_final_ones_stay():
    assert TRANSITIONS.reachable(S.draft) == frozenset(S)
    assert TRANSITIONS.after(S.final) == TRANSITIONS.after(S.void) == frozenset()
    assert not TRANSITIONS.allow(S.published, S.open)


def test_every_reader_sees_a_poll_in_an_order_of_their_own_that_stays():
    options = [f"issue-{number}" for number in range(6)]
    orders = {reader: announced.order_for(options, seed="5eed", reader=reader) for reader in (None, 1, 2, 3)}
    assert all(sorted(order) == options for order in orders.values())
    assert len({tuple(order) for order in orders.values()}) > 1
    assert orders[1] == announced.order_for(options, seed="5eed", reader=1)
    assert orders[1] != announced.order_for(options, seed="0ther", reader=1)
    assert announced.order_for(options, seed="", reader=1) == options


@pytest.mark.parametrize(
    ("told", "state", "shown"),
    [
        (Told.turnout, VoteState.open, True),
        (Told.turnout, VoteState.announced, False),
        (Told.turnout, VoteState.closed, False),
        (Told.nothing, VoteState.open, False),
    ],
)
def test_turnout_alone_is_told_before_the_close_and_only_if_announced_so(told, state, shown):
    assert announced.turnout_told(told, state) is shown


def test_a_ballot_keeps_no_trace_of_the_order_in_which_boxes_were_ticked():
    assert rules.ballot_of(["c", "a"], ["a", "b", "c"]) == Ballot(("a", "c"))
