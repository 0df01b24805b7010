"""One issue's page: where it stands, who holds it, what one may do, and why where one may not."""

from __future__ import annotations

from datetime import timedelta

import pytest

from deliberate.issues.models import Second
from deliberate.issues.services import moving, proposing, screening
from deliberate.issues.states import IssueState, ReasonCode
from tests.factories import issues as make
from tests.factories.people import a_community, a_moderator, a_resident, an_account, buildings_of


@pytest.fixture
def area(session, now):
    made = a_community(service_points=[{"name": "服务台", "phone": "021-6270 1234"}])
    session.commit()
    return made


def text(answer):
    return answer.get_data(as_text=True)


def test_the_page_says_where_it_stands_who_holds_it_and_until_when(area, visit, session):
    issue = make.supported(area)
    session.commit()
    page = text(visit().get(f"/issues/{issue.id}"))
    for words in (make.TITLE, "Enough seconds", "居民委员会", "It is put on an agenda", "10 / 10", "What has happened"):
        assert words in page
    assert "Enough neighbours stand behind it: 10 of 10 seconds." in page
    assert page.count("A neighbour seconded it") == 1, "a run of seconds is told once"


@pytest.mark.parametrize(
    ("who", "why"),
    [
        ("guest", "Please sign in with your phone number to second this."),
        ("newcomer", "Please confirm first where you live"),
        ("outsider", "another place than the one you live in"),
    ],
)
def test_whoever_cannot_second_reads_why_beside_the_button(area, visit, session, who, why):
    issue = make.gathering(area)
    readers = {"guest": None, "newcomer": an_account(), "outsider": a_resident(a_community())}
    session.commit()
    page = text(visit(readers[who]).get(f"/issues/{issue.id}"))
    assert why in page
    assert 'aria-disabled="true"' in page
    assert f"/issues/{issue.id}/second" not in page


def test_a_neighbour_seconds_and_takes_it_back(area, visit, session):
    issue, neighbour = make.gathering(area), a_resident(area)
    session.commit()
    visitor = visit(neighbour)
    assert f"/issues/{issue.id}/second" in text(visitor.get(f"/issues/{issue.id}"))
    visitor.post(f"/issues/{issue.id}/second", status=303)
    assert "You stand behind this." in text(visitor.get(f"/issues/{issue.id}"))
    visitor.post(f"/issues/{issue.id}/second", status=409)
    visitor.post(f"/issues/{issue.id}/withdraw-second", status=303)
    assert session.query(Second).count() == 0


def test_what_was_not_accepted_says_why_where_to_go_whom_to_call_and_how_to_appeal(area, visit, session):
    author = a_resident(area)
    issue, _ = make.declined(area, author)
    session.commit()
    page = text(visit(author).get(f"/issues/{issue.id}"))
    for words in ("A duty of the government", "Call 12345", 'href="tel:12345"', "tel:021-62701234", "/appeal"):
        assert words in page
    assert "You may ask a second person to look at it until" in page
    assert "/appeal" not in text(visit().get(f"/issues/{issue.id}"))
    visitor = visit(author)
    visitor.post(f"/issues/{issue.id}/appeal", {"note": " "}, status=422)
    visitor.post(f"/issues/{issue.id}/appeal", {"note": "这盏灯是小区自己的"}, status=303)
    session.expire_all()
    assert issue.state is IssueState.reopened


def test_the_other_ways_out_tell_where_it_went(area, visit, session, now):
    target, moderator = make.gathering(area, title="东门路灯"), a_moderator(area)
    merged = make.gathering(area)
    screening.merge_issue(merged, target, actor_id=moderator.id, now=now)
    withdrawn_by = a_resident(area)
    withdrawn = make.gathering(area, withdrawn_by)
    reason = ReasonCode.solved_itself
    proposing.withdraw_issue(withdrawn, make.who(withdrawn_by), reason=reason, now=now)
    session.commit()
    assert f'href="/issues/{target.id}"' in text(visit().get(f"/issues/{merged.id}"))
    assert merged.number in text(visit().get(f"/issues/{target.id}"))
    assert "It has been settled" in text(visit().get(f"/issues/{withdrawn.id}"))


def test_the_author_takes_it_back_with_a_reason(area, visit, session):
    author = a_resident(area)
    issue = make.gathering(area, author)
    session.commit()
    visitor = visit(author)
    assert f"/issues/{issue.id}/withdraw" in text(visitor.get(f"/issues/{issue.id}"))
    visitor.get(f"/issues/{issue.id}/withdraw")
    visitor.post(f"/issues/{issue.id}/withdraw", {}, status=422)
    visitor.post(f"/issues/{issue.id}/withdraw", {"reason": "solved_itself"}, status=303)
    stranger = a_resident(area)
    session.commit()
    visit(stranger).post(f"/issues/{issue.id}/withdraw", {"reason": "solved_itself"}, status=422)


def test_a_neighbour_reopens_on_new_facts(area, visit, session):
    issue, _ = make.declined(area)
    neighbour = a_resident(area)
    session.commit()
    visitor = visit(neighbour)
    assert "/reopen" in text(visitor.get(f"/issues/{issue.id}"))
    visitor.get(f"/issues/{issue.id}/reopen")
    visitor.post(f"/issues/{issue.id}/reopen", {"note": "物业换了公司"}, status=303)
    stranger = an_account()
    session.commit()
    visit(stranger).get(f"/issues/{issue.id}/reopen", status=403)


@pytest.mark.parametrize("language", ["en", "zh-CN"])
def test_every_state_has_a_page(area, visit, session, now, language):
    issue, day = make.deliberating(buildings_of(area)[0]), now + timedelta(days=9)
    ask = {"actor_id": None, "now": now}
    steps = [
        lambda: moving.defer_issue(issue, reason=ReasonCode.needs_money, until=day, **ask),
        lambda: moving.start_deciding(issue, closes_at=day, **ask),
        lambda: moving.adopt_issue(issue, **ask),
        lambda: moving.notice_issue(issue, until=now, **ask),
        lambda: moving.implement_issue(issue, body="虹景物业", due_at=day, **ask),
        lambda: moving.verify_issue(issue, **ask),
        lambda: moving.appraise_issue(issue, **ask),
        lambda: moving.close_issue(issue, **ask),
    ]
    for step in steps:
        step()
        session.commit()
        visit(language=language).get(f"/issues/{issue.id}")
