"""The meetings of the demo can be told on any day of the year."""

from __future__ import annotations

from datetime import timedelta

from deliberate.demo.services.gatherings import write_minutes
from deliberate.demo.services.people import People
from deliberate.meetings.minutes.queries import minutes_of
from deliberate.meetings.minutes.states import MinutesState
from deliberate.meetings.services import running
from tests.factories.meetings import a_running_meeting, attends
from tests.factories.people import a_community, a_moderator, a_recorder, a_resident


def test_minutes_are_published_where_a_weekend_makes_the_time_to_confirm_them_longer(session, now):
    place = a_community()
    moderator, resident, elder = a_moderator(place), a_resident(place), a_resident(place)
    meeting = a_running_meeting(place, moderator)
    attends(meeting, resident, elder)
    running.close_meeting(meeting, actor_id=moderator.id, now=now)
    known = {"recorder": a_recorder(place), "resident": resident, "elder": elder}
    # Three days after a Wednesday is a Saturday, so the time ends with Monday.
    wednesday = now + timedelta(days=1)
    write_minutes(People(place, now, known, [], {}), meeting, wednesday)
    assert minutes_of(meeting.id).state is MinutesState.published
    assert minutes_of(meeting.id).published_at.date() == (wednesday + timedelta(days=6)).date()
