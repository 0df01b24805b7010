"""Sealing ballots: batches whose roots stand in the record, and a box that is laid anew when the vote closes."""

from __future__ import annotations

import secrets
from collections import Counter
from random import SystemRandom
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, insert, select, update

from deliberate.db.base import db
from deliberate.kit.bus import publish
from deliberate.votes.events import BallotsSealed
from deliberate.votes.models import NamedBallot, PaperPacket, Participation, VoteBallot, VoteBatch
from deliberate.votes.proofs.receipts import new_secret, receipt_of
from deliberate.votes.proofs.spares import Spare, spares_of
from deliberate.votes.proofs.trees import root_of
from deliberate.votes.queries import boxes, named, papers
from deliberate.votes.states import Secrecy

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from deliberate.votes.models import Vote

CHANCE = SystemRandom()
# A statement takes only so many values.
AT_ONCE = 1_000
SEED_BYTES = 32


def seal_batch(vote: Vote, *, least: int, now: datetime) -> VoteBatch | None:
    """Seal some of the waiting ballots, drawn by lot, and leave as many as a batch must have; None if too few wait.

    Those left behind mix with those that come later: a batch says little of when its ballots were cast, and the last
    one, sealed at the close, is never the ballot of a single latecomer.
    """
    vote = papers.locked(vote.id)
    waiting = papers.unsealed(vote.id)
    if len(waiting) < 2 * least:
        return None
    drawn = CHANCE.sample(sorted(waiting), len(waiting) - least)
    made = _seal(vote, {ballot_id: waiting[ballot_id] for ballot_id in drawn})
    publish(BallotsSealed(**vote.about(None, now), batch=made.number, root=made.root))
    return made


def seal_due(now: datetime) -> list[VoteBatch]:
    """Seal what waits in every open vote: the job that runs now and then."""
    made = [seal_batch(papers.locked(vote_id), least=least, now=now) for vote_id, least in papers.open_votes()]
    return [one for one in made if one is not None]


def seal_at_close(vote: Vote) -> VoteBatch:
    """Seal whatever waits when the vote closes, be it nothing: the close says the root.

    Where papers may lie in the box, spare ballots for everything they could say are sealed in the same batch: so every
    ballot that can be counted stands under a root before anybody reads it, and papers are mixed with the last phones.
    """
    waiting = papers.unsealed(vote.id)
    if not boxes.takes_papers(vote):
        return _seal(vote, waiting)
    each = boxes.returned(vote.id)
    if not boxes.several(vote):
        # Whoever has not voted by phone may have handed in a paper that is not noted down yet.
        each += vote.roll_size - papers.turnout(vote.id)
    seed = secrets.token_hex(SEED_BYTES)
    return _seal(vote, waiting, seed=seed, spares=_spares(vote, seed, each))


def seal_before_count(vote: Vote) -> VoteBatch | None:
    """Seal owners' ballots, read by name until now; of a secret vote open the spare ballots that its papers ask for."""
    if vote.secrecy is Secrecy.named:
        return _seal_named(vote)
    # Counted again, the papers lie among the ballots already.
    if boxes.takes_papers(vote) and vote.published_at is None:
        _open_spares(vote, papers.batches(vote.id)[-1])
    return None


def _spares(vote: Vote, seed: str, each: int) -> list[Spare]:
    return spares_of(seed, vote.manifest_hash or "", boxes.answers(vote), each=each)


def _open_spares(vote: Vote, last: VoteBatch) -> None:
    """Open as many spare ballots of each answer as papers said so, drawn by lot; forget how the others were made."""
    marked: Counter[str] = Counter()
    for packet in boxes.agreed_packets(vote.id).values():
        marked.update(packet.counts)
    shut = _spares(vote, last.seed, last.spares // len(boxes.answers(vote)))
    opened = [
        one
        for answer, number in marked.items()
        for one in CHANCE.sample([each for each in shut if each.answer == answer], number)
    ]
    db.session.add_all([_spare_ballot(vote, one, last.number) for one in opened])
    last.size += len(opened)
    last.unused = sorted({one.receipt for one in shut} - {one.receipt for one in opened})
    last.seed = ""
    db.session.flush()
    # With few papers their figures would say too much: what stays is that two people counted how many.
    db.session.execute(update(PaperPacket).where(PaperPacket.vote_id == vote.id).values(counts={}))
    if opened:
        lay_anew(vote)


def _spare_ballot(vote: Vote, spare: Spare, batch: int) -> VoteBallot:
    return VoteBallot(
        id=secrets.token_hex(16),
        vote_id=vote.id,
        choices=list(spare.choices),
        secret=spare.secret,
        receipt=spare.receipt,
        batch=batch,
    )


def _ballot(vote: Vote, choices: Sequence[str], points: Sequence[int] = ()) -> VoteBallot:
    """Return a ballot that no phone made, with a secret of its own."""
    secret = new_secret()
    return VoteBallot(
        id=secrets.token_hex(16),
        vote_id=vote.id,
        choices=list(choices),
        points=list(points),
        secret=secret,
        receipt=receipt_of(vote.manifest_hash or "", choices, points, secret),
    )


def _seal_named(vote: Vote) -> VoteBatch:
    """Lay the named ballots that count into the box before the count: without names, each with the area behind it.

    So they are sealed, published and counted again like all others: by a code, as the posted list of an owners' meeting
    shows a serial number, the area and the choice.
    """
    areas = named.areas(vote.id)
    rows = []
    for entry_id, given in named.counting(vote).items():
        made = _ballot(vote, given.choices, [areas[entry_id]] if areas[entry_id] else [])
        given.receipt = made.receipt
        rows.append(made)
    CHANCE.shuffle(rows)
    db.session.add_all(rows)
    db.session.flush()
    return _seal(vote, papers.unsealed(vote.id))


def unseal_named(vote: Vote) -> None:
    """Take out of the box what the first count laid into it: those who gave it stand on record, and are asked again."""
    db.session.execute(delete(VoteBallot).where(VoteBallot.vote_id == vote.id))
    db.session.execute(update(NamedBallot).where(NamedBallot.vote_id == vote.id).values(receipt=None))
    last = papers.batches(vote.id)[-1]
    db.session.delete(last)
    db.session.flush()


def _seal(vote: Vote, ballots: Mapping[str, str], *, seed: str = "", spares: Sequence[Spare] = ()) -> VoteBatch:
    number = papers.number_of_batches(vote.id) + 1
    root = root_of([*ballots.values(), *(one.receipt for one in spares)])
    made = VoteBatch(
        vote_id=vote.id, number=number, root=root, size=len(ballots), seed=seed, spares=len(spares), unused=[]
    )
    db.session.add(made)
    ids = sorted(ballots)
    for start in range(0, len(ids), AT_ONCE):
        some = VoteBallot.id.in_(ids[start : start + AT_ONCE])
        db.session.execute(update(VoteBallot).where(some).values(batch=number))
    db.session.flush()
    return made


def lay_anew(vote: Vote) -> None:
    """Rewrite ballots and marks in random order: databases remember more than their columns.

    Of the ballots nothing is left to compare with the roll: new ids, one transaction for all, an order drawn by lot.
    """
    _rewrite(VoteBallot, vote.id, ("choices", "points", "count", "secret", "receipt", "batch"), new_id=True)
    _rewrite(Participation, vote.id, ("roll_entry_id",))


def _rewrite(table: Any, vote_id: int, columns: Sequence[str], *, new_id: bool = False) -> None:
    mine = table.vote_id == vote_id
    found = db.session.execute(select(*(getattr(table, name) for name in columns)).where(mine)).mappings()
    kept = [
        {**row, "vote_id": vote_id, **({"id": secrets.token_hex(16)} if new_id else {})} for row in map(dict, found)
    ]
    CHANCE.shuffle(kept)
    db.session.execute(delete(table).where(mine))
    db.session.expire_all()
    if kept:
        db.session.execute(insert(table), kept)
