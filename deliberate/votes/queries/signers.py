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
from deliberate.places.queries.mandates import standing
from deliberate.places.queries.tree import at_or_below
from deliberate.places.rules.deadlines import local_day
from deliberate.places.rules.reading import ruleset_from_plain
from deliberate.places.states import Capacity
from deliberate.votes.electorates import signing
from deliberate.votes.models import ResultObjection, RollObjection, Vote, VoteOption, VoteSignature
from deliberate.votes.queries import papers, signatures
from deliberate.votes.states import Signing, VoteKind, VoteState

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence
    from datetime import datetime

    from deliberate.kit.permits import Identity
    from deliberate.places.rules.rulesets import RuleSet

COUNTING = frozenset({Role.moderator, Role.teller, Role.recorder})
SIGNING = COUNTING | {Role.supervisor, Role.building_head}
MOST = 40
AWAITED = (VoteState.announced, VoteState.open, VoteState.closed, VoteState.tallied, VoteState.certified)
NOBODY: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Signers:
    """Who can sign at a place, and as what; whoever carries out what is decided does not.

    Where a building has no head, those who count elsewhere stand in for one.
    """

    tellers: frozenset[int]
    scrutineers: frozenset[int]
    heads: frozenset[int] = NOBODY

    def short_of(self, ruleset: RuleSet, kind: VoteKind, *, besides: Collection[int] = NOBODY) -> signing.Needed:
        """Return how many people are missing for a vote of this kind, when those whose matter it is do not count.

        Residents are never missing: whoever stands on the roll can sign as one.
        """
        wanted, own = signing.needed(ruleset, kind), frozenset(besides)
        there = signing.Needed(
            len(self.tellers - own),
            len(self.scrutineers - own),
            len(((self.heads - own) or self.tellers) - own),
            wanted.residents,
        )
        return signing.short_of(wanted, there)

    def asked(self, wanted: signing.Needed) -> frozenset[int]:
        """Return who is asked to sign where so many must; the neighbours who sign are asked by the head."""
        heads = self.heads or self.tellers
        groups = zip((self.tellers, self.scrutineers, heads), wanted, strict=False)
        return frozenset().union(*(group for group, number in groups if number))


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
        count, lead = (who(*roles) - carry_out - watch for roles in (COUNTING, [Role.building_head]))
        return Signers(frozenset(count), frozenset(watch), frozenset(lead))

    return able


def capacity(vote: Vote, who: Identity, now: datetime) -> Signing | None:
    """Return what somebody signs as for the count of a vote; None where it is not theirs to sign."""
    wanted = signatures.needed(vote)
    if who.account_id is None or not any(wanted):
        return None

    def holds(*roles: Role) -> bool:
        return any(who.holds(role, vote.place_path) for role in roles)

    able = {Signing.scrutineer} if holds(Role.supervisor) else set()
    if holds(*COUNTING):
        able.add(Signing.teller)
    if wanted.heads and holds(*COUNTING) and not at(vote.place_path, now).heads - own(vote):
        able.add(Signing.building_head)
    if holds(Role.building_head):
        able.add(Signing.building_head)
    if wanted.residents and papers.standings(vote.id, who.account_id):
        able.add(Signing.resident)
    return signing.capacity_of(able, wanted, signatures.missing(vote))


def own(vote: Vote) -> frozenset[int]:
    """Return whose own matter a vote is: who brought it up, and whose work is appraised."""
    asked = select(VoteOption.issue_id).where(VoteOption.vote_id == vote.id)
    movers = select(Issue.author_id).where(or_(Issue.id == vote.issue_id, Issue.id.in_(asked)))
    return frozenset(one for one in db.session.scalars(movers) if one) | appraised(vote.place, vote.kind)


def appraised(place: Place, kind: VoteKind) -> frozenset[int]:
    """Return whose work a vote of a kind grades: the members of the residents' committee, in no other vote anybody."""
    if kind is not VoteKind.committee_appraisal:
        return NOBODY
    return frozenset(one.account_id for one in standing(place) if one.capacity is Capacity.committee_member)


def concerned(vote: Vote, account_id: int | None, now: datetime) -> bool:
    """Tell whether it is somebody's own matter: they brought it up, are graded, or carry out what is decided."""
    today = local_day(now)
    carries_out = exists().where(
        RoleHolding.account_id == account_id,
        RoleHolding.role == Role.unit_handler,
        RoleHolding.place_id.in_(vote.place_path),
        RoleHolding.since <= today,
        or_(RoleHolding.until.is_(None), RoleHolding.until >= today),
    )
    return account_id in own(vote) or bool(db.session.scalar(select(carries_out)))


def to_sign(account_id: int, place_ids: Collection[int]) -> Sequence[Vote]:
    """Return the counts at or below some places that wait for this person's signature."""
    signed = exists().where(VoteSignature.vote_id == Vote.id, VoteSignature.account_id == account_id)
    below = or_(*(Place.path.like(f"{one}.%") | Place.path.like(f"%.{one}.%") for one in place_ids))
    found = select(Vote).join(Vote.place).options(contains_eager(Vote.place)).where(below, ~signed)
    return db.session.scalars(found.where(Vote.state == VoteState.tallied).order_by(Vote.id).limit(MOST)).all()


@dataclass(frozen=True)
class Waiting:
    """A vote that wants something done: its rules, whose own matter it is, until when objections are answered."""

    vote: Vote
    ruleset: RuleSet
    own: frozenset[int]
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
        Waiting(vote, ruleset_from_plain(rules), _own(vote, author), roll_due, result_due)
        for vote, rules, author, roll_due, result_due in db.session.execute(found)
    ]


def _own(vote: Vote, author: int | None) -> frozenset[int]:
    return appraised(vote.place, vote.kind) | ({author} if author else NOBODY)
