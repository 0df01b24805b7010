"""The record of an issue as people read it: one sentence an entry, newest first."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from flask_babel import gettext as _

from deliberate.accounts.queries import display_names
from deliberate.kit.events import known_events
from deliberate.ledger.queries import latest_of
from deliberate.web.language import moment
from deliberate.web.pages import panels
from deliberate.web.words import events, fill, states

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from deliberate.issues.models import Issue
    from deliberate.kit.events import Event
    from deliberate.ledger.models import Entry

# What people say stands in the discussion, where it can be hidden; a timeline would drown in it.
TALK = ("discussion.contributed", "discussion.hidden", "discussion.shown")
# A run of these is told once, by its last entry.
RUNS = frozenset({"issue.seconded", "issue.second_withdrawn"})
MARKS = {
    "issue.accepted": "good",
    "issue.supported": "good",
    "issue.adopted": "good",
    "issue.declined": "late",
    "issue.shelved": "late",
    "issue.not_adopted": "late",
}


def timeline_of(issue: Issue) -> list[dict[str, Any]]:
    """Return what happened to an issue, with what higher areas add.

    They name streams of their own with `@panel("issues.streams", …)`: a `Panel("", {"streams": ["vote:3"]})`.
    """
    streams = [f"issue:{issue.id}"]
    for part in panels("issues.streams", issue):
        streams += part.values["streams"]
    entries = _without_runs(latest_of(streams, without=TALK))
    helped = {entry.id: _helped(entry) for entry in entries}
    names = display_names([*(entry.actor_id for entry in entries), *helped.values()])
    return [_line(entry, _named(names, entry.actor_id, helped[entry.id])) for entry in entries]


def _helped(entry: Entry) -> int | None:
    """Return for whom somebody wrote something down."""
    found = (entry.payload or {}).get("on_behalf_of")
    return found if isinstance(found, int) else None


def _named(names: Mapping[int, str], actor_id: int | None, person_id: int | None) -> str:
    actor = names.get(actor_id or 0, "")
    if person_id is None:
        return actor
    return _("%(person)s (written down by %(helper)s)", person=names.get(person_id, ""), helper=actor)


def _without_runs(entries: Iterable[Entry]) -> list[Entry]:
    kept: list[Entry] = []
    for entry in entries:
        if not (kept and entry.verb in RUNS and kept[-1].verb in RUNS):
            kept.append(entry)
    return kept


def _line(entry: Entry, actor: str) -> dict[str, Any]:
    if entry.payload is None:
        return {"at": entry.at, "sentence": _("What stood here was erased, as the law allows.")}
    facts = said(entry.verb, entry.payload)
    sentence = fill(events().get(entry.verb, entry.verb), {"actor": actor or _("The platform"), **facts})
    reason, note = facts.get("reason", ""), facts.get("note", "")
    told = _("%(reason)s: %(note)s", reason=reason, note=note) if reason and note else reason or note
    return {"at": entry.at, "sentence": sentence, "note": told, "mark": MARKS.get(entry.verb, "")}


def said(verb: str, payload: dict[str, Any]) -> dict[str, Any]:
    """Return an entry's facts as people read them: what was a state or a moment when it was written is one again."""
    kind = known_events().get(verb)
    return {name: _fact(kind, name, value) for name, value in payload.items()}


def _fact(kind: type[Event] | None, name: str, value: Any) -> Any:
    if kind is None or not isinstance(value, str) or not value:
        return "" if value is None else value
    declared = _declared(kind, name)
    if declared == "datetime":
        return moment(datetime.fromisoformat(value))
    return str(states().get(f"{declared}.{value}", value))


def _declared(kind: type[Event], name: str) -> str:
    """Return the written type of an event's field, such as `ReasonCode` for `ReasonCode | None`."""
    found: Sequence[str] = [
        base.__annotations__[name] for base in kind.__mro__ if name in getattr(base, "__annotations__", {})
    ]
    return str(found[0]).split(" | ", maxsplit=1)[0] if found else ""
