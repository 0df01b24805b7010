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
from deliberate.meetings.models import AgendaItem, Attendance, Meeting
from deliberate.renderings.queries import told_by
from deliberate.renderings.rules import Original

if TYPE_CHECKING:
    from collections.abc import Sequence

LONGEST_RECORD = 100_000


# ── for whoever reads them in another language ──


def text_of(minutes: Minutes) -> Original:
    """Return minutes as a text to translate, sentence by sentence; a draft is not everybody's yet."""
    meeting = minutes.meeting
    texts = {}
    for place, section in enumerate(as_it_reads(minutes)):
        texts[f"heading:{place}"] = section.get("title") or ""
        texts.update({f"line:{place}.{number}": one["text"] for number, one in enumerate(section["sentences"])})
    return Original(
        kind="minutes",
        subject_id=minutes.id,
        place_id=meeting.place_id,
        place_path=meeting.place_path,
        language=minutes.language,
        texts=texts,
        url=f"/meetings/{meeting.id}/minutes",
        author_id=meeting.recorder_id,
        matters_at=minutes.confirming_until,
        public=minutes.state is not MinutesState.draft,
    )


def text_of_objection(said: MinutesConfirmation, meeting: Meeting) -> Original:
    """Return what somebody who was there finds wrong with the minutes."""
    return Original(
        kind="minutes_objection",
        subject_id=said.id,
        place_id=meeting.place_id,
        place_path=meeting.place_path,
        language=said.language,
        texts={"text": said.objection},
        url=f"/meetings/{meeting.id}/minutes",
        author_id=said.account_id,
        passing=True,
    )


@told_by("minutes", Minutes)
def _told(minutes_id: int) -> Original | None:
    found = db.session.get(Minutes, minutes_id)
    return text_of(found) if found is not None else None


@told_by("minutes_objection", MinutesConfirmation)
def _objection(confirmation_id: int) -> Original | None:
    said = db.session.get(MinutesConfirmation, confirmation_id)
    minutes = db.session.get(Minutes, said.minutes_id) if said is not None else None
    return text_of_objection(said, minutes.meeting) if said is not None and minutes is not None else None


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


def published_about(issue_id: int) -> set[int]:
    """Return the meetings about an issue whose minutes everybody can read."""
    found = (
        select(Minutes.meeting_id)
        .join(AgendaItem, AgendaItem.meeting_id == Minutes.meeting_id)
        .where(AgendaItem.issue_id == issue_id, Minutes.state == MinutesState.published)
    )
    return set(db.session.scalars(found))
