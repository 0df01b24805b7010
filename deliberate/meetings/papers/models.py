"""The table of papers."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from deliberate.accounts.models import Account
from deliberate.db.base import db
from deliberate.db.spoken import Spoken
from deliberate.db.types import code, flag_off, ident, line, words
from deliberate.meetings.models import AgendaItem, Meeting


class Paper(Spoken, db.Model):
    """Something to read before the meeting: words, pictures of its pages, a PDF.

    A corrected one is a row of its own: what lay out before stays, with its date and who laid it out.
    """

    __tablename__ = "papers"
    __table_args__ = (UniqueConstraint("first_id", "version"),)
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
    version: Mapped[int] = mapped_column(default=1)
    first_id: Mapped[int | None] = mapped_column(
        ForeignKey("papers.id"), comment="of a later version: the first one, which stays"
    )
    file_digest: Mapped[str] = mapped_column(String(64), default="", comment="SHA-256 of its PDF, as it was sent")
    file_name: Mapped[line] = mapped_column(default="", comment="what the PDF is saved under")
    file_size: Mapped[int] = mapped_column(default=0)

    added_by: Mapped[Account] = relationship()
    meeting: Mapped[Meeting] = relationship()
    item: Mapped[AgendaItem | None] = relationship()

    @property
    def root_id(self) -> int:
        """Return the number of the first version, which all of them share."""
        return self.first_id or self.id

    @property
    def place_path(self) -> tuple[int, ...]:
        """Return the place ids from the root to the meeting's place."""
        return self.meeting.place_path
