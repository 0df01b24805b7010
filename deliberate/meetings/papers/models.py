"""The table of papers."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from deliberate.db.base import db
from deliberate.db.spoken import Spoken
from deliberate.db.types import code, flag_off, ident, line, words
from deliberate.meetings.models import AgendaItem, Meeting


class Paper(Spoken, db.Model):
    """Something to read before the meeting: words, pictures of its pages, or both."""

    __tablename__ = "papers"
    __spoken__: ClassVar = {"language": ("title", "text")}

    id: Mapped[ident]
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"), index=True)
    agenda_item_id: Mapped[int | None] = mapped_column(ForeignKey("agenda_items.id", ondelete="SET NULL"))
    title: Mapped[line]
    text: Mapped[words] = mapped_column(default="")
    language: Mapped[code] = mapped_column(default="")
    late: Mapped[flag_off] = mapped_column(comment="the participants should have had it before")
    added_by_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"))
    added_at: Mapped[datetime]

    meeting: Mapped[Meeting] = relationship()
    item: Mapped[AgendaItem | None] = relationship()

    @property
    def place_path(self) -> tuple[int, ...]:
        """Return the place ids from the root to the meeting's place."""
        return self.meeting.place_path
