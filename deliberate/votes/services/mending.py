"""Taking back what was written down by mistake about paper ballots: a wrong number, a packet counted wrongly twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import delete

from deliberate.db.base import db
from deliberate.kit.bus import publish
from deliberate.kit.refusals import ensure
from deliberate.votes.electorates.boxes import why_not_take_back
from deliberate.votes.events import PaperMistakeTaken
from deliberate.votes.models import NamedBallot, PaperReturn, Participation, RollDelivery
from deliberate.votes.queries import boxes, named, papers
from deliberate.votes.services.boxing import entry_of_paper
from deliberate.votes.states import Mistake, Secrecy

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from deliberate.votes.models import Vote


def take_back(vote: Vote, mistake: Mistake, number: int, reason: str, *, actor_id: int, now: datetime) -> Vote:
    """Undo a mistake about a paper or a packet; the reason stands on record, and what was wrong is kept."""
    vote = papers.locked(vote.id)
    wrong = _wrong(vote, mistake, number)
    ensure(why_not_take_back(vote.state, mistake, there=bool(wrong), reason=reason))
    for one in wrong:
        if isinstance(one, PaperReturn | NamedBallot):
            one.withdrawn = reason.strip()
            if isinstance(one, PaperReturn):
                one.withdrawn_by_id = actor_id
        else:
            db.session.delete(one)
    db.session.flush()
    if mistake is Mistake.returned:
        _unmark(vote, entry_of_paper(vote, number).id)
    publish(PaperMistakeTaken(**vote.about(actor_id, now), mistake=mistake, reason=reason.strip()))
    return vote


def _wrong(vote: Vote, mistake: Mistake, number: int) -> Sequence[object]:
    """Return the rows that say something wrong."""
    if mistake is Mistake.packet:
        return boxes.packet(vote.id, number)
    entry = entry_of_paper(vote, number)
    if mistake is Mistake.delivered:
        given = db.session.get(RollDelivery, entry.id)
        return [given] if given is not None else []
    if vote.secrecy is Secrecy.named:
        on_paper = [one for one in named.standing(entry.id) if one.channel.on_paper]
        return [*named.readings(entry.id), *on_paper]
    stands = boxes.standing_return(entry.id)
    return [stands] if stands is not None else []


def _unmark(vote: Vote, entry_id: int) -> None:
    """Take the mark off the roll, unless the owner's ballot by phone still stands."""
    if named.standing(entry_id):
        return
    db.session.execute(
        delete(Participation).where(Participation.vote_id == vote.id, Participation.roll_entry_id == entry_id)
    )
    if vote.took_part is not None:
        vote.took_part = papers.turnout(vote.id)
