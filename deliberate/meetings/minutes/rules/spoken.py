"""From the record to what was said and can still be read: mended, moved and put together as it stood at the end."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from deliberate.meetings.discussion.states import Stance

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from deliberate.meetings.minutes.rules.record import Line, Say

QUOTE_MOST = 300
MENDED = "discussion.edited"
# The last of these tells whether everybody may read it.
SHOWING = {"discussion.hidden": False, "discussion.held_back": False, "discussion.shown": True}
COUNTING = ("discussion.agreed", "discussion.agreement_withdrawn")


@dataclass(frozen=True)
class Said:
    """A contribution as the record has it, with those that say the same: who said them, and where they stand."""

    seq: int
    ident: int
    parent: int | None
    item: int | None
    stance: Stance
    name: str
    body: str
    also: tuple[str, ...] = ()
    also_at: tuple[int, ...] = ()
    agrees: int = 0

    @property
    def sources(self) -> list[int]:
        """Return the entries it rests on."""
        return [self.seq, *self.also_at]

    def told(self, key: str, say: Say) -> str:
        """Return it as a sentence; who says the same is named, and how many stand behind it counted."""
        text = say(key, {"name": self.name, "body": self.body})
        return say("same", {"text": text, "names": self.also, "number": self.agrees}) if self.also else text


def spoken(record: Sequence[Line]) -> list[Said]:
    """Return what was said and is still shown; what says the same is one contribution."""
    hidden = _hidden(record)
    # What its author mended is quoted as it reads now.
    mended = {line.payload["contribution_id"]: line for line in record if line.verb == MENDED and line.payload}
    # What was moved is told under the item where it stands now.
    moved = {
        one["contribution_id"]: one["agenda_item_id"]
        for line in record if line.verb == "discussion.moved" and line.payload for one in line.payload["moved"]
    }  # fmt: skip
    said = [
        Said(
            seq=line.seq,
            ident=line.payload["contribution_id"],
            parent=line.payload["parent_id"],
            item=moved.get(line.payload["contribution_id"], line.payload["agenda_item_id"]),
            stance=Stance(line.payload["stance"]),
            name=line.payload["author_label"],
            body=quote(mended.get(line.payload["contribution_id"], line).payload["body"]),
        )
        for line in record
        if line.verb == "discussion.contributed" and line.payload and line.payload["contribution_id"] not in hidden
    ]
    return _together(said, _merged(record), _support(record))


def _hidden(record: Sequence[Line]) -> set[int]:
    last = {
        line.payload["contribution_id"]: SHOWING[line.verb] for line in record if line.verb in SHOWING and line.payload
    }
    return {number for number, shown in last.items() if not shown}


def _merged(record: Sequence[Line]) -> dict[int, int]:
    """Return which contribution stands with which."""
    into: dict[int, int] = {}
    for line in record:
        if line.verb == "discussion.merged" and line.payload:
            into[line.payload["contribution_id"]] = line.payload["into_id"]
        elif line.verb == "discussion.parted" and line.payload:
            into.pop(line.payload["contribution_id"], None)
    return into


def _support(record: Sequence[Line]) -> dict[int, int]:
    """Return how many people stand behind some words besides who said them, as it was counted last."""
    told = [line.payload for line in record if line.verb in (*COUNTING, "discussion.merged", "discussion.parted")]
    return {one.get("into_id", one["contribution_id"]): one["agrees"] for one in told if one}


def _together(said: Sequence[Said], into: Mapping[int, int], support: Mapping[int, int]) -> list[Said]:
    """Put what says the same into one; where the words it stands with are no longer shown, it stands by itself."""
    shown = {one.ident: one for one in said}
    same = {one.ident: into[one.ident] for one in said if into.get(one.ident) in shown}
    with_it: dict[int, list[Said]] = {}
    for ident, at in same.items():
        with_it.setdefault(at, []).append(shown[ident])
    return [
        replace(
            one,
            parent=same.get(one.parent or 0, one.parent),
            also=tuple(dict.fromkeys(other.name for other in with_it.get(one.ident, ()) if other.name != one.name)),
            also_at=tuple(other.seq for other in with_it.get(one.ident, ())),
            agrees=support.get(one.ident, 0),
        )
        for one in said
        if one.ident not in same
    ]


def quote(body: str) -> str:
    """Return a text as one line, cut where it gets long; the whole stands in the record."""
    text = " ".join(body.split())
    return text if len(text) <= QUOTE_MOST else f"{text[: QUOTE_MOST - 1]}…"
