"""The pages of meetings, as a guest, a neighbour and the moderator see them."""

from __future__ import annotations

import hashlib
import re
from datetime import timedelta
from io import BytesIO

import pytest
from docx import Document

from deliberate.db.session import commit
from deliberate.kit.clock import clock
from deliberate.meetings.minutes.queries import minutes_of
from deliberate.meetings.minutes.rules.merging import as_text, mark_of
from deliberate.meetings.minutes.rules.papers import face
from deliberate.meetings.models import Meeting
from deliberate.meetings.states import MeetingState, Outcome
from tests.factories.issues import supported
from tests.factories.meetings import (
    a_contribution,
    a_drafted_meeting,
    a_meeting,
    a_running_meeting,
    an_open_item,
    attends,
)
from tests.factories.people import a_community, a_moderator, a_recorder, a_resident, buildings_of
from tests.support.queries import counted


@pytest.fixture
def place(session, now):
    return a_community(service_points=[{"name": "服务台", "phone": "021-62190000"}])


@pytest.fixture
def moderator(place):
    return a_moderator(place)


@pytest.fixture
def neighbour(place):
    return a_resident(place, display_name="王阿姨")


def text(answer):
    return answer.get_data(as_text=True)


def test_a_meeting_in_preparation_exists_only_for_those_who_prepare_it(place, moderator, neighbour, visit):
    meeting = a_drafted_meeting(place, moderator)
    commit()
    visit().get(f"/meetings/{meeting.id}", 404)
    visit(neighbour).get(f"/meetings/{meeting.id}/poster", 404)
    assert meeting.title not in text(visit().get("/meetings"))
    assert "Announce" in text(visit(moderator).get(f"/meetings/{meeting.id}/desk"))


def test_the_list_and_the_page_say_when_where_and_how_to_come(place, moderator, visit):
    meeting = a_meeting(place, moderator, supported(place))
    commit()
    assert meeting.title in text(visit().get("/meetings"))
    assert meeting.title in text(visit().get(f"/meetings?place={place.slug}"))
    shown = text(visit().get(f"/meetings/{meeting.id}"))
    for word in ("Tue 17 Mar 10:00", "居委会二楼会议室", "021-62190000", f"/m/{meeting.join_code}", "<svg"):
        assert word in shown
    assert "3月17日（周二）10:00" in text(visit(language="zh-CN").get(f"/meetings/{meeting.id}"))


def test_the_poster_tells_those_without_a_phone_whom_to_call(place, moderator, visit):
    # A building has no counter of its own: the one above it serves it.
    meeting = a_meeting(buildings_of(place)[0], moderator)
    commit()
    poster = text(visit(language="zh-CN").get(f"/meetings/{meeting.id}/poster"))
    assert "021-6219\u00a00000" in poster
    assert meeting.join_code in poster


def test_the_code_leads_to_the_page_and_on_the_day_to_the_room(place, moderator, visit):
    meeting = a_meeting(place, moderator)
    commit()
    guest = visit()
    assert guest.get(f"/m/{meeting.join_code.lower()}", 302).location.endswith(f"/meetings/{meeting.id}")
    clock.hold(meeting.starts_at)
    page = text(guest.get(f"/m/{meeting.join_code}"))
    assert meeting.title in page
    assert page.count('class="button') == 1
    assert f'href="/meetings/{meeting.id}/room"' in page
    resident = a_resident(place)
    commit()
    signed_in = visit(resident).get(f"/m/{meeting.join_code}", 302)
    assert signed_in.location.endswith(f"/meetings/{meeting.id}/room")
    guest.get("/m/NOSUCH", 404)


def plan(place, moderator, issue, **more):
    return {
        "kind": "heart_to_heart", "title": "路灯恳谈会", "day": "2026-03-17", "time": "19:00", "planned_minutes": "90",
        "where_text": "居委会", "issues": [str(issue.id)], "other_items": "通报上次进展\n\n", "moderator": str(moderator.id),
        "recorder": "0", "act": "announce", **more,
    }  # fmt: skip


def test_the_wizard_names_lawful_days_and_announces(place, moderator, visit):
    issue = supported(place)
    commit()
    staff = visit(moderator)
    page = text(staff.get(f"/meetings/new?place={place.slug}&issue={issue.id}"))
    assert "Sat 14 Mar" in page
    assert "Sat 21 Mar" in page
    assert "Whoever decides or carries it out" in page
    assert "Director of the owners&#39; committee" in page
    assert 'checked class="input" id="issues-0"' in page or "checked" in page
    building = buildings_of(place)[0]
    assert f'<option value="{building.slug}">' in page
    assert f'<option value="{building.slug}" selected>' in text(staff.get(f"/meetings/new?place={building.slug}"))
    location = staff.post("/meetings/new", plan(place, moderator, issue), 303).location
    meeting = Meeting.query.one()
    assert location.endswith(f"/meetings/{meeting.id}/desk")
    assert meeting.state is MeetingState.announced
    assert [item.title for item in meeting.agenda] == [issue.title, "通报上次进展"]
    assert meeting.starts_at.isoformat() == "2026-03-17T11:00:00+00:00"


def test_the_wizard_proposes_the_room_of_last_time(place, moderator, visit):
    issue = supported(place)
    commit()
    staff = visit(moderator)
    assert 'value="居委会"' not in text(staff.get(f"/meetings/new?issue={issue.id}"))
    staff.post("/meetings/new", plan(place, moderator, issue), 303)
    assert 'value="居委会"' in text(staff.get("/meetings/new"))


def test_too_short_a_notice_comes_back_with_the_lawful_day_and_what_was_typed(place, moderator, visit):
    issue = supported(place)
    commit()
    late = {**plan(place, moderator, issue, day="2026-03-11"), "other_items": "长" * 121}
    answer = visit(moderator).post("/meetings/new", late, 422)
    assert "Please shorten each item to at most 120 characters." in text(answer)
    assert "Sat 14 Mar" in text(answer)
    assert "路灯恳谈会" in text(answer)
    assert Meeting.query.count() == 0


def test_the_desk_is_for_staff(place, moderator, neighbour, visit):
    commit()
    visit(neighbour).get("/meetings/desk", 403)
    visit().get("/meetings/new", 303)
    visit(moderator).get("/meetings/desk")


def test_a_meeting_can_be_run_by_forms_alone(place, moderator, neighbour, visit):
    meeting = a_meeting(place, moderator, supported(place), recorder_id=a_recorder(place).id)
    commit()
    clock.hold(meeting.starts_at)
    staff, resident = visit(moderator), visit(neighbour)
    staff.post(f"/meetings/{meeting.id}/open", status=303)
    resident.post(f"/meetings/{meeting.id}/attendance", status=303)
    staff.post(f"/meetings/{meeting.id}/attendance", {"names": "李爷爷\n孙奶奶", "channel": "hall"}, 303)
    item = meeting.agenda[0]
    staff.post(f"/meetings/{meeting.id}/items/{item.id}/start", status=303)
    said = {"body": "台阶太暗", "stance": "for", "said_by": "李爷爷", "channel": "hall"}
    staff.post(f"/meetings/{meeting.id}/contributions", said, 303)
    resident.post(f"/meetings/{meeting.id}/contributions", {"body": "我同意", "stance": "for"}, 303)
    page = text(staff.get(f"/meetings/{meeting.id}/desk"))
    assert "台阶太暗" in page
    assert "孙奶奶" in page
    staff.post(f"/meetings/{meeting.id}/items/{item.id}/close", {"outcome": "agreed", "conclusion": "换灯"}, 303)
    staff.post(f"/meetings/{meeting.id}/close", status=303)
    shown = text(visit().get(f"/meetings/{meeting.id}"))
    assert "Agreed" in shown
    assert "换灯" in shown
    assert "李爷爷" in text(staff.get(f"/meetings/{meeting.id}/desk"))
    assert "孙奶奶" not in shown


def test_what_a_form_says_in_vain_is_shown_again(place, moderator, neighbour, visit):
    meeting = a_running_meeting(place, moderator)
    an_open_item(meeting)
    commit()
    answer = visit(neighbour).post(f"/meetings/{meeting.id}/contributions", {"body": "要换灯"}, 409)
    assert "Please choose first: for, against, supplement or question." in text(answer)
    assert "要换灯" in text(answer)


def closed(place, moderator, neighbour, now):
    meeting = a_running_meeting(place, moderator, supported(place))
    attends(meeting, neighbour)
    item = an_open_item(meeting)
    a_contribution(meeting, item, neighbour, "要换灯")
    from deliberate.meetings.services import running  # noqa: PLC0415 - the story in one place

    running.close_item(item, Outcome.agreed, "换成声控灯", actor_id=moderator.id, now=now)
    running.close_meeting(meeting, actor_id=moderator.id, now=now)
    commit()
    return meeting


def test_minutes_go_from_draft_to_the_notice_board(place, moderator, neighbour, visit, now):
    meeting = closed(place, moderator, neighbour, now)
    base, staff, resident = f"/meetings/{meeting.id}/minutes", visit(moderator), visit(neighbour)
    visit().get(base, 404)
    assert "王阿姨：要换灯" in text(staff.get(f"{base}/edit"))
    sections = minutes_of(meeting.id).sections
    place_of = next(place for place, section in enumerate(sections) if section["key"] == "agreed")
    read = {f"over-{number}": mark_of(as_text(section)) for number, section in enumerate(sections)}
    typed = {f"section-{number}": "" for number in range(len(sections))} | {f"section-{place_of}": "换声控灯 [4, 999]"}
    added = {f"more-minority-{meeting.agenda[0].id}": "一楼嫌灯太亮 [4]", "more-actions-0": ""}
    staff.post(f"{base}/edit", {**read, **typed, **added}, 303)
    assert minutes_of(meeting.id).sections[place_of]["sentences"] == [{"text": "换声控灯", "sources": [4]}]
    staff.post(f"{base}/confirming", status=303)
    assert "Please confirm these minutes" in text(resident.get("/me"))
    page = text(resident.get(base))
    assert f'href="/meetings/{meeting.id}/record#seq-4"' in page
    assert re.search("<h3>Minority views</h3>.*一楼嫌灯太亮", page, re.DOTALL)
    resident.post(f"{base}/confirmations", {"objection": "还说了雨棚"}, 303)
    staff.post(f"{base}/publication", status=303)
    late = text(resident.post(f"{base}/confirmations", {"objection": "我写得太慢了"}, 409))
    assert "Your words were not taken down" in late
    assert "我写得太慢了" in late
    assert "还说了雨棚" in text(visit().get(base))
    digest = minutes_of(meeting.id).digest
    assert digest in text(visit().get(f"{base}/print"))
    assert hashlib.sha256(visit().get(f"{base}.json").get_data()).hexdigest() == digest


def test_two_who_mend_one_part_read_both_texts_and_the_rest_is_saved(place, moderator, neighbour, visit, now):
    meeting = closed(place, moderator, neighbour, now)
    path, mine, other = f"/meetings/{meeting.id}/minutes/edit", visit(moderator), visit(a_recorder(place))
    commit()
    sections = minutes_of(meeting.id).sections
    keys = [section["key"] for section in sections]
    agreed, close = keys.index("agreed"), keys.index("close")
    read = {f"over-{number}": mark_of(as_text(section)) for number, section in enumerate(sections)}
    same = {f"section-{number}": as_text(section) for number, section in enumerate(sections)}
    other.post(path, {**read, **same, f"section-{agreed}": "换成声控灯，三个月内 [4]"}, 303)
    typed = {**read, **same, f"section-{agreed}": "换成太阳能灯 [4]", f"section-{close}": "散会。"}
    page = text(mine.post(path, typed, 200))
    assert "换成声控灯，三个月内" in page
    assert "换成太阳能灯" in page
    kept = minutes_of(meeting.id).sections
    assert [kept[place]["sentences"][0]["text"] for place in (agreed, close)] == ["换成声控灯，三个月内", "散会。"]
    mine.post(path, {**typed, f"over-{agreed}": mark_of(as_text(kept[agreed]))}, 303)
    assert minutes_of(meeting.id).sections[agreed]["sentences"][0]["text"] == "换成太阳能灯"
    mine.post(f"/meetings/{meeting.id}/minutes/confirming", status=303)
    late = text(other.post(path, {**read, f"section-{agreed}": "来晚了的一句"}, 200))
    assert "来晚了的一句" in late


def test_a_published_sentence_is_corrected_by_two_and_says_so_everywhere(place, moderator, neighbour, visit, now):
    meeting, recorder = closed(place, moderator, neighbour, now), a_recorder(place)
    commit()
    base, first, second = f"/meetings/{meeting.id}/minutes", visit(moderator), visit(recorder)
    first.post(f"{base}/confirming", status=303)
    visit(neighbour).post(f"{base}/confirmations", {"agrees": "yes"}, 303)
    first.post(f"{base}/publication", status=303)
    spot = next(place for place, one in enumerate(minutes_of(meeting.id).sections) if one["key"] == "agreed")
    ask = f"{base}/corrections/new?section={spot}&sentence=0"
    assert f"corrections/new?section={spot}&amp;sentence=0" in text(second.get(base))
    assert "corrections/new" not in text(visit(neighbour).get(base))
    assert "换成感应灯" in text(second.post(ask, {"becomes": "换成感应灯", "reason": ""}, 422))
    second.post(ask, {"becomes": "换成感应灯", "reason": "听错了"}, 303)
    assert "换成感应灯" not in text(visit().get(base))
    number = minutes_of(meeting.id).errata[0].id
    second.post(f"{base}/corrections/{number}/approval", status=303)
    assert "换成感应灯" not in text(visit().get(base))
    assert "换成感应灯" in text(first.get(f"{base}/corrections"))
    first.post(f"{base}/corrections/{number}/approval", status=303)
    made = Document(BytesIO(visit().get(f"{base}.docx").get_data()))
    for shown in (
        text(visit().get(base)),
        text(visit().get(f"{base}/print")),
        "\n".join(one.text for one in made.paragraphs),
    ):
        assert all(words in shown for words in ("换成感应灯", "换成声控灯", "听错了", moderator.display_name))
    assert hashlib.sha256(visit().get(f"{base}.json").get_data()).hexdigest() == minutes_of(meeting.id).digest


def test_files_of_minutes_name_those_who_were_there_only_to_those_who_keep_the_list(
    place, moderator, neighbour, visit, now
):
    meeting = closed(place, moderator, neighbour, now)
    base, staff = f"/meetings/{meeting.id}/minutes", visit(moderator)
    staff.post(f"{base}/confirming", status=303)
    assert "Names of those present" in text(staff.get(f"{base}/print"))
    assert "Names of those present" not in text(visit().get(f"{base}/print"))
    for visitor, named in ((staff, True), (visit(), False)):
        made = Document(BytesIO(visitor.get(f"{base}.docx").get_data()))
        words = [one.text for one in made.paragraphs]
        assert ("Names of those present" in words) is named
        assert minutes_of(meeting.id).digest in words
        assert any(one.startswith("Recorded by ") for one in words)
    if face() is not None:
        assert visit().get(f"{base}.pdf").get_data()[:5] == b"%PDF-"


def test_the_record_names_no_attendant_and_hides_what_was_hidden(place, moderator, neighbour, visit, now):
    meeting = closed(place, moderator, neighbour, now)
    page = text(visit().get(f"/meetings/{meeting.id}/record"))
    assert "王阿姨: 要换灯" in page
    assert page.count("Somebody signed in.") == 1
    said = next(iter(visit(moderator).get(f"/meetings/{meeting.id}/record").get_data(as_text=True).split('id="seq-6"')))
    assert said
    visit(moderator).post("/contributions/1/hide", {"reason": "personal_attack"}, 303)
    page = text(visit().get(f"/meetings/{meeting.id}/record"))
    assert "要换灯" not in page


def test_other_pages_show_the_meeting(place, moderator, neighbour, visit):
    issue = supported(place)
    meeting = a_meeting(place, moderator, issue)
    meeting.recorder_id = neighbour.id
    commit()
    assert meeting.title in text(visit().get(f"/issues/{issue.id}"))
    assert meeting.title in text(visit().get(f"/places/{place.slug}"))
    assert meeting.title in text(visit(neighbour).get("/me"))


@pytest.mark.parametrize("url", ["/meetings", "/meetings/desk"])
def test_lists_take_the_same_queries_however_long(place, moderator, visit, url):
    staff = visit(moderator)
    a_meeting(place, moderator)
    commit()
    with counted() as few:
        staff.get(url)
    for number in range(12):
        a_meeting(place, moderator, title=f"会议{number}", starts_at=clock.now() + timedelta(days=8 + number))
    commit()
    with counted() as many:
        staff.get(url)
    assert len(many) == len(few)


def test_a_break_another_chair_and_an_early_end_by_forms_alone(place, moderator, neighbour, visit):
    issue, other = supported(place), a_moderator(place)
    meeting = a_running_meeting(place, moderator, issue)
    an_open_item(meeting)
    commit()
    desk = visit(moderator)
    desk.post(f"/meetings/{meeting.id}/pause", {"until": "10:20"}, 303)
    assert "We go on at" in text(visit().get(f"/meetings/{meeting.id}"))
    desk.post(f"/meetings/{meeting.id}/resume", status=303)
    desk.post(f"/meetings/{meeting.id}/pause", {"until": "gestern"}, 303)
    assert "still to come" in text(desk.get(f"/meetings/{meeting.id}/desk"))
    desk.post(f"/meetings/{meeting.id}/chair", {"account_id": str(other.id), "reason": "我想发言"}, 303)
    assert "Leads now" in text(visit().get(f"/meetings/{meeting.id}"))
    visit(neighbour).post(f"/meetings/{meeting.id}/stop", {"reason": "不想开了"}, 403)
    desk.post(f"/meetings/{meeting.id}/stop", {"reason": "消防警报"}, 303)
    assert "消防警报" in text(visit().get(f"/meetings/{meeting.id}"))
    following = text(desk.get(f"/meetings/new?place={place.slug}&after={meeting.id}"))
    assert f'value="{meeting.title}"' in following
    assert issue.title in following


def test_the_recorders_page_takes_lines_from_script_and_form_and_refuses_what_is_none(
    place, moderator, neighbour, visit
):
    meeting = a_running_meeting(place, moderator)
    an_open_item(meeting)
    commit()
    path, staff = f"/meetings/{meeting.id}/minutes/live", visit(moderator)
    visit(neighbour).get(path, 403)
    staff.post(path, {"text": "灯坏了。", "kind": "said", "client_id": "form-0001"}, 303)
    assert "灯坏了。" in text(staff.get(path))
    line = {
        "client_id": "line-0001",
        "text": "东门的灯",
        "kind": "agreed",
        "base": 0,
        "sources": [1],
        "finished": False,
    }
    kept = staff.post(f"{path}/lines", json=line, status=200).get_json()["note"]
    assert (kept["version"], kept["recorded"]) == (1, False)
    clash = staff.post(f"{path}/lines", json={**line, "text": "西门的灯", "base": 7}, status=409).get_json()
    assert (clash["error"]["code"], clash["theirs"]["text"]) == ("notes.changed_meanwhile", "东门的灯")
    wrong = [
        [], {}, {**line, "base": "1"}, {**line, "kind": "secret"}, {**line, "sources": [True]}, {**line, "sources": 3},
        {**line, "client_id": "../x"}, {**line, "text": 5}, {**line, "note_id": "1"}, {**line, "agenda_item_id": 1.5},
    ]  # fmt: skip
    for sent in wrong:
        assert staff.post(f"{path}/lines", json=sent, status=409).get_json()["error"]["code"] == "web.unknown_message"
    found = staff.get(f"{path}/state?after=0&since=nonsense").get_json()
    assert [one["text"] for one in found["notes"]] == ["灯坏了。", "东门的灯"]
    assert found["seq"] == found["rows"][-1]["seq"]
