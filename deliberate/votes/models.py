"""Tables of votes. A ballot shares no id, no time and no order with the roll: nothing in them can be joined."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import BigInteger, ForeignKey, Index, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, declared_attr, mapped_column, relationship

from deliberate.accounts.models import Account
from deliberate.db.base import db
from deliberate.db.spoken import Spoken
from deliberate.db.types import code, ident, line, words
from deliberate.places.models import Place
from deliberate.votes.states import (
    BindingMode,
    Channel,
    Delivered,
    Ground,
    Matter,
    Method,
    ResultAnswer,
    ResultClaim,
    RollAnswer,
    RollClaim,
    Secrecy,
    Signing,
    Unreturned,
    VoteKind,
    VoteState,
    Weight,
)


class Vote(Spoken, db.Model):
    """A question put to a roll of people under a rule; everything that matters is frozen when it is announced."""

    __tablename__ = "votes"
    __spoken__: ClassVar = {"language": ("question", "consequence"), "reason_language": ("void_reason",)}
    __table_args__ = (Index("ix_votes_place_id_state", "place_id", "state"),)

    id: Mapped[ident]
    place_id: Mapped[int] = mapped_column(ForeignKey("places.id"))
    issue_id: Mapped[int | None] = mapped_column(ForeignKey("issues.id"), index=True)
    meeting_id: Mapped[int | None] = mapped_column(index=True, comment="meetings stand above votes: no constraint")
    room: Mapped[dict[str, Any]] = mapped_column(
        default=dict, comment="in a meeting: who was there, opening and closing"
    )
    rule_set_id: Mapped[int | None] = mapped_column(ForeignKey("rule_set_versions.id"))
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    kind: Mapped[VoteKind]
    state: Mapped[VoteState] = mapped_column(default=VoteState.draft)
    binding: Mapped[BindingMode] = mapped_column(default=BindingMode.advisory)
    secrecy: Mapped[Secrecy] = mapped_column(default=Secrecy.secret)
    weight: Mapped[Weight]
    matter: Mapped[Matter | None] = mapped_column(comment="of an owners' vote: which item of the Civil Code")
    unreturned: Mapped[Unreturned] = mapped_column(default=Unreturned.not_participating)
    clause: Mapped[line] = mapped_column(default="", comment="the estate's own rule on ballots that do not come back")
    method: Mapped[Method]
    question: Mapped[words]
    consequence: Mapped[words] = mapped_column(default="", comment="what happens if it is adopted, and if not")
    language: Mapped[code] = mapped_column(default="", comment="of its texts, as a browser tag")
    max_choices: Mapped[int] = mapped_column(default=1)
    opens_at: Mapped[datetime]
    closes_at: Mapped[datetime]
    roll_size: Mapped[int] = mapped_column(default=0, comment="entries of the roll; imported votes have no entries")
    roll_area_dm2: Mapped[int] = mapped_column(default=0, comment="floor area of the whole roll, 1 dm² = 0.01 m²")
    took_part: Mapped[int | None] = mapped_column(comment="known from the close on")
    manifest: Mapped[dict[str, Any] | None] = mapped_column(comment="what was announced, in canonical form")
    manifest_hash: Mapped[str | None] = mapped_column(String(64))
    receipt_key: Mapped[str] = mapped_column(String(64), default="", comment="signs receipts; forgotten at the close")
    result: Mapped[dict[str, Any] | None] = mapped_column(comment="the outcome in canonical form")
    ballots_hash: Mapped[str | None] = mapped_column(String(64))
    announced_at: Mapped[datetime | None]
    published_at: Mapped[datetime | None]
    void_reason: Mapped[words] = mapped_column(default="")
    reason_language: Mapped[code] = mapped_column(default="")
    source: Mapped[line] = mapped_column(default="", comment="where an imported vote comes from")
    currency: Mapped[code] = mapped_column(default="CNY")

    place: Mapped[Place] = relationship()
    options: Mapped[list[VoteOption]] = relationship(order_by="VoteOption.position", back_populates="vote")

    def about(self, actor_id: int | None, at: datetime) -> dict[str, Any]:
        """Return what every event about it tells: by whom, when, and where it belongs."""
        return {
            "actor_id": actor_id,
            "at": at,
            "vote_id": self.id,
            "place_id": self.place_id,
            "issue_id": self.issue_id,
        }

    @property
    def place_path(self) -> tuple[int, ...]:
        """Return the place ids from the root to the vote's place."""
        return self.place.place_path

    @property
    def public(self) -> bool:
        """Tell whether everybody may read it; a draft, even one given up, is the moderators'."""
        given_up = self.state is VoteState.void and self.announced_at is None
        return self.state is not VoteState.draft and not given_up

    @property
    def option_keys(self) -> list[str]:
        """Return the keys that may be chosen, in the published order."""
        return [option.key for option in self.options]


class VoteOption(Spoken, db.Model):
    """Something that can be chosen; in a poll it points to an issue, in a budget it has a cost."""

    __tablename__ = "vote_options"
    __spoken__: ClassVar = {"language": ("label",)}
    __table_args__ = (UniqueConstraint("vote_id", "key"),)

    id: Mapped[ident]
    vote_id: Mapped[int] = mapped_column(ForeignKey("votes.id"))
    key: Mapped[code]
    position: Mapped[int]
    language: Mapped[code] = mapped_column(default="", comment="of the label")
    label: Mapped[words] = mapped_column(default="", comment="empty for agree, disagree, abstain: words say them")
    issue_id: Mapped[int | None] = mapped_column(ForeignKey("issues.id"), index=True)
    cost: Mapped[int | None] = mapped_column(BigInteger, comment="hundredths of the currency")
    details: Mapped[dict[str, Any]] = mapped_column(default=dict, comment="what the source says besides")

    vote: Mapped[Vote] = relationship(back_populates="options")


class RollEntry(db.Model):
    """Somebody who may vote: a person, or a household whose representative may have no account yet."""

    __tablename__ = "vote_roll"
    __table_args__ = (UniqueConstraint("vote_id", "elector"), Index("ix_vote_roll_account_id", "account_id", "vote_id"))

    id: Mapped[ident]
    vote_id: Mapped[int] = mapped_column(ForeignKey("votes.id"))
    elector: Mapped[code] = mapped_column(comment="unit:12 or account:5 or register:9; nobody stands there twice")
    account_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    place_id: Mapped[int | None] = mapped_column(ForeignKey("places.id"))
    label: Mapped[line] = mapped_column(comment="as printed on the posted list: room, not name")
    weight: Mapped[int] = mapped_column(default=1)
    area_dm2: Mapped[int] = mapped_column(default=0, comment="floor area of all its homes together")
    homes: Mapped[list[Any]] = mapped_column(default=list, comment="label and area of each, where area counts")
    ground: Mapped[Ground]


class RollShare(db.Model):
    """A co-owner: may give the one ballot of an entry as well as the account that stands on it."""

    __tablename__ = "vote_roll_shares"
    __table_args__ = (Index("ix_vote_roll_shares_account_id", "account_id"),)

    roll_entry_id: Mapped[int] = mapped_column(ForeignKey("vote_roll.id"), primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"), primary_key=True)


class Objection(Spoken):
    """What objections to a roll and to a result have in common: somebody says why, somebody else answers why."""

    __spoken__: ClassVar = {"language": ("reason",), "answer_language": ("answer",)}

    id: Mapped[ident]
    vote_id: Mapped[int] = mapped_column(ForeignKey("votes.id"), index=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"), comment="who sent it, or wrote it down")
    reason: Mapped[words]
    language: Mapped[code] = mapped_column(default="", comment="of the reason, as a browser tag")
    filed_at: Mapped[datetime]
    answer: Mapped[words] = mapped_column(default="")
    answer_language: Mapped[code] = mapped_column(default="")
    answered_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    answered_at: Mapped[datetime | None]

    @declared_attr
    def vote(self) -> Mapped[Vote]:
        """Return the vote it is about."""
        return relationship()

    @property
    def place_path(self) -> tuple[int, ...]:
        """Return the place ids from the root to the vote's place."""
        return self.vote.place_path


class RollObjection(Objection, db.Model):
    """Somebody says that the roll is wrong; another than who drew it up corrects it, or refuses with a reason."""

    __tablename__ = "vote_roll_objections"

    claim: Mapped[RollClaim]
    home: Mapped[line] = mapped_column(comment="which home it is about, as the person calls it")
    answer_due: Mapped[datetime]
    outcome: Mapped[RollAnswer | None]


class ResultObjection(Objection, db.Model):
    """Somebody says that a published result is wrong; another than those who counted answers, with a reason."""

    __tablename__ = "vote_result_objections"

    roll_entry_id: Mapped[int | None] = mapped_column(
        ForeignKey("vote_roll.id"), comment="for whom it was written down at the desk"
    )
    claim: Mapped[ResultClaim]
    answer_due: Mapped[datetime | None]
    outcome: Mapped[ResultAnswer | None]

    entry: Mapped[RollEntry | None] = relationship()


class VoteSignature(db.Model):
    """Somebody who counted, or watched the count, says that it is right: of these ballots and this result."""

    __tablename__ = "vote_signatures"

    vote_id: Mapped[int] = mapped_column(ForeignKey("votes.id"), primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"), primary_key=True)
    capacity: Mapped[Signing]
    signed_for: Mapped[str] = mapped_column(String(64), comment="digest of the result that was signed")
    at: Mapped[datetime]

    account: Mapped[Account] = relationship()


class PaperEntry(db.Model):
    """What one person read on a paper ballot; only when two read the same does it become a ballot.

    Whoever voted with somebody's help has it read back, before a witness; both names stand here.
    """

    __tablename__ = "vote_paper_entries"
    __table_args__ = (Index("ix_vote_paper_entries_roll_entry_id", "roll_entry_id", "entered_by_id"),)

    id: Mapped[ident]
    vote_id: Mapped[int] = mapped_column(ForeignKey("votes.id"), index=True)
    roll_entry_id: Mapped[int] = mapped_column(ForeignKey("vote_roll.id"))
    entered_by_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"))
    choices: Mapped[list[str]] = mapped_column(comment="none: the paper is spoiled")
    channel: Mapped[Channel]
    proxy: Mapped[line] = mapped_column(default="", comment="who handed it in with a written authorisation")
    helper: Mapped[line] = mapped_column(default="")
    witness: Mapped[line] = mapped_column(default="")
    read_back: Mapped[bool] = mapped_column(default=False)
    settled: Mapped[bool] = mapped_column(default=False, comment="two entries agreed and became a ballot")
    at: Mapped[datetime]


class NamedBallot(Spoken, db.Model):
    """A version of a ballot whose giver stands on record, as the law wants it of owners; earlier ones are kept.

    `key` is made with the form: the same form sent twice is one version.
    """

    __tablename__ = "vote_named_ballots"
    __spoken__: ClassVar = {"withdrawn_language": ("withdrawn",)}
    __table_args__ = (UniqueConstraint("roll_entry_id", "version"), UniqueConstraint("roll_entry_id", "key"))

    id: Mapped[ident]
    vote_id: Mapped[int] = mapped_column(ForeignKey("votes.id"), index=True)
    roll_entry_id: Mapped[int] = mapped_column(ForeignKey("vote_roll.id"))
    version: Mapped[int]
    key: Mapped[code]
    choices: Mapped[list[str]] = mapped_column(comment="none: the paper was spoiled, its owner took part")
    channel: Mapped[Channel]
    account_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"), comment="who sent or entered it")
    at: Mapped[datetime]
    receipt: Mapped[str | None] = mapped_column(String(64), comment="where it lies in the published list, once counted")
    withdrawn: Mapped[words] = mapped_column(default="", comment="why it does not count: a wrong number on the paper")
    withdrawn_language: Mapped[code] = mapped_column(default="")


class RollDelivery(db.Model):
    """How a ballot paper reached its owner; without this nothing may be said of one that did not come back."""

    __tablename__ = "vote_deliveries"

    roll_entry_id: Mapped[int] = mapped_column(ForeignKey("vote_roll.id"), primary_key=True, autoincrement=False)
    vote_id: Mapped[int] = mapped_column(ForeignKey("votes.id"), index=True)
    how: Mapped[Delivered]
    evidence: Mapped[line] = mapped_column(default="", comment="such as the number of the post's receipt")
    by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    at: Mapped[datetime]


class PaperReturn(Spoken, db.Model):
    """A paper ballot of a secret vote came back: whose, and how. What it says lies in the box, tied to no number."""

    __tablename__ = "vote_paper_returns"
    __spoken__: ClassVar = {"withdrawn_language": ("withdrawn",)}

    id: Mapped[ident]
    vote_id: Mapped[int] = mapped_column(ForeignKey("votes.id"), index=True)
    roll_entry_id: Mapped[int] = mapped_column(ForeignKey("vote_roll.id"), index=True)
    channel: Mapped[Channel]
    proxy: Mapped[line] = mapped_column(default="", comment="who handed it in with a written authorisation")
    helper: Mapped[line] = mapped_column(default="")
    witness: Mapped[line] = mapped_column(default="")
    read_back: Mapped[bool] = mapped_column(default=False)
    by_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"))
    at: Mapped[datetime]
    withdrawn: Mapped[words] = mapped_column(default="", comment="why it does not count: the number was wrong")
    withdrawn_language: Mapped[code] = mapped_column(default="")
    withdrawn_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))


class PaperPacket(db.Model):
    """What one person counted in a packet of papers from the box; when a second counts the same, they are ballots.

    The figures are forgotten once the votes are counted: with few papers they would say too much.
    """

    __tablename__ = "vote_paper_packets"
    __table_args__ = (UniqueConstraint("vote_id", "number", "counted_by_id"),)

    id: Mapped[ident]
    vote_id: Mapped[int] = mapped_column(ForeignKey("votes.id"))
    number: Mapped[int] = mapped_column(comment="as it is written on the packet")
    counted_by_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"))
    papers: Mapped[int]
    counts: Mapped[dict[str, Any]] = mapped_column(comment="papers by what is marked; those not valid under nothing")
    agreed: Mapped[bool] = mapped_column(default=False)
    at: Mapped[datetime]


class Participation(db.Model):
    """This entry of the roll has voted: the key makes it once, and there is no time to compare ballots with."""

    __tablename__ = "vote_participations"
    __table_args__ = ({"sqlite_with_rowid": False},)

    vote_id: Mapped[int] = mapped_column(ForeignKey("votes.id"), primary_key=True)
    roll_entry_id: Mapped[int] = mapped_column(ForeignKey("vote_roll.id"), primary_key=True)


class VoteBallot(db.Model):
    """What somebody chose; the id is random, and SQLite keeps the rows in its order, not in that of voting."""

    __tablename__ = "vote_ballots"
    __table_args__ = (UniqueConstraint("vote_id", "receipt"), {"sqlite_with_rowid": False})

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    vote_id: Mapped[int] = mapped_column(ForeignKey("votes.id"), index=True)
    choices: Mapped[list[str]]
    points: Mapped[list[int]] = mapped_column(default=list)
    count: Mapped[int] = mapped_column(default=1, comment="imported ballots with the same content are one row")
    secret: Mapped[str | None] = mapped_column(String(32), comment="made by the phone; imported ballots have none")
    receipt: Mapped[str | None] = mapped_column(String(64), comment="digest of manifest, choices and secret")
    batch: Mapped[int | None] = mapped_column(comment="in which batch it was sealed; none yet while it waits")


class VoteBatch(db.Model):
    """Ballots sealed together: their root stands in the record, and no ballot of it can change unseen."""

    __tablename__ = "vote_batches"

    vote_id: Mapped[int] = mapped_column(ForeignKey("votes.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    root: Mapped[str] = mapped_column(String(64))
    size: Mapped[int] = mapped_column(comment="told after the close only: before, it would be a count")
    spares: Mapped[int] = mapped_column(default=0, comment="ballots sealed with it for what papers might say")
    seed: Mapped[str] = mapped_column(String(64), default="", comment="of the spares' secrets; forgotten at the count")
    unused: Mapped[list[str]] = mapped_column(
        default=list, deferred=True, comment="receipts of the spares that no paper asked for"
    )


class VoteBundle(db.Model):
    """What was published for everybody to count again, byte for byte."""

    __tablename__ = "vote_bundles"

    vote_id: Mapped[int] = mapped_column(ForeignKey("votes.id"), primary_key=True, autoincrement=False)
    content: Mapped[bytes] = mapped_column(LargeBinary)
    digest: Mapped[str] = mapped_column(String(64))
