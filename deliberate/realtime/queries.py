"""Reading a meeting as phones see it: entries, snapshot, older contributions."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import joinedload, selectinload

from deliberate.accounts.events import SignedOutEverywhere
from deliberate.accounts.models import Account
from deliberate.db.base import db
from deliberate.db.session import noted
from deliberate.kit.refusals import Refusal, Refused
from deliberate.kit.roles import Role
from deliberate.ledger.models import Entry, Head
from deliberate.meetings.discussion.queries.speaking import edit_minutes
from deliberate.meetings.discussion.queries.upkeep import held_in, pinned_in
from deliberate.meetings.floor.queries import floor_of, recusals_in
from deliberate.meetings.floor.rules import limits
from deliberate.meetings.floor.states import RequestState
from deliberate.meetings.minutes.models import Minutes
from deliberate.meetings.models import AgendaItem, Meeting
from deliberate.meetings.notes.queries import captions
from deliberate.meetings.queries.programme import rules_of
from deliberate.opinions.queries import of_meeting
from deliberate.opinions.states import ConversationState
from deliberate.places.models import Place, RoleHolding
from deliberate.realtime.floor import speaking_request
from deliberate.realtime.marks import hidden_among, marks_of, steps, talks
from deliberate.realtime.rules import (
    CAPTIONS,
    CONTRIBUTED,
    HELD,
    LATEST,
    MOST_ITEMS,
    SAID,
    SHOWN,
    Audience,
    Record,
    as_it_is_now,
    batch,
    items,
    with_translations,
)
from deliberate.realtime.showing import agenda_item, following, parked, polls, there
from deliberate.renderings.queries import written

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from sqlalchemy import Row, Select

    from deliberate.meetings.notes.models import Note
    from deliberate.meetings.states import MeetingState


# Which of a person's roles stands beside the name in the room.
SHOWN_ROLES = (Role.moderator, Role.recorder, Role.liaison, Role.unit_handler, Role.building_head, Role.supervisor)
ON_THE_FLOOR = frozenset({RequestState.waiting, RequestState.speaking, RequestState.done})
TRIES, LOOK_BACK = 5, 200
STREAM = "meeting:"
_ENTRY, _HELD, _NAMED = Entry.__table__, RoleHolding.__table__, Account.__table__
_HERE, _AT = Meeting.__table__, Place.__table__
# Built once, of columns: these are asked for every message of every phone and for every push.
_SEEN = (
    select(_HERE.c.id, _HERE.c.state, _AT.c.path)
    .join(_AT, _AT.c.id == _HERE.c.place_id)
    .where(_HERE.c.id == bindparam("meeting_id"))
)
_ENTRIES = select(
    _ENTRY.c.seq, _ENTRY.c.at, _ENTRY.c.verb, _ENTRY.c.subject, _ENTRY.c.payload, _ENTRY.c.actor_id,
    func.coalesce(_NAMED.c.display_name, "").label("name"),
).outerjoin(_NAMED, _NAMED.c.id == _ENTRY.c.actor_id)  # fmt: skip
_ROLES = select(_HELD.c.account_id, _HELD.c.role).where(
    _HELD.c.account_id.in_(bindparam("people", expanding=True)),
    _HELD.c.place_id.in_(bindparam("path", expanding=True)),
    _HELD.c.role.in_(SHOWN_ROLES),
)
# Without the rule set it was called under: long to read, and what asks for it locks the meeting and reads anew.
_MEETING = select(Meeting).options(joinedload(Meeting.place)).where(Meeting.id == bindparam("meeting_id"))
_WHOLE = _MEETING.options(selectinload(Meeting.agenda))
# The same can happen twice, as a second break does: the answer is about the last one.
_SEQ = (
    select(Entry.seq)
    .where(Entry.stream == bindparam("stream"), Entry.subject == bindparam("subject"), Entry.verb == bindparam("verb"))
    .order_by(Entry.seq.desc())
    .limit(1)
)
_BEHIND = (
    _ENTRIES.where(_ENTRY.c.stream == bindparam("stream"), _ENTRY.c.seq > bindparam("after"))
    .order_by(_ENTRY.c.seq)
    .limit(MOST_ITEMS)
)
_MARK = select(Head.seq, Head.digest).where(Head.stream == bindparam("stream"))


@dataclass(frozen=True)
class Seen:
    """The little that is asked of a meeting for every message and every tick."""

    id: int
    state: MeetingState
    place_path: tuple[int, ...]

    @property
    def stream(self) -> str:
        """Return the name of its stream, which is also the name of its public room."""
        return stream_of(self.id)


@dataclass(frozen=True)
class Range:
    """A stretch of a meeting's stream, read once for all audiences."""

    first: int
    last: int
    records: Sequence[Record]
    hidden: dict[int, str]
    more: bool = False
    translated: Mapping[int, Mapping[str, Any]] = field(default_factory=dict)
    marks: Mapping[int, Mapping[str, Any]] = field(default_factory=dict)

    def batch(self, audience: Audience) -> dict[str, Any]:
        """Return it in the shape phones get."""
        return batch(self.first, self.last, self.shown(audience))

    def shown(self, audience: Audience) -> list[dict[str, Any]]:
        """Return its items with what became of them and with their translations."""
        return with_translations(as_it_is_now(items(self.records, audience, self.hidden), self.marks), self.translated)


def stream_of(meeting_id: int) -> str:
    """Return the name of a meeting's stream, which is also the name of its public room."""
    return f"{STREAM}{meeting_id}"


def seen(meeting_id: int) -> Seen | None:
    """Return what must be known of a meeting before anything in it is shown: one light query."""
    row = db.session.connection().execute(_SEEN, {"meeting_id": meeting_id}).first()
    return Seen(row.id, row.state, tuple(int(part) for part in row.path.split(".") if part)) if row else None


def whole(meeting_id: int, *, agenda: bool = True) -> Meeting:
    """Return the meeting, as a rule with its agenda, which was there a moment ago."""
    found = db.session.scalar(_WHOLE if agenda else _MEETING, {"meeting_id": meeting_id})
    if found is None:
        raise Refused(Refusal("realtime.no_such_meeting"))
    return found


def item_by_id(item_id: int) -> AgendaItem | None:
    """Return an agenda item, without the others of its meeting."""
    return db.session.get(AgendaItem, item_id)


def heads_of(streams: Collection[str]) -> dict[str, int]:
    """Return the ends of some streams."""
    found = select(Head.stream, Head.seq).where(Head.stream.in_(streams))
    return dict(db.session.execute(found).all())


def mark_of(stream: str) -> tuple[int, str]:
    """Return the end of a stream with its digest, which stands for everything before it."""
    found = db.session.execute(_MARK, {"stream": stream}).first()
    return (found.seq, found.digest) if found else (0, "")


def range_after(meeting: Seen | Meeting, after: int) -> Range:
    """Return what stands behind `after`, at most `MOST_ITEMS` entries; an empty range ends where it began."""
    stream = stream_of(meeting.id)
    entries = _asked(_BEHIND, {"stream": stream, "after": after})
    last = entries[-1].seq if entries else after
    # Translations stand in the record themselves; but what is shown again brings those it had when it was hidden.
    again = _translated([entry for entry in entries if entry.verb == SHOWN])
    return Range(after + 1, last, _records(entries, meeting), hidden_among(_said(entries)), translated=again)


def contributions(meeting: Seen | Meeting, *, before: int | None = None, most: int = LATEST) -> Range:
    """Return the latest contributions before a seq, oldest first."""
    found = _ENTRIES.where(_ENTRY.c.stream == stream_of(meeting.id), _ENTRY.c.verb == CONTRIBUTED)
    if before is not None:
        found = found.where(_ENTRY.c.seq < before)
    newest = _asked(found.order_by(_ENTRY.c.seq.desc()).limit(most + 1))
    entries = newest[:most][::-1]
    return _as_shown(entries, meeting, more=len(newest) > most)


def listed(meeting: Seen | Meeting, ids: Sequence[int], *, more: bool) -> Range:
    """Return some contributions of a meeting as they are now, in the order of their numbers given."""
    subjects = [f"contribution:{number}" for number in ids]
    found = _ENTRIES.where(_ENTRY.c.subject.in_(subjects), _ENTRY.c.verb == CONTRIBUTED)
    entries = _asked(found.where(_ENTRY.c.stream == stream_of(meeting.id)))
    return _as_shown(sorted(entries, key=lambda entry: subjects.index(entry.subject)), meeting, more=more)


def _asked(found: Select[Any], values: Mapping[str, Any] | None = None) -> Sequence[Row[Any]]:
    """Return entries as rows, each with the name of who did it."""
    return db.session.connection().execute(found, values or {}).all()


def _as_shown(entries: Sequence[Row[Any]], meeting: Seen | Meeting, *, more: bool) -> Range:
    first, last = (entries[0].seq, entries[-1].seq) if entries else (0, 0)
    hidden = hidden_among(_said(entries))
    marks = marks_of(_said(entries))
    records = _records(entries, meeting)
    return Range(first, last, records, hidden, more=more, translated=_translated(entries), marks=marks)


def seq_of(stream: str, subject: str, verb: str) -> int | None:
    """Return where something stands in a stream: what an acknowledgement carries."""
    if fresh := noted().get((stream, subject, verb)):
        return int(fresh)
    return db.session.scalar(_SEQ, {"stream": stream, "subject": subject, "verb": verb})


def last_entry_id() -> int:
    """Return where the whole record ends at the moment."""
    return db.session.scalar(select(func.max(Entry.id))) or 0


def signed_out_since(entry_id: int) -> tuple[dict[int, int], int]:
    """Return entry → account for those whose sockets must go, whichever worker they used, and the record's end now.

    Looks back a little, because under PostgreSQL a lower id may be committed after a higher one.
    """
    end = last_entry_id()
    found = select(Entry.id, Entry.subject).where(
        Entry.id > entry_id - LOOK_BACK, Entry.verb == SignedOutEverywhere.verb
    )
    return {number: int(subject.partition(":")[2]) for number, subject in db.session.execute(found)}, end


def charged_at(path: Sequence[int]) -> frozenset[int]:
    """Return who is charged with anything at a place or above it: only they may see more than everybody."""
    found = select(RoleHolding.account_id).where(RoleHolding.place_id.in_(path)).distinct()
    return frozenset(db.session.scalars(found))


def _records(entries: Sequence[Row[Any]], meeting: Seen | Meeting) -> list[Record]:
    roles = _roles({entry.actor_id for entry in entries if entry.actor_id is not None}, meeting.place_path)
    return [Record._make((*entry, roles.get(entry.actor_id, ""))) for entry in entries]


def _roles(people: Collection[int], path: Sequence[int]) -> dict[int | None, str]:
    if not people:
        return {}
    held = db.session.connection().execute(_ROLES, {"people": list(people), "path": list(path)})
    found: dict[int | None, str] = {}
    for account_id, role in sorted(held, key=lambda row: SHOWN_ROLES.index(row.role), reverse=True):
        found[account_id] = role.value
    return found


def _said(entries: Iterable[Row[Any]]) -> list[int]:
    return [int(entry.subject.partition(":")[2]) for entry in entries if entry.verb in SAID]


def _translated(entries: Iterable[Row[Any]]) -> dict[int, dict[str, Any]]:
    """Return what neighbours have translated: contribution → language → words and who wrote them; one query."""
    said = _said(entries)
    found: dict[int, dict[str, Any]] = {}
    for made in written("contribution", said):
        by_language = found.setdefault(made.subject_id, {})
        by_language[made.language] = {"text": made.texts["body"], "by": made.translator_label}
    return found


def snapshot(meeting: Meeting, audience: Audience) -> dict[str, Any]:
    """Return the state of a meeting at one seq; read again when somebody wrote meanwhile."""
    stream = stream_of(meeting.id)
    made: dict[str, Any] = {}
    for _try in range(TRIES):
        seq = heads_of([stream]).get(stream, 0)
        made = {"seq": seq, **_state(meeting, audience)}
        if heads_of([stream]).get(stream, 0) == seq:
            break
        db.session.expire_all()
    return made


def _state(meeting: Meeting, audience: Audience) -> dict[str, Any]:
    latest = contributions(meeting)
    return {
        "meeting": _meeting(meeting),
        "agenda": [agenda_item(one) for one in meeting.agenda],
        "contributions": latest.shown(audience),
        "more": latest.more,
        "attendance": there(meeting, audience),
        "floor": _floor(meeting),
        "polls": polls(meeting, audience),
        "opinions": _opinions(meeting),
        "parked": parked(meeting.id),
        "captions": [_caption(one) for one in captions(meeting.id, CAPTIONS)],
        "pins": pinned_in(meeting.id),
        "talks": talks(meeting.id),
        "held": held(meeting) if audience is Audience.staff else [],
        "steps": steps(meeting.id) if audience is Audience.staff else [],
    }


def held(meeting: Meeting) -> list[dict[str, Any]]:
    """Return what waits to be read first, as items of the record; only staff is shown it."""
    subjects = [f"contribution:{one.id}" for one in held_in(meeting.id)]
    found = _ENTRIES.where(_ENTRY.c.stream == stream_of(meeting.id), _ENTRY.c.verb == HELD)
    entries = _asked(found.where(_ENTRY.c.subject.in_(subjects)).order_by(_ENTRY.c.seq))
    return items(_records(entries, meeting), Audience.staff, {})


def _meeting(meeting: Meeting) -> dict[str, Any]:
    minutes = db.session.scalar(select(Minutes.state).where(Minutes.meeting_id == meeting.id))
    return {
        "id": meeting.id,
        "title": meeting.title,
        "state": meeting.state.value,
        "starts_at": _moment(meeting.starts_at),
        "opened_at": _moment(meeting.opened_at),
        "closed_at": _moment(meeting.closed_at),
        "current_item_id": meeting.current_item_id,
        "cancel_reason": meeting.cancel_reason,
        "stop_reason": meeting.stop_reason,
        "adjourned_to": following(meeting),
        "resumes_at": _moment(meeting.resumes_at),
        "vote_id": meeting.vote_id,
        "chair_id": meeting.chair_id,
        "chair": meeting.chair.display_name if meeting.chair else "",
        "minutes": minutes.value if minutes else None,
        "edit_minutes": edit_minutes(meeting),
    }


def _floor(meeting: Meeting) -> dict[str, Any]:
    """Return who speaks, who waits and who has spoken under the item being talked about."""
    recused = [
        {"agenda_item_id": one.agenda_item_id, "account_id": one.account_id, "label": one.label, "reason": one.reason}
        for one in recusals_in([item.id for item in meeting.agenda])
    ]
    usual = limits(rules_of(meeting))
    given = {"recused": recused, "turns": usual.turns, "turn": usual.turn}
    if meeting.current_item_id is None:
        return {"requests": [], "queue": [], **given}
    floor = floor_of(meeting.current_item_id)
    # What was withdrawn or skipped is over and nobody's business any more.
    shown = [one for one in floor.requests if one.state in ON_THE_FLOOR]
    return {
        "requests": [speaking_request(one) for one in shown],
        "queue": list(floor.queue(usual)),
        **given,
    }


def _opinions(meeting: Meeting) -> list[dict[str, Any]]:
    """Return the conversations of the meeting that one can answer now."""
    held = [one for one in of_meeting(meeting.id) if one.state is ConversationState.open]
    return [{"conversation_id": one.id, "title": one.title} for one in held]


def _caption(one: Note) -> dict[str, Any]:
    if one.struck:
        return {"note_id": one.id, "struck": True}
    return {"note_id": one.id, "agenda_item_id": one.agenda_item_id, "text": one.text, "language": one.language}


def _moment(value: Any) -> str | None:
    return value.isoformat() if value else None
