"""Tables of meetings, their agenda and who was there."""

from __future__ import annotations

import secrets
from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from deliberate.accounts.models import Account
from deliberate.db.base import db
from deliberate.db.spoken import Spoken
from deliberate.db.types import code, ident, line, words
from deliberate.issues.models import Issue
from deliberate.meetings.states import Channel, ItemKind, ItemState, MeetingKind, MeetingState, Outcome, Phase
from deliberate.places.models import Place, RuleSetVersion


def secret() -> str:
    """Return something nobody can guess."""
    return secrets.token_hex(16)


class Meeting(Spoken, db.Model):
    """A gathering at a place, called for a moment, led by one person and recorded by another."""

    __tablename__ = "meetings"
    __spoken__: ClassVar = {
        "language": ("title", "purpose", "urgent_reason"),
        "reason_language": ("cancel_reason", "stop_reason"),
    }
    __table_args__ = (
        Index("ix_meetings_place_id_starts_at", "place_id", "starts_at"),
        Index("ix_meetings_state_starts_at", "state", "starts_at"),
        Index("ix_meetings_source_external_ref", "source", "external_ref"),
    )

    id: Mapped[ident]
    place_id: Mapped[int] = mapped_column(ForeignKey("places.id"))
    kind: Mapped[MeetingKind]
    title: Mapped[line]
    purpose: Mapped[words] = mapped_column(default="")
    language: Mapped[code] = mapped_column(default="", comment="of its texts, as a browser tag")
    state: Mapped[MeetingState] = mapped_column(default=MeetingState.draft)
    round_no: Mapped[int] = mapped_column(default=1, comment="an issue may need many meetings")
    previous_id: Mapped[int | None] = mapped_column(ForeignKey("meetings.id"))
    adjourned_to_id: Mapped[int | None] = mapped_column(
        ForeignKey("meetings.id"), comment="the session that goes on with this agenda"
    )
    starts_at: Mapped[datetime]
    planned_minutes: Mapped[int] = mapped_column(default=90)
    announced_at: Mapped[datetime | None]
    urgent_reason: Mapped[words] = mapped_column(default="", comment="why the notice is shorter than usual")
    called_by: Mapped[line] = mapped_column(default="", comment="who called it, on what paper, if not the committee")
    composition: Mapped[code] = mapped_column(default="", comment="how it is made up, where the law leaves a choice")
    party_study: Mapped[words] = mapped_column(default="", comment="when and how the Party organisation studied it")
    cancel_reason: Mapped[words] = mapped_column(default="")
    stop_reason: Mapped[words] = mapped_column(default="", comment="why it ended before its agenda did")
    reason_language: Mapped[code] = mapped_column(default="")
    where_text: Mapped[line] = mapped_column(default="")
    join_code: Mapped[str] = mapped_column(String(6), unique=True, comment="in the QR code and on the poster")
    whisper: Mapped[str] = mapped_column(
        String(32), default=secret, comment="never shown: tells one phone, nobody else"
    )
    moderator_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    recorder_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    acting_chair_id: Mapped[int | None] = mapped_column(
        ForeignKey("accounts.id"), comment="who leads since the chair was handed over"
    )
    rule_set_version_id: Mapped[int] = mapped_column(ForeignKey("rule_set_versions.id"))
    entitled: Mapped[int | None] = mapped_column(comment="of how many the quorum is a share; fixed when announced")
    opened_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    paused_at: Mapped[datetime | None]
    resumes_at: Mapped[datetime | None] = mapped_column(comment="when people were told it goes on")
    current_item_id: Mapped[int | None] = mapped_column(comment="the item being talked about; no constraint, no circle")
    vote_id: Mapped[int | None] = mapped_column(comment="the vote held in the room now; no constraint")
    attendance_reported: Mapped[int | None] = mapped_column(comment="imported meetings: the number their source gives")
    source: Mapped[code] = mapped_column(default="")
    external_ref: Mapped[line] = mapped_column(default="")
    figures: Mapped[dict[str, Any]] = mapped_column(default=dict, comment="imported: what the source counted of it")

    place: Mapped[Place] = relationship()
    moderator: Mapped[Account | None] = relationship(foreign_keys=[moderator_id])
    recorder: Mapped[Account | None] = relationship(foreign_keys=[recorder_id])
    acting_chair: Mapped[Account | None] = relationship(foreign_keys=[acting_chair_id])
    rule_set_version: Mapped[RuleSetVersion] = relationship()
    agenda: Mapped[list[AgendaItem]] = relationship(order_by="AgendaItem.position", back_populates="meeting")

    adjourned_to: Mapped[Meeting | None] = relationship(
        foreign_keys=[adjourned_to_id], remote_side="Meeting.id", post_update=True
    )

    @property
    def place_path(self) -> tuple[int, ...]:
        """Return the place ids from the root to the meeting's place."""
        return self.place.place_path

    @property
    def chair_id(self) -> int | None:
        """Return who leads now, and so takes no side."""
        return self.acting_chair_id or self.moderator_id

    @property
    def chair(self) -> Account | None:
        """Return the person who leads now."""
        return self.acting_chair or self.moderator

    @property
    def current_item(self) -> AgendaItem | None:
        """Return the item being talked about."""
        return next((item for item in self.agenda if item.id == self.current_item_id), None)


class AgendaItem(Spoken, db.Model):
    """One matter of a meeting, usually an issue, with its outcome."""

    __tablename__ = "agenda_items"
    __spoken__: ClassVar = {"language": ("title",), "conclusion_language": ("conclusion",)}
    __table_args__ = (UniqueConstraint("meeting_id", "position"),)

    id: Mapped[ident]
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"))
    position: Mapped[int]
    kind: Mapped[ItemKind] = mapped_column(default=ItemKind.discussion)
    title: Mapped[line]
    language: Mapped[code] = mapped_column(default="")
    issue_id: Mapped[int | None] = mapped_column(ForeignKey("issues.id"), index=True)
    planned_minutes: Mapped[int] = mapped_column(default=15)
    state: Mapped[ItemState] = mapped_column(default=ItemState.pending)
    started_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    outcome: Mapped[Outcome | None]
    conclusion: Mapped[words] = mapped_column(default="")
    conclusion_language: Mapped[code] = mapped_column(default="")
    plan: Mapped[dict[str, Any]] = mapped_column(default=dict, comment="phase → minutes; empty: as usual for its kind")
    phase: Mapped[Phase | None]
    phase_at: Mapped[datetime | None] = mapped_column(comment="since when it is in its phase")
    quorum: Mapped[dict[str, Any]] = mapped_column(
        default=dict, comment="who was there, and how many were needed, when it ended"
    )
    spent: Mapped[dict[str, Any]] = mapped_column(default=dict, comment="phase → whole seconds, once it is left")

    meeting: Mapped[Meeting] = relationship(back_populates="agenda")
    issue: Mapped[Issue | None] = relationship()

    @property
    def place_path(self) -> tuple[int, ...]:
        """Return the place ids from the root to the meeting's place."""
        return self.meeting.place_path


class Attendance(db.Model):
    """Somebody was there; those without a phone are entered by name."""

    __tablename__ = "attendances"
    __table_args__ = (
        UniqueConstraint("meeting_id", "account_id"),
        # Two neighbours may bear one name; of those entered by hand, a name stands once.
        Index(
            "uq_attendances_meeting_id_label_entered",
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
    label: Mapped[line] = mapped_column(comment="name on the list: display name, or as entered")
    channel: Mapped[Channel]
    at: Mapped[datetime]
    held_by: Mapped[line] = mapped_column(default="", comment="by proxy: who is there and acts for them")
    proof: Mapped[line] = mapped_column(default="", comment="by proxy: the paper that says so")
    seat: Mapped[line] = mapped_column(
        default="", comment="which electors of a fixed body are here so; empty: a guest, or no fixed body"
    )
    entered_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
