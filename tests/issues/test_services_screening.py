"""The moderator's answers, and the moves of meetings, votes and deliveries."""

from __future__ import annotations

from datetime import timedelta

import pytest

from deliberate.issues.queries import papers
from deliberate.issues.services import moving, screening
from deliberate.issues.states import (
    BALL_HOLDERS,
    CLOCKS,
    BallHolder,
    IssueClock,
    IssueState,
    MatterClass,
    ReasonCode,
    Route,
)
from deliberate.kit.refusals import Refused
from deliberate.ledger.queries import stream_after
from tests.factories import issues as make
from tests.factories.people import a_community, a_moderator, a_resident


def refused(call, *args, **more):
    with pytest.raises(Refused) as caught:
        call(*args, **more)
    return caught.value.refusal.code


def last_entry(issue):
    return stream_after(f"issue:{issue.id}")[-1]


def test_taking_it_is_the_first_contact_and_names_the_person(session, now):
    area = a_community()
    moderator = a_moderator(area)
    issue = screening.take_issue(make.an_issue(area), actor_id=moderator.id, now=now)
    assert (issue.state, issue.ball_body) == (IssueState.screening, moderator.display_name)
    assert issue.deadline_key == IssueClock.decision
    plain = issue.deadline_at
    longer = screening.take_issue(make.an_issue(area), actor_id=moderator.id, now=now, complicated=True)
    assert longer.deadline_key == IssueClock.complex_decision
    assert longer.deadline_at > plain


def test_nobody_screens_an_own_issue(session, now):
    area = a_community()
    moderator = a_moderator(area)
    issue = make.an_issue(area, moderator)
    assert refused(screening.take_issue, issue, actor_id=moderator.id, now=now) == "issues.own_issue_screening"


def test_an_answer_needs_a_reason_that_fits(session, now):
    issue, moderator = make.on_the_desk(a_community())
    asked = {"actor_id": moderator.id, "now": now}
    assert refused(screening.return_issue, issue, reason=None, note="?", **asked) == "issues.reason_missing"
    code = refused(screening.return_issue, issue, reason=ReasonCode.facts_missing, note=" ", **asked)
    assert code == "issues.note_missing"
    wrong = ReasonCode.solved_itself
    assert refused(screening.decline_issue, issue, reason=wrong, **asked) == "issues.reason_does_not_fit"
    assert refused(screening.accept_issue, issue, matter_class=None, **asked) == "issues.class_missing"
    code = refused(screening.accept_issue, issue, matter_class=MatterClass.emergency, **asked)
    assert code == "issues.not_for_meetings"


def test_what_is_declined_tells_why_where_to_go_and_until_when_to_appeal(session, now):
    issue, _ = make.declined(a_community())
    assert (issue.reason_code, issue.route) == (ReasonCode.government_duty, Route.hotline_12345)
    assert (issue.ball_holder, issue.deadline_at) == (BallHolder.nobody, None)
    entry = last_entry(issue)
    assert (entry.verb, entry.payload["route"]) == ("issue.declined", "hotline_12345")
    assert entry.payload["appeal_until"] == issue.appeal_until.isoformat()


def test_what_is_passed_on_says_where_and_under_which_number(session, now):
    issue, moderator = make.on_the_desk(a_community())
    reason, actor = ReasonCode.owners_matter, moderator.id
    assert refused(screening.divert_issue, issue, reason=reason, route=None, actor_id=actor, now=now) == (
        "issues.route_missing"
    )
    screening.divert_issue(issue, reason=reason, route=Route.owners_body, external_no="业-7", actor_id=actor, now=now)
    assert (issue.state, issue.route, issue.external_no) == (IssueState.diverted, Route.owners_body, "业-7")


def test_an_issue_is_not_merged_into_itself_or_into_what_is_over(session, now):
    area = a_community()
    issue, moderator = make.on_the_desk(area)
    over, _ = make.declined(area)
    asked = {"actor_id": moderator.id, "now": now}
    assert refused(screening.merge_issue, issue, issue, **asked) == "issues.merge_into_itself"
    assert refused(screening.merge_issue, issue, over, **asked) == "issues.merge_target_closed"


def test_the_whole_way_from_support_to_the_archive(session, now):
    issue = make.supported(a_community())
    ask = {"actor_id": None, "now": now}
    day = now + timedelta(days=20)
    steps = [
        lambda: moving.schedule_issue(issue, meeting_id=7, starts_at=day, **ask),
        lambda: moving.unschedule_issue(issue, **ask),
        lambda: moving.schedule_issue(issue, meeting_id=8, starts_at=day, **ask),
        lambda: moving.start_deliberation(issue, **ask),
        lambda: moving.pilot_issue(issue, until=day, note="先装两盏", **ask),
        lambda: moving.start_deliberation(issue, **ask),
        lambda: moving.start_deciding(issue, vote_id=3, closes_at=day, **ask),
        lambda: moving.adopt_issue(issue, vote_id=3, resolution_id=4, **ask),
        lambda: moving.notice_issue(issue, until=now, **ask),
        lambda: moving.review_objections(issue, **ask),
        lambda: moving.implement_issue(issue, body="虹景物业", due_at=day, **ask),
        lambda: moving.verify_issue(issue, **ask),
        lambda: moving.appraise_issue(issue, **ask),
        lambda: moving.close_issue(issue, **ask),
        lambda: moving.archive_issue(issue, **ask),
    ]
    for step in steps:
        before = len(stream_after(f"issue:{issue.id}"))
        step()
        assert issue.ball_holder is BALL_HOLDERS[issue.state]
        assert (issue.deadline_at is not None) == (issue.state in CLOCKS)
        assert len(stream_after(f"issue:{issue.id}")) == before + 1, "one step, one entry"
    assert issue.state is IssueState.archived


def test_the_responsible_unit_and_its_day_stand_on_the_issue(session, now):
    issue = make.deliberating(a_community())
    ask, day = {"actor_id": None, "now": now}, now + timedelta(days=30)
    moving.start_deciding(issue, **ask)
    moving.adopt_issue(issue, **ask)
    moving.notice_issue(issue, until=day, **ask)
    assert refused(moving.implement_issue, issue, body="虹景物业", **ask) == "issues.notice_still_running"
    later = {"actor_id": None, "now": day}
    assert refused(moving.implement_issue, issue, objections=2, **later) == "issues.objections_open"
    moving.implement_issue(issue, body="虹景物业", due_at=day + timedelta(days=9), **later)
    assert (issue.ball_body, issue.deadline_key) == ("虹景物业", IssueClock.action_due)


def test_the_ways_out_of_a_meeting_need_a_reason_or_a_day(session, now):
    area = a_community()
    ask, day = {"actor_id": None, "now": now}, now + timedelta(days=30)
    deferred, refused_one, reserved = (make.deliberating(area, a_resident(area)) for _ in range(3))
    assert refused(moving.defer_issue, deferred, reason=None, until=day, **ask) == "issues.reason_missing"
    assert refused(moving.pilot_issue, deferred, until=now, **ask) == "issues.day_is_past"
    moving.defer_issue(deferred, reason=ReasonCode.needs_money, until=day, **ask)
    assert (deferred.deadline_at, deferred.deadline_key) == (day, IssueClock.deferred_until)
    moving.send_to_assembly(reserved, **ask)
    assert reserved.state is IssueState.to_assembly
    moving.start_deciding(refused_one, **ask)
    moving.not_adopt_issue(refused_one, reason=ReasonCode.below_quorum, **ask)
    assert papers.issue(refused_one.id).route is Route.propose_again
