"""The table of invitations."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from sqlalchemy import ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from deliberate.accounts.models import Account
from deliberate.db.base import db
from deliberate.db.spoken import Spoken
from deliberate.db.types import code, flag_off, ident, line
from deliberate.meetings.invitations.states import Answer, Need
from deliberate.meetings.models import Meeting
from deliberate.meetings.states import RuleWord


class Invitation(Spoken, db.Model):
    """Somebody is asked to come; or comes unasked and says what they need."""

    __tablename__ = "invitations"
    __spoken__: ClassVar = {"note_language": ("note",)}
    __table_args__ = (
        UniqueConstraint("meeting_id", "account_id"),
        Index(
            "uq_invitations_meeting_id_label_named",
            "meeting_id",
            "label",
            unique=True,
            sqlite_where=text("account_id IS NULL"),
            postgresql_where=text("account_id IS NULL"),
        ),
    )

    id: Mapped[ident]
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"))
    account_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"), index=True)
    label: Mapped[line] = mapped_column(comment="the name on the list")
    part: Mapped[RuleWord | None] = mapped_column(comment="as whom the rules ask for them")
    required: Mapped[flag_off] = mapped_column(comment="must be there by the rules of the kind")
    answer: Mapped[Answer] = mapped_column(default=Answer.waiting)
    proxy: Mapped[line] = mapped_column(default="", comment="who comes instead")
    needs: Mapped[list[str]] = mapped_column(default=list)
    interpreter: Mapped[line] = mapped_column(default="", comment="from or to which language")
    note: Mapped[line] = mapped_column(default="")
    note_language: Mapped[code] = mapped_column(default="")
    invited_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"), comment="none: came unasked")
    answered_at: Mapped[datetime | None]
    answered_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))

    meeting: Mapped[Meeting] = relationship()
    answered_by: Mapped[Account | None] = relationship(foreign_keys=[answered_by_id])

    @property
    def by_another(self) -> bool:
        """Tell whether somebody else wrote the answer down."""
        return self.answered_by_id is not None and self.answered_by_id != self.account_id

    @property
    def wanted(self) -> list[Need]:
        """Return what has to be prepared for them."""
        return [Need(one) for one in self.needs]

    @property
    def place_path(self) -> tuple[int, ...]:
        """Return the place ids from the root to the meeting's place."""
        return self.meeting.place_path
