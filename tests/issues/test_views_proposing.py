"""A neighbour proposes: what and where, what is like it, the rest, a receipt."""

from __future__ import annotations

from io import BytesIO

import pytest

from deliberate.attachments.queries import photos_of
from deliberate.attachments.services import Kept, attach_photos
from deliberate.issues.models import Issue
from deliberate.issues.states import IssueState
from deliberate.ledger.queries import stream_after
from tests.factories import issues as make
from tests.factories.people import a_community, a_resident, buildings_of
from tests.factories.pictures import HEIC, a_picture


@pytest.fixture
def area(session, now):
    made = a_community()
    session.commit()
    return made


@pytest.fixture
def resident(area, session):
    made = a_resident(area)
    session.commit()
    return made


def filled(area, **more):
    return {
        "title": make.TITLE,
        "body": make.BODY,
        "where": str(area.id),
        "category": "",
        "client_id": "made-by-the-form",
        **more,
    }


def text(answer):
    return answer.get_data(as_text=True)


def test_a_guest_signs_in_first_and_comes_back(area, visit):
    guest = visit()
    answer = guest.get(f"/issues/new?place={area.slug}", status=303)
    assert answer.headers["Location"].startswith("/sign-in?next=/issues/new")


def test_two_steps_without_any_script(area, resident, visit, session):
    visitor = visit(resident)
    assert "1号楼" in text(visitor.get("/issues/new"))
    second = text(visitor.get(f"/issues/new/details?place={area.slug}&title={make.TITLE}&where={area.id}"))
    assert f'value="{make.TITLE}"' in second
    answer = visitor.post(f"/issues/new/details?place={area.slug}", filled(area), status=303)
    issue = session.query(Issue).one()
    assert answer.headers["Location"] == f"/issues/{issue.id}/receipt"
    assert issue.number in text(visitor.get(answer.headers["Location"]))
    assert issue.language == "zh-Hans"


def test_what_is_like_it_is_shown_before_the_form_is_filled_in(area, resident, visit, session):
    known = make.gathering(area, title="三号楼门口的路灯不亮了")
    make.gathering(area, title="小区门口停车太乱", body="消防通道上也停满了车，救护车进不来。")
    session.commit()
    asked = f"place={area.slug}&title=三号楼路灯坏了&where={area.id}"
    page = text(visit(resident).get(f"/issues/new/details?{asked}"))
    assert known.title in page
    assert "停车太乱" not in page
    items = visit().get(f"/issues/similar?{asked}").json["items"]
    assert [item["title"] for item in items] == [known.title]


def test_photos_come_along_and_a_bad_one_keeps_what_was_typed(area, resident, visit, session):
    visitor = visit(resident)
    data = filled(area, photos=(BytesIO(HEIC), "IMG_1.HEIC"))
    answer = visitor.post("/issues/new/details", data, status=422, content_type="multipart/form-data")
    assert "HEIC" in text(answer)
    assert make.BODY in text(answer)
    assert session.query(Issue).count() == 0
    good = [(BytesIO(a_picture()), "a.jpg"), (BytesIO(a_picture("PNG", colour="blue")), "b.png")]
    visitor.post("/issues/new/details", filled(area, photos=good), status=303, content_type="multipart/form-data")
    issue = session.query(Issue).one()
    assert len(photos_of("issue", issue.id)) == 2
    page = text(visitor.get(f"/issues/{issue.id}"))
    assert page.count('loading="lazy"') == 2
    assert 'width="480" height="360"' in page


def test_a_doubled_send_makes_one_issue_with_its_photos_once(area, resident, visit, session):
    visitor = visit(resident)
    for _ in range(2):
        data = filled(area, photos=(BytesIO(a_picture()), "a.jpg"))
        visitor.post("/issues/new/details", data, status=303, content_type="multipart/form-data")
    issue = session.query(Issue).one()
    assert len(photos_of("issue", issue.id)) == 1


@pytest.mark.parametrize(("field", "value"), [("title", " "), ("body", "短"), ("where", "999999"), ("category", "x")])
def test_what_must_be_mended_is_said_and_nothing_typed_is_lost(area, resident, visit, session, field, value):
    answer = visit(resident).post("/issues/new/details", filled(area, **{field: value}), status=422)
    assert session.query(Issue).count() == 0
    assert 'role="alert"' in text(answer)
    assert (make.BODY if field != "body" else make.TITLE) in text(answer)


def test_nobody_else_reads_it_before_it_was_looked_at(area, resident, visit, session):
    issue = make.an_issue(buildings_of(area)[0], resident)
    stranger = a_resident(area)
    session.commit()
    visit(resident).get(f"/issues/{issue.id}")
    for other in (visit(), visit(stranger)):
        other.get(f"/issues/{issue.id}", status=404)
        assert make.TITLE not in text(other.get("/issues"))
    visit(stranger).get(f"/issues/{issue.id}/receipt", status=404)


def test_a_returned_issue_is_completed_on_its_own_page(area, resident, visit, session):
    issue = make.returned(area, resident)
    session.commit()
    visitor = visit(resident)
    assert "请补充照片" in text(visitor.get(f"/issues/{issue.id}"))
    page = text(visitor.get(f"/issues/{issue.id}/edit"))
    assert make.BODY in page
    visitor.post(f"/issues/{issue.id}/edit", filled(area, title="路灯坏了，照片见下"), status=303)
    session.expire_all()
    assert (issue.title, issue.state) == ("路灯坏了，照片见下", IssueState.submitted)


def test_a_completed_issue_sent_twice_stands_once_with_each_photo_once(area, resident, visit, session):
    issue = make.returned(area, resident)
    session.commit()
    visitor, address = visit(resident), f"/issues/{issue.id}/edit"
    assert 'data-behaviour="draft outbox"' in text(visitor.get(address))
    picture = a_picture()
    for _ in range(2):
        sent = filled(area, photos=[(BytesIO(picture), "lamp.jpg")])
        answer = visitor.post(address, sent, 303, content_type="multipart/form-data")
        assert answer.headers["Location"] == f"/issues/{issue.id}"
    assert len(photos_of("issue", issue.id)) == 1
    assert len([one for one in stream_after(f"issue:{issue.id}") if one.verb == "issue.resubmitted"]) == 1
    visitor.post(address, filled(area, body="Something else altogether, and longer."), 422)


def test_six_photos_are_enough_for_a_completed_issue_too(area, resident, visit, session, now):
    issue = make.returned(area, resident)
    kept = [Kept(str(number) * 64, 40, 30) for number in range(6)]
    attach_photos(kept, subject=("issue", issue.id), actor_id=resident.id, now=now)
    session.commit()
    sent = filled(area, photos=[(BytesIO(a_picture()), "lamp.jpg")])
    visit(resident).post(f"/issues/{issue.id}/edit", sent, 422, content_type="multipart/form-data")
    session.expire_all()
    assert issue.state is IssueState.returned
