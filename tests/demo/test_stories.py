"""The stories of the demonstration, told on days on which weekends and holidays put every window off."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import pairwise
from random import Random

import pytest
from sqlalchemy import select

from deliberate.delivery.models import ActionItem
from deliberate.delivery.queries.items import rules_and_calendar
from deliberate.delivery.rules import LateLevel, lateness
from deliberate.delivery.states import ResolutionState
from deliberate.demo.rules import matters
from deliberate.demo.services import matters as telling
from deliberate.demo.services.deliveries import Delivery
from deliberate.demo.services.gatherings import call_next_meeting, hold_past_meetings
from deliberate.demo.services.ground import lay_ground
from deliberate.demo.services.loading import SEED
from deliberate.demo.services.people import settle
from deliberate.kit.clock import SHANGHAI
from deliberate.ledger.models import Entry
from deliberate.meetings.rules.course import why_not_open
from deliberate.meetings.states import MeetingState

MET = {"stairs", "bins", "dogs", "face", "lift", "charging"}
DAYS = {
    # Both meetings' minutes were open over the week of the national day.
    "after the golden week": datetime(2026, 12, 13, 23, 50, tzinfo=SHANGHAI),
    # What is late was due on the first of nine days off.
    "after the spring festival": datetime(2026, 2, 27, 0, 5, tzinfo=SHANGHAI),
}


@pytest.mark.parametrize("now", DAYS.values(), ids=DAYS)
def test_they_can_be_told_on_any_day(session, monkeypatch, now):
    monkeypatch.setattr(telling, "matters", lambda: [one for one in matters() if one["key"] in MET])
    chance, begun = Random(SEED), now - timedelta(days=300)
    people = settle(lay_ground(chance, begun), chance, since=begun, now=now)
    issues = telling.tell_matters(people, now)
    meetings = hold_past_meetings(people, issues, now)
    delivery = Delivery(people, issues, now)
    delivery.closed(meetings["spring"])
    delivery.half_done(meetings["hearing"])
    delivery.look_at_the_calendar()

    coming = call_next_meeting(people, issues, now)
    assert why_not_open(MeetingState(coming.state), now=now, starts_at=coming.starts_at) is None
    found = session.scalars(select(ActionItem).order_by(ActionItem.id)).all()
    done, _fan, _basin, _volunteers, late = found
    assert done.resolution.state is ResolutionState.closed
    ruleset, calendar = rules_and_calendar(late.issue.rule_set_version)
    assert lateness(late.due_on, now, ruleset=ruleset, calendar=calendar).value.startswith(LateLevel.overdue)
    moments = session.execute(select(Entry.stream, Entry.at).order_by(Entry.stream, Entry.seq)).all()
    assert max(at for _stream, at in moments) <= now
    # Neighbours of the demonstration talk about an issue once it is told; everything else happened in its order.
    told = [(stream, at) for stream, at in moments if not stream.startswith("issue:")]
    assert [one for one, after in pairwise(told) if one[0] == after[0] and one[1] > after[1]] == []
