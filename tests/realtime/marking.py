"""What can befall contributions of an evening, for the test that phones keep up with it."""

from __future__ import annotations

from datetime import timedelta

from deliberate.attachments.services import Kept
from deliberate.db.base import db
from deliberate.kit.clock import now
from deliberate.meetings.discussion.models import Contribution
from deliberate.meetings.discussion.queries import threads
from deliberate.meetings.discussion.services import keeping, marking
from deliberate.meetings.discussion.services.saying import hide_contribution, show_contribution
from deliberate.meetings.discussion.states import HideReason, LockReason, Stance
from deliberate.meetings.order.rules import Person
from deliberate.meetings.order.services import Ask, take_step
from deliberate.meetings.tidying import services as tidying
from deliberate.moderation.queries import ruling_on
from deliberate.moderation.services import lift_hiding
from deliberate.moderation.states import Restraint
from deliberate.opinions.services.leading import close_conversation, open_conversation
from tests.factories.meetings import a_contribution, identity
from tests.factories.opinions import an_open_conversation

A_PHOTO = Kept("0" * 64, 800, 600)


def marked(meeting, moderator, people):
    """Mend, agree, pin and answer, and take each back; then hide what was mended."""
    by, item = {"actor_id": moderator.id, "now": now()}, meeting.agenda[0]
    asked = a_contribution(meeting, item, people[0], "谁来付钱？", stance=Stance.question, photos=(A_PHOTO,))
    yield meeting
    marking.edit(asked, "谁来付电费？", person=identity(people[0]), now=now())
    yield meeting
    for person in people[1:]:
        marking.agree(asked, person=identity(person), now=now())
        yield meeting
    marking.pin(asked, **by)
    marking.mark_answered(asked, "居委会", **by)
    yield meeting
    marking.mark_answered(asked, "物业", answer=threads.said_in(meeting.id)[1], **by)
    hide_contribution(asked, HideReason.off_topic, **by)
    yield meeting
    show_contribution(asked, **by)
    yield meeting
    for act in (marking.reopen_question, marking.unpin):
        act(asked, **by)
        yield meeting
    for person in people[1:]:
        marking.withdraw_agreement(asked, person=identity(person), now=now())
    yield meeting
    yield from kept_in_order(meeting, moderator, people)
    yield from asked_to_stop(meeting, moderator, people[0])
    yield from tidied(meeting, moderator, people)


def tidied(meeting, moderator, people):
    """Put two together, part them, move a thread there and back, close and open its replies, and pause with a reason."""
    item, by = meeting.agenda[0], {"actor_id": moderator.id, "now": now()}
    keeping.set_talk(item, slow_in={item.phase.value: 30}, locked=True, reason=LockReason.heated, **by)
    yield meeting
    keeping.set_talk(item, slow_in={}, locked=False, **by)
    one = a_contribution(meeting, item, people[0], "装灯", at=now() + timedelta(hours=1))
    same = a_contribution(meeting, item, people[1], "请装灯", at=now() + timedelta(hours=1))
    answer = a_contribution(meeting, item, people[0], "好", parent_id=same.id, at=now() + timedelta(hours=2))
    yield meeting
    for act in (lambda: tidying.merge(same, one, **by), lambda: tidying.part(same, **by)):
        act()
        yield meeting
    tidying.move(answer, meeting.agenda[1], **by)
    yield meeting
    tidying.close_replies(one, LockReason.said, **by)
    yield meeting
    tidying.open_replies(one, **by)
    yield meeting


def asked_to_stop(meeting, moderator, person):
    """Have a word with somebody, ask for a pause, and take that back."""
    by = {"actor_id": moderator.id, "now": now()}
    for kind in (Restraint.warning, Restraint.mute):
        step = take_step(
            meeting, Person(account_id=person.id), Ask(kind=kind, reason=HideReason.disturbs, url="/"), **by
        )
        yield meeting
    lift_hiding(ruling_on("mute", step.id), **by)
    yield meeting
    take_step(meeting, Person(label="刘伯"), Ask(kind=Restraint.mute, reason=HideReason.disturbs, url="/"), **by)
    yield meeting


def kept_in_order(meeting, moderator, people):
    """Slow the talk down, read first, let through, hide what waited, take back and show again."""
    item, by = meeting.agenda[0], {"actor_id": moderator.id, "now": now()}
    for settings in ({"slow": 60}, {"slow": 0, "screened": True}):
        keeping.set_talk(item, **settings, **by)
        yield meeting
    waiting = [a_contribution(meeting, item, person, f"等着{person.id}", photos=(A_PHOTO,)) for person in people]
    yield meeting
    keeping.release(waiting[0], **by)
    yield meeting
    hide_contribution(waiting[1], HideReason.advertising, **by)
    yield meeting
    for act in (keeping.hold, keeping.release, keeping.hold):
        act(waiting[0], **by)
        yield meeting
    hide_contribution(waiting[0], HideReason.repeated, **by)
    keeping.set_talk(item, screened=False, locked=True, **by)
    yield meeting
    keeping.set_talk(item, locked=False, **by)
    yield meeting


def opinions(meeting, moderator):
    """Open two conversations of the meeting, close one, and open it again."""
    held = [
        an_open_conversation(meeting.place, moderator, meeting_id=meeting.id, title=title) for title in ("夜晚", "灯光")
    ]
    yield meeting
    close_conversation(held[0], actor_id=moderator.id, now=now())
    yield meeting
    open_conversation(held[0], actor_id=moderator.id, now=now())
    yield meeting


def hidden_and_shown(meeting, moderator, said_id):
    """Show again what was hidden, translations and all; then the same for something that is hidden once more."""
    said, by = db.session.get_one(Contribution, said_id), {"actor_id": moderator.id, "now": now()}
    show_contribution(said, **by)
    yield meeting
    other = threads.said_in(meeting.id)[0]
    hide_contribution(other, HideReason.repeated, **by)
    yield meeting
    show_contribution(other, **by)
    hide_contribution(other, HideReason.off_topic, **by)
    yield meeting
