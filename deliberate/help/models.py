"""Which tours a person has seen."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from deliberate.db.base import db
from deliberate.db.types import code, ident


class TourSeen(db.Model):
    """A person has been shown around, or did not want to be."""

    __tablename__ = "tours_seen"
    __table_args__ = (UniqueConstraint("account_id", "tour"),)

    id: Mapped[ident]
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"))
    tour: Mapped[code]
    at: Mapped[datetime]
