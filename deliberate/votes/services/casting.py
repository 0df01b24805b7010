"""Taking a ballot: the one verb that records no entry, because an entry has a name and a time."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from sqlalchemy.exc import IntegrityError

from deliberate.db.base import db
from deliberate.kit.refusals import Refusal, Refused, ensure
from deliberate.votes import rules
from deliberate.votes.electorates import channels
from deliberate.votes.models import Participation, VoteBallot
from deliberate.votes.proofs.receipts import is_secret, new_secret, receipt_of
from deliberate.votes.queries import boxes, named, papers

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from deliberate.votes.models import Vote


def cast_ballot(
    vote: Vote, choices: Sequence[str], *, entry_id: int, account_id: int, now: datetime, secret: str = ""
) -> str:
    """Mark the roll and put a ballot into the box, or neither; return its receipt.

    The mark's primary key is what makes it once: of two ballots sent at the same moment the second is refused by the
    database itself, whatever the rule saw before. The same ballot sent again is answered with the same receipt, which
    its secret proves; `secret` is made here where no phone made one.
    """
    vote = papers.locked(vote.id, to_cast=True)
    entry = papers.entry(vote.id, entry_id)
    options = vote.option_keys
    secret = secret if is_secret(secret) else new_secret()
    ballot = rules.ballot_of(choices, options)
    receipt = receipt_of(vote.manifest_hash or "", ballot.choices, ballot.points, secret)
    already_voted = papers.has_voted(vote.id, entry_id)
    if papers.batch_of(vote.id, receipt) is not None:
        if already_voted:
            return receipt
        # A device that several people use sent a secret again: this is the ballot of somebody else, and gets its own.
        secret = new_secret()
        receipt = receipt_of(vote.manifest_hash or "", ballot.choices, ballot.points, secret)
    ensure(
        rules.why_not_cast(
            vote.state,
            entitled=entry is not None and entry.account_id == account_id,
            already_voted=already_voted,
            now=now,
            closes_at=vote.closes_at,
            choices=choices,
            options=options,
            max_choices=vote.max_choices,
        )
        or channels.why_not_by_phone(named.rule_of(vote), has_paper=boxes.has_paper(entry_id))
    )
    try:
        with db.session.begin_nested():
            db.session.add(Participation(vote_id=vote.id, roll_entry_id=entry_id))
    except IntegrityError:
        if papers.batch_of(vote.id, receipt) is not None:
            return receipt
        raise Refused(Refusal("votes.already_voted")) from None
    db.session.add(
        VoteBallot(
            id=secrets.token_hex(16), vote_id=vote.id, choices=list(ballot.choices), secret=secret, receipt=receipt
        )
    )
    return receipt
