"""Who is told what, on both databases."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from deliberate.db.base import db
from deliberate.delivery.services import carrying, resolving, supervising, sweeping
from deliberate.delivery.states import DelayReason, ObjectionOutcome
from deliberate.notifications import queries, services
from deliberate.places.models import Membership
from deliberate.places.rules.deadlines import local_day
from deliberate.places.rules.mandates import Term
from deliberate.places.services.mandates import end_mandate, enter_mandate
from deliberate.places.states import Capacity
from tests.factories import delivery as make
from tests.factories.issues import an_issue, gathering, supported, who
from tests.factories.people import a_community, a_liaison, a_moderator, a_resident

pytestmark = pytest.mark.usefixtures("session", "now")


@pytest.fixture
def place(session, now):
    return a_community()


def codes(account):
    return [message.code for message in queries.inbox(account.id)]


def test_moderators_hear_of_a_new_issue_and_its_author_does_not(place):
    moderator, author = a_moderator(place), a_resident(place)
    an_issue(place, author)
    assert codes(moderator) == ["issue.proposed"]
    assert codes(author) == []


def test_an_author_hears_what_became_of_the_issue(place):
    author = a_resident(place)
    gathering(place, author)
    assert codes(author) == ["issue.accepted", "issue.taken"]


def test_those_behind_an_issue_hear_that_it_is_supported(place, session):
    issue = supported(place)
    behind = queries.seconders(issue.id)
    assert behind
    told = {account_id for account_id in behind if queries.unread(account_id)}
    # Whoever gave the last second sees it on the page.
    assert len(behind) - len(told) <= 1


def test_the_handler_is_charged_and_reminded(place, now):
    _item, handler, _moderator = make.an_action(place, due=7)
    sweeping.tell_lateness(now)
    assert codes(handler) == ["action.due_soon", "action.assigned"]


def test_lateness_climbs_from_the_unit_to_moderator_and_liaison(place, now):
    liaison = a_liaison(place)
    item, handler, moderator = make.an_action(place, due=20)
    day = now + timedelta(days=22)
    sweeping.tell_lateness(day)
    assert "action.overdue" in codes(handler)
    assert "action.overdue" not in codes(liaison)
    sweeping.tell_lateness(day + timedelta(days=60))
    assert "action.overdue" in codes(moderator)
    assert "action.overdue" in codes(liaison)
    assert queries.inbox(liaison.id)[0].facts["body"] == item.responsible_body


def test_residents_are_asked_whether_it_is_solved_and_then_to_judge(place):
    neighbour = a_resident(place)
    make.appraising(place)
    assert codes(neighbour)[:1] == ["resolution.appraisal_opened"]
    assert "action.reported_done" in codes(neighbour)


def test_standing_still_and_a_later_day_are_told_with_their_reason(place, now):
    author = a_resident(place)
    item, handler, moderator = make.an_action(place, author=author)
    carrying.block_action(item, DelayReason.weather, "", actor_id=handler.id, now=now)
    later = item.due_on + timedelta(days=9)
    given = {"reason": DelayReason.weather, "note": "台风", "actor_id": moderator.id, "now": now}
    carrying.extend_action(item, later, **given)
    extended, blocked = queries.inbox(author.id)[:2]
    assert (blocked.code, blocked.facts["reason"]) == ("action.blocked", "weather")
    assert (extended.code, extended.facts["due_on"]) == ("action.extended", later.isoformat())


def test_objections_and_questions_find_who_has_to_answer(place, now):
    neighbour, liaison = a_resident(place), a_liaison(place)
    found, moderator = make.posted(place)
    objection = resolving.object_to(found, "费用不清楚", account_id=neighbour.id, now=now)
    assert codes(moderator)[0] == "resolution.objected"
    answer = {"outcome": ObjectionOutcome.dismissed, "answer": "物业出资", "actor_id": moderator.id, "now": now}
    resolving.answer_objection(found, objection, **answer)
    assert codes(neighbour)[0] == "resolution.objection_answered"
    item, handler, _moderator = make.an_action(place)
    note = supervising.ask(item, "何时开工？", local_day(now), actor_id=liaison.id, now=now)
    assert codes(handler)[0] == "supervision.asked"
    supervising.answer(note, "明天", actor_id=handler.id, now=now)
    assert codes(liaison)[0] == "supervision.answered"


def test_a_representative_hears_of_being_entered_and_of_being_ended(place, now):
    person, desk = a_resident(place), a_moderator(place)
    home = db.session.scalars(select(Membership).filter_by(account_id=person.id)).one().place
    seat = enter_mandate(home, person.name, Term(Capacity.representative, now.date()), actor_id=desk.id, now=now)
    end_mandate(seat, "居民会议决定", actor_id=desk.id, now=now)
    ended, entered = queries.inbox(person.id)[:2]
    assert (entered.code, entered.facts["capacity"]) == ("membership.mandate_entered", "representative")
    assert (ended.code, ended.facts["reason"]) == ("membership.mandate_ended", "居民会议决定")
    assert codes(desk) == []


def test_reading_one_or_all(place, now):
    moderator = a_moderator(place)
    an_issue(place)
    an_issue(place, title="电梯坏了")
    first = queries.inbox(moderator.id)[0]
    services.mark_read(moderator.id, now, first.id)
    assert queries.unread(moderator.id) == 1
    services.mark_read(who(moderator).account_id, now)
    assert queries.unread(moderator.id) == 0
