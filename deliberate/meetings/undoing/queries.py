"""Reading which acts of a meeting could still be taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from deliberate.db.base import db
from deliberate.ledger.models import Entry
from deliberate.meetings.models import Attendance
from deliberate.meetings.undoing.events import ActUndone
from deliberate.meetings.undoing.rules import AFTERWARDS, BEYOND_MINUTES, UNDOABLE
from deliberate.votes.models import Vote
from deliberate.votes.states import VoteState

if TYPE_CHECKING:
    from collections.abc import Sequence

LATEST, LOOKED_AT = 8, 60


def entry(meeting_id: int, seq: int) -> Entry | None:
    """Return an entry of a meeting's record."""
    return db.session.scalar(select(Entry).where(Entry.stream == f"meeting:{meeting_id}", Entry.seq == seq))


def undone_in(meeting_id: int) -> frozenset[int]:
    """Return which entries no longer count."""
    found = select(Entry.payload).where(Entry.stream == f"meeting:{meeting_id}", Entry.verb == ActUndone.verb)
    return frozenset(payload["undone_seq"] for payload in db.session.scalars(found) if payload)


def before(entry: Entry, *verbs: str) -> Entry | None:
    """Return the last standing entry of some verbs before another one, about the same thing where it is the same."""
    undone = undone_in(int(entry.stream.partition(":")[2]))
    found = (
        select(Entry)
        .where(Entry.stream == entry.stream, Entry.seq < entry.seq, Entry.verb.in_(verbs))
        .order_by(Entry.seq.desc())
        .limit(LOOKED_AT)
    )
    return next((one for one in db.session.scalars(found) if one.seq not in undone), None)


def is_last(entry: Entry, *verbs: str) -> bool:
    """Tell whether no standing entry of some verbs came after this one."""
    undone = undone_in(int(entry.stream.partition(":")[2]))
    found = select(Entry.seq).where(Entry.stream == entry.stream, Entry.seq > entry.seq, Entry.verb.in_(verbs))
    return not any(seq not in undone for seq in db.session.scalars(found))


def undoable(meeting_id: int, *, over: bool = False, published: bool = False) -> Sequence[Entry]:
    """Return the latest acts that could be taken back, the last one first; sign-ins by phone are nobody else's.

    `over` when the meeting is: then only what still changes something; `published` when its minutes are.
    """
    undone = undone_in(meeting_id)
    found = (
        select(Entry)
        .where(Entry.stream == f"meeting:{meeting_id}", Entry.verb.in_(UNDOABLE))
        .order_by(Entry.seq.desc())
        .limit(LOOKED_AT)
    )
    standing = [one for one in db.session.scalars(found) if one.seq not in undone and one.payload]
    if over:
        standing = [one for one in standing if one.verb in (BEYOND_MINUTES if published else AFTERWARDS)]
    return [one for one in standing if one.payload and one.payload.get("channel") != "phone"][:LATEST]


def attendance(attendance_id: int) -> Attendance | None:
    """Return a line of the list."""
    return db.session.get(Attendance, attendance_id)


def voted_on(issue_id: int) -> bool:
    """Tell whether a vote about an issue has been announced."""
    beyond = (VoteState.draft, VoteState.void)
    found = select(Vote.id).where(Vote.issue_id == issue_id, Vote.state.not_in(beyond)).limit(1)
    return db.session.scalar(found) is not None
