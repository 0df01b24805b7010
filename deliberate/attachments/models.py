"""The table of photos."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from deliberate.db.base import db
from deliberate.db.types import code, digest, ident, line


class Photo(db.Model):
    """A picture that belongs to a subject; the file is named by its digest."""

    __tablename__ = "photos"
    __table_args__ = (Index("ix_photos_subject", "subject_kind", "subject_id"),)

    id: Mapped[ident]
    subject_kind: Mapped[code] = mapped_column(comment="issue, progress, contribution …")
    subject_id: Mapped[int]
    digest: Mapped[digest] = mapped_column(index=True, comment="SHA-256 of the re-encoded file; its name on disk")
    caption: Mapped[line] = mapped_column(default="")
    width: Mapped[int]
    height: Mapped[int]
    added_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    added_at: Mapped[datetime]
