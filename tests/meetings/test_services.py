"""A meeting from call to close, on both databases."""

from __future__ import annotations

from datetime import timedelta

import pytest

from deliberate.issues.states import IssueState
from deliberate.kit.permits import GUEST
from deliberate.kit.refusals import Refused
from deliberate.ledger.queries import all_sealed, stream_after
from deliberate.ledger.rules import verify
from deliberate.meetings.queries import attendance, programme
from deliberate.meetings.rules.plans import PlannedItem
from deliberate.meetings.services import attending, calling, running
from deliberate.meetings.states import Channel, ItemState, MeetingKind, MeetingState, Outcome
from tests.factories.issues import supported
from tests.factories.meetings import (
    a_drafted_meeting,
    a_meeting,
    a_running_meeting,
    an_open_item,
    attends,
    in_the_hall,
)
from tests.factories.people import a_community, a_moderator, a_recorder, a_representative, a_resident, an_account


@pytest.fixture
def place(session, now):
    return a_community()


@pytest.fixture
def moderator(place):
    return a_moderator(place)


def verbs(meeting):
    return [entry.verb for entry in stream_after(f"meeting:{meeting.id}")]


def refused(call):
    with pytest.raises(Refused) as caught:
        call()
    return caught.value.refusal.code


def test_announcing_puts_the_issues_on_the_agenda_and_fixes_the_rules(session, place, moderator):
    issue = supported(place)
    meeting = a_meeting(place, moderator, issue)
    assert meeting.state is MeetingState.announced
    assert meeting.rule_set_version.key == "cn-sh-2026"
    assert (issue.state, issue.deadline_at) == (IssueState.scheduled, meeting.starts_at)
    assert verbs(meeting) == ["meeting.scheduled", "meeting.announced"]
    assert calling.announce_meeting(meeting, actor_id=moderator.id, now=meeting.announced_at).announced_at
    assert verbs(meeting) == ["meeting.scheduled", "meeting.announced"]


def test_too_short_a_notice_changes_nothing(session, place, moderator, now):
    issue = supported(place)
    meeting = a_drafted_meeting(place, moderator, issue, starts_at=now + timedelta(days=2))
    announce = lambda: calling.announce_meeting(meeting, actor_id=moderator.id, now=now)  # noqa: E731
    assert refused(announce) == "meetings.urgent_reason_missing"
    assert (meeting.state, issue.state) == (MeetingState.draft, IssueState.supported)
    meeting.urgent_reason = "台风天前要修好"
    assert announce().state is MeetingState.announced


def test_an_issue_that_is_not_ready_is_on_no_agenda(session, place, moderator):
    issue = supported(place)
    a_meeting(place, moderator, issue)
    assert refused(lambda: a_drafted_meeting(place, moderator, issue)) == "issues.wrong_state"


def test_a_hearing_needs_a_recorder_who_does_not_lead(session, place, moderator, now):
    plan = {"kind": MeetingKind.hearing, "starts_at": now + timedelta(days=12)}
    assert refused(lambda: a_meeting(place, moderator, **plan)) == "meetings.recorder_missing"
    assert refused(lambda: a_meeting(place, moderator, recorder_id=moderator.id, **plan)) == (
        "meetings.moderator_is_recorder"
    )
    assert a_meeting(place, moderator, recorder_id=a_recorder(place).id, **plan).state is MeetingState.announced


def test_the_quorum_is_a_share_of_those_entitled_when_it_was_announced(session, place, moderator, now):
    for _number in range(4):
        a_representative(place)
    meeting = a_meeting(
        place,
        moderator,
        kind=MeetingKind.representatives_assembly,
        starts_at=now + timedelta(days=12),
        recorder_id=a_recorder(place).id,
        party_study="3月5日党总支会议研究",
    )
    assert meeting.entitled == 4
    assert attendance.presence(meeting).needed == 3


def test_cancelling_gives_the_issues_back(session, place, moderator, now):
    issue = supported(place)
    meeting = a_meeting(place, moderator, issue)
    calling.cancel_meeting(meeting, "台风", actor_id=moderator.id, now=now)
    calling.cancel_meeting(meeting, "又一次", actor_id=moderator.id, now=now)
    assert (meeting.state, meeting.cancel_reason) == (MeetingState.cancelled, "台风")
    assert issue.state is IssueState.supported
    assert verbs(meeting)[-1] == "meeting.cancelled"
    assert verbs(meeting).count("meeting.cancelled") == 1


def test_whoever_taps_twice_is_there_once(session, app, place, moderator, now):
    meeting = a_running_meeting(place, moderator)
    neighbour = a_resident(place)
    attends(meeting, neighbour, neighbour)
    in_the_hall(meeting, 2)
    in_the_hall(meeting, 2)
    assert attendance.counts(meeting.id) == {Channel.phone: 1, Channel.hall: 2}
    assert verbs(meeting).count("meeting.attended") == 3


def test_two_neighbours_may_bear_one_name(session, place, moderator):
    meeting = a_running_meeting(place, moderator)
    attends(meeting, a_resident(place, display_name="王阿姨"), a_resident(place, display_name="王阿姨"))
    assert attendance.presence(meeting).present == 2


def test_a_guest_signs_in_first_and_any_known_phone_may_come(session, place, moderator, now):
    meeting = a_running_meeting(place, moderator)
    assert refused(lambda: attending.attend(meeting, person=GUEST, now=now)) == "meetings.sign_in_to_attend"
    attends(meeting, an_account())
    assert attendance.presence(meeting).present == 1


def test_the_agenda_is_walked_item_by_item(session, place, moderator, now):
    issue = supported(place)
    items = (PlannedItem(title="通报"), PlannedItem(title=issue.title, issue_id=issue.id), PlannedItem(title="其他"))
    meeting = a_running_meeting(place, moderator, items=items)
    first = an_open_item(meeting)
    assert an_open_item(meeting) is first
    assert refused(lambda: an_open_item(meeting, 2)) == "meetings.other_item_open"
    assert refused(lambda: running.close_meeting(meeting, actor_id=moderator.id, now=now)) == "meetings.item_still_open"
    running.close_item(first, Outcome.noted, "", actor_id=moderator.id, now=now)
    assert running.close_item(first, Outcome.noted, "", actor_id=moderator.id, now=now).outcome is Outcome.noted
    second = an_open_item(meeting, 2)
    assert issue.state is IssueState.deliberating
    running.close_item(second, Outcome.agreed, "换节能灯", actor_id=moderator.id, now=now)
    assert issue.state is IssueState.adopted
    running.close_meeting(meeting, actor_id=moderator.id, now=now)
    running.close_meeting(meeting, actor_id=moderator.id, now=now)
    assert [item.state for item in meeting.agenda] == [ItemState.closed, ItemState.closed, ItemState.postponed]
    assert verbs(meeting)[2:] == [
        "meeting.opened", "meeting.item_started", "meeting.item_closed", "meeting.item_started",
        "meeting.item_closed", "meeting.closed", "minutes.drafted",
    ]  # fmt: skip
    assert verify(all_sealed()).sound


@pytest.mark.parametrize(
    ("outcome", "state"),
    [
        (Outcome.agreed, IssueState.adopted),
        (Outcome.not_agreed, IssueState.not_adopted),
        (Outcome.to_vote, IssueState.deciding),
        (Outcome.pilot, IssueState.pilot),
        (Outcome.deferred, IssueState.deferred),
        (Outcome.to_assembly, IssueState.to_assembly),
        (Outcome.second_round, IssueState.deliberating),
    ],
)
def test_an_outcome_sends_the_issue_on(session, place, moderator, now, outcome, state):
    issue = supported(place)
    meeting = a_running_meeting(place, moderator, issue)
    running.close_item(an_open_item(meeting), outcome, "大家的意见", actor_id=moderator.id, now=now)
    assert issue.state is state


def test_with_too_few_present_nothing_is_decided(session, place, moderator, now):
    issue = supported(place)
    recorder = a_recorder(place)
    plan = {"kind": MeetingKind.hearing, "starts_at": now + timedelta(days=12), "recorder_id": recorder.id}
    meeting = a_running_meeting(place, moderator, issue, **plan)
    item = an_open_item(meeting)
    close = lambda: running.close_item(item, Outcome.agreed, "换灯", actor_id=moderator.id, now=now)  # noqa: E731
    in_the_hall(meeting, 9)
    assert refused(close) == "meetings.below_quorum"
    assert issue.state is IssueState.deliberating
    attends(meeting, a_resident(place))
    assert close().outcome is Outcome.agreed


def test_owners_talk_in_the_room_and_decide_by_ballot(session, place, moderator, now):
    issue, recorder = supported(place), a_recorder(place)
    plan = {"kind": MeetingKind.owners_assembly, "starts_at": now + timedelta(days=17), "recorder_id": recorder.id}
    meeting = a_running_meeting(place, moderator, issue, **plan)
    item = an_open_item(meeting)
    close = lambda outcome: running.close_item(item, outcome, "换灯", actor_id=moderator.id, now=now)  # noqa: E731
    assert refused(lambda: close(Outcome.agreed)) == "meetings.by_ballot_only"
    assert close(Outcome.to_vote).outcome is Outcome.to_vote
    assert issue.state is IssueState.deciding


def test_what_was_not_reached_goes_back_and_the_next_meeting_is_the_second_round(session, place, moderator, now):
    reached, waiting = supported(place), supported(place)
    meeting = a_running_meeting(place, moderator, reached, waiting)
    running.close_item(an_open_item(meeting), Outcome.second_round, "看样品后再议", actor_id=moderator.id, now=now)
    running.close_meeting(meeting, actor_id=moderator.id, now=now)
    assert waiting.state is IssueState.supported
    following = a_meeting(place, moderator, reached)
    assert (following.round_no, following.previous_id) == (2, meeting.id)
    assert reached.state is IssueState.scheduled


def test_a_code_of_a_poster_finds_the_meeting_however_typed(session, place, moderator):
    meeting = a_meeting(place, moderator)
    assert programme.meeting_by_code(f" {meeting.join_code.lower()} ") is meeting


def test_lists_begin_with_what_is_next_and_with_what_was_last(place, moderator, now):
    ahead = [a_meeting(place, moderator) for _ in range(2)]
    over = [a_meeting(place, moderator) for _ in range(3)]
    for meeting, days in zip([*ahead, *over], (9, 8, -3, -1, -1), strict=True):
        meeting.starts_at = now + timedelta(days=days)
    for meeting in over:
        meeting.state = MeetingState.closed
    found = programme.meetings(programme.Asked(place=place))
    assert programme.upcoming(found) == [ahead[1], ahead[0]]
    assert programme.past(found, limit=9) == [over[2], over[1], over[0]]
    assert programme.next_at(place) == ahead[1]
    assert [one.id for one in programme.waiting_for(moderator.id)] == [ahead[1].id, ahead[0].id]
