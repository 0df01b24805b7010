"""The shapes of what is pushed, and who sees how much."""

from __future__ import annotations

from dataclasses import fields
from datetime import UTC, datetime
from inspect import signature

import pytest

from deliberate.kit.events import Event
from deliberate.meetings.states import Body
from deliberate.realtime import rules
from deliberate.realtime.rooms import Room
from deliberate.realtime.rules import Audience, Record
from deliberate.realtime.sentences import sentences
from tests.support.vocabulary import all_events

AT = datetime(2026, 3, 10, 11, 0, tzinfo=UTC)


def record(verb, payload, seq=7, subject="contribution:5"):
    return Record(seq, AT, verb, subject, payload, 3, "王阿姨", "recorder")


def of_meetings():
    """Return every event that may stand in a meeting's stream, always or depending on where it happened."""
    return {
        verb: kind
        for verb, kind in all_events().items()
        if kind.stream_of[0] == "meeting"
        or (kind.stream is not Event.stream and "meeting_id" in signature(kind).parameters)
    }


def test_every_event_of_a_meeting_is_pushed_in_a_declared_shape_or_declared_not_pushed():
    assert set(of_meetings()) == set(rules.SHAPES) | rules.NOT_PUSHED
    assert not set(rules.SHAPES) & rules.NOT_PUSHED


def test_shapes_name_fields_their_events_have():
    events = of_meetings()
    missing = {
        verb: set(shape.fields(Audience.staff)) - {item.name for item in fields(events[verb])}
        for verb, shape in rules.SHAPES.items()
    }
    assert {verb: names for verb, names in missing.items() if names} == {}


@pytest.mark.parametrize(
    ("audience", "data", "actor"),
    [
        (Audience.public, {"channel": "hall", "counts": True}, None),
        (
            Audience.staff,
            {
                "channel": "hall",
                "counts": True,
                "attendance_id": 9,
                "label": "陈阿婆",
                "held_by": "",
                "proof": "",
                "seat": "unit:3",
                "account_id": None,
            },
            {"id": 3, "name": "王阿姨", "role": "recorder"},
        ),
    ],
)
def test_who_came_is_known_to_those_who_keep_the_list_and_how_many_to_everybody(audience, data, actor):
    line = {"attendance_id": 9, "label": "陈阿婆", "account_id": None, "held_by": "", "proof": "", "seat": "unit:3"}
    came = record("meeting.attended", {"channel": "hall", "counts": True, **line})
    shown = rules.item(came, audience, {})
    assert (shown["data"], shown["actor"]) == (data, actor)


def test_what_was_hidden_later_is_not_said_again_when_the_past_is_replayed():
    said = record("discussion.contributed", {"contribution_id": 5, "body": "漂亮话", "stance": "for"})
    shown = rules.item(said, Audience.public, {5: "personal_attack"})
    assert (shown["data"]["body"], shown["data"]["hidden"]) == ("", "personal_attack")


def test_what_was_erased_leaves_its_place_and_nothing_else():
    shown = rules.item(record("discussion.contributed", None), Audience.staff, {})
    assert shown["data"] == {"contribution_id": 5, "erased": True}


def test_what_is_not_pushed_is_absent_and_the_range_covers_it():
    kept = [record("meeting.scheduled", {}, 1), record("meeting.opened", {"present": 0}, 2)]
    shown = rules.batch(1, 2, rules.items(kept, Audience.public, {}))
    assert (shown["from"], shown["to"], [one["seq"] for one in shown["items"]]) == (1, 2, [2])


@pytest.mark.parametrize(
    ("after", "head", "far"),
    [(0, 0, False), (0, 500, False), (0, 501, True), (3, 2, True), (-1, 5, True), (5, 5, False)],
)
def test_who_is_too_far_behind_takes_a_snapshot(after, head, far):
    assert rules.too_far_behind(after, head) is far


@pytest.mark.parametrize(
    ("took", "pause"),
    [(0.0, 0.05), (0.004, 0.05), (0.008, 0.08), (0.02, 0.1), (0.04, 0.1), (0.1, 0.25), (5.0, 2.0)],
)
def test_the_tick_stretches_with_the_fan_out(took, pause):
    assert rules.next_tick(took) == pytest.approx(pause)


@pytest.mark.parametrize(
    ("sent", "told", "head", "then"),
    [
        pytest.param(None, None, 8, 8, id="the first one in"),
        pytest.param(9, None, 8, 8, id="another came in later and asked earlier"),
        pytest.param(9, 8, 8, 9, id="pushed while the record was asked"),
        pytest.param(9, 9, 10, 9, id="written and not yet pushed"),
        pytest.param(9, 9, 7, 7, id="restored from an older copy"),
    ],
)
def test_nothing_is_pushed_again_because_somebody_came_in(sent, told, head, then):
    room = Room(1, sent=sent)
    room.begin_at(head, told)
    assert room.sent == then


def test_whose_seats_count_has_a_name_under_the_word_that_is_sent(app):
    with app.test_request_context():
        bodies = sentences()["bodies"]
    assert bodies["representatives"] == "居民代表"
    assert set(bodies) == {body.name for body in Body}
