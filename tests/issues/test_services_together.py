"""Many people at the same moment: every second counts once, every receipt has its own number."""

from __future__ import annotations

from deliberate.issues.models import Issue, Second
from deliberate.issues.queries import papers
from deliberate.issues.services.proposing import propose
from deliberate.issues.services.seconding import second_issue
from deliberate.issues.states import IssueState
from deliberate.kit.refusals import Refused
from deliberate.ledger.queries import stream_after
from deliberate.places.queries.tree import place
from tests.factories import issues as make
from tests.factories.people import a_community, a_resident
from tests.support.together import all_at_once


def test_seconds_given_at_the_same_moment_all_count_and_support_it_once(app, session, now):
    area = a_community()
    issue = make.gathering(area)
    people = [make.who(a_resident(area)) for _ in range(10)]
    number = issue.id
    session.commit()
    refused = []

    def second(who):
        try:
            second_issue(papers.issue(number), who, now=now)
        except Refused as no:
            refused.append(no.refusal.code)

    # The first five press twice.
    all_at_once(app, [lambda who=who: second(who) for who in people + people[:5]])
    session.expire_all()
    issue = papers.issue(number)
    assert (issue.second_count, issue.state) == (10, IssueState.supported)
    assert session.query(Second).count() == 10
    assert len(refused) == 5
    assert [entry.verb for entry in stream_after(f"issue:{number}")].count("issue.supported") == 1


def test_proposals_at_the_same_moment_get_numbers_of_their_own_and_a_doubled_one_only_one(app, session, now):
    area = a_community()
    people = [make.who(a_resident(area)) for _ in range(4)]
    where = area.id
    session.commit()

    def send(who):
        community = place(where)
        propose(make.a_wish(community, client_id="the same form"), who, community=community, now=now)

    all_at_once(app, [lambda who=who: send(who) for who in people + people])
    numbers = sorted(number for (number,) in session.query(Issue.number))
    assert numbers == ["2026-0001", "2026-0002", "2026-0003", "2026-0004"]


def test_one_press_sent_several_times_at_once_is_one_second_and_nobody_is_refused(app, session, now):
    area = a_community()
    number, who = make.gathering(area).id, make.who(a_resident(area))
    session.commit()
    press = lambda: second_issue(papers.issue(number), who, now=now, client_id="one press")  # noqa: E731
    all_at_once(app, [press] * 4)
    session.expire_all()
    assert papers.issue(number).second_count == 1
    assert [entry.verb for entry in stream_after(f"issue:{number}")].count("issue.seconded") == 1
