"""Who can sign for a count, and what waits for them or for whoever leads votes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import exists, func, or_, select
from sqlalchemy.orm import contains_eager

from deliberate.db.base import db
from deliberate.issues.models import Issue
from deliberate.kit.roles import Role
from deliberate.places.models import Place, RoleHolding, RuleSetVersion
from deliberate.places.queries.tree import at_or_below
from deliberate.places.rules.deadlines import local_day
from deliberate.places.rules.reading import ruleset_from_plain
from deliberate.votes.electorates import signing
from deliberate.votes.models import ResultObjection, RollObjection, Vote, VoteSignature
from deliberate.votes.states import VoteState

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence
    from datetime import datetime

    from deliberate.places.rules.rulesets import RuleSet
    from deliberate.votes.states import VoteKind

COUNTING = frozenset({Role.moderator, Role.teller, Role.recorder})
SIGNING = COUNTING | {Role.supervisor}
MOST = 40
AWAITED = (VoteState.announced, VoteState.open, VoteState.closed, VoteState.tallied, VoteState.certified)


@dataclass(frozen=True)
class Signers:
    """Who can sign at a place as teller, and who as scrutineer; whoever carries out what is decided does neither."""

    tellers: frozenset[int]
    scrutineers: frozenset[int]

    def short_of(self, ruleset: RuleSet, kind: VoteKind, *, mover: int | None = None) -> signing.Needed:
        """Return how many people are missing for a vote of this kind, when its mover does not count."""
        there = signing.Needed(len(self.tellers - {mover}), len(self.scrutineers - {mover}))
        return signing.short_of(signing.needed(ruleset, kind), there)


def at(place_path: Sequence[int], now: datetime) -> Signers:
    """Return who can sign for votes of a place."""
    return within([place_path], now)(place_path)


def within(paths: Collection[Sequence[int]], now: datetime) -> Callable[[Sequence[int]], Signers]:
    """Return who can sign for votes of each of some places, asked for in one question."""
    today = local_day(now)
    found = select(RoleHolding.place_id, RoleHolding.role, RoleHolding.account_id).where(
        RoleHolding.place_id.in_({part for path in paths for part in path}),
        RoleHolding.role.in_([*SIGNING, Role.unit_handler]),
        RoleHolding.since <= today,
        or_(RoleHolding.until.is_(None), RoleHolding.until >= today),
    )
    held = list(db.session.execute(found))

    def able(path: Sequence[int]) -> Signers:
        def who(*roles: Role) -> set[int]:
            return {account for place, role, account in held if place in path and role in roles}

        carry_out = who(Role.unit_handler)
        watch = who(Role.supervisor) - carry_out
        return Signers(frozenset(who(*COUNTING) - carry_out - watch), frozenset(watch))

    return able


def mover(vote: Vote) -> int | None:
    """Return who brought up the matter a vote decides."""
    return db.session.scalar(select(Issue.author_id).where(Issue.id == vote.issue_id)) if vote.issue_id else None


def concerned(vote: Vote, account_id: int | None, now: datetime) -> bool:
    """Tell whether it is somebody's own matter: they brought it up, or carry out what is decided."""
    today = local_day(now)
    carries_out = exists().where(
        RoleHolding.account_id == account_id,
        RoleHolding.role == Role.unit_handler,
        RoleHolding.place_id.in_(vote.place_path),
        RoleHolding.since <= today,
        or_(RoleHolding.until.is_(None), RoleHolding.until >= today),
    )
    return account_id == mover(vote) or bool(db.session.scalar(select(carries_out)))


def to_sign(account_id: int, place_ids: Collection[int]) -> Sequence[Vote]:
    """Return the counts at or below some places that wait for this person's signature."""
    signed = exists().where(VoteSignature.vote_id == Vote.id, VoteSignature.account_id == account_id)
    below = or_(*(Place.path.like(f"{one}.%") | Place.path.like(f"%.{one}.%") for one in place_ids))
    found = select(Vote).join(Vote.place).options(contains_eager(Vote.place)).where(below, ~signed)
    return db.session.scalars(found.where(Vote.state == VoteState.tallied).order_by(Vote.id).limit(MOST)).all()


@dataclass(frozen=True)
class Waiting:
    """A vote that wants something done: its rules, who moved the matter, until when objections are answered."""

    vote: Vote
    ruleset: RuleSet
    mover: int | None
    roll_due: datetime | None
    result_due: datetime | None


def waiting(place: Place) -> list[Waiting]:
    """Return the votes at or below a place that are under way or challenged."""
    roll = select(func.min(RollObjection.answer_due)).where(
        RollObjection.vote_id == Vote.id, RollObjection.outcome.is_(None)
    )
    result = select(func.min(ResultObjection.answer_due)).where(
        ResultObjection.vote_id == Vote.id, ResultObjection.outcome.is_(None)
    )
    found = (
        select(Vote, RuleSetVersion.rules, Issue.author_id, roll.scalar_subquery(), result.scalar_subquery())
        .join(Vote.place)
        .join(RuleSetVersion, RuleSetVersion.id == Vote.rule_set_id)
        .outerjoin(Issue, Issue.id == Vote.issue_id)
        .where(at_or_below(place), Vote.state.in_((*AWAITED, VoteState.challenged)))
        .options(contains_eager(Vote.place))
        .order_by(Vote.id)
        .limit(MOST)
    )
    return [
        Waiting(vote, ruleset_from_plain(rules), author, roll_due, result_due)
        for vote, rules, author, roll_due, result_due in db.session.execute(found)
    ]
