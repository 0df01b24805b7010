"""The talk about an issue on its page, and the same verbs for scripts."""

from __future__ import annotations

import pytest

from deliberate.db.base import db
from deliberate.db.session import commit
from deliberate.meetings.discussion.models import Contribution
from deliberate.meetings.discussion.queries.threads import THREADS_A_PAGE
from deliberate.meetings.discussion.states import Stance
from deliberate.meetings.states import Channel
from tests.factories.issues import supported
from tests.factories.meetings import a_comment, a_meeting, a_running_meeting, an_open_item
from tests.factories.people import a_community, a_moderator, a_resident
from tests.support.queries import counted


@pytest.fixture
def place(session, now):
    return a_community()


@pytest.fixture
def moderator(place):
    return a_moderator(place)


@pytest.fixture
def neighbour(place):
    return a_resident(place, display_name="王阿姨")


def text(answer):
    return answer.get_data(as_text=True)


def send(visitor, url, json, status=200):
    """Send JSON as a script does, and return the answer's JSON."""
    answer = visitor._ask(visitor._client.post, url, json=json)
    assert answer.status_code == status, answer.get_data(as_text=True)
    return answer.json


def imported(issue, now, threads, depth):
    """Write threads as an importer does: one chain of replies under each root."""
    for number in range(threads):
        above = root = None
        for level in range(depth):
            above = Contribution(
                issue_id=issue.id, parent_id=above and above.id, root_id=root and root.id, depth=level, at=now,
                author_label=f"usuari {level}", stance=Stance.neutral, body=f"fil {number} nivell {level}",
                language="ca", channel=Channel.imported, source="decidim", external_ref=f"{number}/{level}",
            )  # fmt: skip
            db.session.add(above)
            db.session.flush()
            root = root or above
    commit()


def test_a_neighbour_writes_and_is_led_to_the_words(place, neighbour, visit):
    issue = supported(place)
    commit()
    resident = visit(neighbour)
    said = {"body": "要换灯\n\n<b>快</b>", "stance": "for", "client_id": "form-1"}
    first = resident.post(f"/issues/{issue.id}/contributions", said, 303)
    again = resident.post(f"/issues/{issue.id}/contributions", said, 303)
    assert first.location == again.location
    there = resident.get(first.location, 303).location
    assert there == f"/issues/{issue.id}#entry-1"
    page = text(resident.get(f"/issues/{issue.id}"))
    assert "&lt;b&gt;快&lt;/b&gt;" in page
    assert Contribution.query.count() == 1


def test_a_guest_reads_and_is_told_how_to_write(place, neighbour, visit):
    issue = supported(place)
    a_comment(issue, neighbour, "声控灯更省电")
    commit()
    page = text(visit().get(f"/issues/{issue.id}"))
    assert "声控灯更省电" in page
    assert "Please sign in with your phone number to write." in page
    assert "/contributions/1/reply" not in page


def test_a_reply_shows_what_it_replies_to(place, neighbour, visit):
    issue = supported(place)
    first = a_comment(issue, neighbour, "声控灯更省电")
    commit()
    other = visit(a_resident(place))
    commit()
    assert "声控灯更省电" in text(other.get(f"/contributions/{first.id}/reply"))
    reply = {"body": "谁来修？", "stance": "question", "parent_id": str(first.id)}
    other.post(f"/issues/{issue.id}/contributions", reply, 303)
    assert "reply to 王阿姨" in text(other.get(f"/issues/{issue.id}"))


def test_a_thread_of_24_levels_can_be_read_in_order(place, visit, now):
    issue = supported(place)
    imported(issue, now, threads=2, depth=24)
    page = text(visit().get(f"/issues/{issue.id}?order=oldest"))
    found = [page.index(f"fil {number} nivell {level}<") for number in range(2) for level in range(24)]
    assert found == sorted(found)
    assert page.count('class="post post-3"') == 2 * 21
    assert page.count('class="post-to"') == 2 * 21


def test_the_page_of_a_long_discussion_takes_the_same_queries_as_a_short_one(place, visit, now):
    short, long = supported(place), supported(place)
    imported(short, now, threads=1, depth=2)
    imported(long, now, threads=THREADS_A_PAGE + 5, depth=20)
    guest, few_url, many_url = visit(), f"/issues/{short.id}", f"/issues/{long.id}"
    guest.get(few_url)
    with counted() as few:
        guest.get(few_url)
    with counted() as many:
        page = text(guest.get(many_url))
    assert len(many) == len(few)
    assert page.count('<article class="post') == THREADS_A_PAGE * 20
    assert text(guest.get(f"{many_url}?page=2")).count('<article class="post') == 5 * 20


def test_a_link_finds_its_page_whichever_page_it_is(place, visit, now):
    issue = supported(place)
    imported(issue, now, threads=THREADS_A_PAGE + 1, depth=2)
    oldest = Contribution.query.order_by(Contribution.id).first()
    assert visit().get(f"/contributions/{oldest.id}", 303).location == f"/issues/{issue.id}?page=2#entry-{oldest.id}"
    newest = Contribution.query.order_by(Contribution.id.desc()).first()
    assert visit().get(f"/contributions/{newest.id}", 303).location == f"/issues/{issue.id}#entry-{newest.id}"


def test_what_is_hidden_says_so_in_its_place(place, moderator, neighbour, visit):
    issue = supported(place)
    bad = a_comment(issue, neighbour, "难听的话")
    commit()
    visit(neighbour).get(f"/contributions/{bad.id}/hide", 403)
    staff = visit(moderator)
    staff.get(f"/contributions/{bad.id}/hide")
    staff.post(f"/contributions/{bad.id}/hide", {"reason": "personal_attack"}, 303)
    page = text(visit().get(f"/issues/{issue.id}"))
    assert "难听的话" not in page
    assert "Hidden by the moderator: Attacks a person" in page
    staff.get(f"/contributions/{bad.id}/hide", 404)


# ── for scripts ──


def test_the_same_id_gets_the_same_answer(place, moderator, neighbour, visit):
    meeting = a_running_meeting(place, moderator)
    item = an_open_item(meeting)
    commit()
    sent = {"agenda_item_id": item.id, "body": "要换灯", "stance": "for", "client_id": "phone-0001"}
    resident = visit(neighbour)
    answers = [send(resident, f"/meetings/{meeting.id}/contributions", sent, 200) for _ in range(2)]
    assert answers[0] == answers[1]
    assert answers[0]["ok"]
    assert answers[0]["seq"] == 5
    assert answers[0]["data"]["client_id"] == "phone-0001"


def test_a_refusal_is_said_in_the_readers_language(place, moderator, neighbour, visit):
    meeting = a_meeting(place, moderator)
    commit()
    sent = {"agenda_item_id": meeting.agenda[0].id, "body": "要换灯", "stance": "for", "client_id": "phone-0001"}
    resident = visit(neighbour, language="zh-CN")
    refused = send(resident, f"/meetings/{meeting.id}/contributions", sent, 409)
    assert refused["error"]["code"] == "discussion.meeting_not_running"
    assert "会议进行时才能发言" in refused["error"]["message"]
    assert send(visit(), f"/meetings/{meeting.id}/contributions", sent, 401)["error"]["code"]


def test_only_who_keeps_the_list_writes_for_others(place, moderator, neighbour, visit):
    meeting = a_running_meeting(place, moderator)
    an_open_item(meeting)
    commit()
    sent = {"body": "要换灯", "stance": "for", "client_id": "desk-0001", "said_by": "李爷爷"}
    send(visit(neighbour), f"/meetings/{meeting.id}/contributions", sent, 403)
    send(visit(neighbour), f"/meetings/{meeting.id}/attendance", {"names": "李爷爷"}, 403)
    send(visit(neighbour), f"/meetings/{meeting.id}/close", {}, 403)
    said = send(visit(moderator), f"/meetings/{meeting.id}/contributions", sent, 200)
    assert said["data"]["author"] == "李爷爷"


def test_the_moderators_verbs_answer_scripts(place, moderator, visit):
    meeting = a_running_meeting(place, moderator)
    commit()
    staff, item = visit(moderator), meeting.agenda[0]
    url = f"/meetings/{meeting.id}"
    started = send(staff, f"{url}/items/{item.id}/start", {}, 200)
    assert started["data"]["state"] == "open"
    assert send(staff, f"{url}/items/{item.id}/start", {}, 200) == started
    assert send(staff, f"{url}/close", {}, 409)["error"]["code"] == "meetings.item_still_open"
    closed = {"outcome": "noted", "conclusion": ""}
    assert send(staff, f"{url}/items/{item.id}/close", closed, 200)["data"]["outcome"] == "noted"
    there = send(staff, f"{url}/attendance", {"names": "李爷爷\n孙奶奶"}, 200)["data"]
    assert there == {"entered": 2, "present": 2, "needed": 0, "by_channel": {"hall": 2}}
    assert send(staff, f"{url}/close", {}, 200)["data"]["state"] == "closed"
    send(staff, f"{url}/items/999/start", {}, 404)
    send(staff, f"/meetings/{meeting.id + 1}/items/{item.id}/start", {}, 404)
