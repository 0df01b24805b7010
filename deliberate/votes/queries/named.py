"""Named ballots: which version of each counts, and the box they make together."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from deliberate.db.base import db
from deliberate.votes.electorates.channels import the_one_that_counts
from deliberate.votes.methods.ballots import Ballot, grouped
from deliberate.votes.models import NamedBallot, PaperEntry, Participation, RollDelivery, RollEntry
from deliberate.votes.queries.papers import speaks_for
from deliberate.votes.states import Both

if TYPE_CHECKING:
    from collections.abc import Sequence

    from deliberate.votes.models import Vote
    from deliberate.votes.states import Channel


def locked_entry(vote_id: int, entry_id: int, account_id: int) -> RollEntry | None:
    """Return an entry this account speaks for, held so that its ballots are numbered one after the other."""
    found = select(RollEntry).where(RollEntry.vote_id == vote_id, RollEntry.id == entry_id, speaks_for(account_id))
    return db.session.scalar(found.with_for_update())


def versions(entry_id: int) -> Sequence[NamedBallot]:
    """Return everything an entry has given, oldest first."""
    found = select(NamedBallot).where(NamedBallot.roll_entry_id == entry_id).order_by(NamedBallot.version)
    return db.session.scalars(found).all()


def standing(entry_id: int) -> Sequence[NamedBallot]:
    """Return what an entry has given without papers whose number was wrong, oldest first."""
    return [one for one in versions(entry_id) if not one.withdrawn]


def rule_of(vote: Vote) -> Both:
    """Return which ballot counts where there is one on paper and one by phone, as it was announced."""
    return Both((vote.manifest or {}).get("both", Both.last))


def counting(vote: Vote) -> dict[int, NamedBallot]:
    """Return for every entry that took part the one version that counts."""
    stands = NamedBallot.vote_id == vote.id, NamedBallot.withdrawn == ""
    found = select(NamedBallot).where(*stands).order_by(NamedBallot.version)
    by_entry: dict[int, list[NamedBallot]] = {}
    for ballot in db.session.scalars(found):
        by_entry.setdefault(ballot.roll_entry_id, []).append(ballot)
    return {entry_id: the_one_that_counts(given, rule_of(vote)) for entry_id, given in by_entry.items()}


def areas(vote_id: int) -> dict[int, int]:
    """Return the floor area behind every entry of the roll."""
    found = select(RollEntry.id, RollEntry.area_dm2).where(RollEntry.vote_id == vote_id)
    return dict(db.session.execute(found).all())


def box(vote: Vote) -> list[Ballot]:
    """Return the ballots as the method counts them: each with the floor area behind it."""
    of = areas(vote.id)
    return grouped(Ballot(tuple(one.choices), (of[entry_id],)) for entry_id, one in counting(vote).items())


def number_of(vote_id: int) -> int:
    """Return how many entries have given a ballot."""
    stands = NamedBallot.vote_id == vote_id, NamedBallot.withdrawn == ""
    found = select(func.count(func.distinct(NamedBallot.roll_entry_id))).where(*stands)
    return db.session.scalar(found) or 0


def entry_numbered(vote_id: int, paper_no: int) -> RollEntry | None:
    """Return the entry whose paper has a number: papers are numbered in the order of the posted list."""
    found = select(RollEntry).where(RollEntry.vote_id == vote_id).order_by(RollEntry.id).offset(paper_no - 1).limit(1)
    return db.session.scalar(found) if paper_no > 0 else None


def readings(entry_id: int) -> Sequence[PaperEntry]:
    """Return what was read on the paper of an entry and has not become a ballot yet."""
    found = select(PaperEntry).where(PaperEntry.roll_entry_id == entry_id, PaperEntry.settled.is_(False))
    return db.session.scalars(found.order_by(PaperEntry.id)).all()


def half_read(vote_id: int) -> list[int]:
    """Return the numbers of the papers that one person has read, and no second one in the same way."""
    order = db.session.scalars(select(RollEntry.id).where(RollEntry.vote_id == vote_id).order_by(RollEntry.id)).all()
    place = {entry_id: number for number, entry_id in enumerate(order, 1)}
    found = select(PaperEntry.roll_entry_id).where(PaperEntry.vote_id == vote_id, PaperEntry.settled.is_(False))
    return sorted({place[entry_id] for entry_id in db.session.scalars(found)})


def delivered(vote_id: int) -> int:
    """Return how many papers reached their owners, on record."""
    found = select(func.count()).select_from(RollDelivery).where(RollDelivery.vote_id == vote_id)
    return db.session.scalar(found) or 0


def by_channel(vote: Vote) -> Counter[Channel]:
    """Return which way the ballots that count came; help is counted apart. For after the close only."""
    return Counter(one.channel for one in counting(vote).values())


def silent(vote_id: int) -> tuple[int, int]:
    """Return how many ballots were delivered, on record, and did not come back, with the floor area behind them."""
    gave = select(Participation.roll_entry_id).where(Participation.vote_id == vote_id)
    reached = select(RollDelivery.roll_entry_id).where(RollDelivery.vote_id == vote_id)
    found = select(func.count(), func.coalesce(func.sum(RollEntry.area_dm2), 0)).where(
        RollEntry.vote_id == vote_id, RollEntry.id.in_(reached), RollEntry.id.not_in(gave)
    )
    number, area = db.session.execute(found).one()
    return number, int(area)
