"""The table of imports."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from deliberate.db.base import db
from deliberate.db.types import code, digest, ident, line


class ImportRun(db.Model):
    """One import: what was read, where it went, and how much came over."""

    __tablename__ = "import_runs"

    id: Mapped[ident]
    source: Mapped[code] = mapped_column(comment="decidim, consul, pabulib or follow-up")
    name: Mapped[line]
    place_id: Mapped[int] = mapped_column(ForeignKey("places.id"), index=True)
    digest: Mapped[digest] = mapped_column(comment="SHA-256 over the files, so that the same folder is recognised")
    counts: Mapped[dict[str, Any]]
    finished_at: Mapped[datetime]
