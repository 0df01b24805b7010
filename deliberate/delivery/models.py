"""Tables of what was decided, who carries it out, and what residents say about it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, ClassVar

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from deliberate.accounts.models import Account
from deliberate.db.base import db
from deliberate.db.spoken import Spoken
from deliberate.db.types import big, code, flag_off, ident, line, words
from deliberate.delivery.states import ActionState, ObjectionOutcome, Rating, ResolutionState
from deliberate.issues.models import Issue
from deliberate.places.models import Place


class Resolution(Spoken, db.Model):
    """What was decided on an issue, in plain words, and by which vote or meeting."""

    __tablename__ = "resolutions"
    __spoken__: ClassVar = {"language": ("title", "text")}
    __table_args__ = (UniqueConstraint("place_id", "number"),)

    id: Mapped[ident]
    number: Mapped[code] = mapped_column(comment="within its place, such as R2026-003")
    issue_id: Mapped[int] = mapped_column(ForeignKey("issues.id"), index=True)
    place_id: Mapped[int] = mapped_column(ForeignKey("places.id"), index=True)
    meeting_id: Mapped[int | None] = mapped_column(ForeignKey("meetings.id"))
    vote_id: Mapped[int | None] = mapped_column(ForeignKey("votes.id"))
    title: Mapped[line]
    text: Mapped[words]
    language: Mapped[code] = mapped_column(default="", comment="of its texts, as a browser tag")
    state: Mapped[ResolutionState]
    adopted_at: Mapped[datetime]
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    notice_until: Mapped[datetime | None] = mapped_column(comment="until when objections are heard")
    appraise_until: Mapped[datetime | None]

    issue: Mapped[Issue] = relationship()
    place: Mapped[Place] = relationship()
    actions: Mapped[list[ActionItem]] = relationship(back_populates="resolution", order_by="ActionItem.id")

    @property
    def url(self) -> str:
        """Return where it is read."""
        return f"/resolutions/{self.id}"

    @property
    def place_path(self) -> tuple[int, ...]:
        """Return where the resolution holds."""
        return self.place.place_path


class ActionItem(Spoken, db.Model):
    """One thing to be done: by whom, until when, and how it will be judged."""

    __tablename__ = "action_items"
    __spoken__: ClassVar = {
        "language": ("title", "judged_how"), "reason_language": ("extension_reason", "stopped_because"),
    }  # fmt: skip
    __table_args__ = (Index("ix_action_items_place_state_due", "place_id", "state", "due_on"),)

    id: Mapped[ident]
    resolution_id: Mapped[int] = mapped_column(ForeignKey("resolutions.id"), index=True)
    issue_id: Mapped[int] = mapped_column(ForeignKey("issues.id"), index=True)
    place_id: Mapped[int] = mapped_column(ForeignKey("places.id"))
    title: Mapped[line]
    language: Mapped[code] = mapped_column(default="", comment="of its texts, as a browser tag")
    responsible_body: Mapped[line] = mapped_column(comment="the organisation that answers for it")
    responsible_person: Mapped[line] = mapped_column(default="", comment="the name to ask for")
    responsible_account_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"), index=True)
    judged_how: Mapped[words] = mapped_column(default="", comment="by what everybody can see that it is done")
    due_on: Mapped[date | None] = mapped_column(comment="the day after which it is late")
    first_due_on: Mapped[date | None] = mapped_column(comment="as promised at first; never changed")
    state: Mapped[ActionState]
    state_since: Mapped[datetime]
    reported_done_at: Mapped[datetime | None]
    reported_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    confirm_until: Mapped[datetime | None] = mapped_column(comment="until when residents say whether it is solved")
    rounds: Mapped[int] = mapped_column(default=0, comment="how often it has been reported done")
    closed_at: Mapped[datetime | None]
    closed_on: Mapped[date | None] = mapped_column(comment="the day it was really done, which may be imported")
    extensions: Mapped[int] = mapped_column(default=0, comment="how often it got a later day")
    extension_reason: Mapped[words] = mapped_column(default="")
    stopped_because: Mapped[words] = mapped_column(default="", comment="why blocked or abandoned")
    reason_language: Mapped[code] = mapped_column(default="")
    told_level: Mapped[int] = mapped_column(default=0, comment="how far up its lateness has been told")
    reminded_on: Mapped[date | None] = mapped_column(comment="the day of the last reminder, so that it comes once")
    budget_cents: Mapped[big | None] = mapped_column(comment="in hundredths of the currency")
    source: Mapped[code] = mapped_column(default="")
    external_ref: Mapped[line] = mapped_column(default="")
    figures: Mapped[dict[str, Any]] = mapped_column(default=dict, comment="what the source counted or said of it")

    resolution: Mapped[Resolution] = relationship(back_populates="actions")
    issue: Mapped[Issue] = relationship()
    place: Mapped[Place] = relationship()
    responsible: Mapped[Account | None] = relationship(foreign_keys=[responsible_account_id])
    reports: Mapped[list[ProgressReport]] = relationship(back_populates="action", order_by="ProgressReport.id")

    @property
    def url(self) -> str:
        """Return where it is read."""
        return f"/actions/{self.id}"

    @property
    def place_path(self) -> tuple[int, ...]:
        """Return where the work is done."""
        return self.place.place_path


class ProgressReport(Spoken, db.Model):
    """What the responsible unit says it has done; photos hang on it."""

    __tablename__ = "progress_reports"
    __table_args__ = (UniqueConstraint("author_id", "client_id"),)
    __spoken__: ClassVar = {"language": ("text",)}

    id: Mapped[ident]
    client_id: Mapped[str | None] = mapped_column(String(64), comment="made by the phone: resending is safe")
    action_item_id: Mapped[int] = mapped_column(ForeignKey("action_items.id"), index=True)
    author_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    text: Mapped[words]
    language: Mapped[code] = mapped_column(default="")
    done: Mapped[flag_off] = mapped_column(comment="says that the work is finished")
    at: Mapped[datetime]

    action: Mapped[ActionItem] = relationship(back_populates="reports")


class Confirmation(Spoken, db.Model):
    """A resident says whether it is really solved; one answer a person and round."""

    __tablename__ = "confirmations"
    __spoken__: ClassVar = {"language": ("reason",)}
    __table_args__ = (UniqueConstraint("action_item_id", "account_id", "round_no"),)

    id: Mapped[ident]
    action_item_id: Mapped[int] = mapped_column(ForeignKey("action_items.id"))
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"))
    round_no: Mapped[int] = mapped_column(comment="how often it has been reported done")
    solved: Mapped[bool]
    reason: Mapped[words] = mapped_column(default="")
    language: Mapped[code] = mapped_column(default="")
    at: Mapped[datetime]

    action: Mapped[ActionItem] = relationship()


class Appraisal(Spoken, db.Model):
    """What a resident thinks of how the whole matter was carried out."""

    __tablename__ = "appraisals"
    __spoken__: ClassVar = {"language": ("text",)}
    __table_args__ = (UniqueConstraint("issue_id", "account_id"),)

    id: Mapped[ident]
    issue_id: Mapped[int] = mapped_column(ForeignKey("issues.id"), index=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"))
    rating: Mapped[Rating]
    text: Mapped[words] = mapped_column(default="")
    language: Mapped[code] = mapped_column(default="")
    at: Mapped[datetime]


class Objection(Spoken, db.Model):
    """Somebody objects to a posted decision, and gets an answer with reasons."""

    __tablename__ = "objections"
    __spoken__: ClassVar = {"language": ("text",), "answer_language": ("answer",)}

    id: Mapped[ident]
    resolution_id: Mapped[int] = mapped_column(ForeignKey("resolutions.id"), index=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"))
    text: Mapped[words]
    language: Mapped[code] = mapped_column(default="")
    at: Mapped[datetime]
    reply_due: Mapped[datetime]
    outcome: Mapped[ObjectionOutcome | None]
    answer: Mapped[words] = mapped_column(default="")
    answer_language: Mapped[code] = mapped_column(default="")
    answered_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    answered_at: Mapped[datetime | None]

    resolution: Mapped[Resolution] = relationship()


class SupervisionNote(Spoken, db.Model):
    """A liaison asks, and somebody answers by a day; both are public."""

    __tablename__ = "supervision_notes"
    __spoken__: ClassVar = {"language": ("text",), "answer_language": ("answer",)}

    id: Mapped[ident]
    issue_id: Mapped[int] = mapped_column(ForeignKey("issues.id"), index=True)
    action_item_id: Mapped[int | None] = mapped_column(ForeignKey("action_items.id"), index=True)
    author_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"))
    text: Mapped[words]
    language: Mapped[code] = mapped_column(default="")
    due_on: Mapped[date]
    answer: Mapped[words] = mapped_column(default="")
    answer_language: Mapped[code] = mapped_column(default="")
    answered_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    answered_at: Mapped[datetime | None]
    at: Mapped[datetime]

    issue: Mapped[Issue] = relationship()

    @property
    def url(self) -> str:
        """Return where it is read."""
        return f"/actions/{self.action_item_id}" if self.action_item_id else f"/issues/{self.issue_id}"
