"""Reporting by form, the author's page, the workbench and the public log."""

from __future__ import annotations

import pytest

from deliberate.db.session import commit
from deliberate.kit.roles import Role
from deliberate.moderation import queries, services
from deliberate.moderation.states import HideReason
from tests.factories.issues import supported
from tests.factories.meetings import a_comment
from tests.factories.people import a_community, a_holder, a_moderator, a_resident, a_supervisor


class Talk:
    """A comment with its author, a neighbour and a moderator."""

    def __init__(self, now):
        self.place = a_community()
        self.moderator, self.author = a_moderator(self.place), a_resident(self.place, display_name="王阿姨")
        self.neighbour = a_resident(self.place)
        self.issue = supported(self.place)
        self.said = a_comment(self.issue, self.author, "声控灯广告")
        self.now = now
        commit()

    def hidden(self):
        text = queries.text("contribution", self.said.id)
        ruling = services.hide_text(text, HideReason.advertising, actor_id=self.moderator.id, now=self.now)
        commit()
        return ruling.id


@pytest.fixture
def talk(session, now):
    return Talk(now)


def text(answer):
    return answer.get_data(as_text=True)


def test_a_neighbour_reports_with_a_reason_and_a_moderator_answers_on_the_workbench(talk, visit):
    url = f"/report/contribution/{talk.said.id}"
    assert f'href="{url}"' in text(visit(talk.neighbour).get(f"/issues/{talk.issue.id}"))
    visit(talk.neighbour).post(url, {}, 422)
    visit(talk.neighbour).post(url, {"reason": "advertising"}, 303)
    desk = visit(talk.moderator)
    assert "声控灯广告" in text(desk.get("/desk/moderation"))
    desk.post(f"/desk/moderation/contribution/{talk.said.id}/hide", {"reason": "spite"}, 303)
    assert not talk.said.hidden
    desk.post(f"/desk/moderation/contribution/{talk.said.id}/hide", {"reason": "advertising"}, 303)
    assert "声控灯广告" not in text(visit(talk.neighbour).get(f"/issues/{talk.issue.id}"))


def test_the_author_reads_why_and_appeals_and_another_person_decides(talk, visit):
    supervisor = a_supervisor(talk.place)
    url = f"/moderation/{talk.hidden()}"
    author = visit(talk.author)
    assert "声控灯广告" in text(author.get(url))
    assert "太冤" in text(author.post(f"{url}/appeal", {"words": "太冤" * 501}, 422))
    author.post(f"{url}/appeal", {"words": "不是广告"}, 303)
    visit(talk.moderator).post(f"{url}/decide", {"outcome": "upheld", "answer": "是"}, 422)
    visit(supervisor).post(f"{url}/decide", {"outcome": "overturned", "answer": "确实不是"}, 303)
    assert "确实不是" in text(author.get(url))


def test_the_desk_writes_an_appeal_down_and_another_person_decides(talk, visit):
    desk, supervisor = visit(a_holder(talk.place, Role.service_desk)), a_supervisor(talk.place)
    url = f"/moderation/{talk.hidden()}"
    assert url in text(desk.get(f"/places/{talk.place.slug}/moderation"))
    assert url not in text(visit(talk.neighbour).get(f"/places/{talk.place.slug}/moderation"))
    assert "声控灯广告" not in text(desk.get(url))
    told = {"words": "我只是说灯的牌子", "ground": "on_paper"}
    assert "我只是说灯的牌子" in text(desk.post(f"{url}/appeal-for", told, 422))
    desk.post(f"{url}/appeal-for", {**told, "read_back": "y"}, 303)
    visit(talk.neighbour).post(f"{url}/appeal-for", {**told, "read_back": "y"}, 403)
    visit(talk.moderator).post(f"{url}/decide", {"outcome": "upheld", "answer": "是"}, 422)
    assert "the paper is kept" in text(visit(supervisor).get(url))
    visit(supervisor).post(f"{url}/decide", {"outcome": "overturned", "answer": "确实不是"}, 303)
    assert "我只是说灯的牌子" in text(visit(talk.author).get(url))


def test_to_strangers_there_is_no_such_decision(talk, visit):
    url = f"/moderation/{talk.hidden()}"
    visit(talk.neighbour).get(url, 404)
    visit(talk.neighbour).post(f"{url}/appeal", {"words": "我也要"}, 404)
    visit(talk.neighbour).post(f"{url}/lift", {}, 403)
    visit(talk.neighbour).get("/desk/moderation", 403)
    visit(talk.neighbour).get("/report/contribution/999", 404)
    visit(talk.neighbour).get("/report/poem/1", 404)
    assert "/sign-in" in visit().get(url, 303).location


def test_everybody_reads_the_log_and_finds_no_name_in_it(talk, visit):
    address = f"/places/{talk.place.slug}/moderation"
    visit().get(address)
    talk.hidden()
    log = text(visit().get(address))
    assert talk.issue.title in log
    assert "王阿姨" not in log
    assert "声控灯" not in log
    assert talk.moderator.display_name not in log


def test_a_moderator_leaves_a_text_or_shows_it_again(talk, visit):
    ruling = talk.hidden()
    desk = visit(talk.moderator)
    desk.post(f"/moderation/{ruling}/lift", {}, 303)
    desk.post(f"/moderation/{ruling}/lift", {}, 303)
    assert queries.ruling(ruling).state.value == "lifted"
    visit(talk.neighbour).post(f"/report/contribution/{talk.said.id}", {"reason": "repeated"}, 303)
    desk.post(f"/desk/moderation/contribution/{talk.said.id}/keep", {}, 303)
    assert queries.reports_of("contribution", talk.said.id) == 0
