"""Taking back: what an act changed is as it was, the issue with it, and both stay on record."""

from __future__ import annotations

from datetime import timedelta

import pytest

from deliberate.issues.states import IssueState
from deliberate.kit.clock import now
from deliberate.kit.refusals import Refused
from deliberate.ledger.queries import stream_after
from deliberate.meetings.agenda.services import turn_to
from deliberate.meetings.minutes.queries import record_of
from deliberate.meetings.minutes.rules.evening import standing
from deliberate.meetings.queries.attendance import presence
from deliberate.meetings.services import attending, conducting, running
from deliberate.meetings.states import Channel, ItemState, MeetingState, Outcome, Phase
from deliberate.meetings.undoing import queries, rules, services
from tests.factories.issues import supported
from tests.factories.meetings import a_running_meeting, an_open_item, attends, in_the_hall
from tests.factories.people import a_community, a_moderator, a_resident


def last(meeting, verb):
    return [entry for entry in stream_after(f"meeting:{meeting.id}") if entry.verb == verb][-1].seq


def take_back(meeting, verb, at=None):
    return services.undo(meeting, last(meeting, verb), actor_id=meeting.moderator_id, now=at or now())


@pytest.fixture
def meeting(session):
    place = a_community()
    return a_running_meeting(place, a_moderator(place), supported(place))


@pytest.mark.parametrize(
    ("state", "verb", "undone", "code"),
    [
        (MeetingState.in_session, "meeting.item_closed", (), None),
        (MeetingState.in_session, "meeting.item_closed", (7,), "meetings.undone_already"),
        (MeetingState.closed, "meeting.item_closed", (), "meetings.not_in_session"),
        (MeetingState.in_session, "discussion.contributed", (), "meetings.not_undoable"),
        (MeetingState.in_session, "meeting.opened", (), "meetings.not_undoable"),
    ],
)
def test_acts_of_the_chair_are_taken_back_once_while_the_meeting_goes_on(state, verb, undone, code):
    refusal = rules.why_not_undo(state, verb, seq=7, undone=undone)
    assert (refusal.code if refusal else None) == code


def test_beginning_an_item_is_taken_back_with_its_issue(meeting):
    item = an_open_item(meeting)
    assert item.issue.state is IssueState.deliberating
    take_back(meeting, "meeting.item_started")
    assert (item.state, item.phase, meeting.current_item_id) == (ItemState.pending, None, None)
    assert item.issue.state is IssueState.scheduled
    assert an_open_item(meeting).state is ItemState.open


@pytest.mark.parametrize(
    "outcome", [Outcome.agreed, Outcome.not_agreed, Outcome.pilot, Outcome.to_vote, Outcome.second_round]
)
def test_an_outcome_is_taken_back_with_what_it_made_of_the_issue(meeting, outcome):
    item, chair = an_open_item(meeting), {"actor_id": meeting.moderator_id, "now": now()}
    running.close_item(item, outcome, "装灯", **chair)
    take_back(meeting, "meeting.item_closed")
    assert (item.state, item.outcome, item.conclusion, item.quorum) == (ItemState.open, None, "", {})
    assert (meeting.current_item_id, item.issue.state) == (item.id, IssueState.deliberating)
    running.close_item(item, Outcome.agreed, "换灯", **chair)
    assert item.issue.state is IssueState.adopted
    ends = [
        line.payload["conclusion"] for line in standing(record_of(meeting.id)) if line.verb == "meeting.item_closed"
    ]
    assert ends == ["换灯"]


def test_what_others_have_built_upon_stays(meeting):
    item, chair = an_open_item(meeting), {"actor_id": meeting.moderator_id, "now": now()}
    running.close_item(item, Outcome.agreed, "装灯", **chair)
    item.issue.state = IssueState.public_notice
    with pytest.raises(Refused, match=r"meetings\.built_upon"):
        take_back(meeting, "meeting.item_closed")


def test_the_time_since_a_wrong_step_belongs_to_the_phase_before(meeting):
    item, chair = an_open_item(meeting), {"actor_id": meeting.moderator_id}
    start = item.phase_at
    turn_to(item, Phase.discussion, now=start + timedelta(seconds=60), **chair)
    take_back(meeting, "meeting.phase_changed", start + timedelta(seconds=80))
    turn_to(item, Phase.questions, now=start + timedelta(seconds=100), **chair)
    assert (item.phase, item.spent) == (Phase.questions, {"brief": 100})


def test_break_and_chair_are_taken_back(meeting):
    chair, at = {"actor_id": meeting.moderator_id}, now()
    until = at + timedelta(seconds=30)
    conducting.pause_meeting(meeting, until, now=at, **chair)
    conducting.resume_meeting(meeting, now=at, **chair)
    take_back(meeting, "meeting.resumed", at)
    assert meeting.resumes_at == until
    take_back(meeting, "meeting.paused", at)
    assert meeting.resumes_at is None
    other, third = a_moderator(meeting.place), a_moderator(meeting.place)
    conducting.hand_over(meeting, other.id, "我想发言", now=at, **chair)
    first = last(meeting, "meeting.chair_handed_over")
    conducting.hand_over(meeting, third.id, "我要先走", now=at, **chair)
    with pytest.raises(Refused, match=r"meetings\.changed_since"):
        services.undo(meeting, first, now=at, **chair)
    take_back(meeting, "meeting.chair_handed_over")
    assert meeting.chair_id == other.id
    services.undo(meeting, first, now=at, **chair)
    assert meeting.chair_id == meeting.moderator_id


def test_a_name_entered_by_hand_is_taken_off_the_list_and_no_other(meeting):
    attends(meeting, a_resident(meeting.place))
    by_phone = last(meeting, "meeting.attended")
    in_the_hall(meeting, 2)
    take_back(meeting, "meeting.attended")
    assert dict(presence(meeting).by_channel) == {Channel.phone: 1, Channel.hall: 1}
    with pytest.raises(Refused, match=r"meetings\.signed_in_themselves"):
        services.undo(meeting, by_phone, actor_id=meeting.moderator_id, now=now())
    assert by_phone not in [entry.seq for entry in queries.undoable(meeting.id)]
    again = {"actor_id": meeting.moderator_id, "now": now()}
    assert attending.enter_attendance(meeting, "现场居民2", channel=Channel.hall, **again).label == "现场居民2"


def test_taking_back_twice_takes_back_once(meeting):
    in_the_hall(meeting, 2)
    seq = last(meeting, "meeting.attended")
    for _time in range(2):
        services.undo(meeting, seq, actor_id=meeting.moderator_id, now=now())
    verbs = [entry.verb for entry in stream_after(f"meeting:{meeting.id}")]
    assert (verbs.count("meeting.attended"), verbs.count("meeting.undone"), presence(meeting).present) == (2, 1, 1)
