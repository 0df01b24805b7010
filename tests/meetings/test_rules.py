"""When a meeting may be announced, opened, walked through and closed: every border."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deliberate.kit.roles import Level
from deliberate.meetings.rules import coming, course, plans
from deliberate.meetings.states import (
    ITEM_TRANSITIONS,
    TRANSITIONS,
    Channel,
    ItemState,
    MeetingKind,
    MeetingState,
    Outcome,
    Presence,
)
from deliberate.places.rules.shipped import calendar_for, shipped_ruleset

SHANGHAI = shipped_ruleset("cn-sh-2026")
CALENDAR = calendar_for(SHANGHAI)
K, S, I, O = MeetingKind, MeetingState, ItemState, Outcome  # noqa: E741 - columns of the tables below
# Tuesday 10 March 2026, ten in the morning in Shanghai; one second before and at a local midnight.
NOW = datetime(2026, 3, 10, 2, 0, tzinfo=UTC)
EMPTY = Presence({})


def local_midnight(day):
    return datetime(2026, 3, day, tzinfo=UTC) - timedelta(hours=8)


def code(refusal):
    return refusal and refusal.code


def announced(kind, starts_at, urgent_reason=""):
    return plans.why_not_announce(
        kind, starts_at, now=NOW, ruleset=SHANGHAI, calendar=CALENDAR, urgent_reason=urgent_reason
    )


@pytest.mark.parametrize(
    ("kind", "chosen", "households", "code"),
    [
        (K.residents_assembly, "", 1200, None),
        (K.residents_assembly, "households", 1200, None),
        (K.residents_assembly, "adults", 1200, "meetings.adults_not_counted"),
        (K.residents_assembly, "delegates", 1200, "meetings.composition_unlawful"),
        (K.residents_assembly, "", 0, "meetings.households_unknown"),
        (K.heart_to_heart, "", 0, None),
        (K.heart_to_heart, "adults", 0, None),
    ],
)
def test_a_residents_meeting_is_made_up_as_the_law_allows_and_as_can_be_counted(kind, chosen, households, code):
    composition = plans.composed(kind, chosen, SHANGHAI)
    refusal = plans.why_not_compose(kind, composition, households=households, ruleset=SHANGHAI)
    assert (refusal and refusal.code) == code


@pytest.mark.parametrize(
    ("representatives", "members", "refused"),
    [(4, 5, False), (3, 4, True), (8, 10, False), (7, 9, True), (0, 0, False)],
)
def test_four_fifths_of_the_representatives_meeting_are_elected(representatives, members, refused):
    about = {"representatives": representatives, "members": members, "ruleset": SHANGHAI}
    assert bool(plans.why_not_with_so_few(K.representatives_assembly, **about)) is refused


@pytest.mark.parametrize(
    ("kind", "days"),
    [
        (K.topic_solicitation, 3),
        (K.heart_to_heart, 3),
        (K.coordination, 3),
        (K.building_council, 3),
        (K.joint_meeting, 5),
        (K.appraisal, 7),
        (K.hearing, 10),
        (K.representatives_assembly, 10),
        (K.residents_assembly, 10),
        (K.owners_assembly, 15),
    ],
)
def test_neither_the_day_of_the_notice_nor_the_day_of_the_meeting_counts(kind, days):
    """Announced on the 10th with so many days between, the first lawful day begins at midnight."""
    first = local_midnight(10 + days + 1)
    assert announced(kind, first) is None
    refused = announced(kind, first - timedelta(seconds=1))
    assert refused.facts["earliest"] == date(2026, 3, 10 + days + 1)


@pytest.mark.parametrize(
    ("kind", "hours", "reason", "answer"),
    [
        (K.heart_to_heart, 0, "", "meetings.starts_in_the_past"),
        (K.heart_to_heart, 23, "水管爆了", "meetings.too_short_even_if_urgent"),
        (K.heart_to_heart, 24, "水管爆了", None),
        (K.heart_to_heart, 24, "  ", "meetings.urgent_reason_missing"),
        (K.coordination, 24, "水管爆了", None),
        (K.building_council, 24, "水管爆了", None),
        (K.topic_solicitation, 48, "水管爆了", "meetings.notice_too_short"),
        (K.hearing, 48, "水管爆了", "meetings.notice_too_short"),
        (K.representatives_assembly, 48, "水管爆了", "meetings.notice_too_short"),
        (K.residents_assembly, 1, "水管爆了", None),
        (K.residents_assembly, 1, "", "meetings.urgent_reason_missing"),
    ],
)
def test_urgency_shortens_the_notice_only_where_the_rules_allow_and_with_a_reason(kind, hours, reason, answer):
    assert code(announced(kind, NOW + timedelta(hours=hours), reason)) == answer


@given(st.sampled_from(list(K)), st.integers(min_value=1, max_value=60 * 24 * 40))
def test_what_is_refused_as_too_early_is_allowed_on_the_day_named(kind, minutes):
    refused = announced(kind, NOW + timedelta(minutes=minutes), "")
    if refused is not None:
        earliest = refused.facts["earliest"]
        assert announced(kind, datetime(earliest.year, earliest.month, earliest.day, tzinfo=UTC)) is None


def test_papers_of_a_hearing_are_there_seven_days_before():
    assert plans.materials_until(K.hearing, local_midnight(21), ruleset=SHANGHAI) == date(2026, 3, 14)
    assert plans.materials_until(K.coordination, local_midnight(21), ruleset=SHANGHAI) is None


@pytest.mark.parametrize("kind", list(K))
def test_in_statutory_meetings_one_person_does_not_hold_both_chairs(kind):
    assert code(plans.why_not_seat(kind, moderator_id=1, recorder_id=1)) == (
        "meetings.moderator_is_recorder" if kind.statutory else None
    )
    assert plans.why_not_seat(kind, moderator_id=1, recorder_id=2) is None
    assert plans.why_not_seat(kind, moderator_id=1, recorder_id=None) is None


@pytest.mark.parametrize(
    ("title", "items", "answer"),
    [
        ("", 1, "meetings.title_missing"),
        ("会" * 121, 1, "meetings.title_too_long"),
        ("会" * 120, 1, None),
        ("路灯", 0, "meetings.agenda_empty"),
    ],
)
def test_a_meeting_has_a_name_and_something_to_talk_about(title, items, answer):
    refused = plans.why_not_schedule(K.coordination, title=title, items=items, moderator_id=1, recorder_id=None)
    assert code(refused) == answer


@pytest.mark.parametrize(
    ("kind", "study", "answer"),
    [
        (K.residents_assembly, "", "meetings.party_study_missing"),
        (K.residents_assembly, "3月5日党总支会议研究", None),
        (K.representatives_assembly, " ", "meetings.party_study_missing"),
        (K.hearing, "", None),
    ],
)
def test_assemblies_name_the_study_before_they_are_called(kind, study, answer):
    assert code(plans.why_not_study(kind, party_study=study, ruleset=SHANGHAI)) == answer


@pytest.mark.parametrize(
    ("kind", "entitled", "needed"),
    [
        (K.topic_solicitation, None, 5),
        (K.hearing, None, 10),
        (K.appraisal, None, 10),
        (K.coordination, None, 2),
        (K.heart_to_heart, None, 0),
        (K.building_council, 28, 15),
        (K.building_council, 27, 14),
        (K.residents_assembly, 2400, 1201),
        (K.representatives_assembly, 30, 20),
        (K.representatives_assembly, 31, 21),
        (K.representatives_assembly, 0, 1),
        (K.representatives_assembly, None, 0),
    ],
)
def test_how_many_must_be_there(kind, entitled, needed):
    assert coming.present_needed(kind, SHANGHAI, entitled=entitled) == needed


def test_presence_counts_every_channel():
    there = Presence({Channel.phone: 6, Channel.hall: 3}, needed=10)
    assert (there.present, there.missing, there.reached) == (9, 1, False)
    assert Presence({Channel.phone: 6, Channel.hall: 4}, needed=10).reached


@pytest.mark.parametrize(
    ("state", "level", "hours", "answer"),
    [
        (S.announced, Level.guest, 0, "meetings.sign_in_to_attend"),
        (S.announced, Level.phone, 0, None),
        (S.announced, Level.phone, 13, None),
        (S.announced, Level.phone, 14, "meetings.not_today"),
        (S.in_session, Level.phone, 14, None),
        (S.draft, Level.resident, 0, "meetings.not_running"),
        (S.closed, Level.resident, 0, "meetings.not_running"),
        (S.cancelled, Level.resident, 0, "meetings.not_running"),
    ],
)
def test_one_signs_in_on_the_day_of_the_meeting(state, level, hours, answer):
    starts_at = NOW + timedelta(hours=hours)
    assert code(coming.why_not_attend(state, level=level, now=NOW, starts_at=starts_at)) == answer


@pytest.mark.parametrize(
    ("state", "label", "answer"),
    [
        (S.in_session, "", "meetings.name_missing"),
        (S.in_session, "王" * 41, "meetings.name_too_long"),
        (S.announced, "王秀英", None),
        (S.closed, "王秀英", "meetings.not_running"),
    ],
)
def test_people_without_a_phone_are_entered_by_name(state, label, answer):
    assert code(coming.why_not_enter(state, label=label)) == answer


@pytest.mark.parametrize(
    ("state", "starts_at", "answer"),
    [
        (S.announced, local_midnight(10), None),
        (S.announced, local_midnight(11) - timedelta(seconds=1), None),
        (S.announced, local_midnight(11), "meetings.too_early"),
        (S.announced, local_midnight(10) - timedelta(seconds=1), "meetings.day_missed"),
        (S.draft, NOW, "meetings.wrong_state"),
        (S.closed, NOW, "meetings.wrong_state"),
    ],
)
def test_a_meeting_is_opened_on_the_announced_day(state, starts_at, answer):
    assert code(course.why_not_open(state, now=NOW, starts_at=starts_at)) == answer


@pytest.mark.parametrize(
    ("moment", "now", "answer"),
    [
        (local_midnight(10), local_midnight(11) - timedelta(seconds=1), True),
        (local_midnight(11) - timedelta(seconds=1), local_midnight(10), True),
        # An evening goes on past midnight, and what begins soon after it is entered before it.
        (local_midnight(11) + timedelta(minutes=10), local_midnight(11) - timedelta(minutes=15), True),
        (local_midnight(11) - timedelta(minutes=15), local_midnight(11) + timedelta(minutes=10), True),
        (local_midnight(11) + timedelta(hours=2), local_midnight(11) - timedelta(hours=1), True),
        (local_midnight(11) + timedelta(hours=2), local_midnight(11) - timedelta(hours=1, seconds=1), False),
        (local_midnight(11) - timedelta(hours=1), local_midnight(11) + timedelta(hours=2), True),
        (local_midnight(11) - timedelta(hours=1), local_midnight(11) + timedelta(hours=2, seconds=1), False),
    ],
)
def test_the_day_of_a_meeting_does_not_end_at_midnight(moment, now, answer):
    assert coming.is_on_its_day(moment, now=now) is answer
    assert (code(course.why_not_open(S.announced, now=now, starts_at=moment)) is None) is answer


@pytest.mark.parametrize(
    ("meeting", "item", "other", "answer"),
    [
        (S.in_session, I.pending, "", None),
        (S.in_session, I.pending, "停车", "meetings.other_item_open"),
        (S.in_session, I.closed, "", "meetings.item.wrong_state"),
        (S.announced, I.pending, "", "meetings.not_in_session"),
    ],
)
def test_one_item_at_a_time(meeting, item, other, answer):
    assert code(course.why_not_start_item(meeting, item, other_open=other)) == answer


def test_a_meeting_is_closed_when_nothing_hangs_in_the_air():
    assert course.why_not_close(S.in_session) is None
    assert code(course.why_not_close(S.in_session, open_item="路灯")) == "meetings.item_still_open"
    assert code(course.why_not_close(S.announced)) == "meetings.wrong_state"


@pytest.mark.parametrize(
    ("state", "reason", "answer"),
    [
        (S.draft, "台风", None),
        (S.announced, "台风", None),
        (S.announced, " ", "meetings.reason_missing"),
        (S.in_session, "台风", "meetings.wrong_state"),
        (S.closed, "台风", "meetings.wrong_state"),
    ],
)
def test_calling_off_is_owed_a_reason(state, reason, answer):
    assert code(plans.why_not_cancel(state, reason=reason)) == answer


def test_every_state_can_be_reached():
    assert TRANSITIONS.reachable(S.draft) == frozenset(S)
    assert ITEM_TRANSITIONS.reachable(I.pending) == frozenset(I)


@pytest.mark.parametrize(
    ("state", "paused", "until", "answer"),
    [
        (S.in_session, False, timedelta(seconds=1), None),
        (S.in_session, False, timedelta(0), "meetings.break_ends_in_the_past"),
        (S.in_session, False, None, "meetings.break_ends_in_the_past"),
        # Ten in the morning: the day ends in fourteen hours.
        (S.in_session, False, timedelta(hours=14, seconds=-1), None),
        (S.in_session, False, timedelta(hours=14), "meetings.break_past_today"),
        (S.in_session, True, timedelta(minutes=5), "meetings.paused_already"),
        (S.announced, False, timedelta(minutes=5), "meetings.not_in_session"),
        (S.closed, False, timedelta(minutes=5), "meetings.not_in_session"),
    ],
)
def test_a_break_ends_on_the_same_day(state, paused, until, answer):
    moment = None if until is None else NOW + until
    assert code(course.why_not_pause(state, paused=paused, until=moment, now=NOW)) == answer


@pytest.mark.parametrize(
    ("state", "reason", "answer"),
    [
        (S.in_session, "x" * course.TEXT_MOST, None),
        (S.in_session, "x" * (course.TEXT_MOST + 1), "meetings.text_too_long"),
        (S.in_session, " ", "meetings.reason_for_all_missing"),
        (S.announced, "火警", "meetings.not_in_session"),
        (S.closed, "火警", "meetings.not_in_session"),
    ],
)
def test_stopping_needs_a_reason_and_a_meeting_that_goes_on(state, reason, answer):
    assert code(course.why_not_stop(state, reason=reason)) == answer


@pytest.mark.parametrize(
    ("kind", "state", "to_id", "may_lead", "reason", "answer"),
    [
        (K.hearing, S.in_session, 3, True, "发言", None),
        (K.hearing, S.in_session, 2, True, "发言", "meetings.moderator_is_recorder"),
        (K.coordination, S.in_session, 2, True, "发言", None),
        (K.hearing, S.in_session, 1, True, "发言", "meetings.leads_already"),
        (K.hearing, S.in_session, 3, False, "发言", "meetings.may_not_lead"),
        (K.hearing, S.in_session, 3, True, "", "meetings.reason_for_all_missing"),
        (K.hearing, S.announced, 3, True, "发言", "meetings.not_in_session"),
    ],
)
def test_the_chair_goes_to_another_moderator_who_does_not_record(kind, state, to_id, may_lead, reason, answer):
    seats = course.Seats(chair_id=1, recorder_id=2)
    asked = course.why_not_hand_over(kind, state, to_id, seats=seats, may_lead=may_lead, reason=reason)
    assert code(asked) == answer


@pytest.mark.parametrize("key", ["cn-sh-2026", "plain-default"])
@pytest.mark.parametrize("kind", list(K))
def test_every_kind_has_its_rules_and_everybody_they_name_has_a_word(key, kind):
    ruleset = shipped_ruleset(key)
    found = plans.named(kind, ruleset)
    assert {"convener", "chair", "signatures", "outcome"} <= set(found)
    for part, words in found.items():
        assert words == ruleset.rule(f"meeting.{kind}.{part}").words
    assert ruleset.has(f"meeting.{kind}.notice")


def test_in_hearings_and_assemblies_record_and_chair_are_two():
    two = {kind for kind in K if plans.why_not_seat(kind, moderator_id=1, recorder_id=1)}
    assert two == {K.hearing, K.representatives_assembly, K.residents_assembly, K.owners_assembly}
