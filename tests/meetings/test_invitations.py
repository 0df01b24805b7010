"""Who is asked to come, what they answer and need, and who answers for those without a phone."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from deliberate.db.base import db
from deliberate.kit.clock import now
from deliberate.kit.refusals import Refused
from deliberate.ledger.queries import stream_after
from deliberate.meetings.invitations import queries, rules
from deliberate.meetings.invitations.services import Guests, Reply, answer_invitation, answer_own, invite
from deliberate.meetings.invitations.states import Answer, Need
from deliberate.meetings.services import calling
from deliberate.meetings.states import MeetingKind, MeetingState, RuleWord
from deliberate.notifications.models import Notification
from deliberate.places.rules.deadlines import local_day
from tests.factories.issues import supported
from tests.factories.meetings import a_drafted_meeting, a_meeting, identity
from tests.factories.people import a_community, a_moderator, a_resident

COMING = Reply(answer=Answer.coming)


@pytest.fixture
def meeting(session):
    place = a_community()
    return a_drafted_meeting(place, a_moderator(place))


def ask(meeting, *people, names=(), part=None):
    guests = Guests(account_ids=[one.id for one in people], names=names, part=part)
    return invite(meeting, guests, actor_id=meeting.moderator_id, now=now())


def told(account):
    found = select(Notification.code).where(Notification.account_id == account.id).order_by(Notification.id)
    return [code for code in db.session.scalars(found) if code == "meeting.invited"]


@pytest.mark.parametrize(
    ("state", "changes", "code"),
    [
        (MeetingState.announced, {}, None),
        (MeetingState.draft, {}, None),
        (MeetingState.in_session, {}, None),
        (MeetingState.closed, {}, "invitations.over"),
        (MeetingState.cancelled, {}, "invitations.over"),
        (MeetingState.announced, {"answer": Answer.waiting}, "invitations.answer_missing"),
        (MeetingState.announced, {"answer": Answer.by_proxy}, "invitations.proxy_missing"),
        (MeetingState.announced, {"answer": Answer.by_proxy, "proxy": "王芳"}, None),
        (MeetingState.announced, {"needs": (Need.interpreter,)}, "invitations.language_missing"),
        (MeetingState.announced, {"needs": (Need.interpreter,), "language": "日本語"}, None),
        (MeetingState.announced, {"note": "长" * 200}, None),
        (MeetingState.announced, {"note": "长" * 201}, "meetings.text_too_long"),
        (MeetingState.announced, {"proxy": "长" * 41}, "meetings.name_too_long"),
    ],
)
def test_an_answer_is_given_before_the_meeting_is_over_and_says_what_it_needs(state, changes, code):
    about = {"answer": Answer.coming, "proxy": "", "needs": (), "language": "", "note": "", **changes}
    refusal = rules.why_not_answer(state, about.pop("answer"), **about)
    assert (refusal.code if refusal else None) == code


@pytest.mark.parametrize(
    ("state", "names", "people", "before", "code"),
    [
        (MeetingState.draft, ["陈阿婆"], 0, 0, None),
        (MeetingState.announced, [], 1, 199, None),
        (MeetingState.announced, [], 1, 200, "invitations.too_many"),
        (MeetingState.announced, [], 0, 0, "invitations.nobody"),
        (MeetingState.announced, ["长" * 41], 0, 0, "meetings.name_too_long"),
        (MeetingState.in_session, ["陈阿婆"], 0, 0, "invitations.too_late"),
    ],
)
def test_people_are_asked_until_the_meeting_begins(state, names, people, before, code):
    refusal = rules.why_not_invite(state, names, people=people, before=before)
    assert (refusal.code if refusal else None) == code


def test_whoever_is_asked_is_told_once_the_meeting_is_announced(meeting):
    early, late = a_resident(meeting.place), a_resident(meeting.place)
    ask(meeting, early)
    assert told(early) == []
    calling.announce_meeting(meeting, actor_id=meeting.moderator_id, now=now())
    assert told(early) == ["meeting.invited"]
    ask(meeting, late, early, names=["陈阿婆", " 陈阿婆 "])
    assert (told(early), told(late)) == (["meeting.invited"], ["meeting.invited"])
    assert [one.label for one in queries.invited(meeting.id)] == [early.display_name, late.display_name, "陈阿婆"]


def test_who_must_be_there_by_the_rules_and_is_not_asked_is_told(session):
    place = a_community()
    hearing = a_drafted_meeting(place, a_moderator(place), kind=MeetingKind.hearing)
    assert RuleWord.decider_or_implementer in queries.missing(hearing, queries.invited(hearing.id))
    ask(hearing, names=["物业公司"], part=RuleWord.decider_or_implementer)
    rows = queries.invited(hearing.id)
    assert rows[0].required
    assert RuleWord.decider_or_implementer not in queries.missing(hearing, rows)


def test_an_answer_may_change_and_its_needs_stand_in_no_record(session):
    place = a_community()
    meeting, person = a_meeting(place, a_moderator(place)), a_resident(place)
    needs = Reply(answer=Answer.coming, needs=(Need.wheelchair, Need.interpreter), interpreter="日本語")
    mine = answer_own(meeting, needs, person=identity(person), now=now())
    assert answer_own(meeting, needs, person=identity(person), now=now()).id == mine.id
    assert queries.needed(queries.invited(meeting.id)) == {Need.interpreter: 1, Need.wheelchair: 1}
    answer_own(meeting, Reply(answer=Answer.not_coming), person=identity(person), now=now())
    rows = queries.invited(meeting.id)
    assert (queries.counted(rows)[Answer.not_coming], queries.needed(rows)) == (1, {})
    entries = [one for one in stream_after(f"meeting:{meeting.id}") if one.verb == "meeting.invitation_answered"]
    assert [entry.payload["answer"] for entry in entries] == ["coming", "not_coming"]
    assert all("need" not in str(entry.payload) and "日本語" not in str(entry.payload) for entry in entries)


@pytest.mark.parametrize(
    ("state", "required", "code"),
    [
        (MeetingState.draft, True, None),
        (MeetingState.announced, False, None),
        (MeetingState.announced, True, "invitations.needed"),
        (MeetingState.in_session, False, "invitations.too_late"),
    ],
)
def test_who_was_asked_by_mistake_is_taken_off_the_list_until_the_rules_rest_on_them(state, required, code):
    refusal = rules.why_not_take_off(state, required=required)
    assert (refusal.code if refusal else None) == code


def test_a_name_typed_wrong_leaves_the_list_and_the_record_keeps_that_it_did(session, visit):
    meeting = a_drafted_meeting(place := a_community(), a_moderator(place))
    (number,) = ask(meeting, names=["陈阿坡"])
    session.commit()
    desk = visit(meeting.moderator)
    assert "Take off the list" in desk.get(f"/meetings/{meeting.id}/invitations/{number}").text
    desk.post(f"/meetings/{meeting.id}/invitations/{number}/removal", status=303)
    assert queries.invited(meeting.id) == []
    assert stream_after(f"meeting:{meeting.id}")[-1].verb == "meeting.invitation_withdrawn"


def test_the_desk_answers_for_people_without_a_phone_on_record(session):
    place = a_community()
    meeting = a_meeting(place, a_moderator(place))
    (number,) = ask(meeting, names=["陈阿婆"])
    reply = Reply(answer=Answer.by_proxy, proxy="王芳")
    kept = answer_invitation(queries.invitation(number), reply, actor_id=meeting.moderator_id, now=now())
    assert (kept.answer, kept.proxy, kept.by_another) == (Answer.by_proxy, "王芳", True)
    entry = stream_after(f"meeting:{meeting.id}")[-1]
    assert (entry.verb, entry.actor_id, entry.payload["by_another"]) == (
        "meeting.invitation_answered", meeting.moderator_id, True,
    )  # fmt: skip
    meeting.state = MeetingState.closed
    with pytest.raises(Refused, match=r"invitations\.over"):
        answer_invitation(kept, COMING, actor_id=meeting.moderator_id, now=now())


def test_the_list_is_read_by_name_below_who_must_be_there(session, visit):
    place = a_community()
    moderator = a_moderator(place)
    hearing = a_drafted_meeting(place, moderator, kind=MeetingKind.hearing)
    ask(hearing, names=["王阿婆", "张爷叔", "陈阿婆"])
    ask(hearing, names=["周主任"], part=RuleWord.decider_or_implementer)
    session.commit()
    page = visit(moderator, language="zh-CN").get(f"/meetings/{hearing.id}/invitations").text
    places = [page.index(name) for name in ("周主任", "陈阿婆", "王阿婆", "张爷叔")]
    assert places == sorted(places)


def test_the_authors_of_the_issues_are_offered_until_they_are_asked(session):
    place = a_community()
    author, moderator = a_resident(place), a_moderator(place)
    meeting = a_drafted_meeting(place, moderator, supported(place, author))
    today = local_day(now())
    assert author.id in [one.id for one in queries.candidates(meeting, today)]
    ask(meeting, author)
    assert author.id not in [one.id for one in queries.candidates(meeting, today)]
    assert moderator.id in [one.id for one in queries.candidates(meeting, today)]
