"""How far somebody has read. It is kept for that person alone, and is no entry of any record."""

from __future__ import annotations

from sqlalchemy import update

from deliberate.db.base import db
from deliberate.db.once import insert_once
from deliberate.meetings.discussion.models import ReadUpTo


def keep_place(meeting_id: int, seq: int, *, account_id: int) -> None:
    """Keep how far somebody has read; reading again further up does not take it back. Publishes nothing."""
    if insert_once(ReadUpTo, account_id=account_id, meeting_id=meeting_id, seq=seq) is None:
        mine = (ReadUpTo.account_id == account_id) & (ReadUpTo.meeting_id == meeting_id) & (ReadUpTo.seq < seq)
        db.session.execute(update(ReadUpTo).where(mine).values(seq=seq))
