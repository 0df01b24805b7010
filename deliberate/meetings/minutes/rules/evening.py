"""From the record to what was put aside during the evening, and who was there."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from deliberate.meetings.minutes.rules.lines import Sentence
    from deliberate.meetings.minutes.rules.record import Line, Say


def parked(record: Iterable[Line], say: Say) -> list[Sentence]:
    """Return each matter that was put aside, with who brought it up."""
    return [
        {
            "text": say("parked", dict(line.payload)) if line.payload["said_by"] else str(line.payload["text"]),
            "sources": [line.seq],
        }
        for line in record
        if line.verb == "meeting.parked" and line.payload
    ]


def quorum(frozen: Mapping[str, object], say: Say) -> list[str]:
    """Return who was there when something was decided; nothing where no number is asked for."""
    if not frozen.get("needed"):
        return []
    return [say("quorum_of" if "seats" in frozen else "quorum", frozen)]
