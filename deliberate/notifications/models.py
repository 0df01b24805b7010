"""The inbox."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from deliberate.db.base import db
from deliberate.db.types import code, ident, line


class Notification(db.Model):
    """One thing one person should know: a code and its facts, put into words when it is read."""

    __tablename__ = "notifications"
    __table_args__ = (Index("ix_notifications_account_read", "account_id", "read_at"),)

    id: Mapped[ident]
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"))
    code: Mapped[code] = mapped_column(comment="key of the sentence in web.words.notifications")
    facts: Mapped[dict[str, Any]] = mapped_column(default=dict)
    url: Mapped[line]
    at: Mapped[datetime]
    read_at: Mapped[datetime | None]
