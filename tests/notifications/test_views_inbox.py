"""The inbox: one's own, in one's own language, counted on every page."""

from __future__ import annotations

import pytest

from deliberate.notifications.queries import inbox
from deliberate.web.words.notifications import MESSAGES
from tests.factories import delivery as make
from tests.factories.people import a_community, a_resident
from tests.support.queries import counted


@pytest.fixture
def item(session, now):
    made = make.verified(a_community())
    session.commit()
    return made


def text(answer):
    return answer.get_data(as_text=True)


def test_messages_are_written_in_the_readers_language(item, visit):
    _action, handler, _moderator = item
    assert "You are responsible for" in text(visit(handler).get("/inbox"))
    assert "由您负责" in text(visit(handler, language="zh-CN").get("/inbox"))


def test_opening_a_message_leads_to_what_it_is_about_and_marks_it_read(item, visit):
    action, handler, _moderator = item
    reader = visit(handler)
    message = inbox(handler.id)[0]
    assert "badge" in text(reader.get("/issues"))
    answer = reader.post(f"/inbox/{message.id}/open", {}, 303)
    assert answer.headers["Location"] == f"/actions/{action.id}"
    reader.post("/inbox/read-all", {}, 303)
    assert "badge" not in text(reader.get("/issues"))


def test_another_persons_message_does_not_exist(item, visit, session):
    action, handler, _moderator = item
    stranger = a_resident(action.place)
    session.commit()
    visit(stranger).post(f"/inbox/{inbox(handler.id)[0].id}/open", {}, 404)
    visit().get("/inbox", 303)


def test_a_page_counts_messages_once_and_for_guests_never(item, visit):
    _action, handler, _moderator = item
    for account, times in ((handler, 1), (None, 0)):
        with counted() as statements:
            visit(account).get("/issues")
        assert sum("FROM notifications" in statement for statement in statements) == times


def test_every_message_can_be_said(app):
    with app.test_request_context():
        assert all(str(sentence) for sentence in MESSAGES.values())
