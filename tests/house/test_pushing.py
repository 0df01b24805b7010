"""Every event of a meeting either reaches the phones in a declared shape, or is declared to stay."""

from __future__ import annotations

from dataclasses import fields

from deliberate.kit.events import Event
from deliberate.realtime.rules import NOT_PUSHED, SHAPES
from tests.support.vocabulary import all_events

LIVE_STREAM = "meeting"


def may_stand_in_a_meeting(kind):
    """Tell whether an event's stream is a meeting's, always or depending on where it happened."""
    chosen_case_by_case = kind.stream is not Event.stream and "meeting_id" in {field.name for field in fields(kind)}
    return kind.stream_of[0] == LIVE_STREAM or chosen_case_by_case


def test_every_event_of_a_meeting_is_pushed_or_declared_not_to_be():
    live = {verb for verb, kind in all_events().items() if may_stand_in_a_meeting(kind)}
    assert sorted(live - set(SHAPES) - NOT_PUSHED) == []


def test_nothing_is_declared_twice_or_for_no_event():
    assert sorted(set(SHAPES) & NOT_PUSHED) == []
    assert sorted((set(SHAPES) | NOT_PUSHED) - set(all_events())) == []


def test_a_shape_names_only_what_its_event_carries():
    known = {verb: {field.name for field in fields(kind)} for verb, kind in all_events().items()}
    wrong = {verb: sorted({*shape.everyone, *shape.staff} - known.get(verb, set())) for verb, shape in SHAPES.items()}
    assert {verb: names for verb, names in wrong.items() if names} == {}
