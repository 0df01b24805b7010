"""Papers of secret votes: which came back, which packets two people have counted alike, what waits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func, select

from deliberate.db.base import db
from deliberate.votes.electorates.boxes import NOT_VALID, answers_of
from deliberate.votes.models import PaperPacket, PaperReturn, RollDelivery, RollEntry
from deliberate.votes.states import Channel, Secrecy

if TYPE_CHECKING:
    from collections.abc import Sequence

    from deliberate.votes.models import Vote


def has_paper(entry_id: int) -> bool:
    """Tell whether a paper was given out for an entry of the roll."""
    return db.session.get(RollDelivery, entry_id) is not None


def takes_papers(vote: Vote) -> bool:
    """Tell whether a secret vote can be answered on paper: it was announced so."""
    return vote.secrecy is Secrecy.secret and "both" in (vote.manifest or {})


def several(vote: Vote) -> bool:
    """Tell whether more than one option can be marked: then a paper is read line by line."""
    return vote.max_choices > 1


def answers(vote: Vote) -> list[str]:
    """Return everything that a paper of this vote can say; the last is that it is not valid."""
    return [*answers_of(vote.option_keys, vote.max_choices), NOT_VALID]


def standing_return(entry_id: int) -> PaperReturn | None:
    """Return the paper that came back for an entry, unless its number was taken back."""
    return db.session.scalar(select(PaperReturn).where(PaperReturn.roll_entry_id == entry_id, _STANDS))


_STANDS = PaperReturn.withdrawn == ""


def returned(vote_id: int) -> int:
    """Return how many papers came back."""
    found = select(func.count()).select_from(PaperReturn).where(PaperReturn.vote_id == vote_id, _STANDS)
    return db.session.scalar(found) or 0


def by_way(vote_id: int) -> dict[Channel, int]:
    """Return how many papers came which way. For after the close only."""
    found = select(PaperReturn.channel, func.count()).where(PaperReturn.vote_id == vote_id, _STANDS)
    return dict(db.session.execute(found.group_by(PaperReturn.channel)).all())


def assisted(vote_id: int) -> int:
    """Return how many were filled in with somebody's help, before a witness."""
    found = select(func.count()).select_from(PaperReturn)
    return db.session.scalar(found.where(PaperReturn.vote_id == vote_id, _STANDS, PaperReturn.helper != "")) or 0


def packet(vote_id: int, number: int) -> Sequence[PaperPacket]:
    """Return what people counted in a packet."""
    found = select(PaperPacket).where(PaperPacket.vote_id == vote_id, PaperPacket.number == number)
    return db.session.scalars(found.order_by(PaperPacket.id)).all()


def agreed_packets(vote_id: int) -> dict[int, PaperPacket]:
    """Return one count of every packet that two people counted alike."""
    found = select(PaperPacket).where(PaperPacket.vote_id == vote_id, PaperPacket.agreed.is_(True))
    return {one.number: one for one in db.session.scalars(found.order_by(PaperPacket.id))}


def read(vote_id: int) -> int:
    """Return how many papers of the box are read."""
    return sum(one.papers for one in agreed_packets(vote_id).values())


def half_counted(vote_id: int) -> list[int]:
    """Return the packets that one person has counted, or that two counted differently."""
    found = select(PaperPacket.number).where(PaperPacket.vote_id == vote_id, PaperPacket.agreed.is_(False))
    return sorted(set(db.session.scalars(found)))


def numbered(vote_id: int, *, without_account: bool, most: int) -> list[tuple[int, RollEntry]]:
    """Return the entries whose papers are printed, each with its number: everybody's, or of those without a phone."""
    found = select(RollEntry).where(RollEntry.vote_id == vote_id).order_by(RollEntry.id)
    lines = list(enumerate(db.session.scalars(found), 1))
    wanted = [(number, one) for number, one in lines if not without_account or one.account_id is None]
    return wanted[:most]
