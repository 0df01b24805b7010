"""Papers of secret votes: a number that came back marks the roll, a packet counted by two people becomes ballots."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy.exc import IntegrityError

from deliberate.db.base import db
from deliberate.kit.refusals import Refusal, Refused, ensure
from deliberate.votes.electorates import boxes as rules
from deliberate.votes.electorates import paper
from deliberate.votes.electorates.signing import why_not_count
from deliberate.votes.models import PaperPacket, PaperReturn, Participation
from deliberate.votes.queries import boxes, named, papers, signers

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from deliberate.votes.electorates.paper import Reading
    from deliberate.votes.models import RollEntry, Vote


def entry_of_paper(vote: Vote, number: int) -> RollEntry:
    """Return whose paper has a number; refuse a number that stands on none."""
    entry = named.entry_numbered(vote.id, number)
    if entry is None:
        raise Refused(Refusal("votes.no_such_paper", number=number, most=vote.roll_size))
    return entry


def take_paper(vote: Vote, number: int, came: Reading, *, actor_id: int, now: datetime) -> PaperReturn:
    """Mark on the roll that a paper came back; what it says goes into the box unread.

    The mark is the same as that of a ballot by phone, and its key makes it once: whoever has voted by phone has voted,
    and their paper stays unopened.
    """
    vote = papers.locked(vote.id)
    entry = entry_of_paper(vote, number)
    ensure(rules.why_not_note(vote.state, several=boxes.several(vote)) or paper.why_not_read(vote.state, came))
    try:
        with db.session.begin_nested():
            db.session.add(Participation(vote_id=vote.id, roll_entry_id=entry.id))
    except IntegrityError:
        raise Refused(Refusal("votes.paper_too_late", number=number)) from None
    if vote.took_part is not None:
        vote.took_part += 1
    made = PaperReturn(
        vote_id=vote.id,
        roll_entry_id=entry.id,
        channel=came.channel,
        proxy=came.proxy.strip(),
        helper=came.helper.strip(),
        witness=came.witness.strip(),
        read_back=came.read_back,
        by_id=actor_id,
        at=now,
    )
    db.session.add(made)
    db.session.flush()
    return made


def count_packet(vote: Vote, number: int, counts: Mapping[str, int], *, actor_id: int, now: datetime) -> bool:
    """Keep what one person counted in a packet; tell whether a second has counted the same, so that it stands.

    Whoever counts again replaces their own count. Where two differ, both are kept until they agree.
    """
    vote = papers.locked(vote.id)
    kept = boxes.packet(vote.id, number)
    ensure(
        rules.why_not_count_packet(
            vote.state,
            counts,
            options=boxes.answers(vote),
            unread=boxes.returned(vote.id) - boxes.read(vote.id),
            agreed=any(one.agreed for one in kept),
        )
        or why_not_count(concerned=signers.concerned(vote, actor_id, now))
    )
    mine = next((one for one in kept if one.counted_by_id == actor_id), None)
    if mine is None:
        mine = PaperPacket(vote_id=vote.id, number=number, counted_by_id=actor_id)
        db.session.add(mine)
    mine.counts, mine.papers, mine.at = dict(counts), sum(counts.values()), now
    both = [mine, *(one for one in kept if one is not mine)]
    alike = rules.agreed([one.counts for one in both])
    for one in both:
        one.agreed = alike
    db.session.flush()
    return alike
