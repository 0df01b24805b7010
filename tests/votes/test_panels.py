"""What an issue's page shows of votes."""

from __future__ import annotations

import pytest
from flask import g

from deliberate.issues.states import IssueState
from deliberate.kit.permits import Identity
from deliberate.kit.roles import Role
from deliberate.votes.states import VoteKind
from deliberate.votes.views.preparing import votes_on_issue
from tests.factories.issues import listed
from tests.factories.people import a_community
from tests.factories.votes import a_published_vote, an_open_vote

pytestmark = pytest.mark.usefixtures("session", "now")


@pytest.fixture
def page(app, session):
    """Return the panel's text as one person sees it."""

    def look(issue, who):
        with app.test_request_context(headers={"Accept-Language": "en"}):
            g.identity = who
            made = votes_on_issue(issue)
            return " ".join(made.html.split()) if made else None

    return look


@pytest.fixture
def place(session):
    return a_community()


GUEST = Identity()


def moderator(place):
    return Identity(account_id=1, roles={Role.moderator: frozenset({place.id})})


def test_an_issue_without_votes_says_nothing_about_them(place, page):
    assert page(listed(place, 1, state=IssueState.deliberating), GUEST) is None


def test_a_moderator_puts_a_talked_over_issue_to_the_vote_from_its_page(place, page):
    issue = listed(place, 1, state=IssueState.deliberating)
    assert f'href="/issues/{issue.id}/vote"' in page(issue, moderator(place))
    assert page(listed(place, 2, state=IssueState.seconding), moderator(place)) is None


def test_a_running_vote_is_shown_and_no_second_one_offered(place, page):
    issue = listed(place, 1, state=IssueState.deliberating)
    vote = an_open_vote(place, issue_id=issue.id)
    seen = page(issue, moderator(place))
    assert f'href="/votes/{vote.id}"' in seen
    assert "Open for voting" in seen
    assert "Put to the vote" not in seen


def test_the_verdict_stands_beside_the_vote(place, page):
    issue = listed(place, 1, state=IssueState.deliberating)
    a_published_vote(place, [], kind=VoteKind.household_vote, issue_id=issue.id)
    assert "Too few took part" in page(issue, GUEST)
