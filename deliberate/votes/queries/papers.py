"""Reading votes: papers, rolls, turnout. Nothing here reads a choice before the close but the count itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import and_, exists, false, func, or_, select
from sqlalchemy.orm import aliased, contains_eager, selectinload

from deliberate.db.base import db
from deliberate.places.models import Place, RuleSetVersion
from deliberate.places.rules.reading import ruleset_from_plain
from deliberate.places.states import PlaceKind
from deliberate.votes.methods.ballots import Ballot, grouped
from deliberate.votes.models import (
    Participation,
    RollEntry,
    RollObjection,
    RollShare,
    Vote,
    VoteBallot,
    VoteBatch,
    VoteOption,
)
from deliberate.votes.states import VoteKind, VoteState

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import datetime

    from sqlalchemy import ColumnElement, Select

    from deliberate.places.rules.rulesets import RuleSet


# A draft that was given up was never anybody's vote.
PUBLIC = and_(Vote.state != VoteState.draft, or_(Vote.state != VoteState.void, Vote.announced_at.is_not(None)))
# More than that at once is not a list but a flood; the rest stands on the page of all votes.
WAITING_MOST = 3
# For votes whose manifest says nothing of it.
SMALLEST_BATCH = 5


@dataclass(frozen=True)
class Standing:
    """One entry of the roll that a person may vote for, and whether its ballot has arrived."""

    entry: RollEntry
    voted: bool


def speaks_for(account_id: int) -> ColumnElement[bool]:
    """Return the condition that an account may give the ballot of an entry: it stands there, or owns a share."""
    shares = select(RollShare.roll_entry_id).where(RollShare.account_id == account_id)
    return or_(RollEntry.account_id == account_id, RollEntry.id.in_(shares))


def _votes() -> Select[Vote]:
    return select(Vote).join(Vote.place).options(contains_eager(Vote.place))


def vote(vote_id: int) -> Vote | None:
    """Return a vote with its place and options."""
    return db.session.scalar(_votes().where(Vote.id == vote_id).options(selectinload(Vote.options)))


def locked(vote_id: int, *, to_cast: bool = False) -> Vote:
    """Return a vote for changing it; ballots share the lock: they wait for a closing, not for each other."""
    found = (
        select(Vote).where(Vote.id == vote_id).with_for_update(read=to_cast).execution_options(populate_existing=True)
    )
    return db.session.scalars(found).one()


def votes(below: Collection[int] = (), *, drafts: bool = False) -> Select[Vote]:
    """Return the votes at or below some places (none named: everywhere), those that run first, then the newest."""
    found = _votes()
    if below:
        found = found.where(or_(*(_at_or_below(place_id) for place_id in below)))
    if not drafts:
        found = found.where(PUBLIC)
    return _running_first(found)


def led_by(below: Collection[int], appraised: Collection[int]) -> Select[Vote]:
    """Return the votes at or below some places, and the appraisals at or below others, with drafts."""
    every = [_at_or_below(place_id) for place_id in below]
    graded = [_at_or_below(place_id) & (Vote.kind == VoteKind.committee_appraisal) for place_id in appraised]
    return _running_first(_votes().where(or_(false(), *every, *graded)))


def _running_first(found: Select[Vote]) -> Select[Vote]:
    return found.order_by((Vote.state != VoteState.open), Vote.closes_at.desc(), Vote.id.desc())


def _at_or_below(place_id: int) -> ColumnElement[bool]:
    """Return the condition that a place's path leads through another place."""
    return or_(Place.path.like(f"{place_id}.%"), Place.path.like(f"%.{place_id}.%"))


def rows(found: Select[Vote], *, limit: int, offset: int = 0) -> Sequence[Vote]:
    """Return one page of votes."""
    return db.session.scalars(found.limit(limit).offset(offset)).all()


def number_of(found: Select[Vote]) -> int:
    """Return how many votes there are."""
    return db.session.scalar(select(func.count()).select_from(found.order_by(None).subquery())) or 0


def votes_on_issue(issue_id: int) -> Sequence[Vote]:
    """Return the votes that ask about an issue or offer it as an option, newest first."""
    offered = exists().where(VoteOption.vote_id == Vote.id, VoteOption.issue_id == issue_id)
    found = _votes().where(or_(Vote.issue_id == issue_id, offered), PUBLIC)
    return db.session.scalars(found.order_by(Vote.id.desc())).all()


def is_running(issue_id: int) -> bool:
    """Tell whether a vote on the issue is prepared or under way."""
    unfinished = (VoteState.draft, VoteState.announced, VoteState.open, VoteState.closed, VoteState.tallied)
    return bool(db.session.scalar(select(exists().where(Vote.issue_id == issue_id, Vote.state.in_(unfinished)))))


def standings(vote_id: int, account_id: int | None) -> Sequence[Standing]:
    """Return the entries of the roll that are this person's to vote for."""
    if account_id is None:
        return ()
    arrived = and_(Participation.vote_id == RollEntry.vote_id, Participation.roll_entry_id == RollEntry.id)
    found = (
        select(RollEntry, Participation.roll_entry_id)
        .outerjoin(Participation, arrived)
        .where(RollEntry.vote_id == vote_id, speaks_for(account_id))
        .order_by(RollEntry.id)
    )
    return [Standing(entry, voted is not None) for entry, voted in db.session.execute(found)]


def waiting_for(account_id: int, at: datetime, *, below: int | None = None) -> Sequence[Vote]:
    """Return the open votes in which this person has not voted yet, what closes first on top."""
    arrived = exists().where(Participation.vote_id == RollEntry.vote_id, Participation.roll_entry_id == RollEntry.id)
    mine = exists().where(RollEntry.vote_id == Vote.id, speaks_for(account_id), ~arrived)
    found = _votes().where(Vote.state == VoteState.open, Vote.opens_at <= at, Vote.closes_at > at, mine)
    if below is not None:
        found = found.where(_at_or_below(below))
    return db.session.scalars(found.order_by(Vote.closes_at, Vote.id).limit(WAITING_MOST)).all()


def entry(vote_id: int, entry_id: int) -> RollEntry | None:
    """Return an entry of this vote's roll."""
    return db.session.scalar(select(RollEntry).where(RollEntry.vote_id == vote_id, RollEntry.id == entry_id))


def has_voted(vote_id: int, entry_id: int) -> bool:
    """Tell whether the entry's ballot has arrived."""
    return db.session.get(Participation, (vote_id, entry_id)) is not None


def turnout(vote_id: int) -> int:
    """Return how many entries of the roll have voted."""
    counted = select(func.count()).select_from(Participation).where(Participation.vote_id == vote_id)
    return db.session.scalar(counted) or 0


def turnout_by_building(vote_id: int) -> list[tuple[Place, int, int]]:
    """Return each building with the entries of its homes that have voted, and all of them."""
    building, unit = aliased(Place), aliased(Place)
    arrived = and_(Participation.vote_id == RollEntry.vote_id, Participation.roll_entry_id == RollEntry.id)
    found = (
        select(building, func.count(Participation.roll_entry_id), func.count(RollEntry.id))
        .select_from(RollEntry)
        .join(unit, unit.id == RollEntry.place_id)
        .join(building, building.id == unit.parent_id)
        .outerjoin(Participation, arrived)
        .where(RollEntry.vote_id == vote_id, building.kind == PlaceKind.building)
        .group_by(building.id)
    )
    return [(place, part, whole) for place, part, whole in db.session.execute(found)]


def number_of_ballots(vote_id: int) -> int:
    """Return how many ballots lie in the box."""
    return db.session.scalar(select(func.sum(VoteBallot.count)).where(VoteBallot.vote_id == vote_id)) or 0


def ballots(vote_id: int) -> list[Ballot]:
    """Return the ballots grouped by content: for the count, and for nothing else before it."""
    found = select(VoteBallot.choices, VoteBallot.points, VoteBallot.count).where(VoteBallot.vote_id == vote_id)
    return grouped(Ballot(tuple(choices), tuple(points), count) for choices, points, count in db.session.execute(found))


def batch_of(vote_id: int, receipt: str) -> int | None:
    """Return in which batch a ballot was sealed, 0 while it waits for one, None when it is not in the box."""
    found = select(VoteBallot.batch).where(VoteBallot.vote_id == vote_id, VoteBallot.receipt == receipt)
    row = db.session.execute(found).first()
    return None if row is None else row.batch or 0


def unsealed(vote_id: int) -> dict[str, str]:
    """Return id and receipt of the ballots that wait for their batch."""
    found = select(VoteBallot.id, VoteBallot.receipt).where(VoteBallot.vote_id == vote_id, VoteBallot.batch.is_(None))
    return {ballot_id: receipt for ballot_id, receipt in db.session.execute(found) if receipt is not None}


def number_of_batches(vote_id: int) -> int:
    """Return how many batches were sealed."""
    return db.session.scalar(select(func.count()).select_from(VoteBatch).where(VoteBatch.vote_id == vote_id)) or 0


def batches(vote_id: int) -> Sequence[VoteBatch]:
    """Return the batches in the order of their sealing."""
    return db.session.scalars(select(VoteBatch).where(VoteBatch.vote_id == vote_id).order_by(VoteBatch.number)).all()


def open_votes() -> list[tuple[int, int]]:
    """Return every vote that takes ballots, with how many ballots a batch of it must have."""
    found = db.session.scalars(_votes().where(Vote.state == VoteState.open).order_by(Vote.id))
    return [(one.id, (one.manifest or {}).get("batch_least", SMALLEST_BATCH)) for one in found]


def rules_of(of: Vote) -> RuleSet:
    """Return the rules the vote started under, whatever is in force today."""
    return ruleset_from_plain(db.session.get_one(RuleSetVersion, of.rule_set_id).rules)


def due_to_open(now: datetime) -> Sequence[int]:
    """Return the votes that can open now: no answer about the roll is owed, and no chair opens them in a meeting."""
    objected = exists().where(RollObjection.vote_id == Vote.id, RollObjection.outcome.is_(None))
    due = (Vote.state == VoteState.announced, Vote.opens_at <= now, Vote.meeting_id.is_(None), ~objected)
    return db.session.scalars(select(Vote.id).where(*due).order_by(Vote.id)).all()


def due_to_close(now: datetime) -> Sequence[int]:
    """Return the open votes whose time is over."""
    return db.session.scalars(
        select(Vote.id).where(Vote.state == VoteState.open, Vote.closes_at <= now).order_by(Vote.id)
    ).all()
