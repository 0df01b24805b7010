"""A text before a reader of another language, the translators' desk, and who may see it."""

from __future__ import annotations

import pytest

from deliberate.issues.queries.texts import text_of
from deliberate.renderings import services
from deliberate.votes.queries.texts import text_of as asked_by
from tests.factories import issues, meetings, votes
from tests.factories.issues import who
from tests.factories.people import a_community, a_moderator, a_resident, a_translator, an_account

ENGLISH = {"title": "The lamp is out", "body": "It has been dark for a month."}


@pytest.fixture
def area(session, now):
    return a_community()


@pytest.fixture
def issue(area):
    return issues.gathering(area)


def text(answer):
    return " ".join(answer.get_data(as_text=True).split())


def translated(area, original, texts, now):
    services.write(original, "en", texts, who(a_translator(area, "zh-en")), seen=original.digest, now=now)


def test_a_reader_asks_and_then_reads_with_the_original_one_tap_away(area, issue, visit, session, now):
    session.commit()
    reader = visit(an_account())
    session.commit()
    address = f"/issues/{issue.id}"
    assert 'lang="zh-Hans">三号楼门口' in text(reader.get(address))
    reader.post(f"/renderings/issue/{issue.id}/en/ask", status=303)
    assert "You asked for a translation" in text(reader.get(address))
    assert "1 neighbour has asked" in text(visit(an_account()).get(address))
    translated(area, text_of(issue), ENGLISH, now)
    session.commit()
    seen = text(reader.get(address))
    assert "<h1>The lamp is out</h1>" in seen
    assert "Translated from Chinese by 李明" in seen
    assert '<summary>Original</summary><div class="fold-body"><div class="text" lang="zh-Hans">' in seen
    assert "The lamp is out" in text(visit().get(f"/issues?place={area.slug}"))


def test_nobody_who_reads_the_language_sees_anything_of_it(area, issue, visit, session):
    session.commit()
    seen = text(visit(language="zh-CN").get(f"/issues/{issue.id}"))
    assert "rendered" not in seen
    assert "<h1>三号楼" in seen


def test_a_vote_shows_a_translation_only_beside_what_counts(area, visit, session, now):
    vote = votes.an_open_vote(area)
    words = {"question": "A charging point at No. 3?", "consequence": "Built within two months."}
    translated(area, asked_by(vote), words, now)
    session.commit()
    seen = text(visit().get(f"/votes/{vote.id}"))
    assert f'<h1 lang="zh-Hans">{vote.question}</h1>' in seen
    assert "What counts is the original." in seen
    assert words["question"] in seen


def test_what_neighbours_say_and_what_a_meeting_is_about(area, issue, visit, session, now):
    said = meetings.a_comment(issue, a_resident(area))
    meeting = meetings.a_meeting(area, a_moderator(area), issues.supported(area))
    session.commit()
    seen = text(visit(an_account()).get(f"/issues/{issue.id}"))
    assert f"/renderings/contribution/{said.id}/en/ask" in seen
    assert f"/renderings/meeting/{meeting.id}/en/ask" in text(visit().get(f"/meetings/{meeting.id}"))


def test_the_queue_is_for_translators_and_teaches_while_it_is_empty(area, issue, visit, session, now):
    session.commit()
    translator, resident = visit(a_translator(area, "zh-en")), visit(a_resident(area))
    session.commit()
    resident.get("/renderings", status=403)
    assert "Nothing waits to be translated" in text(translator.get("/renderings"))
    services.ask(text_of(issue), "en", who(an_account()), now=now)
    session.commit()
    assert f"/renderings/issue/{issue.id}/en" in text(translator.get("/renderings"))


def test_writing_keeps_what_was_typed_when_it_is_refused(area, issue, visit, session):
    translator = a_translator(area, "zh-en")
    session.commit()
    address, seen = f"/renderings/issue/{issue.id}/en", text_of(issue).digest
    half = visit(translator).post(address, {"seen": seen, "title": "The lamp"}, status=422)
    assert "Please translate every part" in text(half)
    assert ">The lamp</textarea>" in text(half)
    visit(translator).post(address, {"seen": seen, **ENGLISH}, status=303)
    other = a_translator(area, "zh-en")
    session.commit()
    visit(other).post(f"{address}/check", status=303)
    assert "checked by 李明" in text(visit().get(f"/issues/{issue.id}"))


def test_who_does_not_translate_reads_why(area, issue, visit, session):
    reader = an_account()
    session.commit()
    assert "people who translate between these two languages" in text(
        visit(reader).get(f"/renderings/issue/{issue.id}/en")
    )
    visit().get(f"/renderings/issue/{issue.id}/fr", status=404)
    visit().get(f"/renderings/nothing/{issue.id}", status=404)


def test_a_doubt_is_shown_beside_the_translation(area, issue, visit, session, now):
    translated(area, text_of(issue), ENGLISH, now)
    reader = visit(an_account())
    session.commit()
    address = f"/renderings/issue/{issue.id}/en/doubt"
    reader.post(address, {"note": " "}, status=422)
    reader.post(address, {"note": "It is two months."}, status=303)
    assert "somebody says it is not right" in text(reader.get(f"/issues/{issue.id}"))


def test_an_author_finds_the_way_to_translate_and_to_name_the_language(area, visit, session, now):
    author = a_resident(area)
    issue = issues.gathering(area, author)
    session.commit()
    mine = visit(author, language="zh-CN")
    assert f'href="/renderings/issue/{issue.id}"' in text(mine.get(f"/issues/{issue.id}"))
    assert f"/renderings/issue/{issue.id}/ja" in text(mine.get(f"/renderings/issue/{issue.id}"))
    mine.post(f"/renderings/issue/{issue.id}/language", {"language": "ja"}, status=303)
    assert issue.language == "ja"
    visit(a_resident(area)).post(f"/renderings/issue/{issue.id}/language", {"language": "ko"}, status=303)
    session.refresh(issue)
    assert issue.language == "ja"


def test_a_moderator_says_who_translates(area, visit, session):
    moderator, neighbour = a_moderator(area), an_account(phone="+8613812345678")
    session.commit()
    address = f"/places/{area.slug}/translators"
    visit(neighbour).get(address, status=403)
    desk = visit(moderator)
    assert "Nobody translates here yet" in text(desk.get(address))
    desk.post(address, {"phone": "13900000000", "pairs": ["zh-en"]}, status=422)
    desk.post(address, {"phone": "138 1234 5678", "pairs": ["zh-en", "en-zh"]}, status=303)
    assert "Chinese → English" in text(desk.get(address))


def test_what_was_not_looked_at_yet_is_not_everybodys(area, visit, session):
    issue = issues.an_issue(area)
    moderator = a_moderator(area)
    session.commit()
    visit(an_account()).post(f"/renderings/issue/{issue.id}/en/ask", status=404)
    visit(moderator).post(f"/renderings/issue/{issue.id}/en/ask", status=303)
