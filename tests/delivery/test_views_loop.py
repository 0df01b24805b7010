"""What each sees and does on the pages of carrying out."""

from __future__ import annotations

import re
from datetime import timedelta
from io import BytesIO

import pytest

from deliberate.delivery.models import ActionItem, Resolution
from deliberate.delivery.states import ActionState, ResolutionState
from deliberate.kit.clock import clock
from deliberate.places.rules.deadlines import local_day
from tests.factories import delivery as make
from tests.factories.people import a_community, a_handler, a_liaison, a_moderator, a_resident
from tests.factories.pictures import a_picture


@pytest.fixture
def place(session, now):
    return a_community()


@pytest.fixture
def enter(visit, session):
    """Return a maker of English-reading visitors who see what the test has made so far."""

    def made(account=None):
        session.commit()
        return visit(account, language="en")

    return made


def text(answer):
    return answer.get_data(as_text=True)


def photo():
    return (BytesIO(a_picture(size=(320, 240))), "lamp.jpg")


def test_a_moderator_writes_down_what_was_decided_posts_it_and_charges_a_unit(place, enter, session, now):
    issue = make.adopted(place)
    moderator, handler = a_moderator(place), a_handler(place)
    desk = enter(moderator)
    assert "Write down the resolution" in text(desk.get(f"/issues/{issue.id}"))
    desk.get(f"/issues/{issue.id}/resolution")
    desk.post(f"/issues/{issue.id}/resolution", {"title": "换灯", "text": ""}, 422)
    desk.post(f"/issues/{issue.id}/resolution", {"title": "换灯", "text": "三号楼换四盏灯。"}, 303)
    found = session.query(Resolution).one()
    desk.get(f"/resolutions/{found.id}/actions/new")
    form = {"what": "换灯", "unit": "虹景物业", "handler": handler.id, "judged_by": "灯亮"}
    desk.post(f"/resolutions/{found.id}/actions/new", {**form, "due": "2020-01-01"}, 422)
    desk.post(f"/resolutions/{found.id}/actions/new", {**form, "due": "2026-04-01"}, 303)
    desk.post(f"/resolutions/{found.id}/post", {}, 303)
    page = text(desk.get(f"/resolutions/{found.id}"))
    assert "The notice hangs until" in page
    desk.post(f"/resolutions/{found.id}/take-effect", {}, 409)
    assert "换灯" in text(enter(handler).get("/work"))
    assert "换灯" in text(enter().get(f"/notices?place={place.slug}"))


def test_a_resident_objects_and_the_moderator_answers(place, enter, session, now):
    found, moderator = make.posted(place)
    neighbour = enter(a_resident(place))
    neighbour.post(f"/resolutions/{found.id}/object", {"text": ""}, 422)
    neighbour.post(f"/resolutions/{found.id}/object", {"text": "费用不清楚"}, 303)
    desk = enter(moderator)
    assert "An objection waits for its answer" in text(desk.get("/desk"))
    neighbour.post("/objections/1/answer", {"outcome": "dismissed", "text": "x"}, 403)
    desk.post("/objections/1/answer", {"outcome": "dismissed", "text": "物业出资。"}, 303)
    assert "物业出资。" in text(enter().get(f"/resolutions/{found.id}"))
    assert session.get(Resolution, found.id).state is ResolutionState.in_notice


def test_an_answer_that_lacks_something_comes_back_at_its_own_objection(place, enter):
    found, moderator = make.posted(place)
    neighbour, desk = enter(a_resident(place)), enter(moderator)
    for words in ("费用不清楚", "工期太长"):
        neighbour.post(f"/resolutions/{found.id}/object", {"text": words}, 303)
    again = text(desk.post("/objections/2/answer", {"outcome": "", "text": "已改短。"}, 422))
    assert (again.count('class="summary"'), again.count("已改短。")) == (1, 1)
    assert re.search(r'(?s)<details class="fold" open>(?:(?!</details>).)*href="#outcome-2"', again)


def test_the_unit_reports_with_photos_and_cannot_report_done_without(place, enter, session):
    item, handler, _moderator = make.an_action(place)
    unit = enter(handler)
    unit.post(f"/actions/{item.id}/progress", {"text": "支架已装", "photos": photo()}, 303)
    refused = unit.post(f"/actions/{item.id}/done", {"text": "装好了"}, 422)
    assert "at least one photo" in text(refused)
    unit.post(f"/actions/{item.id}/done", {"text": "装好了", "photos": photo()}, 303)
    page = text(enter().get(f"/actions/{item.id}"))
    assert "支架已装" in page
    assert page.count("/small.jpg") == 2
    assert session.get(ActionItem, item.id).state is ActionState.reported_done


def test_standing_still_going_on_and_putting_off(place, enter, session, now):
    item, handler, moderator = make.an_action(place)
    unit, desk = enter(handler), enter(moderator)
    unit.post(f"/actions/{item.id}/block", {"block-reason": "", "block-note": ""}, 422)
    unit.post(f"/actions/{item.id}/block", {"block-reason": "weather", "block-note": "台风"}, 303)
    assert "Standing still" in text(enter().get(f"/actions/{item.id}"))
    unit.post(f"/actions/{item.id}/begin", {}, 303)
    later = local_day(now) + timedelta(days=60)
    form = {"block-reason": "weather", "block-note": "台风", "block-due": later.isoformat()}
    desk.post(f"/actions/{item.id}/extend", form, 303)
    again = desk.post(f"/actions/{item.id}/extend", form, 422)
    assert "that has been done" in text(again)
    assert "first promised" in text(enter().get(f"/actions/{item.id}"))
    desk.post(f"/actions/{item.id}/abandon", {"abandon-reason": "no_money", "abandon-note": "没有资金"}, 303)
    assert session.get(ActionItem, item.id).state is ActionState.abandoned


def test_checking_sending_back_confirming_and_counting(place, enter, session, now):
    item, handler, moderator = make.reported(place)
    desk = enter(moderator)
    assert "Reported done: go and look" in text(desk.get("/desk"))
    desk.post(f"/actions/{item.id}/send-back", {"text": ""}, 422)
    desk.post(f"/actions/{item.id}/send-back", {"text": "差一盏"}, 303)
    enter(handler).post(f"/actions/{item.id}/done", {"text": "补好了", "photos": photo()}, 303)
    desk.post(f"/actions/{item.id}/verify", {}, 303)
    neighbour = a_resident(place)
    phone = enter(neighbour)
    assert "Is it really solved?" in text(phone.get("/me"))
    assert "Yes, it is solved" in text(phone.get(f"/actions/{item.id}"))
    phone.post(f"/actions/{item.id}/confirm", {"solved": "no", "note": ""}, 422)
    phone.post(f"/actions/{item.id}/confirm", {"solved": "maybe"}, 400)
    phone.post(f"/actions/{item.id}/confirm", {"solved": "yes"}, 303)
    assert "You have answered already" in text(phone.get(f"/actions/{item.id}"))
    desk.post(f"/actions/{item.id}/settle", {}, 409)
    clock.hold(now + timedelta(days=40))
    desk.post(f"/actions/{item.id}/settle", {}, 303)
    assert session.get(ActionItem, item.id).state is ActionState.confirmed


def test_residents_judge_in_three_levels_and_the_matter_is_closed(place, enter, session, now):
    found, moderator = make.appraising(place)
    phone, desk = enter(a_resident(place)), enter(moderator)
    page = text(phone.get(f"/resolutions/{found.id}"))
    assert all(word in page for word in ("Satisfied", "Basically satisfied", "Not satisfied"))
    phone.post(f"/resolutions/{found.id}/appraise", {"rating": "brilliant"}, 200)
    phone.post(f"/resolutions/{found.id}/appraise", {"rating": "satisfied", "text": ""}, 303)
    assert "given your judgement already" in text(phone.get(f"/resolutions/{found.id}"))
    desk.post(f"/resolutions/{found.id}/count", {}, 409)
    clock.hold(now + timedelta(days=200))
    desk.post(f"/resolutions/{found.id}/count", {}, 303)
    assert session.get(Resolution, found.id).state is ResolutionState.closed


def test_the_liaison_asks_in_public_and_changes_nothing(place, enter, now):
    item, handler, moderator = make.an_action(place)
    liaison = enter(a_liaison(place))
    due = (local_day(now) + timedelta(days=3)).isoformat()
    liaison.post(f"/actions/{item.id}/ask", {"text": "为什么还没开工？", "due": due}, 303)
    assert "The liaison waits for an answer" in text(enter(moderator).get("/desk"))
    liaison.post("/questions/1/answer", {"text": "x"}, 403)
    enter(handler).post("/questions/1/answer", {"text": "等材料"}, 303)
    assert "等材料" in text(enter().get(f"/actions/{item.id}"))


def test_another_units_handler_cannot_report(place, enter, session):
    item, _handler, _moderator = make.an_action(place)
    stranger = a_handler(a_community(slug="elsewhere"))
    enter(stranger).post(f"/actions/{item.id}/progress", {"text": "x"}, 403)


def test_what_was_done_stands_on_the_home_of_the_place(place, enter):
    found, _moderator = make.appraising(place)
    assert "换装感应灯" in text(enter().get(f"/places/{place.slug}"))
    assert "换装感应灯" in text(enter().get(f"/notices?place={place.slug}"))
    assert "换装感应灯" in text(enter().get(f"/issues/{found.issue_id}"))


def test_whoever_is_asked_whether_it_is_solved_reads_it_first_on_the_home_page(place, enter, session, now):
    item, _handler, _moderator = make.verified(place)
    resident = a_resident(place)
    phone = enter(resident)
    page = text(phone.get("/"))
    assert page.index("You are asked") < page.index(f"/actions/{item.id}#confirm") < page.index('class="deeds"')
    phone.post(f"/actions/{item.id}/confirm", {"solved": "yes"}, 303)
    assert "You are asked" not in text(phone.get("/"))
    assert "You are asked" not in text(enter().get("/"))


def test_what_was_refused_behind_a_fold_is_seen_with_what_was_typed(place, enter, session, now):
    item, _moderator, _handler = make.an_action(place)
    page = text(enter(a_liaison(place)).post(f"/actions/{item.id}/ask", {"text": "为什么迟了？", "due": ""}, 422))
    assert '<details class="fold" open><summary>Ask a question' in page
    assert "为什么迟了？" in page
