"""What was put aside during a meeting; phases stand with the agenda item itself."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from deliberate.db.base import db
from deliberate.db.spoken import Spoken
from deliberate.db.types import code, flag_off, ident, line
from deliberate.issues.models import Issue
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

    carried_item_id: Mapped[int | None] = mapped_column(
        ForeignKey("agenda_items.id", ondelete="SET NULL"), index=True, comment="the item it is there"
    )
    issue_id: Mapped[int | None] = mapped_column(ForeignKey("issues.id"), index=True, comment="the issue it became")

    meeting: Mapped[Meeting] = relationship(foreign_keys=[meeting_id])
    issue: Mapped[Issue | None] = relationship()
    carried_to: Mapped[Meeting | None] = relationship(foreign_keys=[carried_to_id])

    @property
    def place_path(self) -> tuple[int, ...]:
        """Return the place ids from the root to where it came up."""
        return self.meeting.place_path

    @property
    def carried(self) -> bool:
        """Tell whether it went on: to a later meeting, or as an issue."""
        return self.carried_to_id is not None or self.issue_id is not None
