"""Putting together what says the same, moving what belongs elsewhere, closing replies; each undone, on both databases."""

from __future__ import annotations

from datetime import timedelta

import pytest

from deliberate.db.base import db
from deliberate.kit.refusals import Refused
from deliberate.ledger.queries import stream_after
from deliberate.meetings.discussion.rules import slow_now, why_not_slow
from deliberate.meetings.discussion.services import keeping, marking
from deliberate.meetings.discussion.services.saying import contribute
from deliberate.meetings.discussion.states import LockReason
from deliberate.meetings.minutes.queries import record_of
from deliberate.meetings.minutes.rules.record import standing
from deliberate.meetings.minutes.rules.spoken import spoken
from deliberate.meetings.rules.plans import PlannedItem
from deliberate.meetings.states import Phase
from deliberate.meetings.tidying import rules, services
from deliberate.meetings.tidying.rules import Pair
from deliberate.meetings.undoing.services import undo
from tests.factories.meetings import a_contribution, a_running_meeting, a_speech, an_open_item, identity
from tests.factories.people import a_community, a_moderator, a_resident

FITS = {"itself": False, "same_talk": True, "shown": True, "merged": False, "gathers": False}


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({}, None),
        ({"itself": True}, "discussion.merge_elsewhere"),
        ({"same_talk": False}, "discussion.merge_elsewhere"),
        ({"shown": False}, "discussion.gone"),
        ({"merged": True}, "discussion.merged_already"),
        ({"gathers": True}, "discussion.merged_already"),
    ],
)
def test_only_two_of_one_talk_stand_together(more, code):
    found = rules.why_not_merge(Pair(**{**FITS, **more}))
    assert (found.code if found else None) == code


def test_a_phase_may_have_a_pace_of_its_own():
    paces = {"questions": 120, "discussion": 0}
    assert [slow_now(30, paces, phase) for phase in (Phase.questions, Phase.discussion, Phase.brief, None)] == [
        120, 0, 30, 30,
    ]  # fmt: skip
    assert why_not_slow(0, {"questions": 600}) is None
    assert why_not_slow(0, {"questions": 601}).code == "discussion.slow_too_long"
    assert why_not_slow(0, {"dinner": 1}).code == "web.unknown_message"


class Evening:
    def __init__(self, now):
        place = a_community()
        self.chair, self.people = a_moderator(place), [a_resident(place) for _ in range(4)]
        self.meeting = a_running_meeting(place, self.chair, items=(PlannedItem(title="灯"), PlannedItem(title="车")))
        self.item, self.by = an_open_item(self.meeting), {"actor_id": self.chair.id, "now": now}
        self.now = now

    def says(self, number, words="装灯", **more):
        return a_contribution(self.meeting, self.item, self.people[number], words, **more)

    def agrees(self, said, *numbers):
        for number in numbers:
            marking.agree(said, person=identity(self.people[number]), now=self.now)

    def take_back(self, verb):
        last = [one for one in stream_after(f"meeting:{self.meeting.id}") if one.verb == verb][-1]
        undo(self.meeting, last.seq, **self.by)


@pytest.fixture
def evening(session, now):
    return Evening(now)


def refused(call):
    with pytest.raises(Refused) as caught:
        call()
    return caught.value.refusal.code


def test_together_each_supporter_counts_once_and_the_author_not_twice(evening):
    first, second = evening.says(0), evening.says(1, "请装灯")
    evening.agrees(first, 1, 2)
    evening.agrees(second, 0, 2, 3)
    services.merge(second, first, **evening.by)
    assert first.agrees == 3
    assert refused(lambda: evening.agrees(second, 3)) == "discussion.merged_already"
    marking.withdraw_agreement(first, person=identity(evening.people[2]), now=evening.now)
    assert first.agrees == 3
    evening.take_back("discussion.merged")
    assert (first.agrees, second.agrees, second.merged_into_id) == (1, 3, None)


def test_what_is_moved_takes_its_replies_along_and_comes_back_as_it_was(evening):
    root = evening.says(0, "停车也难")
    reply = evening.says(1, "确实", parent_id=root.id)
    below = evening.says(2, "补充一下", parent_id=reply.id)
    other = evening.meeting.agenda[1]
    services.move(reply, other, **evening.by)
    assert [(one.agenda_item_id, one.parent_id, one.root_id, one.depth) for one in (root, reply, below)] == [
        (evening.item.id, None, None, 0), (other.id, None, None, 0), (other.id, reply.id, reply.id, 1),
    ]  # fmt: skip
    assert {one.ident: one.item for one in spoken(standing(record_of(evening.meeting.id)))}[below.id] == other.id
    evening.take_back("discussion.moved")
    assert [(one.agenda_item_id, one.parent_id, one.root_id, one.depth) for one in (reply, below)] == [
        (evening.item.id, root.id, root.id, 1), (evening.item.id, reply.id, root.id, 2),
    ]  # fmt: skip
    assert {one.ident: one.item for one in spoken(standing(record_of(evening.meeting.id)))}[below.id] == evening.item.id


def test_a_closed_thread_takes_no_replies_and_says_why(evening):
    root = evening.says(0)
    reply = evening.says(1, "同意", parent_id=root.id)
    assert refused(lambda: services.close_replies(reply, LockReason.said, **evening.by)) == "discussion.not_a_thread"
    services.close_replies(root, LockReason.said, **evening.by)
    speak = lambda: contribute(  # noqa: E731
        evening.meeting,
        evening.item,
        a_speech(parent_id=reply.id),
        speaker=identity(evening.people[3]),
        now=evening.now,
    )
    assert refused(speak) == "discussion.replies_closed"
    evening.take_back("discussion.replies_closed")
    assert speak().root_id == root.id


def test_it_is_done_from_a_plain_page_too(evening, visit):
    first, second, third = evening.says(0), evening.says(1, "请装灯"), evening.says(2, "停车也难")
    ids, other = (first.id, second.id, third.id), evening.meeting.agenda[1].id
    db.session.commit()
    chair = visit(evening.chair)
    for number, verb, to in ((1, "merge", ids[0]), (2, "move", other), (0, "close", LockReason.said.value)):
        chair.post(f"/contributions/{ids[number]}/tidy/{verb}", {"to": to}, 303)
    done = [one.verb for one in stream_after(f"meeting:{evening.meeting.id}")][-3:]
    assert done == ["discussion.merged", "discussion.moved", "discussion.replies_closed"]


def test_an_item_is_paused_with_a_reason_and_slowed_by_phase(evening):
    talk = keeping.set_talk(evening.item, locked=True, reason=LockReason.heated, **evening.by)
    assert talk.reason is LockReason.heated
    phase = evening.item.phase.value
    talk = keeping.set_talk(evening.item, locked=False, slow_in={phase: 60}, **evening.by)
    assert (talk.reason, talk.slow) == (None, 0)
    first, speaker = evening.says(0), identity(evening.people[0])
    again = lambda seconds: contribute(  # noqa: E731
        evening.meeting, evening.item, a_speech(), speaker=speaker, now=first.at + timedelta(seconds=seconds)
    )
    assert refused(lambda: again(59)) == "discussion.slow_mode"
    assert again(60).shown


def test_every_page_shows_what_was_put_together_moved_closed_and_held_back(evening, visit):
    first, second, third, fourth = (
        evening.says(0),
        evening.says(1, "请装灯"),
        evening.says(2, "停车也难"),
        evening.says(3, "气话"),
    )
    evening.agrees(first, 2)
    services.merge(second, first, **evening.by)
    services.move(third, evening.meeting.agenda[1], **evening.by)
    services.close_replies(first, LockReason.said, **evening.by)
    keeping.hold(fourth, **evening.by)
    pages, ids = f"/meetings/{evening.meeting.id}/", (first.id, second.id)
    db.session.commit()
    run = visit(evening.chair).get(f"{pages}desk").get_data(as_text=True)
    for page in (run, visit().get(f"{pages}room").get_data(as_text=True)):
        assert f"<summary>Says the same as {evening.people[0].display_name}: show the words</summary>" in page
        assert f'<a href="#entry-{ids[0]}">' in page
        assert "No more replies: Everything has been said" in page
        assert "气话" not in page
    assert f"/contributions/{ids[0]}/reply" not in run
    record = visit().get(f"{pages}record").get_data(as_text=True)
    for says in ("Says the same as entry", "says the same</a>", "2 agree", "Stands under “车” now", "No more replies"):
        assert says in record
    assert "气话" not in record
