"""Putting together what is published for everybody to count again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from deliberate.db.base import db
from deliberate.ledger.queries import as_sealed, stream_after
from deliberate.ledger.rules import sha256
from deliberate.votes.models import VoteBallot, VoteBundle
from deliberate.votes.proofs.bundles import Sealed, packed
from deliberate.votes.queries import papers

if TYPE_CHECKING:
    from deliberate.votes.models import Vote

# More entries than any vote ever has.
WHOLE = 100_000


def bundle_vote(vote: Vote) -> VoteBundle:
    """Pack what is known when the result is published, and keep the bytes: later they are what was published then."""
    result = vote.result or {}
    content = packed(
        manifest=vote.manifest,
        result=result,
        chain=[as_sealed(entry) for entry in stream_after(f"vote:{vote.id}", limit=WHOLE)],
        ballots=_ballots(vote, withheld=bool(result.get("withheld"))),
        unused=[receipt for batch in papers.batches(vote.id) for receipt in batch.unused],
    )
    return db.session.merge(VoteBundle(vote_id=vote.id, content=content, digest=sha256(content)))


def _ballots(vote: Vote, *, withheld: bool) -> list[Sealed]:
    """Return the ballots of the box as they are published."""
    table = VoteBallot
    found = select(table.receipt, table.batch, table.secret, table.choices, table.points).where(
        table.vote_id == vote.id, table.receipt.is_not(None)
    )
    return [
        Sealed(receipt or "", batch or 0) if withheld
        else Sealed(receipt or "", batch or 0, secret or "", tuple(choices), tuple(points))
        for receipt, batch, secret, choices, points in db.session.execute(found)
    ]  # fmt: skip
