"""What is published for checking: where a ballot lies, the list of all, the roots, the bundle."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import defer

from deliberate.db.base import db
from deliberate.ledger.models import Entry
from deliberate.ledger.rules import short_code
from deliberate.votes.models import VoteBallot, VoteBundle
from deliberate.votes.proofs.receipts import code_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from typing import Any

    from deliberate.votes.models import Vote


@dataclass(frozen=True)
class Listed:
    """A ballot in the published list; without choices where too few took part."""

    code: str
    choices: tuple[str, ...]
    batch: int


@dataclass(frozen=True)
class Root:
    """A batch as the record tells it: its number, the code of its root, and when it was sealed."""

    number: int
    code: str
    at: datetime


@dataclass(frozen=True)
class Found:
    """Where a ballot lies: in a batch, waiting for one (0), or nowhere (None)."""

    code: str
    batch: int | None


def where_is(vote: Vote, code: str) -> Found:
    """Tell in which batch the ballot of a code lies; what it says is not told, neither before nor after the close."""
    found = select(VoteBallot.receipt, VoteBallot.batch).where(
        VoteBallot.vote_id == vote.id, VoteBallot.receipt.is_not(None)
    )
    batches = [batch or 0 for receipt, batch in db.session.execute(found) if code_of(receipt or "") == code]
    return Found(code, batches[0] if batches else None)


def published(vote: Vote) -> list[Listed]:
    """Return the ballots of a published vote in the order of their codes."""
    withheld = bool((vote.result or {}).get("withheld"))
    found = select(VoteBallot.receipt, VoteBallot.choices, VoteBallot.batch).where(
        VoteBallot.vote_id == vote.id, VoteBallot.receipt.is_not(None)
    )
    rows = [
        Listed(code_of(receipt or ""), () if withheld else tuple(choices), batch or 0)
        for receipt, choices, batch in db.session.execute(found)
    ]
    return sorted(rows, key=lambda one: one.code)


def roots(vote: Vote) -> list[Root]:
    """Return the roots on record, oldest first."""
    entries = db.session.scalars(
        select(Entry)
        .where(Entry.stream == f"vote:{vote.id}", Entry.verb.in_(["vote.sealed", "vote.closed", "vote.tallied"]))
        .order_by(Entry.seq)
    )
    said = [(entry.payload or {}, entry.at) for entry in entries]
    return [Root(payload["batch"], short_code(payload["root"]), at) for payload, at in said if payload.get("root")]


def bundle(vote: Vote, *, content: bool = False) -> VoteBundle | None:
    """Return what was published for counting again; without its bytes unless they are asked for."""
    found = select(VoteBundle).where(VoteBundle.vote_id == vote.id)
    return db.session.scalar(found if content else found.options(defer(VoteBundle.content)))


def told_first(vote: Vote) -> tuple[datetime, Mapping[str, Any]] | None:
    """Return when the last result was published, and what it said, as the record has it."""
    found = select(Entry).where(Entry.stream == f"vote:{vote.id}", Entry.verb == "vote.published")
    entry = db.session.scalar(found.order_by(Entry.seq.desc()).limit(1))
    return (entry.at, entry.payload["result"]) if entry is not None and entry.payload else None


def last_before(vote: Vote) -> str:
    """Return the digest of the last entry in the bundle: the one before the result was published."""
    found = select(Entry.previous).where(Entry.stream == f"vote:{vote.id}", Entry.verb == "vote.published")
    return db.session.scalar(found.order_by(Entry.seq.desc()).limit(1)) or ""
