"""The pages around an evening: planning its time, taking back, asking people to come, calling off."""

from __future__ import annotations

import pytest

from deliberate.db.session import commit
from deliberate.kit.clock import clock
from deliberate.meetings.agenda.queries import parked_in, phases_of
from deliberate.meetings.invitations.queries import invited
from deliberate.meetings.invitations.states import Answer
from deliberate.meetings.models import Meeting
from deliberate.meetings.services import calling
from deliberate.meetings.states import Phase
from tests.factories.meetings import a_drafted_meeting, a_meeting, a_running_meeting, an_open_item, in_the_hall
from tests.factories.people import a_community, a_moderator, a_resident


@pytest.fixture
def place(session, now):
    return a_community()


@pytest.fixture
def moderator(place):
    return a_moderator(place)


def text(answer):
    return answer.get_data(as_text=True)


def test_time_is_planned_phase_by_phase_and_a_wrong_figure_is_kept_on_the_page(place, moderator, session, visit):
    meeting = a_drafted_meeting(place, moderator)
    item, url, neighbour = meeting.agenda[0].id, f"/meetings/{meeting.id}/agenda", a_resident(place)
    commit()
    lead = visit(moderator)
    assert "viel" in text(lead.post(url, {f"{item}-brief": "viel"}, 422))
    lead.post(url, {f"{item}-brief": "5", f"{item}-conclusion": "10"}, 303)
    planned = session.get(Meeting, meeting.id).agenda[0]
    assert (phases_of(planned), planned.planned_minutes) == ({Phase.brief: 5, Phase.conclusion: 10}, 15)
    visit(neighbour).get(url, 404)


def test_without_script_phases_are_turned_to_matters_put_aside_and_steps_taken_back(place, moderator, session, visit):
    meeting = a_running_meeting(place, moderator)
    item = an_open_item(meeting)
    in_the_hall(meeting, 1)
    neighbour = a_resident(place)
    commit()
    lead, desk = visit(moderator), f"/meetings/{meeting.id}/desk"
    lead.post(f"/meetings/{meeting.id}/items/{item.id}/phase", {"phase": "discussion"}, 303)
    lead.post(f"/meetings/{meeting.id}/parked", {"text": "垃圾房的异味", "said_by": "陈阿婆"}, 303)
    shown = text(lead.get(desk))
    assert all(word in shown for word in ("垃圾房的异味", "Take something back", "现场居民1"))
    acts = lead.get(f"/meetings/{meeting.id}/undoable").get_json()["acts"]
    for act in acts[:2]:
        lead.post(f"/meetings/{meeting.id}/undo", {"seq": act["seq"]}, 303)
    session.expire_all()
    assert (parked_in(meeting.id), session.get(Meeting, meeting.id).current_item.phase) == ([], Phase.brief)
    visit(neighbour).get(f"/meetings/{meeting.id}/undoable", 403)


def test_a_neighbour_answers_and_the_convener_sees_what_to_prepare(place, moderator, visit):
    meeting, neighbour = a_meeting(place, moderator), a_resident(place)
    commit()
    url = f"/meetings/{meeting.id}/invitation"
    mine = visit(neighbour)
    assert "Please write who comes instead" in text(mine.post(url, {"answer": "by_proxy"}, 422))
    mine.post(url, {"answer": "coming", "needs": ["wheelchair"]}, 303)
    assert "Your answer: Comes" in text(mine.get(f"/meetings/{meeting.id}"))
    lead, page = visit(moderator), f"/meetings/{meeting.id}/invitations"
    lead.post(page, {"names": "陈阿婆\n刘伯", "part": ""}, 303)
    shown = text(lead.get(page))
    assert all(word in shown for word in ("陈阿婆", neighbour.display_name, "A way without stairs"))
    granny = next(one for one in invited(meeting.id) if one.label == "陈阿婆")
    lead.post(f"{page}/{granny.id}", {"answer": "not_coming"}, 303)
    assert "written down by" in text(lead.get(f"{page}/print"))
    assert [one.answer for one in invited(meeting.id)].count(Answer.waiting) == 1
    mine.get(page, 403)
    visit().get(url, 303)


def test_the_calendar_file_is_one_event(place, moderator, visit):
    meeting = a_meeting(place, moderator, title="东门路灯；谁来修？" * 5)
    commit()
    answer = visit().get(f"/meetings/{meeting.id}/calendar.ics")
    lines = answer.get_data().split(b"\r\n")
    assert answer.mimetype == "text/calendar"
    assert all(len(line) <= 75 for line in lines)
    assert b"DTSTART:20260317T020000Z" in lines
    assert b"DTEND:20260317T033000Z" in lines
    unfolded = answer.get_data(as_text=True).replace("\r\n ", "")
    assert meeting.title in unfolded.replace("\\;", ";")
    assert {b"METHOD:PUBLISH", b"SEQUENCE:0", b"STATUS:CONFIRMED", b"BEGIN:VALARM"} <= set(lines)
    calling.cancel_meeting(meeting, "停电了", actor_id=moderator.id, now=clock.now())
    commit()
    off = visit().get(f"/meetings/{meeting.id}/calendar.ics").get_data().split(b"\r\n")
    assert {b"SEQUENCE:1", b"STATUS:CANCELLED"} <= set(off)
    assert b"BEGIN:VALARM" not in off
    assert [line for line in lines if line.startswith(b"UID")] == [line for line in off if line.startswith(b"UID")]
    assert any("停电了".encode() in line for line in off)
    assert "停电了" in text(visit(moderator).get(f"/meetings/{meeting.id}/desk"))
