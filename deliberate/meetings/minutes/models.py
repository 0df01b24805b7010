"""Tables of minutes and of what those who were there say to them."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from deliberate.accounts.models import Account
from deliberate.db.base import db
from deliberate.db.spoken import Spoken
from deliberate.db.types import code, digest, ident, line, words
from deliberate.meetings.minutes.states import ErratumState, MinutesState
from deliberate.meetings.models import Meeting


class Minutes(db.Model):
    """The minutes of one meeting: sections of sentences, each with the entries of the record it rests on."""

    __tablename__ = "minutes"

    id: Mapped[ident]
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"), unique=True)
    state: Mapped[MinutesState] = mapped_column(default=MinutesState.draft)
    sections: Mapped[list[Any]] = mapped_column(
        default=list, comment="[{key, item_id?, title?, sentences: [{text, sources: [seq, …]}]}]"
    )
    drafted_at: Mapped[datetime]
    drafted_to: Mapped[int] = mapped_column(default=0, comment="the seq up to which the record was read")
    confirming_until: Mapped[datetime | None]
    final_at: Mapped[datetime | None]
    published_at: Mapped[datetime | None]
    language: Mapped[code] = mapped_column(default="", comment="in which the record was drafted")
    digest: Mapped[digest] = mapped_column(default="", comment="SHA-256 of the text with its errata")

    meeting: Mapped[Meeting] = relationship()
    confirmations: Mapped[list[MinutesConfirmation]] = relationship(
        order_by="MinutesConfirmation.id", back_populates="minutes"
    )
    errata: Mapped[list[MinutesErratum]] = relationship(order_by="MinutesErratum.id", back_populates="minutes")

    @property
    def place_path(self) -> tuple[int, ...]:
        """Return the place ids from the root to the meeting's place."""
        return self.meeting.place_path


class MinutesConfirmation(Spoken, db.Model):
    """What one person who was there says: right, or what is wrong."""

    __tablename__ = "minutes_confirmations"
    __spoken__: ClassVar = {"language": ("objection",)}
    __table_args__ = (UniqueConstraint("minutes_id", "account_id"),)

    id: Mapped[ident]
    minutes_id: Mapped[int] = mapped_column(ForeignKey("minutes.id"))
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"), index=True)
    label: Mapped[line]
    agrees: Mapped[bool]
    objection: Mapped[words] = mapped_column(default="")
    language: Mapped[code] = mapped_column(default="")
    at: Mapped[datetime]

    minutes: Mapped[Minutes] = relationship(back_populates="confirmations")
    account: Mapped[Account] = relationship()


class MinutesErratum(Spoken, db.Model):
    """One sentence of published minutes, what it was, what it is from now on, why, and who says so twice."""

    __tablename__ = "minutes_errata"
    __spoken__: ClassVar = {"language": ("becomes", "reason")}

    id: Mapped[ident]
    minutes_id: Mapped[int] = mapped_column(ForeignKey("minutes.id"), index=True)
    section: Mapped[int] = mapped_column(comment="place in the published sections, from 0")
    sentence: Mapped[int] = mapped_column(comment="place in the section, from 0")
    was: Mapped[words]
    becomes: Mapped[words]
    reason: Mapped[words]
    language: Mapped[code] = mapped_column(default="")
    state: Mapped[ErratumState] = mapped_column(default=ErratumState.proposed)
    proposed_by_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"))
    proposed_at: Mapped[datetime]
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    decided_at: Mapped[datetime | None]
    decline_reason: Mapped[words] = mapped_column(default="")
    digest: Mapped[digest] = mapped_column(default="", comment="of the text as corrected up to here")

    minutes: Mapped[Minutes] = relationship(back_populates="errata")
    proposed_by: Mapped[Account] = relationship(foreign_keys=[proposed_by_id])
    decided_by: Mapped[Account | None] = relationship(foreign_keys=[decided_by_id])

    @property
    def place_path(self) -> tuple[int, ...]:
        """Return the place ids from the root to the meeting's place."""
        return self.minutes.place_path

    @property
    def place(self) -> tuple[int, int]:
        """Return where the sentence stands in the published text."""
        return self.section, self.sentence
