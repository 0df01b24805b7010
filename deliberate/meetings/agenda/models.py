"""What was put aside during a meeting; phases stand with the agenda item itself."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from deliberate.db.base import db
from deliberate.db.spoken import Spoken
from deliberate.db.types import code, flag_off, ident, line
from deliberate.meetings.models import Meeting


class ParkedMatter(Spoken, db.Model):
    """Something that came up and does not belong here, kept so that it is not lost."""

    __tablename__ = "parked_matters"
    __spoken__: ClassVar = {"language": ("text",)}
    __table_args__ = (UniqueConstraint("entered_by_id", "client_id"),)

    id: Mapped[ident]
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"), index=True)
    agenda_item_id: Mapped[int | None] = mapped_column(
        ForeignKey("agenda_items.id"), comment="under which item it came up"
    )
    client_id: Mapped[str] = mapped_column(String(64), comment="made by the phone: resending is safe")
    text: Mapped[line]
    language: Mapped[code] = mapped_column(default="")
    said_by: Mapped[line] = mapped_column(default="", comment="the name of who brought it up, as told")
    entered_by_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"))
    at: Mapped[datetime]
    taken_back: Mapped[flag_off]
    carried_to_id: Mapped[int | None] = mapped_column(
        ForeignKey("meetings.id"), comment="the later meeting that has it on its agenda"
    )

    meeting: Mapped[Meeting] = relationship(foreign_keys=[meeting_id])
    carried_to: Mapped[Meeting | None] = relationship(foreign_keys=[carried_to_id])
