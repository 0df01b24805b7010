"""How far somebody has read goes with the person from one device to the other, and onto no record."""

from __future__ import annotations

from deliberate.db.session import commit
from deliberate.ledger.queries import stream_after
from tests.factories.meetings import a_contribution, a_running_meeting, an_open_item
from tests.factories.people import a_community, a_moderator, a_resident


def test_the_second_device_reads_on_where_the_first_left_off(session, visit):
    place = a_community()
    person, other = a_resident(place), a_resident(place)
    meeting = a_running_meeting(place, a_moderator(place))
    for _ in range(3):
        a_contribution(meeting, an_open_item(meeting) if meeting.current_item_id is None else meeting.agenda[0], other)
    commit()
    url, entries = f"/meetings/{meeting.id}", [one.seq for one in stream_after(f"meeting:{meeting.id}")]
    first, second = visit(person), visit(person)
    reads = lambda seq: first.post(f"{url}/place", {"seq": seq}, 204)  # noqa: E731
    for seq in (entries[1], entries[2], entries[0], entries[-1] + 1, -5, "x"):
        reads(seq)
    place_of = lambda who: who.get(f"{url}/snapshot").get_json()["me"]["place"]  # noqa: E731
    assert place_of(second) == entries[2]
    assert place_of(visit(other)) == 0
    assert [one.seq for one in stream_after(f"meeting:{meeting.id}")] == entries
