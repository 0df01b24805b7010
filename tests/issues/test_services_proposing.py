"""Handing in, completing, taking back, appealing."""

from __future__ import annotations

from datetime import timedelta

import pytest

from deliberate.issues.queries import papers
from deliberate.issues.services import proposing, screening
from deliberate.issues.states import BallHolder, IssueClock, IssueState, ReasonCode, Route, Scope
from deliberate.kit.permits import GUEST
from deliberate.kit.refusals import Refused
from deliberate.ledger.queries import stream_after
from deliberate.search.queries import find
from tests.factories import issues as make
from tests.factories.people import a_community, a_moderator, a_resident, an_account, buildings_of, estates_of


def verbs(issue):
    return [entry.verb for entry in stream_after(f"issue:{issue.id}")]


def refused(call, *args, **more):
    with pytest.raises(Refused) as caught:
        call(*args, **more)
    return caught.value.refusal.code


def test_a_proposal_gets_a_receipt_a_ball_holder_and_a_deadline(session, now):
    area = a_community()
    a_moderator(area)
    issue = make.an_issue(buildings_of(area)[0])
    assert (issue.number, issue.state, issue.ball_holder) == ("2026-0001", IssueState.submitted, BallHolder.moderator)
    assert issue.ball_body == "居民委员会"
    assert issue.deadline_key == IssueClock.first_contact
    assert issue.deadline_at > now
    assert issue.scope is Scope.stairwell
    assert verbs(issue) == ["issue.proposed"]


def test_numbers_run_through_a_community_and_each_community_has_its_own(session, now):
    area, other = a_community(), a_community()
    assert [make.an_issue(place).number for place in (area, area, other)] == ["2026-0001", "2026-0002", "2026-0001"]


def test_sending_the_same_form_twice_makes_one_issue(session, now):
    area = a_community()
    author = a_resident(area)
    first = make.an_issue(area, author, client_id="abc")
    assert make.an_issue(area, author, client_id="abc") is first
    assert verbs(first) == ["issue.proposed"]
    assert make.an_issue(area, a_resident(area), client_id="abc") is not first


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"title": "  "}, "issues.title_missing"),
        ({"title": "长" * 81}, "issues.title_too_long"),
        ({"body": "太短"}, "issues.text_too_short"),
    ],
)
def test_what_and_where_must_be_said(session, now, more, code):
    assert refused(make.an_issue, a_community(), **more) == code


def test_a_guest_is_asked_to_sign_in_and_a_phone_number_is_enough(session, now):
    area = a_community()
    assert refused(proposing.propose, make.a_wish(area), GUEST, community=area, now=now) == "issues.sign_in_to_propose"
    assert make.an_issue(area, an_account()).state is IssueState.submitted


def test_nobody_finds_a_text_before_somebody_has_looked_at_it(session, now):
    area = a_community()
    issue, moderator = make.on_the_desk(area)
    assert find("路灯") == []
    screening.decline_issue(issue, reason=ReasonCode.outside_area, actor_id=moderator.id, now=now)
    assert [row.subject_id for row in find("路灯")] == [issue.id]


def test_the_author_completes_a_returned_issue_under_the_same_number(session, now):
    area = a_community()
    author = a_resident(area)
    issue = make.returned(area, author)
    assert (issue.ball_holder, issue.ball_body, issue.route) == (
        BallHolder.author,
        author.display_name,
        Route.complete_and_resubmit,
    )
    wish = make.a_wish(estates_of(area)[0], title="三号楼门口路灯不亮")
    assert refused(proposing.resubmit, issue, wish, make.who(a_resident(area)), now=now) == "issues.not_author"
    issue = proposing.resubmit(issue, wish, make.who(author), now=now)
    assert (issue.number, issue.title, issue.scope) == ("2026-0001", "三号楼门口路灯不亮", Scope.estate)
    assert issue.state is IssueState.submitted
    assert verbs(issue)[-1] == "issue.resubmitted"


def test_the_author_takes_it_back_before_it_is_on_an_agenda_and_not_after(session, now):
    area = a_community()
    author = a_resident(area)
    issue = make.gathering(area, author)
    reason = ReasonCode.solved_itself
    stranger = make.who(a_resident(area))
    assert refused(proposing.withdraw_issue, issue, stranger, reason=reason, now=now) == "issues.not_author"
    issue = proposing.withdraw_issue(issue, make.who(author), reason=reason, now=now)
    assert (issue.state, issue.ball_holder, issue.deadline_at) == (IssueState.withdrawn, BallHolder.nobody, None)
    late = make.deliberating(area, author)
    code = refused(proposing.withdraw_issue, late, make.who(author), reason=reason, now=now)
    assert code == "issues.too_late_to_withdraw"


def test_an_appeal_goes_to_another_person_and_only_once(session, now):
    area = a_community()
    author = a_resident(area)
    issue, judge = make.declined(area, author)
    assert issue.appeal_until > now
    issue = proposing.appeal(issue, make.who(author), note="灯是小区的", now=now)
    assert (issue.state, issue.reason_code) == (IssueState.reopened, ReasonCode.appeal)
    code = refused(screening.take_issue, issue, actor_id=judge.id, now=now)
    assert code == "issues.appeal_needs_other_person"
    colleague = a_moderator(area)
    screening.take_issue(issue, actor_id=colleague.id, now=now)
    screening.decline_issue(issue, reason=ReasonCode.outside_area, actor_id=colleague.id, now=now)
    assert issue.appeal_until is None
    assert refused(proposing.appeal, issue, make.who(author), note="再看", now=now) == "issues.appealed_before"


def test_the_time_to_appeal_ends(session, now):
    area = a_community()
    author = a_resident(area)
    issue, _ = make.declined(area, author)
    late = now + timedelta(days=30)
    assert refused(proposing.appeal, issue, make.who(author), note="灯是小区的", now=late) == "issues.appeal_too_late"


def test_whatever_rests_can_be_taken_up_on_new_facts(session, now):
    area = a_community()
    issue, _ = make.declined(area)
    assert refused(proposing.reopen, issue, note=" ", actor_id=None, now=now) == "issues.new_facts_missing"
    proposing.reopen(issue, note="物业换了", actor_id=None, now=now)
    assert (issue.state, issue.ball_holder) == (IssueState.reopened, BallHolder.moderator)
    assert papers.issue(issue.id).reason_note == "物业换了"
