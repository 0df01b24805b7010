"""Tables of moderation: who reported what, and every decision to hide a text."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from deliberate.accounts.models import Account
from deliberate.db.base import db
from deliberate.db.spoken import Spoken
from deliberate.db.types import code, ident, line, words
from deliberate.moderation.states import HideReason, ReportState, Restraint, RulingState
from deliberate.places.models import Place
from deliberate.places.states import Ground


class Report(db.Model):
    """Somebody says that a text breaks the rules: once a person."""

    __tablename__ = "reports"
    __table_args__ = (
        UniqueConstraint("kind", "subject_id", "account_id"),
        Index("ix_reports_place_id_state", "place_id", "state"),
    )

    id: Mapped[ident]
    kind: Mapped[code] = mapped_column(comment="contribution …")
    subject_id: Mapped[int]
    place_id: Mapped[int] = mapped_column(ForeignKey("places.id"))
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"))
    reason: Mapped[HideReason]
    at: Mapped[datetime]
    state: Mapped[ReportState] = mapped_column(default=ReportState.waiting)


class WatchedWord(db.Model):
    """A word a community wants a moderator to look at; nothing is ever stopped by it."""

    __tablename__ = "watched_words"
    __table_args__ = (UniqueConstraint("place_id", "word"),)

    id: Mapped[ident]
    place_id: Mapped[int] = mapped_column(ForeignKey("places.id"))
    word: Mapped[line]


class Flag(db.Model):
    """A text with a watched word in it: shown to everybody, and to be looked at by a moderator."""

    __tablename__ = "flags"
    __table_args__ = (
        UniqueConstraint("kind", "subject_id"),
        Index("ix_flags_place_id_state", "place_id", "state"),
    )

    id: Mapped[ident]
    kind: Mapped[code]
    subject_id: Mapped[int]
    place_id: Mapped[int] = mapped_column(ForeignKey("places.id"))
    at: Mapped[datetime]
    state: Mapped[ReportState] = mapped_column(default=ReportState.waiting)


class Ruling(Spoken, db.Model):
    """A decision to hide a text, with what became of it; hidden again later, the text has another of a higher round."""

    __tablename__ = "rulings"
    __spoken__: ClassVar = {"appeal_language": ("appeal",), "answer_language": ("answer",)}
    __table_args__ = (
        UniqueConstraint("kind", "subject_id", "round"),
        Index("ix_rulings_place_id_state", "place_id", "state"),
    )

    id: Mapped[ident]
    kind: Mapped[code]
    subject_id: Mapped[int]
    round: Mapped[int] = mapped_column(comment="how often this text has been hidden, this time included")
    place_id: Mapped[int] = mapped_column(ForeignKey("places.id"))
    author_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"), index=True)
    where: Mapped[line] = mapped_column(comment="the talk it stood in, as the public log names it")
    url: Mapped[line] = mapped_column(comment="where it is read")
    reason: Mapped[HideReason]
    hidden_by_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"))
    at: Mapped[datetime]
    state: Mapped[RulingState] = mapped_column(default=RulingState.standing)
    appeal_until: Mapped[datetime]
    appeal: Mapped[words] = mapped_column(default="")
    appeal_language: Mapped[code] = mapped_column(default="")
    appealed_at: Mapped[datetime | None]
    appeal_helper_id: Mapped[int | None] = mapped_column(
        ForeignKey("accounts.id"), comment="wrote the appeal down for the author"
    )
    appeal_ground: Mapped[Ground | None]
    answer_by: Mapped[datetime | None]
    answer: Mapped[words] = mapped_column(default="")
    answer_language: Mapped[code] = mapped_column(default="")
    ended_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"), comment="decided the appeal, or lifted")
    ended_at: Mapped[datetime | None]

    place: Mapped[Place] = relationship()
    appeal_helper: Mapped[Account | None] = relationship(foreign_keys=[appeal_helper_id])

    @property
    def restraint(self) -> Restraint | None:
        """Return what was asked of a person, or nothing when a text was hidden."""
        return next((one for one in Restraint if one.value == self.kind), None)

    @property
    def place_path(self) -> tuple[int, ...]:
        """Return the place ids from the root to where the text belongs."""
        return self.place.place_path
