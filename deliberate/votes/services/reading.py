"""Paper ballots: delivered on record, then read by two people who must agree."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import insert, select

from deliberate.db.base import db
from deliberate.kit.bus import publish
from deliberate.kit.refusals import Refusal, Refused, ensure
from deliberate.votes.electorates import paper as rules
from deliberate.votes.electorates.signing import why_not_count
from deliberate.votes.events import PapersDelivered
from deliberate.votes.models import PaperEntry, RollDelivery, RollEntry
from deliberate.votes.queries import named, papers, signers
from deliberate.votes.services import naming

if TYPE_CHECKING:
    from datetime import datetime

    from deliberate.votes.electorates.paper import Reading
    from deliberate.votes.models import NamedBallot, Vote
    from deliberate.votes.states import Delivered


def record_delivery(vote: Vote, typed: str, how: Delivered, evidence: str, *, actor_id: int, now: datetime) -> int:
    """Keep on record that papers reached their owners; return how many did for the first time."""
    vote = papers.locked(vote.id)
    numbers = rules.numbers_of(typed, most=vote.roll_size)
    ensure(rules.why_not_deliver(vote.state, how, evidence))
    order = db.session.scalars(select(RollEntry.id).where(RollEntry.vote_id == vote.id).order_by(RollEntry.id)).all()
    known = set(db.session.scalars(select(RollDelivery.roll_entry_id).where(RollDelivery.vote_id == vote.id)))
    new = [order[number - 1] for number in numbers if order[number - 1] not in known]
    rows = [
        {
            "roll_entry_id": one,
            "vote_id": vote.id,
            "how": how,
            "evidence": evidence.strip(),
            "by_id": actor_id,
            "at": now,
        }
        for one in new
    ]
    if rows:
        db.session.execute(insert(RollDelivery), rows)
    publish(PapersDelivered(**vote.about(actor_id, now), papers=len(new), how=how, evidence=evidence.strip()))
    return len(new)


def read_paper(vote: Vote, number: int, read: Reading, *, actor_id: int, now: datetime) -> NamedBallot | None:
    """Keep what one person read; the second who reads the same makes it a ballot. Return it, or None while one waits.

    Whoever reads again replaces their own reading. Where two differ, both are kept until they agree.
    """
    vote = papers.locked(vote.id)
    entry = named.entry_numbered(vote.id, number)
    if entry is None:
        raise Refused(Refusal("votes.no_such_paper", number=number, most=vote.roll_size))
    ensure(rules.why_not_read(vote.state, read) or why_not_count(concerned=signers.concerned(vote, actor_id, now)))
    kept = named.readings(entry.id)
    mine = next((one for one in kept if one.entered_by_id == actor_id), None)
    if mine is None:
        mine = PaperEntry(vote_id=vote.id, roll_entry_id=entry.id, entered_by_id=actor_id)
        db.session.add(mine)
    mine.choices, mine.channel, mine.at = list(read.choices), read.channel, now
    mine.proxy, mine.helper, mine.witness = read.proxy.strip(), read.helper.strip(), read.witness.strip()
    mine.read_back = read.read_back
    db.session.flush()
    both = [mine, *(one for one in kept if one is not mine)]
    if not rules.agreed([rules.Reading(choices=tuple(one.choices), channel=one.channel) for one in both]):
        return None
    for one in both:
        one.settled = True
    given = named.versions(entry.id)
    key = f"paper:{number}:{len(given) + 1}"
    return naming.keep(
        vote, read.choices, given, entry_id=entry.id, account_id=actor_id, key=key, now=now, channel=read.channel
    )
