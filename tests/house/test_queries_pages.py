"""No page asks the database more often because it has more to show; and no page asks often."""

from __future__ import annotations

from datetime import timedelta
from itertools import count
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import inspect

from deliberate.db.base import db
from deliberate.meetings.models import AgendaItem
from deliberate.notifications.models import Notification
from tests.factories import delivery, issues, meetings, votes
from tests.factories.people import a_community, a_liaison, a_moderator, a_resident, buildings_of
from tests.support.queries import counted

if TYPE_CHECKING:
    from collections.abc import Callable

ROWS = 22
_numbers = count(1)
# Who asks costs one, a guest none; what an issue or an agenda came of, one.
MOST = {
    "home": 17, "issue list": 4, "search": 2, "issue": 13, "issue, signed in": 19, "meetings": 6, "meeting": 10,
    "votes": 5, "vote": 2, "notices": 5, "board": 12, "inbox": 3, "desk": 14, "me": 13, "own work": 5,
}  # fmt: skip
# The texts are Chinese: whoever reads English asks for translations too, once for each part of a page that has texts.
FOREIGN = {"home": 3, "issue": 3, "issue, signed in": 3, "desk": 2}
# Here the rows show; the others give a number or the newest few.
LONGER = ("issue list", "issue", "meetings", "votes", "notices", "board", "inbox", "own work")


def copies(row: Any, **changes: Callable[[int], Any]) -> None:
    """Add rows like one that is there, with what must differ."""
    kind = type(row)
    values = {name.key: getattr(row, name.key) for name in inspect(kind).column_attrs if name.key != "id"}
    for _ in range(ROWS):
        number = next(_numbers)
        db.session.add(kind(**{**values, **{name: make(number) for name, make in changes.items()}}))
    db.session.flush()


class Town:
    """A community with one of each, and pages that show them to different people."""

    def __init__(self, now: Any) -> None:
        """Make one of each."""
        self.area, self.now = a_community(), now
        self.resident, self.moderator, self.liaison = (make(self.area) for make in (a_resident, a_moderator, a_liaison))
        self.action, self.handler, _ = delivery.an_action(self.area, author=self.resident)
        self.issue = issues.deliberating(self.area, self.resident)
        self.gathering = issues.gathering(self.area)
        self.comment = meetings.a_comment(self.issue, self.resident)
        self.meeting = meetings.a_meeting(self.area, self.moderator, issues.supported(self.area))
        self.item = db.session.query(AgendaItem).filter_by(meeting_id=self.meeting.id).first()
        self.vote = votes.an_open_vote(self.area, issue_id=self.issue.id)
        self.note = Notification(
            account_id=self.resident.id, code="issues.supported", facts={"title": "灯"}, url="/", at=now
        )
        db.session.add(self.note)
        db.session.commit()

    def grow(self) -> None:
        """Add many of each."""
        copies(self.note, at=lambda number: self.now - timedelta(minutes=number))
        copies(self.gathering, number=lambda number: f"2026-9{number:04}", client_id=lambda _: None)
        copies(self.action, title=lambda number: f"第{number}盏灯")
        copies(self.action.resolution, number=lambda number: f"9-{number}")
        copies(self.comment, client_id=lambda number: f"copy-{number:08}")
        copies(self.comment, client_id=lambda number: f"reply-{number:08}", parent_id=lambda _: self.comment.id,
               root_id=lambda _: self.comment.id, depth=lambda _: 1)  # fmt: skip
        copies(self.meeting, join_code=lambda number: f"{number:06}", external_ref=str)
        copies(self.item, position=lambda number: 100 + number, issue_id=lambda _: self.issue.id)
        copies(self.vote)
        for number in range(ROWS):
            issues.listed(
                self.area, 500 + number, scope_place=buildings_of(self.area)[number % 6], author_id=self.resident.id
            )
        db.session.commit()

    def pages(self) -> dict[str, tuple[Any, str]]:
        """Return who reads which address."""
        slug = self.area.slug
        return {
            "home": (self.resident, f"/places/{slug}"),
            "issue list": (None, f"/issues?place={slug}"),
            "search": (None, "/search?q=灯"),
            "issue": (None, f"/issues/{self.issue.id}"),
            "issue, signed in": (self.resident, f"/issues/{self.issue.id}"),
            "meetings": (None, f"/meetings?place={slug}"),
            "meeting": (self.resident, f"/meetings/{self.meeting.id}"),
            "votes": (self.resident, f"/votes?place={slug}"),
            "vote": (None, f"/votes/{self.vote.id}"),
            "notices": (None, f"/notices?place={slug}"),
            "board": (self.liaison, "/board"),
            "inbox": (self.resident, "/inbox"),
            "desk": (self.moderator, "/desk"),
            "me": (self.resident, "/me"),
            "own work": (self.handler, "/work"),
        }


def asked(visit: Any, pages: dict[str, tuple[Any, str]]) -> dict[str, tuple[list[str], int]]:
    """Return what each page asks the database, and how long the page is."""
    found = {}
    for name, (account, address) in pages.items():
        visitor = visit(account)
        db.session.commit()
        with counted() as statements:
            answer = visitor.get(address)
        found[name] = [one for one in statements if not one.startswith("BEGIN")], len(answer.data)
    return found


@pytest.fixture
def town(session, now):
    return Town(now)


def test_no_page_asks_more_often_for_more_rows(town, visit):
    few = asked(visit, town.pages())
    town.grow()
    many = asked(visit, town.pages())
    assert [name for name in LONGER if many[name][1] < few[name][1] * 1.3] == []
    grown = {name: many[name][0] for name in few if len(many[name][0]) > len(few[name][0])}
    assert not grown
    often = {name: many[name][0] for name in many if len(many[name][0]) > MOST[name] + FOREIGN.get(name, 1)}
    assert not often
    own = asked(lambda account: visit(account, language="zh-CN"), town.pages())
    assert {name: len(own[name][0]) for name in own if len(own[name][0]) > MOST[name]} == {}
