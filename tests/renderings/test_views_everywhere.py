"""Whatever people write can be asked for in another language where it is read; lists call it by its translated title."""

from __future__ import annotations

import re

import pytest

from deliberate.delivery.services import following, resolving, supervising
from deliberate.delivery.states import ObjectionOutcome, Rating
from deliberate.issues.queries.texts import reason_of
from deliberate.issues.services import screening
from deliberate.issues.states import ReasonCode
from deliberate.kit.roles import Level
from deliberate.meetings.minutes import services as recording
from deliberate.meetings.minutes.queries import minutes_of
from deliberate.meetings.services import calling, conducting, running
from deliberate.meetings.states import Outcome
from deliberate.moderation import services as moderating
from deliberate.moderation.states import HideReason
from deliberate.places.rules.deadlines import local_day
from deliberate.renderings import queries, services
from tests.factories import delivery, issues, meetings, votes
from tests.factories.issues import who
from tests.factories.people import a_community, a_moderator, a_resident, a_translator, an_account

ASK = re.compile(r"/renderings/(\w+)/(\d+)/en/ask")


@pytest.fixture
def area(session, now):
    return a_community()


def text(answer):
    return " ".join(answer.get_data(as_text=True).split())


def translated(area, keys, now):
    """Let a translator put texts into English: each part says of which kind and field it is."""
    translator = who(a_translator(area, "zh-en"))
    for kind, number in keys:
        of = queries.original(kind, int(number))
        words = {name: f"In English: {kind} {name}" for name in of.said}
        services.write(of, "en", words, translator, seen=of.digest, now=now)


def carried_out(area, now):
    """Return the pages of work that was reported, asked about and judged."""
    item, handler, moderator = delivery.verified(area)
    delivery.say(item, a_resident(area), solved=False, note="二楼的灯没有换。")
    note = supervising.ask(item, "为什么还没开工？", local_day(now), actor_id=moderator.id, now=now)
    supervising.answer(note, "等雨棚到货。", actor_id=handler.id, now=now)
    item.extension_reason = "梅雨季节，等天晴再装。"
    judged, _moderator = delivery.appraising(area)
    asker = {"account_id": a_resident(area).id, "level": Level.resident, "lives_here": True, "now": now}
    following.appraise(judged, Rating.satisfied, "灯很亮，谢谢大家。", **asker)
    following.count_appraisal(judged, actor_id=None, now=judged.appraise_until)
    return [f"/actions/{item.id}", f"/resolutions/{judged.id}"]


def decided(area, now):
    """Return the pages of a decision somebody objected to, and of an issue that was not accepted."""
    posted, leader = delivery.posted(area)
    objection = resolving.object_to(posted, "费用没有说清楚。", account_id=a_resident(area).id, now=now)
    answer = {"answer": "费用由物业承担。", "actor_id": leader.id, "now": now}
    resolving.answer_objection(posted, objection, outcome=ObjectionOutcome.dismissed, **answer)
    issue, moderator = issues.on_the_desk(area)
    reason = ReasonCode.government_duty
    screening.decline_issue(issue, reason=reason, note="这件事归市容部门管。", actor_id=moderator.id, now=now)
    return [f"/resolutions/{posted.id}", f"/issues/{issue.id}"]


def met(area, now):
    """Return the pages of a meeting that was stopped, of its minutes, and of one that does not take place."""
    moderator, neighbour = a_moderator(area), a_resident(area)
    meeting = meetings.a_running_meeting(area, moderator, issues.supported(area), issues.supported(area))
    meetings.attends(meeting, neighbour)
    item = meetings.an_open_item(meeting)
    meetings.a_contribution(meeting, item, neighbour)
    running.close_item(item, Outcome.agreed, "换成声控灯", actor_id=moderator.id, now=now)
    conducting.stop_meeting(meeting, "大雨，停电了。", actor_id=moderator.id, now=now)
    minutes = recording.lay_open_minutes(minutes_of(meeting.id), actor_id=moderator.id, now=now)
    recording.confirm_minutes(minutes, person=who(neighbour), agrees=False, objection="漏了我的话。", now=now)
    off = meetings.a_meeting(area, moderator, issues.supported(area))
    calling.cancel_meeting(off, "会议室漏水。", actor_id=moderator.id, now=now)
    return [f"/meetings/{meeting.id}", f"/meetings/{meeting.id}/minutes", f"/meetings/{off.id}"]


@pytest.mark.parametrize(
    ("history", "kinds"),
    [
        (carried_out, "action action_reason report confirmation question question_answer resolution appraisal"),
        (decided, "resolution objection objection_answer issue issue_reason"),
        (met, "meeting meeting_reason conclusion minutes minutes_objection"),
    ],
)
def test_whatever_people_write_is_asked_for_and_read_in_another_language(area, visit, session, now, history, kinds):
    pages = history(area, now)
    reader = visit(an_account())
    session.commit()
    keys = {key for page in pages for key in ASK.findall(text(reader.get(page)))}
    assert {kind for kind, _number in keys} >= set(kinds.split())
    for kind, number in keys:
        reader.get(f"/renderings/{kind}/{number}")
    translated(area, keys, now)
    session.commit()
    seen = " ".join(text(reader.get(page)) for page in pages)
    assert not ASK.search(seen)
    assert [kind for kind in kinds.split() if f"In English: {kind} " not in seen] == []


def test_the_next_reason_is_another_text_and_waits_anew(area, visit, session, now):
    author, reader = a_resident(area), visit(an_account())
    issue = issues.returned(area, author)
    translated(area, [("issue_reason", issue.id)], now)
    session.commit()
    own = visit(author)
    assert "In English: issue_reason" in text(own.get(f"/issues/{issue.id}"))
    reader.get(f"/renderings/issue_reason/{issue.id}", status=404)
    issue.reason_note = "还缺一份图纸。"
    session.commit()
    seen = text(own.get(f"/issues/{issue.id}"))
    assert "还缺一份图纸" in seen
    assert "In English: issue_reason" not in seen
    own.post(f"/renderings/issue_reason/{issue.id}/en/ask", status=303)
    assert queries.rendering(reason_of(issue), "en").state.to_do


def test_the_words_of_an_appeal_stay_between_its_author_and_who_decides(area, visit, session, now):
    author, moderator = a_resident(area), a_moderator(area)
    said = meetings.a_comment(issues.deliberating(area), author)
    of = moderating.queries.text("contribution", said.id)
    ruling = moderating.hide_text(of, HideReason.advertising, actor_id=moderator.id, now=now)
    moderating.appeal(ruling, "我只是问一问价格。", author_id=author.id, now=now)
    session.commit()
    assert ruling.appeal_language == "zh-Hans"
    assert ("appeal", str(ruling.id)) in ASK.findall(text(visit(moderator).get(f"/moderation/{ruling.id}")))
    visit(author).get(f"/renderings/appeal/{ruling.id}")
    visit(an_account()).get(f"/renderings/appeal/{ruling.id}", status=404)


def test_lists_call_texts_by_their_translated_titles(area, visit, session, now):
    resident, moderator = a_resident(area), a_moderator(area)
    item, _handler, _moderator = delivery.an_action(area)
    meeting = meetings.a_meeting(area, moderator, issues.supported(area))
    vote, posted = votes.an_open_vote(area), delivery.posted(area)[0]
    mine = issues.gathering(area, resident)
    keys = [("action", item.id), ("meeting", meeting.id), ("vote", vote.id), ("resolution", posted.id)]
    translated(area, [*keys, ("issue", mine.id)], now)
    session.commit()
    reader = visit(resident)
    home = text(reader.get(f"/places/{area.slug}"))
    for kind in ("meeting title", "resolution title", "issue title"):
        assert f"In English: {kind}" in home
    seen = text(reader.get(f"/votes?place={area.slug}"))
    assert vote.question in seen
    assert "In English: vote question" in seen
    board = text(reader.get(f"/notices?place={area.slug}"))
    assert "In English: action title" in board
    assert "In English: resolution title" in board
    assert "In English: meeting title" in text(reader.get("/meetings"))
    assert "In English: issue title" in text(reader.get("/me"))
    assert "In English: issue title" in text(reader.get("/search?q=" + mine.title[:2]))
    assert "In English: issue title" in text(reader.get("/inbox"))
    assert "In English" not in text(visit(language="zh-CN").get(f"/notices?place={area.slug}"))
