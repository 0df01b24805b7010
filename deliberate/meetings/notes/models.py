"""Table of the running text."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from deliberate.db.base import db
from deliberate.db.spoken import Spoken
from deliberate.db.types import code, flag_off, ident, words
from deliberate.meetings.notes.states import NoteKind


class Note(Spoken, db.Model):
    """One line: as it stands on record, and what is being typed over it and not finished yet."""

    __tablename__ = "notes"
    __spoken__: ClassVar = {"language": ("text",)}
    __table_args__ = (UniqueConstraint("began_by_id", "client_id"), Index("ix_notes_meeting_id", "meeting_id"))

    id: Mapped[ident]
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"))
    agenda_item_id: Mapped[int | None] = mapped_column(ForeignKey("agenda_items.id"))
    client_id: Mapped[str] = mapped_column(String(64), comment="made by the browser: resending is safe")
    kind: Mapped[NoteKind] = mapped_column(default=NoteKind.said)
    text: Mapped[words] = mapped_column(default="", comment="as on record")
    language: Mapped[code] = mapped_column(default="")
    pending: Mapped[words | None] = mapped_column(comment="being typed, not on record yet")
    sources: Mapped[list[int]] = mapped_column(default=list, comment="entries of the record it rests on")
    version: Mapped[int] = mapped_column(default=0, comment="grows with every change")
    recorded: Mapped[int] = mapped_column(default=0, comment="the version that is on record; 0 for none")
    struck: Mapped[flag_off]
    began_by_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"))
    written_by_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"))
    written_at: Mapped[datetime]
