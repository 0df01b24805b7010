"""Words mended and marked from plain pages, without script; and the talk in its orders."""

from __future__ import annotations

import pytest

from deliberate.db.session import commit
from deliberate.meetings.discussion.states import Stance
from tests.factories.issues import supported
from tests.factories.meetings import a_comment, a_contribution, a_running_meeting, an_open_item
from tests.factories.people import a_community, a_moderator, a_resident


@pytest.fixture
def place(session, now):
    return a_community()


@pytest.fixture
def neighbour(place):
    return a_resident(place, display_name="王阿姨")


def text(answer):
    return answer.get_data(as_text=True)


def test_ones_own_words_are_mended_on_a_page_and_the_earlier_ones_read(place, neighbour, visit):
    issue = supported(place)
    said = a_comment(issue, neighbour, "声控灯更省店")
    other = visit(a_resident(place))
    commit()
    author, url = visit(neighbour), f"/contributions/{said.id}"
    assert f"{url}/edit" in text(author.get(f"/issues/{issue.id}"))
    assert "声控灯更省店" in text(author.get(f"{url}/edit"))
    visit().get(f"{url}/wordings", 404)
    assert "Please write something first" in text(author.post(f"{url}/edit", {"body": " "}, 409))
    author.post(f"{url}/edit", {"body": "声控灯更省电"}, 303)
    page = text(visit().get(f"/issues/{issue.id}"))
    assert "声控灯更省电" in page
    assert f"{url}/wordings" in page
    assert "声控灯更省店" in text(visit().get(f"{url}/wordings"))
    other.get(f"{url}/edit", 404)
    assert "Only whoever wrote this" in text(other.post(f"{url}/edit", {"body": "别的"}, 409))


def test_agreeing_is_a_button_and_taken_back_by_the_same(place, neighbour, visit):
    issue = supported(place)
    said = a_comment(issue, neighbour)
    other = visit(a_resident(place))
    commit()
    other.post(f"/contributions/{said.id}/agree", {}, 303)
    page = text(other.get(f"/issues/{issue.id}"))
    assert 'aria-pressed="true">Agree 1' in page
    assert "1 agrees" in text(visit().get(f"/issues/{issue.id}"))
    other.post(f"/contributions/{said.id}/agree", {"agree": "no"}, 303)
    assert 'aria-pressed="false">Agree<' in text(other.get(f"/issues/{issue.id}"))


def test_a_moderator_marks_a_question_and_keeps_it_on_top(place, neighbour, visit):
    issue = supported(place)
    said = a_comment(issue, neighbour, "谁来修？", stance=Stance.question)
    desk = visit(a_moderator(place))
    commit()
    url = f"/contributions/{said.id}"
    assert "Not answered yet" in text(desk.get(f"/issues/{issue.id}"))
    desk.post(f"{url}/answered", {"answered_by": "物业"}, 303)
    desk.post(f"{url}/pin", {}, 303)
    assert "Answered by 物业" in text(desk.get(f"/issues/{issue.id}"))
    assert "Take it down from the top" in text(desk.get(f"{url}/hide"))
    desk.post(f"{url}/answered", {"open": "yes"}, 303)
    assert "Not answered yet" in text(desk.get(f"/issues/{issue.id}"))
    visit(neighbour).post(f"{url}/pin", {}, 403)


def test_a_meetings_talk_is_given_in_pieces_and_orders(place, neighbour, visit):
    meeting = a_running_meeting(place, a_moderator(place))
    item, quiet = an_open_item(meeting), a_resident(place)
    loud = [a_contribution(meeting, item, neighbour, f"第{number}句") for number in range(2)]
    question = a_contribution(meeting, item, quiet, "谁付？", stance=Stance.question)
    reply = a_contribution(meeting, item, neighbour, "大家付", parent_id=question.id)
    commit()

    def asked(what):
        found = visit().get(f"/meetings/{meeting.id}/talk?{what}").json
        return [one["data"]["contribution_id"] for one in found["items"]]

    first, second = (one.id for one in loud)
    assert asked("order=newest") == [reply.id, question.id, second, first]
    assert asked("order=not_yet_heard") == [question.id, first, second, reply.id]
    assert asked("questions=1") == [question.id]
    assert asked(f"thread={question.id}") == [question.id, reply.id]
    assert asked(f"ids={second},{first},999999,x") == [second, first]
    assert asked("order=newest&start=3") == [first]
    assert visit().get(f"/meetings/{meeting.id}/talk?order=newest").json["replies"] == {str(question.id): 1}


def test_the_room_without_script_is_read_in_every_order(place, neighbour, visit):
    meeting = a_running_meeting(place, a_moderator(place))
    item = an_open_item(meeting)
    for words in ("甲甲", "乙乙"):
        a_contribution(meeting, item, neighbour, words)
    a_contribution(meeting, item, a_resident(place), "丙丙")
    commit()

    def read(order):
        thread = text(visit().get(f"/meetings/{meeting.id}/room?order={order}")).partition('<ol class="thread"')[2]
        shown = thread.partition("</ol>")[0]
        return sorted(("甲甲", "乙乙", "丙丙"), key=shown.index)

    assert read("oldest") == ["甲甲", "乙乙", "丙丙"]
    assert read("newest") == ["丙丙", "乙乙", "甲甲"]
    assert read("not_yet_heard") == ["丙丙", "甲甲", "乙乙"]
