"""What befalls words after they were said: mended, agreed with, kept on top, answered; on both databases."""

from __future__ import annotations

from datetime import timedelta

import pytest

from deliberate.attachments.services import Kept
from deliberate.kit.refusals import Refused
from deliberate.ledger.queries import stream_after
from deliberate.meetings.discussion.queries import contributions, threads, upkeep
from deliberate.meetings.discussion.services import marking
from deliberate.meetings.discussion.states import Order, Stance
from deliberate.meetings.services import running
from deliberate.meetings.states import Outcome
from deliberate.search.queries import find
from tests.factories.issues import supported
from tests.factories.meetings import a_comment, a_contribution, a_running_meeting, an_open_item, attends, identity
from tests.factories.people import a_community, a_moderator, a_resident


class Evening:
    """A running meeting in which one neighbour has said something."""

    def __init__(self):
        """Let it begin."""
        self.place = a_community()
        self.moderator, self.author, self.other = (
            a_moderator(self.place),
            a_resident(self.place),
            a_resident(self.place),
        )
        self.meeting = a_running_meeting(self.place, self.moderator)
        self.item = an_open_item(self.meeting)
        attends(self.meeting, self.author, self.other)
        self.said = a_contribution(self.meeting, self.item, self.author, "谁付电费？", stance=Stance.question)

    def verbs(self):
        """Return what stands in the record about it."""
        entries = stream_after(f"meeting:{self.meeting.id}")
        return [one.verb.partition(".")[2] for one in entries if one.subject == f"contribution:{self.said.id}"]


@pytest.fixture
def evening(session, now):
    return Evening()


def refused(call):
    with pytest.raises(Refused) as caught:
        call()
    return caught.value.refusal.code


def test_mended_words_keep_the_earlier_ones(evening):
    at, who = evening.said.at, identity(evening.author)
    for number, words in enumerate(("谁来付电费？", "谁来付电费？", "电费谁来付？")):
        marking.edit(evening.said, words, person=who, now=at + timedelta(minutes=number))
    assert evening.said.body == "电费谁来付？"
    assert [one.body for one in contributions.earlier_wordings(evening.said)] == ["谁付电费？", "谁来付电费？"]
    assert evening.verbs() == ["contributed", "edited", "edited"]
    late = at + timedelta(minutes=10)
    assert refused(lambda: marking.edit(evening.said, "晚了", person=who, now=late)) == "discussion.edit_too_late"
    other = identity(evening.other)
    assert refused(lambda: marking.edit(evening.said, "别人", person=other, now=at)) == "discussion.not_yours"


def test_what_was_written_about_an_issue_is_found_by_its_new_words(session, now):
    place = a_community()
    author = a_resident(place)
    said = a_comment(supported(place), author, "东门太暗")
    marking.edit(said, "西门太暗", person=identity(author), now=said.at)
    assert [hit.path for hit in find("西门太暗")] == [f"/contributions/{said.id}"]
    assert list(find("东门太暗")) == []


def test_agreeing_counts_once_and_can_be_taken_back(evening, now):
    who = identity(evening.other)
    for act in (marking.agree, marking.agree, marking.withdraw_agreement, marking.withdraw_agreement, marking.agree):
        act(evening.said, person=who, now=now)
    assert evening.said.agrees == 1
    assert contributions.agreed_in(evening.meeting.id, evening.other.id) == [evening.said.id]
    assert evening.verbs() == ["contributed", "agreed", "agreement_withdrawn", "agreed"]
    mine = identity(evening.author)
    assert refused(lambda: marking.agree(evening.said, person=mine, now=now)) == "discussion.own_words"
    running.close_item(evening.item, Outcome.noted, "", actor_id=evening.moderator.id, now=now)
    assert refused(lambda: marking.agree(evening.said, person=who, now=now)) == "discussion.item_not_open"


def test_a_question_is_answered_and_open_again(evening, now):
    by = {"actor_id": evening.moderator.id, "now": now}
    answer = a_contribution(evening.meeting, evening.item, evening.other, "物业付", parent_id=evening.said.id)
    for _twice in range(2):
        marking.mark_answered(evening.said, " 物业 ", answer=answer, **by)
    assert (evening.said.answered_by, evening.said.answer_id) == ("物业", answer.id)
    marking.reopen_question(evening.said, **by)
    assert evening.verbs() == ["contributed", "answered", "reopened"]
    assert threads.ids_in(evening.meeting.id, Order.oldest, questions=True) == [evening.said.id]


def test_three_things_are_kept_on_top_and_a_fourth_waits(evening, now):
    by = {"actor_id": evening.moderator.id, "now": now}
    more = [a_contribution(evening.meeting, evening.item, evening.other) for _each in range(3)]
    for said in [evening.said, *more[:2], evening.said]:
        marking.pin(said, **by)
    assert refused(lambda: marking.pin(more[2], **by)) == "discussion.pins_full"
    marking.unpin(evening.said, **by)
    marking.pin(more[2], **by)
    assert upkeep.pinned_in(evening.meeting.id) == [one.id for one in more]


def test_photos_come_with_the_words_in_the_record(evening):
    a_contribution(evening.meeting, evening.item, evening.other, photos=(Kept("a" * 64, 800, 600),))
    last = stream_after(f"meeting:{evening.meeting.id}")[-1]
    assert last.payload["photos"] == [{"digest": "a" * 64, "width": 800, "height": 600}]


def test_who_has_spoken_least_is_read_first(evening):
    for person in (evening.author, evening.other, evening.author):
        last = a_contribution(evening.meeting, evening.item, person)
    order = threads.ids_in(evening.meeting.id, Order.not_yet_heard)
    assert (order[0], order[-1], len(order)) == (last.id - 1, last.id, 4)
