"""The run of show: phases and their time, and what is put aside."""

from __future__ import annotations

from datetime import timedelta

import pytest

from deliberate.db.base import db
from deliberate.db.session import commit, rollback
from deliberate.kit.clock import now
from deliberate.kit.refusals import Refused
from deliberate.ledger.queries import stream_after
from deliberate.meetings.agenda import queries, rules, services
from deliberate.meetings.models import Meeting
from deliberate.meetings.rules.plans import PlannedItem
from deliberate.meetings.services import calling, conducting, running
from deliberate.meetings.states import ItemKind, ItemState, MeetingState, Outcome, Phase
from deliberate.meetings.undoing import services as undoing
from tests.factories.issues import an_issue, supported
from tests.factories.meetings import a_drafted_meeting, a_plan, a_running_meeting, an_open_item
from tests.factories.people import a_community, a_moderator, a_resident


@pytest.mark.parametrize("kind", list(ItemKind))
@pytest.mark.parametrize("minutes", [0, 1, 5, 15, 20, 45, 90])
def test_the_phases_of_an_item_take_together_what_is_planned_for_it(kind, minutes):
    plan = rules.usual_plan(kind, minutes)
    assert sum(plan.values()) == minutes
    assert all(part >= 0 for part in plan.values())
    assert list(plan) == sorted(plan, key=list(Phase).index)


def test_a_discussion_has_all_six_phases_and_a_plan_written_down_counts_instead():
    assert rules.usual_plan(ItemKind.discussion, 20) == {
        Phase.brief: 3, Phase.questions: 4, Phase.discussion: 7, Phase.options: 3, Phase.straw_poll: 1, Phase.conclusion: 2,
    }  # fmt: skip
    written = {"conclusion": 2, "brief": 1}
    assert list(rules.plan_of(ItemKind.discussion, 20, written).items()) == [(Phase.brief, 1), (Phase.conclusion, 2)]


@pytest.mark.parametrize(
    ("state", "plan", "code"),
    [
        (MeetingState.draft, {Phase.brief: 0}, None),
        (MeetingState.announced, {Phase.brief: 480}, None),
        (MeetingState.announced, {Phase.brief: 481}, "meetings.minutes_wrong"),
        (MeetingState.draft, {Phase.brief: -1}, "meetings.minutes_wrong"),
        (MeetingState.draft, {}, "meetings.phases_missing"),
        (MeetingState.in_session, {Phase.brief: 5}, "meetings.planned_before"),
    ],
)
def test_time_is_planned_before_the_meeting_begins(state, plan, code):
    refusal = rules.why_not_plan(state, plan)
    assert (refusal.code if refusal else None) == code


@pytest.mark.parametrize(
    ("state", "text", "by", "code"),
    [
        (MeetingState.in_session, "异味", "", None),
        (MeetingState.in_session, "味" * 200, "人" * 40, None),
        (MeetingState.in_session, "味" * 201, "", "meetings.text_too_long"),
        (MeetingState.in_session, "异味", "人" * 41, "meetings.name_too_long"),
        (MeetingState.in_session, "", "", "meetings.matter_missing"),
        (MeetingState.closed, "异味", "", "meetings.not_in_session"),
    ],
)
def test_a_matter_is_put_aside_in_a_few_words_while_the_meeting_goes_on(state, text, by, code):
    refusal = rules.why_not_park(state, text=text, said_by=by)
    assert (refusal.code if refusal else None) == code


def verbs(meeting):
    return [entry.verb for entry in stream_after(f"meeting:{meeting.id}")]


def test_the_clock_of_each_phase_runs_while_the_meeting_is_in_it(session):
    meeting = a_running_meeting(a_community(), a_moderator(a_community()))
    item, chair = an_open_item(meeting), {"actor_id": meeting.moderator_id}
    start = item.phase_at
    assert (item.phase, item.spent) == (Phase.brief, {})
    at = lambda seconds: start + timedelta(seconds=seconds)  # noqa: E731
    services.turn_to(item, Phase.questions, now=at(60), **chair)
    services.turn_to(item, Phase.questions, now=at(70), **chair)
    services.turn_to(item, Phase.brief, now=at(90), **chair)
    running.close_item(item, Outcome.noted, "", now=at(120), **chair)
    assert (item.phase, item.spent) == (None, {"brief": 90, "questions": 30})
    assert verbs(meeting).count("meeting.phase_changed") == 2
    with pytest.raises(Refused, match=r"meetings\.item_not_open"):
        services.turn_to(item, Phase.brief, now=at(130), **chair)


def test_in_a_break_and_past_its_plan_no_phase_is_turned_to(session):
    meeting = a_running_meeting(a_community(), a_moderator(a_community()))
    item, chair = an_open_item(meeting), {"actor_id": meeting.moderator_id, "now": now()}
    item.plan = {"brief": 5, "conclusion": 2}
    with pytest.raises(Refused, match=r"meetings\.phase_not_planned"):
        services.turn_to(item, Phase.options, **chair)
    meeting.paused_at, meeting.resumes_at = now(), now() + timedelta(seconds=30)
    with pytest.raises(Refused, match=r"meetings\.paused"):
        services.turn_to(item, Phase.conclusion, **chair)
    conducting.resume_meeting(meeting, **chair)
    assert services.turn_to(item, Phase.conclusion, **chair).phase is Phase.conclusion


def test_planning_makes_an_item_as_long_as_its_phases(session):
    place = a_community()
    meeting = a_drafted_meeting(place, a_moderator(place))
    item, by = meeting.agenda[0], {"actor_id": meeting.moderator_id, "now": now()}
    services.plan_agenda(meeting, {item.id: queries.phases_of(item)}, **by)
    assert "meeting.agenda_planned" not in verbs(meeting)
    services.plan_agenda(meeting, {item.id: {Phase.brief: 5, Phase.conclusion: 7}}, **by)
    assert (item.planned_minutes, queries.phases_of(item)) == (12, {Phase.brief: 5, Phase.conclusion: 7})
    assert verbs(meeting)[-1] == "meeting.agenda_planned"


def test_what_is_put_aside_is_kept_once_and_taken_up_by_a_later_meeting(session):
    place = a_community()
    meeting = a_running_meeting(place, a_moderator(place))
    item, by = an_open_item(meeting), {"actor_id": meeting.moderator_id, "now": now()}
    made = services.park_matter(meeting, " 垃圾房的  异味 ", said_by="陈阿婆", client_id="park-0001", **by)
    again = services.park_matter(meeting, "垃圾房的异味", said_by="陈阿婆", client_id="park-0001", **by)
    assert (again.id, made.text, made.agenda_item_id) == (made.id, "垃圾房的 异味", item.id)
    assert [one.id for one in queries.parked_in(meeting.id)] == [made.id]
    later = a_drafted_meeting(place, a_moderator(place), carries=(made.id,))
    carried = later.agenda[-1]
    assert (made.carried_to_id, made.carried_item_id, carried.title) == (later.id, carried.id, made.text)
    told = next(one for one in stream_after(f"meeting:{meeting.id}") if one.verb == "meeting.parked_carried")
    assert (told.payload["to_meeting_id"], told.payload["to_item_id"]) == (later.id, carried.id)
    other = a_drafted_meeting(place, a_moderator(place), carries=(made.id, 999))
    assert [one.title for one in other.agenda] == ["东门的路灯"]
    assert item.state is ItemState.open


def a_parked_matter(place):
    """Return something an evening put aside."""
    meeting = a_running_meeting(place, a_moderator(place))
    an_open_item(meeting)
    by = {"actor_id": meeting.moderator_id, "now": now()}
    return services.park_matter(meeting, "垃圾房的异味", said_by="", client_id="park-0002", **by)


def test_what_is_taken_off_the_agenda_or_called_off_waits_again(session):
    place = a_community()
    made, moderator = a_parked_matter(place), a_moderator(place)
    by = {"actor_id": moderator.id, "now": now()}
    later = a_drafted_meeting(place, moderator, carries=(made.id,))
    calling.replan_meeting(later, a_plan(moderator_id=moderator.id), **by)
    db.session.flush()
    db.session.refresh(made)
    assert (made.carried_to_id, made.carried_item_id) == (None, None)
    again = a_drafted_meeting(place, moderator, carries=(made.id,))
    calling.cancel_meeting(again, "台风", **by)
    assert made.carried_to_id is None
    third = a_drafted_meeting(place, moderator, items=(), carries=(made.id,))
    assert [one.title for one in third.agenda] == [made.text]


def test_an_issue_made_of_what_was_put_aside_and_the_meeting_lead_to_each_other(session, visit):
    place = a_community()
    made, neighbour = a_parked_matter(place), a_resident(place)
    elsewhere = an_issue(a_community(), a_resident(a_community()), origin=f"parked:{made.id}")
    assert (made.issue_id, elsewhere.id > 0) == (None, True)
    issue = an_issue(place, neighbour, origin=f"parked:{made.id}")
    second = an_issue(place, neighbour, origin=f"parked:{made.id}")
    assert (made.issue_id, second.id != issue.id) == (issue.id, True)
    assert verbs(made.meeting)[-1] == "meeting.parked_carried"
    for broken in ("parked:", "parked:x", "other:1", f"parked:{made.id + 99}"):
        an_issue(place, neighbour, origin=broken)
    commit()
    new = f"/meetings/new?place={place.slug}&after={made.meeting_id}&parked={made.id}&parked=x"
    assert f'value="{made.id},x"' in visit(made.meeting.moderator).get(new).get_data(as_text=True)
    seen = visit(neighbour).get(f"/issues/{issue.id}").get_data(as_text=True)
    assert f"/meetings/{made.meeting_id}#parked" in seen


def test_what_was_put_aside_joins_an_issue_there_is_and_can_be_taken_back(session, visit):
    place = a_community()
    made, issue = a_parked_matter(place), supported(place)
    elsewhere, taken = supported(a_community()), an_issue(place, a_resident(place))
    commit()
    lead, url = visit(made.meeting.moderator), f"/parked/{made.id}/issue"
    lead.post(url, {"issue": str(elsewhere.id)}, 422)
    for number in ("", "9999", taken.number):
        lead.post(url, {"issue": "", "number": number}, 422)
    visit(a_resident(place)).post(url, {"number": issue.number}, 403)
    lead.post(url, {"number": issue.number}, 303)
    assert f"/meetings/{made.meeting_id}#parked" in lead.get(f"/issues/{issue.id}").get_data(as_text=True)
    lead.post(url, {"number": issue.number}, 303)
    assert verbs(made.meeting).count("meeting.parked_carried") == 1
    undo_last(made.meeting, "meeting.parked_carried")
    assert (made.issue_id, verbs(made.meeting)[-1]) == (None, "meeting.undone")


def test_what_was_carried_onto_an_agenda_is_taken_back_until_people_are_told(session):
    place = a_community()
    made, moderator = a_parked_matter(place), a_moderator(place)
    by = {"actor_id": moderator.id, "now": now()}
    later = a_drafted_meeting(place, moderator, carries=(made.id,))
    undo_last(made.meeting, "meeting.parked_carried")
    assert (made.carried_to_id, [one.title for one in later.agenda]) == (None, ["东门的路灯"])
    a_drafted_meeting(place, moderator, items=(), carries=(made.id,))
    with pytest.raises(Refused, match=r"agenda_empty"):
        undo_last(made.meeting, "meeting.parked_carried")
    calling.announce_meeting(db.session.get(Meeting, made.carried_to_id), **by)
    with pytest.raises(Refused, match=r"told_already"):
        undo_last(made.meeting, "meeting.parked_carried")


def undo_last(meeting, verb):
    """Take back the last act of a kind."""
    seq = [one.seq for one in stream_after(f"meeting:{meeting.id}") if one.verb == verb][-1]
    undoing.undo(meeting, seq, actor_id=meeting.moderator_id, now=now())
    db.session.flush()


def test_a_meeting_goes_on_another_day_with_what_is_left(session):
    place = a_community()
    moderator = a_moderator(place)
    items = (PlannedItem(title="灯", planned_minutes=10), PlannedItem(title="车", planned_minutes=20))
    meeting = a_running_meeting(place, moderator, items=(PlannedItem(title="开场"), *items))
    by = {"actor_id": moderator.id, "now": now()}
    running.close_item(an_open_item(meeting), Outcome.noted, "", **by)
    item = an_open_item(meeting, 2)
    services.turn_to(item, Phase.discussion, actor_id=moderator.id, now=item.phase_at + timedelta(minutes=3))
    on = services.Session(starts_at=now() + timedelta(days=8), reason="时间不够")
    later = {"actor_id": moderator.id, "now": item.phase_at + timedelta(minutes=2)}
    following = services.adjourn_meeting(meeting, on, **later)
    assert services.adjourn_meeting(meeting, on, **later).id == following.id
    assert (meeting.state, following.state) == (MeetingState.closed, MeetingState.announced)
    assert [one.title for one in following.agenda] == ["灯", "车"]
    assert (following.round_no, following.previous_id) == (2, meeting.id)
    left = queries.phases_of(following.agenda[0])
    assert next(iter(left)) is Phase.discussion
    assert left[Phase.discussion] == queries.phases_of(item)[Phase.discussion] - 2
    assert verbs(meeting)[-1] == "meeting.adjourned"


def test_the_next_session_needs_its_notice_too_and_nothing_changes_without(session):
    place = a_community()
    meeting = a_running_meeting(place, a_moderator(place))
    item = an_open_item(meeting)
    soon = services.Session(starts_at=now() + timedelta(days=1), reason="时间不够")
    commit()
    with pytest.raises(Refused, match=r"meetings\.too_short_even_if_urgent"):
        services.adjourn_meeting(meeting, soon, actor_id=meeting.moderator_id, now=now())
    rollback()
    assert (meeting.state, item.state) == (MeetingState.in_session, ItemState.open)


@pytest.mark.parametrize(
    ("state", "unfinished", "reason", "code"),
    [
        (MeetingState.in_session, 1, "时间不够", None),
        (MeetingState.in_session, 0, "时间不够", "meetings.nothing_left"),
        (MeetingState.in_session, 1, " ", "meetings.reason_for_all_missing"),
        (MeetingState.in_session, 1, "长" * 201, "meetings.text_too_long"),
        (MeetingState.announced, 1, "时间不够", "meetings.not_in_session"),
    ],
)
def test_only_a_meeting_under_way_with_something_left_goes_on_another_day(state, unfinished, reason, code):
    refusal = rules.why_not_adjourn(state, unfinished=unfinished, reason=reason)
    assert (refusal.code if refusal else None) == code
