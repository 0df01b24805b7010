"""Tables of translations, of who asked for them, and of who translates between which languages."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from deliberate.accounts.models import Account
from deliberate.db.base import db
from deliberate.db.types import code, digest, ident, line, words
from deliberate.places.models import Place
from deliberate.renderings.states import RenderingState


class Rendering(db.Model):
    """One text in one other language: asked for, written, perhaps checked; all in one row: a page asks once."""

    __tablename__ = "renderings"
    __table_args__ = (
        UniqueConstraint("kind", "subject_id", "language"),
        Index("ix_renderings_place_id_state", "place_id", "state"),
    )

    id: Mapped[ident]
    kind: Mapped[code] = mapped_column(comment="issue, contribution, resolution …")
    subject_id: Mapped[int]
    language: Mapped[code] = mapped_column(comment="into which")
    source_language: Mapped[code] = mapped_column(default="")
    place_id: Mapped[int] = mapped_column(ForeignKey("places.id"))
    state: Mapped[RenderingState] = mapped_column(default=RenderingState.waiting)
    asked: Mapped[int] = mapped_column(default=0, comment="how many people asked for it")
    asked_at: Mapped[datetime]
    matters_at: Mapped[datetime | None] = mapped_column(comment="until when it is needed: a meeting, a vote")
    title: Mapped[line] = mapped_column(comment="the first words of the original")
    url: Mapped[line] = mapped_column(comment="where the original is read")
    texts: Mapped[dict[str, Any]] = mapped_column(default=dict, comment="field → words")
    of: Mapped[digest] = mapped_column(default="", comment="SHA-256 of the wording it was made of")
    translator_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"), index=True)
    translator_label: Mapped[line] = mapped_column(default="", comment="the name shown, as it was then")
    by_author: Mapped[bool] = mapped_column(default=False)
    written_at: Mapped[datetime | None]
    checker_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    checker_label: Mapped[line] = mapped_column(default="")
    checked_at: Mapped[datetime | None]
    doubt: Mapped[words] = mapped_column(default="", comment="what a reader says is wrong")

    place: Mapped[Place] = relationship()

    @property
    def place_path(self) -> tuple[int, ...]:
        """Return the place ids from the root to where the text belongs."""
        return self.place.place_path


class RenderingAsker(db.Model):
    """Somebody who asked for a translation, and is told when it is there."""

    __tablename__ = "rendering_askers"

    rendering_id: Mapped[int] = mapped_column(ForeignKey("renderings.id"), primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"), primary_key=True)
    at: Mapped[datetime]


class TranslatorPair(db.Model):
    """Somebody translates from one language into another for a place and everything below it."""

    __tablename__ = "translator_pairs"
    __table_args__ = (UniqueConstraint("account_id", "place_id", "pair"),)

    id: Mapped[ident]
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"), index=True)
    place_id: Mapped[int] = mapped_column(ForeignKey("places.id"), index=True)
    pair: Mapped[code] = mapped_column(comment="from-into, such as zh-en")
    since: Mapped[datetime]

    account: Mapped[Account] = relationship()
