"""What votes do to the issues they ask about."""

from __future__ import annotations

import pytest

from deliberate.issues.states import IssueState, ReasonCode, Scope
from deliberate.kit.refusals import Refused
from deliberate.places.queries.tree import ancestors
from deliberate.votes.queries import papers
from deliberate.votes.services import leading
from deliberate.votes.states import Choice, VoteKind
from tests.factories.issues import listed
from tests.factories.people import a_community, a_moderator, a_resident, buildings_of
from tests.factories.votes import a_draft, a_published_vote, an_announced_vote, an_open_vote, cast, household_reps

pytestmark = pytest.mark.usefixtures("session", "now")


@pytest.fixture
def building(session):
    return buildings_of(a_community())[0]


def talked_over(building, state=IssueState.deliberating):
    """Return an issue of one building, in the state it has after a meeting about it."""
    community = ancestors(building)[0]
    return listed(community, 1, state=state, scope=Scope.stairwell, scope_place=building)


def on(issue, **more):
    return {"kind": VoteKind.building_vote, "issue_id": issue.id, **more}


def refused(place, **paper):
    with pytest.raises(Refused) as refusal:
        a_draft(place, **paper)
    return refusal.value.refusal.code


def test_an_announced_vote_puts_the_issue_into_the_hands_of_the_electors(building):
    issue = talked_over(building)
    vote = an_announced_vote(building, **on(issue))
    assert (issue.state, issue.ball_holder) == (IssueState.deciding, "electors")
    assert issue.deadline_at == vote.closes_at


def test_an_issue_that_a_meeting_sent_to_the_vote_waits_until_the_vote_closes(building):
    issue = talked_over(building, IssueState.deciding)
    vote = an_announced_vote(building, **on(issue))
    assert (issue.state, issue.deadline_at) == (IssueState.deciding, vote.closes_at)


@pytest.mark.parametrize(
    ("choices", "state", "reason"),
    [
        ((Choice.agree,) * 3, IssueState.adopted, None),
        ((Choice.disagree,) * 3, IssueState.not_adopted, ReasonCode.majority_against),
        ((Choice.agree,) * 2, IssueState.not_adopted, ReasonCode.below_quorum),
    ],
    ids=["adopted", "voted down", "too few"],
)
def test_the_published_result_decides_the_issue(building, choices, state, reason):
    issue = talked_over(building)
    voters = list(zip(household_reps(building, 4), choices, strict=False))
    a_published_vote(building, voters, **on(issue))
    assert issue.state is state
    assert reason is None or issue.reason_code is reason


def test_a_straw_vote_decides_nothing(building):
    issue = talked_over(building)
    a_resident(building)
    a_published_vote(building, [], **on(issue, kind=VoteKind.straw_vote))
    assert issue.state is IssueState.deliberating


def test_a_void_vote_gives_the_issue_back_to_the_meeting(building, now):
    issue = talked_over(building)
    vote = an_open_vote(building, **on(issue))
    leading.void_vote(vote, "名册有误", actor_id=a_moderator(building).id, now=now)
    assert issue.state is IssueState.deliberating


def test_only_an_issue_that_was_talked_over_is_put_to_the_vote_and_once_at_a_time(building):
    issue = talked_over(building, IssueState.seconding)
    assert refused(building, **on(issue)) == "votes.issue_not_ready"
    issue.state = IssueState.deliberating
    a_draft(building, **on(issue))
    assert refused(building, **on(issue)) == "votes.vote_running"


def test_a_poll_ranks_open_issues_and_says_whose_votes_it_counted(building, now):
    community = a_community()
    voters = [a_resident(community) for _ in range(6)]
    first, second, third = (listed(community, number) for number in (1, 2, 3))
    issues = tuple((issue.id, issue.title) for issue in (first, second, third))
    vote = an_open_vote(community, kind=VoteKind.priority_poll, issues=issues, max_choices=2)
    cast(vote, voters[0], f"issue-{second.id}", f"issue-{third.id}")
    for voter in voters[1:5]:
        cast(vote, voter, f"issue-{second.id}")
    leading.close_vote(vote, actor_id=None, now=vote.closes_at)
    result = leading.tally_vote(vote, actor_id=None, now=vote.closes_at).result
    assert [(one["key"], one["score"], one["rank"]) for one in result["standings"]] == [
        (f"issue-{second.id}", 5, 1), (f"issue-{third.id}", 1, 2), (f"issue-{first.id}", 0, 3),
    ]  # fmt: skip
    assert (result["took_part"], result["roll"]) == (5, 6)
    assert [one.id for one in papers.votes_on_issue(first.id)] == [vote.id]


def test_a_settled_issue_is_not_ranked_again(building):
    community = a_community()
    issues = tuple(
        (listed(community, number, state=state).id, "…")
        for number, state in enumerate((IssueState.supported, IssueState.closed))
    )
    assert refused(community, kind=VoteKind.priority_poll, issues=issues) == "votes.issue_not_open"
