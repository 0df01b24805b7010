"""Tables of conversations, their statements, everybody's answers, and the map that was drawn last."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint, true
from sqlalchemy.orm import Mapped, mapped_column, relationship

from deliberate.db.base import db
from deliberate.db.spoken import Spoken
from deliberate.db.types import code, ident, line, words
from deliberate.issues.models import Issue
from deliberate.meetings.models import Meeting
from deliberate.opinions.states import ConversationState, DeclineReason, Origin, Said, StatementState
from deliberate.places.models import Place


class Conversation(Spoken, db.Model):
    """Statements that people agree or disagree with, one at a time: at a place, about an issue, or in a meeting."""

    __tablename__ = "conversations"
    __spoken__: ClassVar = {"language": ("title", "intro")}
    __table_args__ = (
        UniqueConstraint("prepared_by_id", "client_id"),
        Index("ix_conversations_place_id_state", "place_id", "state"),
    )

    id: Mapped[ident]
    place_id: Mapped[int] = mapped_column(ForeignKey("places.id"))
    issue_id: Mapped[int | None] = mapped_column(ForeignKey("issues.id"), index=True)
    meeting_id: Mapped[int | None] = mapped_column(ForeignKey("meetings.id"), index=True)
    client_id: Mapped[str | None] = mapped_column(String(64), comment="made with the form: sending twice makes one")
    title: Mapped[line]
    intro: Mapped[words] = mapped_column(default="")
    language: Mapped[code] = mapped_column(default="")
    state: Mapped[ConversationState] = mapped_column(default=ConversationState.preparing)
    proposals: Mapped[bool] = mapped_column(default=True, server_default=true(), comment="residents may propose")
    prepared_by_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"), comment="who prepared it")
    made_at: Mapped[datetime]
    opened_at: Mapped[datetime | None]
    closes_at: Mapped[datetime | None] = mapped_column(comment="none: until somebody closes it")
    closed_at: Mapped[datetime | None]

    place: Mapped[Place] = relationship()
    issue: Mapped[Issue | None] = relationship()
    meeting: Mapped[Meeting | None] = relationship()

    @property
    def place_path(self) -> tuple[int, ...]:
        """Return the place ids from the root to where it is held."""
        return self.place.place_path


class Statement(Spoken, db.Model):
    """One sentence to agree or disagree with; who wrote it is not shown beside it."""

    __tablename__ = "statements"
    __spoken__: ClassVar = {"language": ("text",)}
    __table_args__ = (
        UniqueConstraint("author_id", "client_id"),
        UniqueConstraint("conversation_id", "contribution_id"),
        Index("ix_statements_conversation_id_state", "conversation_id", "state"),
    )

    id: Mapped[ident]
    conversation_id: Mapped[int] = mapped_column(ForeignKey("conversations.id"))
    client_id: Mapped[str | None] = mapped_column(String(64), comment="made with the form: sending twice makes one")
    text: Mapped[line]
    language: Mapped[code] = mapped_column(default="")
    origin: Mapped[Origin]
    state: Mapped[StatementState] = mapped_column(default=StatementState.waiting)
    author_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    contribution_id: Mapped[int | None] = mapped_column(ForeignKey("contributions.id"))
    merged_into_id: Mapped[int | None] = mapped_column(ForeignKey("statements.id"))
    reason: Mapped[DeclineReason | None]
    hidden: Mapped[bool] = mapped_column(default=False, comment="taken back by moderation, and shown again with it")
    at: Mapped[datetime]

    conversation: Mapped[Conversation] = relationship()

    @property
    def place_path(self) -> tuple[int, ...]:
        """Return the place ids from the root to where it is asked."""
        return self.conversation.place_path


class Answer(db.Model):
    """What somebody says to a statement: only that person ever reads the row, and no entry of the record names it."""

    __tablename__ = "statement_answers"
    __table_args__ = (
        UniqueConstraint("statement_id", "account_id"),
        Index("ix_statement_answers_conversation_id_account_id", "conversation_id", "account_id"),
        Index("ix_statement_answers_conversation_id_at", "conversation_id", "at"),
    )

    id: Mapped[ident]
    conversation_id: Mapped[int] = mapped_column(ForeignKey("conversations.id"))
    statement_id: Mapped[int] = mapped_column(ForeignKey("statements.id"))
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"))
    said: Mapped[Said]
    at: Mapped[datetime]
    assisted_id: Mapped[int | None] = mapped_column(ForeignKey("assisted_actions.id"), comment="who wrote it down")


class OpinionMap(db.Model):
    """The map as it was drawn last, in numbers about many; who is in which group stands nowhere."""

    __tablename__ = "opinion_maps"

    id: Mapped[ident]
    conversation_id: Mapped[int] = mapped_column(ForeignKey("conversations.id"), unique=True)
    drawn_at: Mapped[datetime]
    upto: Mapped[datetime | None] = mapped_column(comment="the last answer it holds; none: to be drawn again")
    found: Mapped[dict[str, Any]] = mapped_column(default=dict)
