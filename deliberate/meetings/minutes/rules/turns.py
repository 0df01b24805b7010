"""From the record to who spoke how long on an item, and who took no side in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from deliberate.meetings.discussion.states import Stance
from deliberate.meetings.floor.states import RequestKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from deliberate.meetings.minutes.rules.lines import Sentence
    from deliberate.meetings.minutes.rules.record import Line, Say

MINUTE = 60


def spoken_turns(record: Iterable[Line], item: int, say: Say) -> list[Sentence]:
    """Return for everybody who had the floor how often and how long, in the order in which they began."""
    asked: dict[int, Mapping[str, Any]] = {}
    spoke: dict[tuple[str, Stance], list[Line]] = {}
    for line in record:
        request = line.payload.get("request_id", 0)
        if line.verb == "floor.asked" and _a_turn(line.payload, item):
            asked[request] = line.payload
        elif line.verb == "floor.ended" and request in asked:
            said = asked[request]
            spoke.setdefault((said["label"], Stance(said["stance"])), []).append(line)
    return [_spoke(name, stance, turns, say) for (name, stance), turns in spoke.items()]


def _a_turn(payload: Mapping[str, Any], item: int) -> bool:
    return payload.get("agenda_item_id") == item and payload.get("kind") == RequestKind.turn


def _spoke(name: str, stance: Stance, turns: list[Line], say: Say) -> Sentence:
    minutes, seconds = divmod(sum(line.payload["used"] for line in turns), MINUTE)
    facts = {"name": name, "stance": stance, "turns": len(turns), "minutes": minutes, "seconds": seconds}
    return {"text": say("spoke", facts), "sources": [line.seq for line in turns]}


def recusals(record: Iterable[Line], item: int, say: Say) -> list[Sentence]:
    """Return who said that an item concerns them too closely, and why."""
    return [
        {
            "text": say("recused", {"name": line.payload["label"], "reason": line.payload["reason"]}),
            "sources": [line.seq],
        }
        for line in record
        if line.verb == "floor.recused" and line.payload.get("agenda_item_id") == item
    ]
