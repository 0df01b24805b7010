"""Pages of conversations: answering without script, the map that names nobody, and the moderator's side."""

from __future__ import annotations

import re

import pytest

from deliberate.db.base import db
from deliberate.opinions import queries
from deliberate.opinions.models import Answer, Conversation
from deliberate.opinions.reactions import draw
from deliberate.opinions.services import leading
from deliberate.opinions.states import ConversationState, Said, StatementState
from deliberate.places.models import RegisterEntry
from deliberate.places.services.assisting import enter_without_phone
from deliberate.web.jobs import follow_once
from tests.factories.issues import supported
from tests.factories.opinions import TEXTS, a_conversation, an_open_conversation, answers, asked, drawn
from tests.factories.people import (
    a_building_head,
    a_community,
    a_liaison,
    a_moderator,
    a_resident,
    an_admin,
    buildings_of,
    units_of,
)

pytestmark = pytest.mark.usefixtures("session", "now")


@pytest.fixture
def place(session):
    return a_community()


def text(answer):
    return " ".join(answer.get_data(as_text=True).split())


def test_a_resident_answers_one_after_the_other_and_changes_a_mind(place, visit):
    held, person = an_open_conversation(place), a_resident(place)
    db.session.commit()
    visitor, address = visit(person, language="en"), f"/opinions/{held.id}"
    for number in range(len(TEXTS)):
        page = text(visitor.get(address))
        assert f"Answered {number} of {len(TEXTS)}" in page
        one = re.search(r'name="statement_id" value="(\d+)"', page)[1]
        visitor.post(f"{address}/answer", data={"statement_id": one, "said": "agree"}, status=303)
    assert "You have answered everything" in text(visitor.get(address))
    visitor.post(f"{address}/answer", data={"statement_id": one, "said": "pass", "back": "mine"}, status=303)
    db.session.expire_all()
    assert queries.answers_of(held.id, person.id)[int(one)] is Said.passes
    assert visitor.get(f"{address}/mine").headers["Cache-Control"] == "no-store"


def test_a_guest_is_asked_to_sign_in(place, visit):
    held = an_open_conversation(place)
    db.session.commit()
    assert "Sign in to answer" in text(visit(language="en").get(f"/opinions/{held.id}"))


def test_the_elder_version_asks_first_and_explains_after(place, visit):
    held, person = an_open_conversation(place, intro="说说夜里怎样才好"), a_resident(place)
    db.session.commit()
    visitor, address = visit(person), f"/opinions/{held.id}"
    page = text(visitor.get(address))
    assert page.index("说说夜里怎样才好") < page.index('name="statement_id"')
    visitor.post("/preferences/elder", {"elder": "1"}, status=303)
    page = text(visitor.get(address))
    assert page.index('name="statement_id"') < page.index("说说夜里怎样才好")


@pytest.fixture
def seven(place):
    """Return a conversation that seven residents have answered, and the first two of them."""
    held = an_open_conversation(place)
    people = [a_resident(place) for _ in range(7)]
    for person, said in zip(
        people, ("++++++", "------", "+-+-+-", "+++---", "++----", "+++++-", "--++++"), strict=True
    ):
        answers(held, person, said)
    drawn(held)
    db.session.commit()
    return held, people[:2]


def test_nobody_else_can_tell_who_answered_what(place, seven, visit):
    """Two people change places in every answer, and no page, feed or export of anybody else changes by a letter."""
    held, (one, other) = seven
    readers = [None, a_resident(place), *(make(place) for make in (a_moderator, a_liaison, an_admin))]
    db.session.commit()
    addresses = ["", "/map", "/lead"]
    others = [
        "/opinions",
        "/ledger/whole.jsonl",
        "/ledger/export.jsonl",
        "/desk/moderation",
        "/board",
        f"/places/{place.slug}",
    ]

    def seen():
        pages = []
        for reader in readers:
            visitor = visit(reader)
            for address in [*(f"/opinions/{held.id}{end}" for end in addresses), *others]:
                answer = visitor._ask(visitor._client.get, address)
                pages.append(re.sub(r'(nonce|value|content|data-\w+)="[^"]*"', "", answer.get_data(as_text=True)))
        return pages

    before = seen()
    for row in db.session.query(Answer).filter(Answer.account_id.in_([one.id, other.id])):
        row.said = {Said.agree: Said.disagree, Said.disagree: Said.agree}[row.said]
    db.session.commit()
    drawn(held)
    db.session.commit()
    assert [a == b for a, b in zip(before, seen(), strict=True)] == [True] * len(before)


def test_the_map_shows_shares_and_no_clear_groups_as_a_good_answer(seven, visit):
    held, _people = seven
    page = text(visit(language="en").get(f"/opinions/{held.id}/map"))
    assert "7 people have answered" in page
    assert "Twenty are needed" in page
    assert TEXTS[0] in page


def test_an_open_map_says_when_it_was_drawn_and_a_closed_one_asks_no_more(seven, visit):
    held, _people = seven
    kept = queries.map_of(held.id).drawn_at.isoformat()
    page = text(visit().get(f"/opinions/{held.id}/map"))
    assert f'data-asks="/opinions/{held.id}/map/drawn" data-drawn="{kept}"' in page
    answer = visit().get(f"/opinions/{held.id}/map/drawn")
    assert (answer.json, answer.headers["Cache-Control"]) == ({"drawn": kept}, "no-store")
    leading.close_conversation(held, actor_id=held.prepared_by_id, now=held.made_at)
    db.session.commit()
    assert "data-asks" not in text(visit().get(f"/opinions/{held.id}/map"))


def test_groups_are_named_described_and_drawn_without_anybody_in_them(place, visit):
    texts = [f"{number}号楼前应当种树" for number in range(1, 15)]
    held = an_open_conversation(place, texts=texts)
    for number in range(30):
        side = "+-" if number % 2 else "-+"
        answers(held, a_resident(place), side[0] * 6 + side[1] * 6 + "++")
    found = drawn(held)
    db.session.commit()
    assert (found["verdict"], [one["size"] for one in found["groups"]]) == ("groups", [15, 15])
    page = text(visit(language="en").get(f"/opinions/{held.id}/map"))
    assert page.count("<ellipse") == 4
    assert "Group A" in page
    assert "<circle" not in page.partition("opinion-picture")[2].partition("</svg>")[0]


def test_the_server_draws_in_a_process_of_its_own(place, app):
    held = an_open_conversation(place)
    answers(held, a_resident(place), "++--00")
    db.session.commit()
    assert [draw(due)["people"] for due in queries.due_maps()] == [1]
    db.session.rollback()
    assert follow_once(app, "opinions.maps") == 1
    db.session.expire_all()
    assert queries.map_of(held.id).found["people"] == 1
    assert follow_once(app, "opinions.maps") == 0


def test_a_moderator_prepares_puts_opens_joins_and_closes(place, visit):
    moderator, issue = a_moderator(place), supported(place)
    db.session.commit()
    desk = visit(moderator, language="en")
    desk.post(
        f"/places/{place.slug}/opinions/new?issue={issue.id}", data={"title": "夜间照明", "proposals": "y"}, status=303
    )
    held = db.session.query(Conversation).one()
    assert (held.issue_id, held.state) == (issue.id, ConversationState.preparing)
    lead = f"/opinions/{held.id}"
    desk.post(f"{lead}/statements", data={"texts": "一号楼要灯\n\n二号楼要灯\n三号楼要灯\n"}, status=303)
    desk.post(f"{lead}/open", status=303)
    first, second, third = asked(held)
    desk.post(f"/opinions/statements/{first.id}/merge", data={"into": second.id}, status=303)
    desk.post(f"/opinions/statements/{third.id}/withdraw", status=303)
    desk.post(f"{lead}/close", status=303)
    db.session.expire_all()
    assert [one.state for one in queries.statements(held.id)] == ["merged", "shown", "withdrawn"]
    assert held.state is ConversationState.closed
    assert "夜间照明" in text(desk.get(f"/issues/{issue.id}"))


def test_a_draft_is_its_moderators_alone(place, visit):
    held, person = a_conversation(place), a_resident(place)
    db.session.commit()
    assert visit(person).get(f"/opinions/{held.id}", status=404)


def test_a_proposal_is_let_through_from_the_workbench(place, visit):
    held, person, moderator = an_open_conversation(place), a_resident(place), a_moderator(place)
    db.session.commit()
    visit(person).post(f"/opinions/{held.id}/propose", data={"text": "东门应当有长椅", "client_id": "one"}, status=303)
    one = queries.statements(held.id, StatementState.waiting)[0]
    desk = visit(moderator, language="en")
    assert "东门应当有长椅" in text(desk.get("/desk/moderation"))
    desk.post(f"/opinions/statements/{one.id}/accept", data={"back": "desk"}, status=303)
    db.session.expire_all()
    assert one.state is StatementState.shown


def test_answers_are_written_down_for_a_person_without_a_phone_and_not_shown_again(place, visit, now):
    head, home = a_building_head(buildings_of(place)[0]), units_of(place)[0]
    db.session.add(RegisterEntry(place_id=home.id, household="1", name="王桂珍"))
    db.session.flush()
    person, held = enter_without_phone(home, "王桂珍", actor_id=head.id, now=now), an_open_conversation(place)
    one = asked(held)[0]
    db.session.commit()
    address = f"/assist/{person.id}/opinions/{held.id}"
    assert address in text(visit(head).get(f"/assist/{person.id}"))
    refused = visit(head).post(address, data={f"said-{one.id}": "agree"}, status=422)
    assert f'name="said-{one.id}" value="agree" checked' in text(refused)
    sent = {f"said-{one.id}": "agree", "ground": "in_person", "read_back": "y"}
    visit(head).post(address, data=sent, status=303)
    assert queries.answers_of(held.id, person.id) == {one.id: Said.agree}
    assert " checked" not in text(visit(head).get(address))
    stranger = a_resident(place)
    db.session.commit()
    visit(stranger).get(address, status=409)
