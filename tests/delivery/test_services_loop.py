"""From the decision to its judgement, with every door a matter can go through, on both databases."""

from __future__ import annotations

from datetime import timedelta

import pytest

from deliberate.delivery.models import Appraisal
from deliberate.delivery.services import carrying, confirming, following, resolving, supervising, sweeping
from deliberate.delivery.states import (
    ActionState,
    AppraisalOutcome,
    ConfirmationOutcome,
    DelayReason,
    ObjectionOutcome,
    Rating,
    ResolutionState,
)
from deliberate.issues.services import moving
from deliberate.issues.states import IssueState
from deliberate.kit.clock import clock
from deliberate.kit.refusals import Refused
from deliberate.kit.roles import Level
from deliberate.ledger.queries import stream_after
from deliberate.places.rules.deadlines import local_day
from tests.factories import delivery as make
from tests.factories.people import a_community, a_liaison, a_resident

pytestmark = pytest.mark.usefixtures("session", "now")
LATER = timedelta(days=1)


@pytest.fixture
def place(session, now):
    return a_community()


def refused(verb, *given, **named):
    with pytest.raises(Refused) as caught:
        verb(*given, **named)
    return caught.value.refusal.code


def verbs(stream):
    return [entry.verb for entry in stream_after(stream)]


def judge(resolution, account, rating, now):
    return following.appraise(
        resolution, rating, "", account_id=account.id, level=Level.resident, lives_here=True, now=now
    )


def test_decisions_are_numbered_within_their_place_and_year(place, now):
    assert [make.a_resolution(where)[0].number for where in (place, place, a_community())] == [
        "R2026-001",
        "R2026-002",
        "R2026-001",
    ]
    clock.hold(now + timedelta(days=366))
    assert make.a_resolution(place)[0].number == "R2027-001"


def test_a_decision_hangs_fifteen_days_before_it_takes_effect(place, now):
    resolution, moderator = make.posted(place)
    until = resolution.notice_until
    assert (local_day(until) - local_day(now)).days >= 15
    assert resolution.issue.state is IssueState.public_notice
    take = resolving.take_effect
    assert refused(take, resolution, actor_id=moderator.id, now=until - LATER) == "delivery.notice_running"
    take(resolution, actor_id=moderator.id, now=until)
    assert (resolution.state, resolution.issue.state) == (ResolutionState.in_force, IssueState.implementing)


def test_an_objection_holds_the_decision_until_it_is_answered(place, now):
    resolution, moderator = make.posted(place)
    objection = resolving.object_to(resolution, "费用没有说清楚。", account_id=a_resident(place).id, now=now)
    assert resolution.issue.state is IssueState.objection_review
    assert sweeping.end_notices(resolution.notice_until) == 0
    answer = {"answer": "费用由物业承担，见附件。", "actor_id": moderator.id, "now": now}
    resolving.answer_objection(resolution, objection, outcome=ObjectionOutcome.dismissed, **answer)
    assert resolution.state is ResolutionState.in_notice
    again = refused(resolving.answer_objection, resolution, objection, outcome=ObjectionOutcome.dismissed, **answer)
    assert again == "delivery.answered_before"
    assert sweeping.end_notices(resolution.notice_until) == 1
    assert resolution.state is ResolutionState.in_force


def test_an_upheld_objection_takes_the_decision_back(place, now):
    resolution, moderator = make.posted(place)
    objection = resolving.object_to(resolution, "会议通知不到十天。", account_id=a_resident(place).id, now=now)
    answer = {"outcome": ObjectionOutcome.upheld, "answer": "确实不足。", "actor_id": moderator.id, "now": now}
    resolving.answer_objection(resolution, objection, **answer)
    assert resolution.state is ResolutionState.revoked
    assert resolution.issue.state is IssueState.objection_review
    assert verbs(f"resolution:{resolution.id}")[-1] == "resolution.revoked"


def test_a_new_decision_takes_the_place_of_one_that_was_objected_to(place, now):
    old, moderator = make.posted(place)
    resolving.object_to(old, "费用没有说清楚。", account_id=a_resident(place).id, now=now)
    moving.schedule_issue(old.issue, meeting_id=1, starts_at=now + LATER, actor_id=moderator.id, now=now)
    assert sweeping.end_notices(old.notice_until) == 0
    moving.start_deliberation(old.issue, actor_id=None, now=now)
    moving.start_deciding(old.issue, actor_id=None, now=now)
    moving.adopt_issue(old.issue, actor_id=None, now=now)
    new = resolving.record_resolution(old.issue, title="", text=make.TEXT, actor_id=moderator.id, now=now)
    assert (old.state, new.state) == (ResolutionState.revoked, ResolutionState.adopted)


def test_work_is_reported_checked_by_another_and_confirmed_by_residents(place, now):
    item, handler, moderator = make.reported(place)
    assert item.issue.state is IssueState.verifying
    assert refused(confirming.verify_action, item, actor_id=handler.id, now=now) == "delivery.verify_by_other"
    confirming.verify_action(item, actor_id=moderator.id, now=now)
    neighbour = a_resident(place)
    make.say(item, neighbour, solved=True)
    with pytest.raises(Refused):
        make.say(item, neighbour, solved=True)
    assert refused(confirming.settle_action, item, actor_id=None, now=now) == "delivery.confirmation_running"
    assert sweeping.settle_answers(item.confirm_until) == 1
    assert item.state is ActionState.confirmed
    assert item.resolution.state is ResolutionState.appraising
    assert item.issue.state is IssueState.appraising
    assert verbs(f"action:{item.id}") == [
        "action.assigned", "action.reported_done", "action.verified", "action.answered", "action.confirmed",
    ]  # fmt: skip


def test_what_residents_call_unsolved_goes_back_and_is_asked_again(place, now):
    item, handler, moderator = make.verified(place)
    neighbour = a_resident(place)
    make.say(item, neighbour, solved=False, note="二楼那盏还是不亮。")
    outcome = confirming.settle_action(item, actor_id=None, now=item.confirm_until)
    assert (outcome, item.state) == (ConfirmationOutcome.not_solved, ActionState.in_progress)
    assert item.issue.state is IssueState.implementing
    again = carrying.Report(text="补装了。", photos=1)
    carrying.report_done(item, again, actor_id=handler.id, is_responsible=True, now=now)
    confirming.verify_action(item, actor_id=moderator.id, now=now)
    make.say(item, neighbour, solved=True)
    assert confirming.settle_action(item, actor_id=None, now=item.confirm_until) is ConfirmationOutcome.solved


def test_silence_closes_the_item_but_is_not_called_consent(place):
    item, _handler, _moderator = make.verified(place)
    assert confirming.settle_action(item, actor_id=None, now=item.confirm_until) is ConfirmationOutcome.no_answer
    assert item.state is ActionState.closed


def test_what_was_seen_not_done_goes_back_with_a_word(place, now):
    item, _handler, moderator = make.reported(place)
    assert refused(confirming.send_back, item, " ", actor_id=moderator.id, now=now) == "delivery.text_missing"
    confirming.send_back(item, "还差一盏。", actor_id=moderator.id, now=now)
    assert (item.state, item.issue.state) == (ActionState.in_progress, IssueState.implementing)


def test_a_day_is_put_off_once_and_the_first_promise_stays(place, now):
    item, _handler, moderator = make.an_action(place)
    first = item.due_on
    given = {"reason": DelayReason.weather, "note": "台风", "actor_id": moderator.id, "now": now}
    carrying.extend_action(item, first + timedelta(days=10), **given)
    assert (item.first_due_on, item.due_on) == (first, first + timedelta(days=10))
    again = refused(carrying.extend_action, item, first + timedelta(days=20), **given)
    assert again == "delivery.extended_before"


def test_satisfied_residents_close_the_matter(place, now):
    resolution, _moderator = make.appraising(place)
    for rating in (Rating.satisfied, Rating.basically_satisfied):
        judge(resolution, a_resident(place), rating, now)
    assert refused(following.count_appraisal, resolution, actor_id=None, now=now) == "delivery.appraisal_running"
    assert sweeping.end_appraisals(resolution.appraise_until) == 1
    assert (resolution.state, resolution.issue.state) == (ResolutionState.closed, IssueState.closed)


def test_dissatisfied_residents_have_it_put_right_and_judge_afresh(place, now, session):
    resolution, moderator = make.appraising(place)
    neighbour = a_resident(place)
    judge(resolution, neighbour, Rating.dissatisfied, now)
    outcome = following.count_appraisal(resolution, actor_id=None, now=resolution.appraise_until)
    assert outcome is AppraisalOutcome.put_right
    assert (resolution.state, resolution.issue.state) == (ResolutionState.in_force, IssueState.implementing)
    assert session.query(Appraisal).count() == 0
    item = resolution.actions[0]
    confirming.take_up_again(item, "开关太高，够不着。", actor_id=moderator.id, now=now)
    assert item.state is ActionState.in_progress


def test_lateness_is_told_once_a_level(place, now):
    item, _handler, _moderator = make.an_action(place, due=-1, given=30)
    assert sweeping.tell_lateness(now) == 1
    assert sweeping.tell_lateness(now) == 0
    assert sweeping.tell_lateness(now + timedelta(days=400)) == 1
    assert verbs(f"action:{item.id}").count("action.overdue") == 2


def test_a_reminder_comes_once_on_its_day(place, now):
    make.an_action(place, due=7)
    assert sweeping.tell_lateness(now) == 1
    assert sweeping.tell_lateness(now) == 0


def test_the_liaison_asks_and_is_answered_once(place, now):
    item, handler, _moderator = make.an_action(place)
    liaison = a_liaison(place)
    due = local_day(now) + LATER
    note = supervising.ask(item, "为什么还没开工？", due, actor_id=liaison.id, now=now)
    supervising.answer(note, "等雨棚到货。", actor_id=handler.id, now=now)
    assert refused(supervising.answer, note, "x", actor_id=handler.id, now=now) == "delivery.answered_before"
    assert verbs(f"issue:{item.issue_id}")[-2:] == ["supervision.noted", "supervision.answered"]
