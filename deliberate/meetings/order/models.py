"""Table of what was asked of people in meetings."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from deliberate.db.base import db
from deliberate.db.types import ident, line
from deliberate.meetings.models import Meeting
from deliberate.moderation.states import HideReason, Restraint


class Step(db.Model):
    """One step towards one person; appeals against it are rulings of moderation, of its kind and number."""

    __tablename__ = "order_steps"
    __table_args__ = (Index("ix_order_steps_meeting_id_account_id", "meeting_id", "account_id"),)

    id: Mapped[ident]
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"))
    agenda_item_id: Mapped[int | None] = mapped_column(ForeignKey("agenda_items.id"))
    account_id: Mapped[int | None] = mapped_column(
        ForeignKey("accounts.id"), comment="none: somebody entered by name, who is asked in the hall"
    )
    label: Mapped[line] = mapped_column(comment="the name shown, as it was then")
    kind: Mapped[Restraint]
    reason: Mapped[HideReason]
    url: Mapped[line] = mapped_column(comment="what it was about, where it is read")
    taken_by_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"))
    at: Mapped[datetime]
    lifted_at: Mapped[datetime | None]

    meeting: Mapped[Meeting] = relationship()
