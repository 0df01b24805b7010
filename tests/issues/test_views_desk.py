"""The moderator's desk and the answers given from it."""

from __future__ import annotations

import pytest

from deliberate.issues.states import IssueState, Route
from tests.factories import issues as make
from tests.factories.people import a_community, a_moderator, a_resident


@pytest.fixture
def area(session, now):
    made = a_community()
    session.commit()
    return made


@pytest.fixture
def moderator(area, session):
    made = a_moderator(area)
    session.commit()
    return made


def text(answer):
    return answer.get_data(as_text=True)


def test_the_desk_is_the_moderators(area, moderator, visit, session):
    resident = a_resident(area)
    elsewhere = a_moderator(a_community())
    session.commit()
    visit(moderator).get("/desk")
    visit().get("/desk", status=303)
    visit(resident).get("/desk", status=403)
    visit(elsewhere).get(f"/desk?place={area.slug}", status=403)
    issue = make.an_issue(area, resident)
    session.commit()
    visit(elsewhere).post(f"/desk/issues/{issue.id}/take", status=403)


def test_what_is_due_first_stands_on_top(area, moderator, visit, session):
    later = make.supported(area, title="排进议程的")
    first = make.an_issue(area, title="刚刚交上来的")
    watched = make.gathering(area, title="正在附议的")
    session.commit()
    page = text(visit(moderator).get("/desk"))
    assert page.index(first.title) < page.index(later.title) < page.index(watched.title)
    assert f"/desk/issues/{first.id}" in page


def test_from_first_contact_to_seconding(area, moderator, visit, session):
    author = a_resident(area, phone="+8613912345678")
    issue = make.an_issue(area, author)
    session.commit()
    visitor = visit(moderator)
    page = text(visitor.get(f"/desk/issues/{issue.id}"))
    assert "tel:+8613912345678" in page
    assert author.name in page
    visitor.post(f"/desk/issues/{issue.id}/take", status=303)
    visitor.get(f"/desk/issues/{issue.id}")
    accept = {"matter_class": "", "scope": "residential_area"}
    assert "whose business" in text(visitor.post(f"/desk/issues/{issue.id}/accept", accept, status=422))
    accept["matter_class"] = "self_government"
    answer = visitor.post(f"/desk/issues/{issue.id}/accept", accept, status=303)
    assert answer.headers["Location"] == f"/desk?place={area.slug}"
    session.expire_all()
    assert issue.state is IssueState.seconding


ANSWERS = {
    "return": ({"return-reason": "facts_missing", "return-note": "请补充照片"}, IssueState.returned),
    "decline": ({"decline-reason": "outside_area"}, IssueState.not_accepted),
    "divert": ({"divert-reason": "government_duty", "divert-route": "grid"}, IssueState.diverted),
}


@pytest.mark.parametrize("verb", ANSWERS)
def test_each_answer_needs_its_reason_and_leads_back_to_the_desk(area, moderator, visit, session, verb):
    data, state = ANSWERS[verb]
    issue, _ = make.on_the_desk(area)
    session.commit()
    visitor, address = visit(moderator), f"/desk/issues/{issue.id}/{verb}"
    empty = dict.fromkeys(data, "")
    assert 'role="alert"' in text(visitor.post(address, empty, status=422))
    visitor.post(address, {**empty, next(iter(data)): "nonsense"}, status=422)
    visitor.post(address, data, status=303)
    session.expire_all()
    assert issue.state is state
    assert (issue.route is Route.grid) == (verb == "divert")


def test_joining_by_the_receipt_number(area, moderator, visit, session):
    issue, _ = make.on_the_desk(area)
    target = make.gathering(area, title="三号楼的路灯又坏了")
    session.commit()
    visitor = visit(moderator)
    assert target.title in text(visitor.get(f"/desk/issues/{issue.id}")), "similar ones stand beside it"
    address = f"/desk/issues/{issue.id}/merge"
    assert "choose the issue" in text(visitor.post(address, {"number": "2020-9"}, status=422))
    assert "with itself" in text(visitor.post(address, {"number": issue.number}, status=422))
    visitor.post(address, {"number": f" {target.number} "}, status=303)
    session.expire_all()
    assert issue.merged_into_id == target.id


def test_a_moderators_own_issue_is_left_to_a_colleague(area, moderator, visit, session):
    issue = make.an_issue(area, moderator)
    session.commit()
    visitor = visit(moderator)
    assert "Please leave the screening to a colleague" in text(visitor.get(f"/desk/issues/{issue.id}"))
    visitor.post(f"/desk/issues/{issue.id}/take", status=422)
