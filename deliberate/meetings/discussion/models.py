"""Tables of contributions, their earlier wordings, and who agrees with them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint, false, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from deliberate.db.base import db
from deliberate.db.types import code, flag_off, ident, line, words
from deliberate.issues.models import Issue
from deliberate.meetings.discussion.states import HideReason, LockReason, Screening, Stance
from deliberate.meetings.models import AgendaItem, Meeting
from deliberate.meetings.states import Channel


class Contribution(db.Model):
    """What somebody said on an agenda item or an issue; a reply names its parent and the root of its thread.

    A root has no `root_id` and depth 0. Its author may mend the words for a while; `Wording` keeps the earlier ones.
    """

    __tablename__ = "contributions"
    __table_args__ = (
        UniqueConstraint("author_id", "client_id"),
        UniqueConstraint("entered_by_id", "client_id"),
        # When somebody spoke last here, asked for every post: without it, all that was said in the meeting is read.
        Index("ix_contributions_author_id_meeting_id_at", "author_id", "meeting_id", "at"),
        Index("ix_contributions_issue_id_root_id", "issue_id", "root_id"),
        Index("ix_contributions_meeting_id_agenda_item_id", "meeting_id", "agenda_item_id"),
        Index("ix_contributions_source_external_ref", "source", "external_ref"),
    )

    id: Mapped[ident]
    client_id: Mapped[str | None] = mapped_column(String(64), comment="made by the phone: resending is safe")
    issue_id: Mapped[int | None] = mapped_column(ForeignKey("issues.id"))
    meeting_id: Mapped[int | None] = mapped_column(ForeignKey("meetings.id"))
    agenda_item_id: Mapped[int | None] = mapped_column(ForeignKey("agenda_items.id"))
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("contributions.id"))
    root_id: Mapped[int | None] = mapped_column(ForeignKey("contributions.id"), index=True)
    depth: Mapped[int] = mapped_column(default=0)
    author_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    author_label: Mapped[line] = mapped_column(comment="the name shown, as it was then")
    stance: Mapped[Stance] = mapped_column(default=Stance.neutral)
    body: Mapped[words]
    language: Mapped[code] = mapped_column(default="")
    channel: Mapped[Channel] = mapped_column(default=Channel.phone)
    entered_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"), comment="wrote it down for another")
    at: Mapped[datetime]
    edited_at: Mapped[datetime | None] = mapped_column(comment="when its words were mended last")
    pinned: Mapped[bool] = mapped_column(default=False, server_default=false())
    answered_by: Mapped[line] = mapped_column(default="", server_default="", comment="of a question: who answered it")
    answer_id: Mapped[int | None] = mapped_column(ForeignKey("contributions.id"), comment="the answer, where written")
    agrees: Mapped[int] = mapped_column(default=0, server_default=text("0"), comment="how many agree here")
    screening: Mapped[Screening | None] = mapped_column(comment="a moderator looks at it, and nobody else does")
    merged_into_id: Mapped[int | None] = mapped_column(
        ForeignKey("contributions.id"), index=True, comment="says the same as another, and stands with it"
    )
    moved: Mapped[flag_off] = mapped_column(comment="stands elsewhere than where it was said")
    closed: Mapped[LockReason | None] = mapped_column(comment="of a root: nobody replies any more")
    hidden: Mapped[bool] = mapped_column(default=False, server_default=false())
    hidden_reason: Mapped[HideReason | None]
    hidden_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    agree_count: Mapped[int] = mapped_column(default=0, comment="imported: how many agreed at the source")
    disagree_count: Mapped[int] = mapped_column(default=0)
    source: Mapped[code] = mapped_column(default="")
    external_ref: Mapped[line] = mapped_column(default="")

    issue: Mapped[Issue | None] = relationship()
    meeting: Mapped[Meeting | None] = relationship()
    agenda_item: Mapped[AgendaItem | None] = relationship()

    @property
    def shown(self) -> bool:
        """Tell whether everybody may read it."""
        return not self.hidden and self.screening is None

    @property
    def place_path(self) -> tuple[int, ...]:
        """Return the place ids from the root to where it was said."""
        where = self.meeting or self.issue
        return where.place_path if where is not None else ()


class Wording(db.Model):
    """What a contribution said before its author mended it."""

    __tablename__ = "contribution_wordings"
    __table_args__ = (Index("ix_contribution_wordings_contribution_id", "contribution_id"),)

    id: Mapped[ident]
    contribution_id: Mapped[int] = mapped_column(ForeignKey("contributions.id"))
    body: Mapped[words]
    until: Mapped[datetime] = mapped_column(comment="when other words took their place")


class Agreement(db.Model):
    """Somebody agrees with what another said."""

    __tablename__ = "contribution_agreements"
    __table_args__ = (UniqueConstraint("contribution_id", "account_id"),)

    id: Mapped[ident]
    contribution_id: Mapped[int] = mapped_column(ForeignKey("contributions.id"))
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"), index=True)
    at: Mapped[datetime]


class ReadUpTo(db.Model):
    """How far somebody has read a meeting's talk, so that another device goes on from there; nobody else's business."""

    __tablename__ = "read_up_to"
    __table_args__ = (UniqueConstraint("account_id", "meeting_id"),)

    id: Mapped[ident]
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"))
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"))
    seq: Mapped[int] = mapped_column(comment="of the last entry that was in sight")


class Talk(db.Model):
    """How an agenda item is talked about, where it is not as usual."""

    __tablename__ = "talks"

    id: Mapped[ident]
    agenda_item_id: Mapped[int] = mapped_column(ForeignKey("agenda_items.id"), unique=True)
    slow: Mapped[int] = mapped_column(default=0, comment="seconds between two contributions of one person")
    slow_in: Mapped[dict[str, Any]] = mapped_column(
        default=dict, comment="phase → seconds, where it is not as in others"
    )
    locked: Mapped[flag_off]
    reason: Mapped[LockReason | None] = mapped_column(comment="why it is locked")
    screened: Mapped[flag_off] = mapped_column(comment="a moderator reads everything first")
