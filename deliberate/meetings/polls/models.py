"""Tables of quick questions, their answers, and the hands counted in the hall."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from deliberate.accounts.models import Account
from deliberate.db.base import db
from deliberate.db.types import ident, line
from deliberate.meetings.models import AgendaItem, Meeting
from deliberate.meetings.polls.states import PollKind, PollState, Temperature
from deliberate.meetings.states import Channel


class Poll(db.Model):
    """A quick question under an agenda item; it decides nothing."""

    __tablename__ = "polls"
    __table_args__ = (UniqueConstraint("opened_by_id", "client_id"), Index("ix_polls_meeting_id", "meeting_id"))

    id: Mapped[ident]
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"))
    agenda_item_id: Mapped[int] = mapped_column(ForeignKey("agenda_items.id"))
    client_id: Mapped[str] = mapped_column(String(64), comment="made by the phone: resending is safe")
    kind: Mapped[PollKind]
    question: Mapped[line]
    options: Mapped[list[str]] = mapped_column(default=list, comment="texts; empty for a temperature check")
    state: Mapped[PollState] = mapped_column(default=PollState.open)
    opened_by_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"))
    opened_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]
    shown_at: Mapped[datetime | None] = mapped_column(comment="since when everybody sees what came of it")
    result: Mapped[list[Any]] = mapped_column(default=list, comment="once shown: phone, assisted, hall")

    meeting: Mapped[Meeting] = relationship()
    item: Mapped[AgendaItem] = relationship()

    @property
    def answers(self) -> int:
        """Return among how many answers one chooses."""
        return len(Temperature) if self.kind is PollKind.temperature else len(self.options)


class PollAnswer(db.Model):
    """What somebody leaned to; of those helped by the desk, a name stands once."""

    __tablename__ = "poll_answers"
    __table_args__ = (
        UniqueConstraint("poll_id", "account_id"),
        Index(
            "uq_poll_answers_poll_id_label_assisted",
            "poll_id",
            "label",
            unique=True,
            sqlite_where=text("account_id IS NULL"),
            postgresql_where=text("account_id IS NULL"),
        ),
    )

    id: Mapped[ident]
    poll_id: Mapped[int] = mapped_column(ForeignKey("polls.id"))
    account_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    label: Mapped[line] = mapped_column(default="", comment="name of somebody helped by the desk")
    channel: Mapped[Channel] = mapped_column(default=Channel.phone)
    choice: Mapped[int] = mapped_column(comment="place of the option, from 0")


class HallCount(db.Model):
    """Hands in the hall, and answers of people who were helped, as one of two people counted them."""

    __tablename__ = "poll_hall_counts"
    __table_args__ = (UniqueConstraint("poll_id", "counted_by_id"),)

    id: Mapped[ident]
    poll_id: Mapped[int] = mapped_column(ForeignKey("polls.id"))
    counted_by_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"))
    counts: Mapped[list[int]] = mapped_column(comment="hands in the hall, a number for each option")
    helped: Mapped[list[int]] = mapped_column(default=list, comment="those helped, beside those written down by name")
    at: Mapped[datetime]
    counted_by: Mapped[Account] = relationship()

    @property
    def both(self) -> tuple[int, ...]:
        """Return the whole count, as two people must have it alike."""
        return (*self.counts, *self.helped)
