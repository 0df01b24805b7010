"""An event's payload is canonical: no floats, no naive surprises, one class a verb."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import ClassVar

import pytest

from deliberate.kit.events import Event, known_events, plain
from tests.factories.events import Tried


class Colour(StrEnum):
    red = "red"


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (Colour.red, "red"),
        (datetime(2026, 3, 1, 8, tzinfo=UTC), "2026-03-01T08:00:00+00:00"),
        (date(2026, 3, 1), "2026-03-01"),
        ({2, 1}, [1, 2]),
        ((1, "a", None, True), [1, "a", None, True]),
        ({1: Colour.red}, {"1": "red"}),
    ],
)
def test_values_are_written_plainly(value, written):
    assert plain(value) == written


@pytest.mark.parametrize("value", [1.5, object(), b"bytes"])
def test_what_has_no_exact_form_is_refused(value):
    with pytest.raises(TypeError, match="no exact JSON form"):
        plain(value)


def test_an_event_knows_its_stream_its_subject_and_its_payload():
    event = Tried(actor_id=3, at=datetime(2026, 3, 1, tzinfo=UTC), number=7, note=9, said="灯坏了")
    assert (event.stream, event.subject) == ("test:7", "note:9")
    assert event.payload() == {"number": 7, "note": 9, "said": "灯坏了"}
    assert known_events()["test.tested"] is Tried


def test_two_events_may_not_share_a_verb():
    with pytest.raises(ValueError, match=r"test\.tested"):

        @dataclass(frozen=True, kw_only=True)
        class _Second(Event):
            verb: ClassVar[str] = "test.tested"
