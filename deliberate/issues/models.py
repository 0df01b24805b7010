"""Tables of issues and of who stands behind them."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from deliberate.accounts.models import Account
from deliberate.db.base import db
from deliberate.db.spoken import Spoken
from deliberate.db.types import code, flag_off, ident, line, words
from deliberate.issues.states import BallHolder, IssueState, MatterClass, ReasonCode, Route, Scope
from deliberate.places.models import AssistedAction, Category, Place, RuleSetVersion


class Issue(Spoken, db.Model):
    """A matter somebody brought up; at every moment one party holds the ball, usually until a day."""

    __tablename__ = "issues"
    __spoken__: ClassVar = {"language": ("title", "body"), "reason_language": ("reason_note",)}
    __table_args__ = (
        UniqueConstraint("place_id", "number"),
        UniqueConstraint("author_id", "client_id"),
        Index("ix_issues_place_id_state", "place_id", "state"),
        Index("ix_issues_place_id_created_at", "place_id", "created_at"),
        Index("ix_issues_place_id_second_count", "place_id", "second_count"),
        Index("ix_issues_place_id_deadline_at", "place_id", "deadline_at"),
        Index("ix_issues_state_deadline_at", "state", "deadline_at"),
        Index(
            "uq_issues_place_id_source_external_ref",
            "place_id",
            "source",
            "external_ref",
            unique=True,
            sqlite_where=text("source != ''"),
            postgresql_where=text("source != ''"),
        ),
    )

    id: Mapped[ident]
    number: Mapped[code] = mapped_column(comment="the receipt: year and running number of the community")
    client_id: Mapped[str | None] = mapped_column(String(64), comment="made with the form: sending twice makes one")
    place_id: Mapped[int] = mapped_column(ForeignKey("places.id"), comment="the community that handles it")
    scope_place_id: Mapped[int] = mapped_column(ForeignKey("places.id"), index=True, comment="what it is about")
    scope: Mapped[Scope] = mapped_column(default=Scope.residential_area)
    title: Mapped[line]
    body: Mapped[words]
    language: Mapped[code] = mapped_column(default="", comment="of title and text, as a browser tag")
    category_id: Mapped[int | None] = mapped_column(ForeignKey("categories.id"), index=True)
    where_text: Mapped[line] = mapped_column(default="")
    author_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    assisted_id: Mapped[int | None] = mapped_column(
        ForeignKey("assisted_actions.id"), comment="written down for the author by somebody"
    )
    author_label: Mapped[line] = mapped_column(default="", comment="the name shown where there is no account")
    state: Mapped[IssueState] = mapped_column(default=IssueState.submitted)
    state_since: Mapped[datetime]
    ball_holder: Mapped[BallHolder]
    ball_body: Mapped[line] = mapped_column(default="", comment="the name of the person or body that holds the ball")
    deadline_at: Mapped[datetime | None] = mapped_column(comment="the first moment that is too late")
    deadline_key: Mapped[code] = mapped_column(default="", comment="which clock runs")
    second_count: Mapped[int] = mapped_column(default=0)
    assisted_count: Mapped[int] = mapped_column(default=0, comment="of the seconds, those written down by helpers")
    seconds_needed: Mapped[int] = mapped_column(default=0)
    seconding_ends_at: Mapped[datetime | None]
    contribution_count: Mapped[int] = mapped_column(default=0)
    matter_class: Mapped[MatterClass | None]
    complicated: Mapped[flag_off] = mapped_column(comment="the longer time for the first decision was asked for")
    reason_code: Mapped[ReasonCode | None] = mapped_column(comment="why it left the straight path last")
    reason_note: Mapped[words] = mapped_column(default="")
    reason_language: Mapped[code] = mapped_column(default="")
    route: Mapped[Route | None] = mapped_column(comment="where to go instead")
    external_no: Mapped[line] = mapped_column(default="", comment="its number where it was passed on to")
    appeal_until: Mapped[datetime | None] = mapped_column(comment="NULL: no appeal, or it was made")
    judged_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"), comment="who said no, of late")
    taken_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"), comment="on whose desk it lies")
    merged_into_id: Mapped[int | None] = mapped_column(ForeignKey("issues.id"), index=True)
    rule_set_version_id: Mapped[int] = mapped_column(ForeignKey("rule_set_versions.id"))
    created_at: Mapped[datetime]
    source: Mapped[code] = mapped_column(default="", comment="decidim, consul, pabulib, follow-up; empty: made here")
    external_ref: Mapped[line] = mapped_column(default="")
    external_url: Mapped[words] = mapped_column(default="")
    figures: Mapped[dict[str, Any]] = mapped_column(default=dict, comment="what the source counted or said of it")

    place: Mapped[Place] = relationship(foreign_keys=[place_id])
    scope_place: Mapped[Place] = relationship(foreign_keys=[scope_place_id])
    category: Mapped[Category | None] = relationship()
    author: Mapped[Account | None] = relationship(foreign_keys=[author_id])
    assisted: Mapped[AssistedAction | None] = relationship(foreign_keys=[assisted_id])
    merged_into: Mapped[Issue | None] = relationship(remote_side="Issue.id")
    rule_set_version: Mapped[RuleSetVersion] = relationship()

    @property
    def place_path(self) -> tuple[int, ...]:
        """Return the place ids from the root to the community that handles it."""
        return self.place.place_path

    @property
    def shown_author(self) -> str:
        """Return the name to show for whoever brought it up."""
        return self.author.display_name if self.author is not None else self.author_label


class Second(Spoken, db.Model):
    """Somebody stands behind an issue; imported supporters have a name and no account."""

    __tablename__ = "issue_seconds"
    __spoken__: ClassVar = {"language": ("reason",)}
    __table_args__ = (UniqueConstraint("issue_id", "account_id"),)

    id: Mapped[ident]
    issue_id: Mapped[int] = mapped_column(ForeignKey("issues.id"), index=True)
    account_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"), index=True)
    client_id: Mapped[str | None] = mapped_column(String(64), comment="made by the phone: resending is safe")
    label: Mapped[line] = mapped_column(default="", comment="the name shown, as it was then")
    reason: Mapped[words] = mapped_column(default="")
    language: Mapped[code] = mapped_column(default="")
    moved_from_id: Mapped[int | None] = mapped_column(ForeignKey("issues.id"), comment="came with a merged issue")
    assisted_id: Mapped[int | None] = mapped_column(
        ForeignKey("assisted_actions.id"), comment="written down by somebody who helps"
    )
    at: Mapped[datetime]

    issue: Mapped[Issue] = relationship(foreign_keys=[issue_id])
