"""Reading minutes and the record they are drafted from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload, selectinload

from deliberate.db.base import db
from deliberate.ledger.queries import stream_after
from deliberate.meetings.minutes.models import Minutes, MinutesConfirmation, MinutesErratum
from deliberate.meetings.minutes.rules.correcting import as_corrected
from deliberate.meetings.minutes.rules.record import Line
from deliberate.meetings.minutes.states import ErratumState, MinutesState
from deliberate.meetings.models import Attendance, Meeting
from deliberate.renderings.queries import told, told_by

if TYPE_CHECKING:
    from collections.abc import Sequence

    from deliberate.renderings.rules import Original

LONGEST_RECORD = 100_000


# ── for whoever reads them in another language ──


@told_by("minutes", Minutes)
def text_of(minutes: Minutes) -> Original:
    """Return minutes as a text to translate, sentence by sentence; a draft is not everybody's yet."""
    texts = {}
    for place, section in enumerate(as_it_reads(minutes)):
        texts[f"heading:{place}"] = section.get("title") or ""
        texts.update({f"line:{place}.{number}": one["text"] for number, one in enumerate(section["sentences"])})
    return told(
        "minutes",
        minutes,
        texts,
        at=minutes.meeting,
        url=f"/meetings/{minutes.meeting_id}/minutes",
        author_id=minutes.meeting.recorder_id,
        matters_at=minutes.confirming_until,
        public=minutes.state is not MinutesState.draft,
    )


@told_by("minutes_objection", MinutesConfirmation)
def text_of_objection(said: MinutesConfirmation) -> Original:
    """Return what somebody who was there finds wrong with the minutes."""
    at = said.minutes.meeting
    more = {"url": f"/meetings/{at.id}/minutes", "author_id": said.account_id, "passing": True}
    return told("minutes_objection", said, {"text": said.objection}, at=at, **more)


# ── the minutes themselves ──


def minutes_of(meeting_id: int) -> Minutes | None:
    """Return the minutes of a meeting with what those who were there said to them."""
    found = select(Minutes).where(Minutes.meeting_id == meeting_id)
    return db.session.scalar(
        found.options(
            joinedload(Minutes.meeting).joinedload(Meeting.place),
            selectinload(Minutes.confirmations),
            selectinload(Minutes.errata).options(
                joinedload(MinutesErratum.proposed_by), joinedload(MinutesErratum.decided_by)
            ),
        )
    )


def is_published(meeting_id: int) -> bool:
    """Tell whether everybody can read the minutes of a meeting."""
    found = select(Minutes.id).where(Minutes.meeting_id == meeting_id, Minutes.state == MinutesState.published)
    return db.session.scalar(found) is not None


def erratum(minutes_id: int, erratum_id: int) -> MinutesErratum | None:
    """Return a change of published minutes as it is now; ask after locking the minutes."""
    found = select(MinutesErratum).where(MinutesErratum.minutes_id == minutes_id, MinutesErratum.id == erratum_id)
    return db.session.scalar(found.execution_options(populate_existing=True))


def errata_of(minutes_id: int) -> Sequence[MinutesErratum]:
    """Return all changes of published minutes, the first one first."""
    found = select(MinutesErratum).where(MinutesErratum.minutes_id == minutes_id).order_by(MinutesErratum.id)
    return db.session.scalars(found.execution_options(populate_existing=True)).all()


def locked(minutes_id: int) -> Minutes:
    """Return the minutes as they are now, locked until the transaction ends."""
    db.session.flush()
    found = select(Minutes).where(Minutes.id == minutes_id).with_for_update(of=Minutes)
    return db.session.scalars(found.execution_options(populate_existing=True)).one()


def as_it_reads(minutes: Minutes) -> list[dict[str, Any]]:
    """Return the sections of minutes with what was corrected after publication."""
    made = errata_of(minutes.id) if minutes.state is MinutesState.published else ()
    approved = {one.place: one.becomes for one in made if one.state is ErratumState.approved}
    return as_corrected(minutes.sections, approved)


def record_of(meeting_id: int) -> list[Line]:
    """Return the whole stream of a meeting as the drafter reads it; erased entries are blank."""
    entries = stream_after(f"meeting:{meeting_id}", limit=LONGEST_RECORD)
    return [Line(entry.seq, entry.at, entry.verb, entry.payload or {}) for entry in entries]


def confirmation_of(minutes_id: int, account_id: int) -> MinutesConfirmation | None:
    """Return what a person said to the text."""
    found = select(MinutesConfirmation).where(
        MinutesConfirmation.minutes_id == minutes_id, MinutesConfirmation.account_id == account_id
    )
    return db.session.scalar(found)


def answers(minutes_id: int) -> tuple[int, int]:
    """Return how many confirmed and how many objected."""
    found = (
        select(MinutesConfirmation.agrees, func.count())
        .where(MinutesConfirmation.minutes_id == minutes_id)
        .group_by(MinutesConfirmation.agrees)
    )
    counted = {row[0]: row[1] for row in db.session.execute(found)}
    return counted.get(True, 0), counted.get(False, 0)


def asking(account_id: int) -> Sequence[Minutes]:
    """Return the minutes a person is asked to confirm and has not answered yet."""
    answered = select(MinutesConfirmation.minutes_id).where(MinutesConfirmation.account_id == account_id)
    found = (
        select(Minutes)
        .join(Attendance, Attendance.meeting_id == Minutes.meeting_id)
        .where(Attendance.account_id == account_id, Minutes.state == MinutesState.confirming)
        .where(Minutes.id.not_in(answered))
        .options(joinedload(Minutes.meeting))
        .order_by(Minutes.confirming_until)
    )
    return db.session.scalars(found).all()
