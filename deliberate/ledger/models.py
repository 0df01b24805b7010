"""Tables of the record."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from deliberate.db.base import db
from deliberate.db.types import code, digest, ident, words


class Entry(db.Model):
    """One event, chained to the one before it in its stream."""

    __tablename__ = "ledger_entries"
    __table_args__ = (UniqueConstraint("stream", "seq"), Index("ix_ledger_entries_subject", "subject"))

    id: Mapped[ident]
    stream: Mapped[code] = mapped_column(comment="kind:id, such as issue:12")
    seq: Mapped[int] = mapped_column(comment="gapless from 1 within the stream")
    at: Mapped[datetime]
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"), index=True)
    verb: Mapped[code]
    subject: Mapped[code]
    payload: Mapped[dict[str, Any] | None] = mapped_column(comment="erased: NULL, with the salt")
    salt: Mapped[str | None] = mapped_column(String(32))
    payload_digest: Mapped[digest]
    previous: Mapped[digest]
    digest: Mapped[digest]


class Head(db.Model):
    """The end of a stream; its row is the lock writers of the stream queue on."""

    __tablename__ = "ledger_heads"

    stream: Mapped[code] = mapped_column(primary_key=True)
    seq: Mapped[int]
    digest: Mapped[digest]


class Anchor(db.Model):
    """All heads of a moment, signed: whoever keeps its short code can prove later that nothing was changed."""

    __tablename__ = "ledger_anchors"

    id: Mapped[ident]
    at: Mapped[datetime]
    heads: Mapped[dict[str, Any]] = mapped_column(comment="stream → [seq, digest]")
    signature: Mapped[words] = mapped_column(comment="Ed25519 over the digest, hexadecimal")
    public_key: Mapped[digest]
    digest: Mapped[digest]
