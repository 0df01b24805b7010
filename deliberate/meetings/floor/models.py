"""Tables of the floor: requests to speak, and who takes no side in an item."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from deliberate.db.base import db
from deliberate.db.types import ident, line
from deliberate.meetings.floor.states import RequestKind, RequestState
from deliberate.meetings.models import AgendaItem, Meeting
from deliberate.meetings.states import Channel, Stance


def person_key(account_id: int | None, label: str) -> str:
    """Return what stands for a person in queue and balance: the account, or the name of somebody without one."""
    return f"account:{account_id}" if account_id else f"name:{label}"


class SpeakingRequest(db.Model):
    """Somebody's wish to speak to an agenda item, and the turn that came of it."""

    __tablename__ = "speaking_requests"
    __table_args__ = (
        UniqueConstraint("sender_id", "client_id"),
        Index("ix_speaking_requests_agenda_item_id_state", "agenda_item_id", "state"),
        Index("ix_speaking_requests_meeting_id", "meeting_id"),
    )

    id: Mapped[ident]
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"))
    agenda_item_id: Mapped[int] = mapped_column(ForeignKey("agenda_items.id"))
    account_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"), comment="none: entered by name")
    label: Mapped[line] = mapped_column(comment="the name shown, as it was then")
    sender_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"), comment="who pressed the button")
    client_id: Mapped[str] = mapped_column(String(64), comment="made by the phone: resending is safe")
    kind: Mapped[RequestKind] = mapped_column(default=RequestKind.turn)
    stance: Mapped[Stance] = mapped_column(default=Stance.neutral)
    channel: Mapped[Channel] = mapped_column(default=Channel.phone)
    state: Mapped[RequestState] = mapped_column(default=RequestState.waiting)
    asked_at: Mapped[datetime]
    granted_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    seconds: Mapped[int] = mapped_column(default=0, comment="time given, with every extension")
    paused_at: Mapped[datetime | None]
    paused_seconds: Mapped[int] = mapped_column(default=0)
    used: Mapped[int] = mapped_column(default=0, comment="seconds spoken, once it is over")

    meeting: Mapped[Meeting] = relationship()
    item: Mapped[AgendaItem] = relationship()

    @property
    def person(self) -> str:
        """Return the key of whoever speaks."""
        return person_key(self.account_id, self.label)

    @property
    def place_path(self) -> tuple[int, ...]:
        """Return the place ids from the root to the meeting's place."""
        return self.meeting.place_path


class Recusal(db.Model):
    """Somebody has an interest of their own in an item, said so, and takes no side in it."""

    __tablename__ = "recusals"
    __table_args__ = (UniqueConstraint("agenda_item_id", "person"),)

    id: Mapped[ident]
    agenda_item_id: Mapped[int] = mapped_column(ForeignKey("agenda_items.id"))
    person: Mapped[line] = mapped_column(comment="as in the queue: account:<id> or name:<label>")
    label: Mapped[line]
    reason: Mapped[line]
    at: Mapped[datetime]
    entered_by_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"))

    @property
    def account_id(self) -> int | None:
        """Return whose phone it was, if they have one."""
        kind, _, key = self.person.partition(":")
        return int(key) if kind == "account" else None
