"""Taking back: what an act changed is as it was, the issue with it, and both stay on record."""

from __future__ import annotations

from datetime import timedelta

import pytest

from deliberate.db.session import commit
from deliberate.issues.states import IssueState
from deliberate.kit.clock import now
from deliberate.kit.refusals import Refused
from deliberate.ledger.queries import stream_after
from deliberate.meetings.agenda.services import turn_to
from deliberate.meetings.minutes.queries import minutes_of, record_of
from deliberate.meetings.minutes.rules.record import standing
from deliberate.meetings.minutes.services import amend_minutes, lay_open_minutes, publish_minutes
from deliberate.meetings.minutes.states import MinutesState
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
        (MeetingState.announced, "meeting.item_closed", (), "meetings.not_in_session"),
        (MeetingState.closed, "meeting.closed", (), None),
        (MeetingState.closed, "meeting.paused", (), "meetings.evening_over"),
        (MeetingState.in_session, "meeting.item_closed", (), None),
        (MeetingState.in_session, "meeting.item_closed", (7,), "meetings.undone_already"),
        (MeetingState.closed, "meeting.item_closed", (), None),
        (MeetingState.in_session, "discussion.contributed", (), "meetings.not_undoable"),
        (MeetingState.in_session, "meeting.opened", (), "meetings.not_undoable"),
    ],
)
def test_acts_of_the_chair_are_taken_back_once_until_the_minutes_are_published(state, verb, undone, code):
    refusal = rules.why_not_undo(state, verb, seq=7, undone=undone)
    assert (refusal.code if refusal else None) == code
    published = rules.why_not_undo(state, verb, seq=7, undone=undone, published=True)
    assert published.code == "meetings.minutes_published"


def test_beginning_an_item_is_taken_back_with_its_issue(meeting):
    item = an_open_item(meeting)
    assert item.issue.state is IssueState.deliberating
    take_back(meeting, "meeting.item_started")
    assert (item.state, item.phase, meeting.current_item_id) == (ItemState.pending, None, None)
    assert item.issue.state is IssueState.scheduled
    assert an_open_item(meeting).state is ItemState.open


@pytest.mark.parametrize("outcome", [one for one in Outcome if one is not Outcome.noted])
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


# ── after the end ──


def closed(meeting, outcome=Outcome.agreed):
    """End the first item and the meeting; return the item and the draft of the minutes."""
    item, chair = an_open_item(meeting), {"actor_id": meeting.moderator_id, "now": now()}
    running.close_item(item, outcome, "装灯", **chair)
    running.close_meeting(meeting, **chair)
    return item, minutes_of(meeting.id)


def texts(minutes):
    return [one["text"] for section in minutes.sections for one in section["sentences"]]


def test_an_outcome_taken_back_afterwards_leaves_the_item_open_and_the_draft_follows(meeting):
    item, minutes = closed(meeting)
    assert any("装灯" in text for text in texts(minutes))
    take_back(meeting, "meeting.item_closed")
    assert (item.state, item.outcome, item.issue.state) == (ItemState.postponed, None, IssueState.deliberating)
    assert not any("装灯" in text for text in texts(minutes))


def test_what_the_recorder_wrote_stays_when_the_draft_follows(meeting):
    in_the_hall(meeting, 3)
    _item, minutes = closed(meeting)
    sections = [{**one} for one in minutes.sections]
    sections[-1]["sentences"] = [{"text": "散会时大家一起收拾了椅子。", "sources": []}]
    amend_minutes(minutes, sections, actor_id=meeting.moderator_id, now=now())
    lay_open_minutes(minutes, actor_id=meeting.moderator_id, now=now())
    take_back(meeting, "meeting.attended")
    assert "散会时大家一起收拾了椅子。" in texts(minutes)
    assert (minutes.state, presence(meeting).present) == (MinutesState.draft, 2)


def test_the_end_itself_is_taken_back_on_its_day_and_closing_again_drafts_anew(meeting):
    item, minutes = closed(meeting)
    with pytest.raises(Refused, match=r"meetings\.over_since"):
        take_back(meeting, "meeting.closed", now() + timedelta(days=1))
    take_back(meeting, "meeting.closed")
    assert (meeting.state, meeting.closed_at) == (MeetingState.in_session, None)
    take_back(meeting, "meeting.item_closed")
    chair = {"actor_id": meeting.moderator_id, "now": now()}
    running.close_item(item, Outcome.agreed, "换灯", **chair)
    running.close_meeting(meeting, **chair)
    assert any("换灯" in text for text in texts(minutes))
    assert not any("装灯" in text for text in texts(minutes))


def test_a_meeting_stopped_by_mistake_goes_on_in_the_middle_of_its_item(meeting):
    item = an_open_item(meeting)
    conducting.stop_meeting(meeting, "按错了", actor_id=meeting.moderator_id, now=now())
    take_back(meeting, "meeting.closed")
    assert (item.state, meeting.current_item_id, meeting.stop_reason) == (ItemState.open, item.id, "")
    assert item.phase is not None


def test_an_item_not_reached_is_on_its_agenda_again_with_its_issue(meeting):
    running.close_meeting(meeting, actor_id=meeting.moderator_id, now=now())
    item = meeting.agenda[0]
    assert (item.state, item.issue.state) == (ItemState.postponed, IssueState.supported)
    take_back(meeting, "meeting.closed")
    assert (item.state, item.issue.state) == (ItemState.pending, IssueState.scheduled)


def test_published_minutes_end_all_taking_back(meeting, visit):
    _item, minutes = closed(meeting)
    lay_open_minutes(minutes, actor_id=meeting.moderator_id, now=now())
    commit()
    lead, desk = visit(meeting.moderator), f"/meetings/{meeting.id}/desk"
    assert f"/meetings/{meeting.id}/undo" in lead.get(desk).get_data(as_text=True)
    publish_minutes(minutes, actor_id=meeting.moderator_id, now=now() + timedelta(days=60))
    with pytest.raises(Refused, match=r"meetings\.minutes_published"):
        take_back(meeting, "meeting.closed")
    commit()
    assert f"/meetings/{meeting.id}/undo" not in lead.get(desk).get_data(as_text=True)
