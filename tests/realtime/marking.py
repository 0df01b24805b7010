"""What can befall contributions of an evening, for the test that phones keep up with it."""

from __future__ import annotations

from deliberate.attachments.services import Kept
from deliberate.kit.clock import now
from deliberate.meetings.discussion import queries as queries_of_talk
from deliberate.meetings.discussion.services import marking
from deliberate.meetings.discussion.services.saying import hide_contribution, show_contribution
from deliberate.meetings.discussion.states import HideReason, Stance
from tests.factories.meetings import a_contribution, identity

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
    marking.mark_answered(asked, "物业", answer=queries_of_talk.said_in(meeting.id)[1], **by)
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
