"""Conversations on both databases: one answer a person, joined once, drawn in the background, nobody's to read."""

from __future__ import annotations

from datetime import timedelta

import pytest

from deliberate.db.base import db
from deliberate.kit.refusals import Refused
from deliberate.ledger.models import Entry
from deliberate.moderation.queries import flagged_at, text
from deliberate.moderation.services import hide_text, lift_hiding, report, watch_words
from deliberate.moderation.states import HideReason
from deliberate.notifications.models import Notification
from deliberate.opinions import queries
from deliberate.opinions.models import Answer
from deliberate.opinions.reactions import close as close_those_over
from deliberate.opinions.services import answering, leading
from deliberate.opinions.states import ConversationState, DeclineReason, Origin, Said, StatementState
from deliberate.places.models import RegisterEntry
from deliberate.places.rules.assisting import Help
from deliberate.places.services.assisting import enter_without_phone
from deliberate.places.states import Ground
from tests.factories.issues import supported, who
from tests.factories.meetings import a_comment, attends
from tests.factories.opinions import a_conversation, an_open_conversation, answers, asked, drawn
from tests.factories.people import (
    a_building_head,
    a_community,
    a_moderator,
    a_resident,
    an_account,
    buildings_of,
    units_of,
)


@pytest.fixture
def place(session, now):
    return a_community()


def code(act, *arguments, **more):
    with pytest.raises(Refused) as refused:
        act(*arguments, **more)
    return refused.value.refusal.code


def test_an_answer_sent_twice_counts_once_and_a_changed_mind_replaces_it(place, now):
    held, person = an_open_conversation(place), a_resident(place)
    one = asked(held)[0]
    for said in (Said.agree, Said.agree, Said.disagree):
        answering.answer(one, said, person=who(person), now=now)
    assert [(row.statement_id, row.said) for row in db.session.query(Answer)] == [(one.id, Said.disagree)]


def test_watched_words_are_marked_where_a_statement_waits_and_flag_one_that_is_asked_at_once(place, now):
    moderator, person = a_moderator(place), a_resident(place)
    watch_words(place, ["微信"], actor_id=moderator.id, now=now)
    held = an_open_conversation(place, moderator, texts=("遛狗应当牵绳", "加我微信领红包", "电瓶车不进楼"))
    assert [pieces for _of, pieces in flagged_at([place.id])] == [[("加我", False), ("微信", True), ("领红包", False)]]
    answering.propose_statement(held, "有事微信说", person=who(person), client_id=None, now=now)
    [(one, pieces)] = queries.with_words(queries.waiting_at([place.id]))
    assert pieces == [("有事", False), ("微信", True), ("说", False)]
    leading.accept_statement(one, actor_id=moderator.id, now=now)
    assert len(flagged_at([place.id])) == 1


def test_who_answered_what_stands_nowhere_but_in_the_row(place):
    held, person = an_open_conversation(place), a_resident(place)
    before = db.session.query(Entry).count()
    answers(held, person, "+-0+-0")
    leading.close_conversation(held, actor_id=held.prepared_by_id, now=held.made_at)
    entries = db.session.query(Entry).order_by(Entry.id).all()
    assert len(entries) == before + 1
    assert entries[-1].payload == {"conversation_id": held.id, "meeting_id": None, "people": 1}
    assert person.id not in {entry.actor_id for entry in entries}


def test_only_people_of_the_place_answer_and_only_while_it_is_open(place, now):
    held, person = a_conversation(place), a_resident(place)
    one = asked(held)[0]
    assert code(answering.answer, one, Said.agree, person=who(person), now=now) == "opinions.not_open_yet"
    leading.open_conversation(held, actor_id=held.prepared_by_id, now=now)
    stranger = who(an_account())
    assert code(answering.answer, one, Said.agree, person=stranger, now=now) == "opinions.verify_address"
    assert code(answering.answer, one, None, person=who(person), now=now) == "opinions.answer_missing"
    leading.close_conversation(held, actor_id=held.prepared_by_id, now=now)
    assert code(answering.answer, one, Said.agree, person=who(person), now=now) == "opinions.over"


def test_the_announced_end_closes_it(place, now):
    held = an_open_conversation(place, closes_at=now + timedelta(days=1))
    assert close_those_over(now) == 0
    assert close_those_over(now + timedelta(days=1)) == 1
    assert held.state is ConversationState.closed


def test_a_proposed_statement_waits_for_a_moderator_and_is_made_once(place, now):
    held, person = an_open_conversation(place), a_resident(place)
    propose = {"person": who(person), "client_id": "abc", "now": now}
    one = answering.propose_statement(held, "东门应当有长椅", **propose)
    assert answering.propose_statement(held, "东门应当有长椅", **propose).id == one.id
    assert (one.state, one.origin, one.id in {each.id for each in asked(held)}) == ("waiting", Origin.resident, False)
    assert [each.id for each in queries.waiting_at([place.id])] == [one.id]
    assert code(answering.answer, one, Said.agree, person=who(person), now=now) == "opinions.not_asked"
    leading.decline_statement(one, DeclineReason.several_at_once, actor_id=held.prepared_by_id, now=now)
    assert (one.state, one.reason) == (StatementState.declined, DeclineReason.several_at_once)
    leading.accept_statement(one, actor_id=held.prepared_by_id, now=now)
    assert one.id in {each.id for each in asked(held)}
    again = {**propose, "client_id": "abcd"}
    assert code(answering.propose_statement, held, " 东门应当有长椅 ", **again) == "opinions.statement_known"


def test_joined_statements_keep_everybodys_answer_once(place, now):
    held = an_open_conversation(place)
    first, second = asked(held)[:2]
    only, both, changed = (a_resident(place) for _ in range(3))
    answers(held, only, "+")
    answers(held, both, "-+")
    answering.answer(second, Said.passes, person=who(changed), now=now)
    answering.answer(first, Said.agree, person=who(changed), now=now + timedelta(minutes=1))
    leading.merge_statements(first, second, actor_id=held.prepared_by_id, now=now)
    kept = {row.account_id: row.said for row in db.session.query(Answer).filter_by(statement_id=second.id)}
    assert kept == {only.id: Said.agree, both.id: Said.agree, changed.id: Said.agree}
    assert db.session.query(Answer).filter_by(statement_id=first.id).count() == 0
    entry = db.session.query(Entry).order_by(Entry.id.desc()).first()
    assert (entry.verb, entry.payload["moved"], entry.payload["answered_both"]) == ("statement.merged", 1, 2)
    # What a phone sends late for the one that is gone is said to the other.
    late = a_resident(place)
    answering.answer(first, Said.disagree, person=who(late), now=now)
    assert queries.answers_of(held.id, late.id) == {second.id: Said.disagree}
    assert code(leading.merge_statements, second, second, actor_id=1, now=now) == "opinions.merge_with_itself"


def test_what_was_said_in_a_discussion_is_asked_of_everybody_once(place, now):
    issue = supported(place)
    said = a_comment(issue, a_resident(place))
    held = a_conversation(place, issue_id=issue.id, texts=())
    assert [one.id for one in queries.said_about(held)] == [said.id]
    leading.take_contributions(held, [said], actor_id=held.prepared_by_id, now=now)
    assert [(one.text, one.origin) for one in asked(held)] == [(said.body, Origin.contribution)]
    assert queries.said_about(held) == []


def test_the_map_is_due_when_somebody_answers_and_not_again_until_then(place):
    held = an_open_conversation(place)
    assert queries.due_maps() == []
    answers(held, a_resident(place), "+-")
    assert drawn(held)["people"] == 1
    assert queries.due_maps() == []
    leading.withdraw_statement(asked(held)[0], actor_id=held.prepared_by_id, now=held.made_at)
    assert [len(due.lines) for due in queries.due_maps()] == [12]
    leading.close_conversation(held, actor_id=held.prepared_by_id, now=held.made_at)
    assert drawn(held)["statements"].keys() == {str(asked(held)[0].id)}


def test_one_is_asked_what_one_has_not_answered_and_new_statements_first(place):
    held, person = an_open_conversation(place), a_resident(place)
    for _ in range(6):
        answers(held, a_resident(place), "+++-0 ")
    drawn(held)
    answers(held, person, "+")
    order, left = queries.asked_next(held, person.id, most=10)
    assert left == 5
    assert asked(held)[0].id not in {one.id for one in order}
    firsts = [queries.asked_next(held, 1000 + number, most=1)[0][0].id for number in range(30)]
    # By pure chance it would come first for six of them.
    assert firsts.count(asked(held)[5].id) > 10


@pytest.fixture
def granny(place, now):
    head, home = a_building_head(buildings_of(place)[0]), units_of(place)[0]
    db.session.add(RegisterEntry(place_id=home.id, household="1", name="王桂珍"))
    db.session.flush()
    return enter_without_phone(home, "王桂珍", actor_id=head.id, now=now), head


def test_a_person_without_a_phone_is_written_down_for_on_record_and_counted_apart(place, granny, now):
    (person, head), held = granny, an_open_conversation(place)
    first, second = asked(held)[:2]
    help_ = Help(helper_id=head.id, ground=Ground.home_visit)
    assert code(answering.answer_for, held, {}, person=who(person), help_=help_, now=now) == "opinions.answer_missing"
    said = {first.id: Said.agree, second.id: Said.disagree}
    assert answering.answer_for(held, said, person=who(person), help_=help_, now=now) == 2
    assert queries.answers_of(held.id, person.id) == said
    assert (queries.number_helped(held.id), queries.people(held.id)) == (1, 1)
    entry = db.session.query(Entry).order_by(Entry.id.desc()).first()
    assert entry.actor_id == head.id
    assert entry.payload == {
        "conversation_id": held.id, "on_behalf_of": person.id, "ground": "home_visit", "statements": 2,
    }  # fmt: skip


def test_who_comes_with_a_phone_later_keeps_what_was_written_down_and_the_own_word_first(place, granny, now):
    (person, head), held, own = granny, an_open_conversation(place), a_resident(place)
    first, second = asked(held)[:2]
    help_ = Help(helper_id=head.id, ground=Ground.by_phone)
    said = {first.id: Said.agree, second.id: Said.disagree}
    answering.answer_for(held, said, person=who(person), help_=help_, now=now)
    answering.answer(first, Said.passes, person=who(own), now=now)
    answering.take_over(person.id, own.id)
    assert queries.answers_of(held.id, own.id) == {first.id: Said.passes, second.id: Said.disagree}
    assert queries.answers_of(held.id, person.id) == {}


def test_a_reported_statement_is_hidden_and_comes_back_with_its_answers(place, now):
    held, person, moderator = an_open_conversation(place), a_resident(place), a_moderator(place)
    answers(held, person, "+")
    one = asked(held)[0]
    of = text("statement", one.id)
    assert report(of, HideReason.personal_attack, reporter_id=person.id, now=now) == 1
    ruling = hide_text(of, HideReason.personal_attack, actor_id=moderator.id, now=now)
    assert (one.state, one in queries.asked_next(held, a_resident(place).id, most=99)[0]) == (
        StatementState.withdrawn,
        False,
    )
    assert code(leading.accept_statement, one, actor_id=moderator.id, now=now) == "opinions.hidden"
    lift_hiding(ruling, actor_id=moderator.id, now=now)
    assert one.state is StatementState.shown
    assert queries.answers_of(held.id, person.id) == {one.id: Said.agree}


def test_what_was_taken_back_stays_so_when_a_hiding_is_lifted(place, now):
    held, moderator = an_open_conversation(place), a_moderator(place)
    one, other = asked(held)[:2]
    about = [text("statement", each.id) for each in (one, other)]
    leading.withdraw_statement(one, actor_id=moderator.id, now=now)
    for said in about:
        ruling = hide_text(said, HideReason.personal_attack, actor_id=moderator.id, now=now)
        lift_hiding(ruling, actor_id=moderator.id, now=now)
    assert [one.state, other.state] == [StatementState.withdrawn, StatementState.shown]
    # Whoever leads can still ask it again.
    leading.accept_statement(one, actor_id=moderator.id, now=now)
    assert one.state is StatementState.shown


def test_a_statement_nobody_has_looked_at_cannot_be_reported(place, now):
    held, person = an_open_conversation(place), a_resident(place)
    waits = answering.propose_statement(held, "The bins should be nearer.", person=who(person), client_id="w", now=now)
    assert text("statement", waits.id) is None
    assert text("statement", 0) is None


def test_neighbours_hear_that_they_are_asked_and_who_answered_hears_what_came_of_it(place, now):
    one, other, held = a_resident(place), a_resident(place), a_conversation(place)
    leading.open_conversation(held, actor_id=held.prepared_by_id, now=now)
    assert {row.account_id for row in told("conversation.opened")} >= {one.id, other.id}
    answers(held, one, "+")
    leading.close_conversation(held, actor_id=held.prepared_by_id, now=now)
    assert [(row.account_id, row.url) for row in told("conversation.closed")] == [(one.id, f"/opinions/{held.id}/map")]
    again = now + timedelta(hours=1)
    leading.open_conversation(held, actor_id=held.prepared_by_id, now=again)
    assert {row.at for row in told("conversation.opened")} == {now}


def told(code):
    return db.session.query(Notification).filter_by(code=code).all()


def test_whoever_came_to_the_meeting_answers_in_it(place, now):
    from tests.factories.meetings import a_running_meeting  # noqa: PLC0415 - one test needs a meeting

    moderator, guest = a_moderator(place), an_account()
    meeting = a_running_meeting(place, moderator)
    held = an_open_conversation(place, moderator, meeting_id=meeting.id)
    assert code(answering.answer, asked(held)[0], Said.agree, person=who(guest), now=now) == "opinions.verify_address"
    attends(meeting, guest)
    answering.answer(asked(held)[0], Said.agree, person=who(guest), now=now)
    assert len(queries.answers_of(held.id, guest.id)) == 1
