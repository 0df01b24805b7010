"""Remembering that somebody has been shown around: a convenience, no entry of the record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import delete

from deliberate.db.base import db
from deliberate.help.models import TourSeen
from deliberate.help.queries import tours_seen

if TYPE_CHECKING:
    from datetime import datetime


def remember_tour(account_id: int, tour: str, now: datetime) -> None:
    """Offer this tour no more; once is enough, however often it is said."""
    if tour not in tours_seen(account_id):
        db.session.add(TourSeen(account_id=account_id, tour=tour, at=now))


def forget_tours(account_id: int) -> None:
    """Offer the tours again."""
    db.session.execute(delete(TourSeen).where(TourSeen.account_id == account_id))
