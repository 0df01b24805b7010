"""Who may report, hide, appeal and decide: every border."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from deliberate.moderation import rules
from deliberate.moderation.states import OF_TEXTS, RULING, HideReason, RulingState

NOW = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
S = RulingState


def code(refusal):
    return refusal.code.removeprefix("moderation.") if refusal else None


@pytest.mark.parametrize(
    ("shown", "own", "reason", "already", "expected"),
    [
        (True, False, HideReason.unlawful, False, None),
        (False, False, HideReason.unlawful, False, "not_shown"),
        (True, True, HideReason.unlawful, False, "own_text"),
        (True, False, None, False, "reason_missing"),
        (True, False, HideReason.unlawful, True, "reported_already"),
    ],
)
def test_one_reports_what_others_wrote_once(shown, own, reason, already, expected):
    refusal = rules.why_not_report(shown=shown, is_author=own, reason=reason, already=already)
    assert code(refusal) == expected


def test_criticism_of_the_committee_is_not_a_reason():
    assert [reason.value for reason in OF_TEXTS] == [
        "personal_attack", "personal_data", "unlawful", "advertising", "off_topic", "repeated",
    ]  # fmt: skip
    assert set(HideReason) - set(OF_TEXTS) == {HideReason.disturbs, HideReason.danger}
    assert rules.why_not_hide(shown=True, reason=HideReason.disturbs).code == "moderation.reason_missing"


@pytest.mark.parametrize(
    ("state", "own", "late_by", "expected"),
    [
        (S.standing, True, timedelta(microseconds=-1), None),
        (S.standing, True, timedelta(0), "appeal_too_late"),
        (S.standing, False, timedelta(microseconds=-1), "not_the_author"),
        (S.appealed, True, timedelta(microseconds=-1), "wrong_state"),
        (S.upheld, True, timedelta(microseconds=-1), "wrong_state"),
        (S.lifted, True, timedelta(microseconds=-1), "wrong_state"),
    ],
)
def test_the_author_appeals_once_and_in_time(state, own, late_by, expected):
    assert code(rules.why_not_appeal(state, is_author=own, now=NOW + late_by, until=NOW)) == expected


@pytest.mark.parametrize(
    ("state", "hid", "own", "expected"),
    [
        (S.appealed, False, False, None),
        (S.appealed, True, False, "own_decision"),
        (S.appealed, False, True, "own_text"),
        (S.standing, False, False, "wrong_state"),
        (S.upheld, False, False, "wrong_state"),
        (S.overturned, False, False, "wrong_state"),
    ],
)
def test_another_person_decides_an_appeal(state, hid, own, expected):
    assert code(rules.why_not_decide(state, hid_it=hid, is_author=own)) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [("", "words_missing"), ("  \n", "words_missing"), ("好" * 1000, None), ("好" * 1001, "words_too_long")],
)
def test_an_appeal_and_its_answer_are_said_in_bearable_length(words, expected):
    assert code(rules.why_not_words(words)) == expected


def test_an_appeal_fails_or_succeeds_and_what_was_decided_is_not_lifted():
    assert [code(rules.why_not_outcome(one)) for one in (S.upheld, S.overturned, S.lifted, None)] == [
        None, None, "outcome_missing", "outcome_missing",
    ]  # fmt: skip
    assert [one for one in S if rules.why_not_lift(one) is None] == [S.standing, S.appealed]
    assert {one for one in S if one.hides} == {S.standing, S.appealed, S.upheld}
    assert RULING.reachable(S.standing) == frozenset(S)


def test_weeks_are_counted_from_monday_at_the_place_and_by_reason():
    sunday_evening, monday = datetime(2026, 3, 1, 15, 59, tzinfo=UTC), datetime(2026, 3, 1, 16, 0, tzinfo=UTC)
    hidden = [(sunday_evening, HideReason.repeated), (monday, HideReason.unlawful), (NOW, HideReason.personal_attack)]
    newest, older = rules.weeks([*hidden, (NOW, HideReason.unlawful)])
    assert (newest.monday, newest.total) == (date(2026, 3, 2), 3)
    assert newest.by_reason == ((HideReason.personal_attack, 1), (HideReason.unlawful, 2))
    assert (older.monday, older.by_reason) == (date(2026, 2, 23), ((HideReason.repeated, 1),))
    assert rules.weeks([]) == []
