"""Standing behind an issue: once each, until it is enough or the time is over."""

from __future__ import annotations

from datetime import timedelta

import pytest

from deliberate.issues.queries import papers
from deliberate.issues.services import moving, screening, seconding
from deliberate.issues.states import BallHolder, IssueClock, IssueState, ReasonCode
from deliberate.kit.clock import clock
from deliberate.kit.refusals import Refused
from deliberate.ledger.queries import stream_after
from deliberate.places.models import Membership
from deliberate.web.jobs import known, run
from tests.factories import issues as make
from tests.factories.people import a_community, a_moderator, a_resident, an_account, buildings_of, estates_of, units_of


def refused(call, *args, **more):
    with pytest.raises(Refused) as caught:
        call(*args, **more)
    return caught.value.refusal.code


def second(issue, account, now):
    return seconding.second_issue(issue, make.who(account), now=now)


def test_the_threshold_comes_from_the_rule_set_of_the_place(session, now):
    """One in a hundred adults, but ten at least; three households in a stairwell."""
    area = a_community(adults=2_400)
    estates_of(area)[0].adults = 800
    assert make.gathering(area).seconds_needed == 24
    assert make.gathering(estates_of(area)[0]).seconds_needed == 10
    assert make.gathering(buildings_of(area)[0]).seconds_needed == 3


def test_the_last_second_needed_carries_it_to_the_committee(session, now):
    area = a_community()
    issue = make.gathering(area)
    for _ in range(9):
        second(issue, a_resident(area), now)
    assert (issue.state, issue.second_count, issue.seconds_needed) == (IssueState.seconding, 9, 10)
    second(issue, a_resident(area), now)
    assert (issue.state, issue.second_count) == (IssueState.supported, 10)
    assert (issue.ball_holder, issue.ball_body) == (BallHolder.committee, "居民委员会")
    assert issue.deadline_key == IssueClock.put_on_agenda
    assert [entry.verb for entry in stream_after(f"issue:{issue.id}")][-2:] == ["issue.seconded", "issue.supported"]


def test_a_second_counts_once_and_only_from_a_verified_neighbour_who_is_not_the_author(session, now):
    area, elsewhere = a_community(), a_community()
    author, neighbour = a_resident(area), a_resident(area)
    issue = make.gathering(area, author)
    second(issue, neighbour, now)
    assert refused(second, issue, neighbour, now) == "issues.already_seconded"
    assert refused(second, issue, author, now) == "issues.own_issue"
    assert refused(second, issue, an_account(), now) == "issues.verify_address"
    assert refused(second, issue, a_resident(elsewhere), now) == "issues.not_neighbour"
    assert papers.locked(issue.id).second_count == 1


def test_of_a_stairwell_households_are_counted_and_the_estate_next_door_is_not_asked(session, now):
    area = a_community()
    building, other = buildings_of(area)[:2]
    homes = units_of(building)
    issue = make.gathering(building, a_resident(area))
    people = [a_resident(building) for _ in range(4)]
    for person, home in zip(people, (homes[0], homes[0], homes[1], homes[2]), strict=True):
        session.query(Membership).filter_by(account_id=person.id).update({"place_id": home.id})
    session.flush()
    assert refused(second, issue, a_resident(other), now) == "issues.not_neighbour"
    counts = [second(issue, person, now).second_count for person in people]
    assert counts == [1, 1, 2, 3]
    assert issue.state is IssueState.supported


def test_a_second_may_be_taken_back_until_a_meeting_is_fixed(session, now):
    area = a_community()
    issue, neighbour = make.gathering(area), a_resident(area)
    assert refused(seconding.withdraw_second, issue, make.who(neighbour), now=now) == "issues.not_seconded"
    second(issue, neighbour, now)
    seconding.withdraw_second(issue, make.who(neighbour), now=now)
    assert issue.second_count == 0
    second(issue, neighbour, now)
    while issue.state is IssueState.seconding:
        second(issue, a_resident(area), now)
    moving.schedule_issue(issue, meeting_id=1, starts_at=now + timedelta(days=12), actor_id=None, now=now)
    assert refused(seconding.withdraw_second, issue, make.who(neighbour), now=now) == "issues.second_counts_now"


def test_when_the_time_is_over_the_job_shelves_what_nobody_carried(session, now):
    area = a_community()
    lonely, unanswered, fresh = make.gathering(area), make.returned(area), make.an_issue(area)
    assert seconding.sweep_issues(now + timedelta(days=1)) == []
    late = now + timedelta(days=40)
    assert {issue.id for issue in seconding.sweep_issues(late)} == {lonely.id, unanswered.id}
    assert (lonely.state, lonely.reason_code) == (IssueState.shelved, ReasonCode.not_enough_seconds)
    assert unanswered.reason_code is ReasonCode.not_completed
    assert fresh.state is IssueState.submitted
    assert seconding.sweep_issues(late) == []


def test_merging_moves_every_person_once(session, now):
    area = a_community()
    first, second_author, both = a_resident(area), a_resident(area), a_resident(area)
    target, issue = make.gathering(area, first), make.gathering(area, second_author)
    for person in (both, first, a_resident(area)):
        second(issue, person, now)
    second(target, both, now)
    screening.merge_issue(issue, target, actor_id=a_moderator(area).id, now=now)
    assert (issue.state, issue.merged_into_id, issue.second_count) == (IssueState.merged, target.id, 3)
    # One of the three had seconded both, one had proposed the target; the merged issue's author came along.
    assert (target.second_count, len(papers.seconders(target.id))) == (3, 3)
    assert stream_after(f"issue:{issue.id}")[-1].payload["seconds_moved"] == 2


def test_a_merge_can_be_what_was_still_missing(session, now):
    area = a_community()
    target, issue = make.gathering(area), make.gathering(area)
    for _ in range(9):
        second(target, a_resident(area), now)
    screening.merge_issue(issue, target, actor_id=a_moderator(area).id, now=now)
    assert target.state is IssueState.supported


def test_the_calendar_runs_the_sweep_by_itself(app, session, now):
    make.gathering(a_community())
    session.commit()
    clock.hold(now + timedelta(days=40))
    assert "issues.sweep" in [job.name for job in known()]
    assert run(app, "issues.sweep") == 1
    assert run(app, "issues.sweep") == 0
