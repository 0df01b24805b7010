"""One issue and what hangs on it."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, func, or_, select
from sqlalchemy.orm import joinedload

from deliberate.accounts.models import Account
from deliberate.db.base import db
from deliberate.issues.models import Issue, Second
from deliberate.issues.states import BallHolder, IssueState, Scope
from deliberate.kit.roles import Role
from deliberate.places.models import AssistedAction, Membership, Place, RoleHolding
from deliberate.places.states import MembershipState

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Select

NARROW = frozenset({Scope.stairwell, Scope.estate})


@cache
def _with_all_it_shows() -> Select[Issue]:
    # Put together once: that costs more than asking.
    shown = (
        joinedload(Issue.place),
        joinedload(Issue.scope_place),
        joinedload(Issue.category),
        joinedload(Issue.author),
        joinedload(Issue.assisted).joinedload(AssistedAction.helper),
        joinedload(Issue.merged_into).load_only(Issue.id, Issue.title, Issue.number),
    )
    return select(Issue).where(Issue.id == bindparam("issue_id")).options(*shown)


def issue(issue_id: int) -> Issue | None:
    """Return an issue with all that its page shows, in one query."""
    return db.session.scalar(_with_all_it_shows(), {"issue_id": issue_id})


def locked(issue_id: int) -> Issue:
    """Return the issue as it stands now, kept for this transaction."""
    found = select(Issue).where(Issue.id == issue_id).with_for_update(of=Issue)
    return db.session.scalars(found.execution_options(populate_existing=True)).one()


def lock_community(place_id: int) -> None:
    """Queue with all who want the community's next number; no foreign key waits for this."""
    db.session.execute(select(Place.id).where(Place.id == place_id).with_for_update(key_share=True))


def sent_before(author_id: int, client_id: str) -> Issue | None:
    """Return what the same form has made already."""
    return db.session.scalar(select(Issue).where(Issue.author_id == author_id, Issue.client_id == client_id))


def last_number(place_id: int, year: int) -> str | None:
    """Return the latest receipt number of the year; a longer one is a later one."""
    found = (
        select(Issue.number)
        .where(Issue.place_id == place_id, Issue.number.like(f"{year}-%"), Issue.source == "")
        .order_by(func.length(Issue.number).desc(), Issue.number.desc())
        .limit(1)
    )
    return db.session.scalar(found)


def asked_place(of: Issue) -> Place:
    """Return the place whose people are asked to second: what it is about, or the whole community."""
    return of.scope_place if of.scope in NARROW else of.place


def second_of(issue_id: int, account_id: int | None) -> Second | None:
    """Return somebody's second of an issue."""
    if account_id is None:
        return None
    return db.session.scalar(select(Second).where(Second.issue_id == issue_id, Second.account_id == account_id))


def seconds(issue_id: int, *, limit: int | None = 50) -> Sequence[Second]:
    """Return who stands behind an issue, the first first."""
    return db.session.scalars(select(Second).where(Second.issue_id == issue_id).order_by(Second.id).limit(limit)).all()


def seconders(issue_id: int) -> set[int]:
    """Return the accounts that stand behind an issue."""
    found = select(Second.account_id).where(Second.issue_id == issue_id, Second.account_id.is_not(None))
    return {account_id for account_id in db.session.scalars(found) if account_id is not None}


def assisted_behind(issue_id: int) -> int:
    """Return how many of the seconds were written down by somebody who helps."""
    found = select(func.count()).select_from(Second)
    return db.session.scalar(found.where(Second.issue_id == issue_id, Second.assisted_id.is_not(None))) or 0


def seconds_of(account_id: int) -> Sequence[Second]:
    """Return where somebody stands behind an issue."""
    return db.session.scalars(select(Second).where(Second.account_id == account_id).order_by(Second.issue_id)).all()


def stands_behind(account_id: int) -> Sequence[Issue]:
    """Return the issues somebody stands behind and can still take the second back from, newest first."""
    found = select(Issue).join(Second, Second.issue_id == Issue.id).where(Second.account_id == account_id)
    found = found.where(Issue.state.in_((IssueState.seconding, IssueState.supported))).order_by(
        Second.at.desc(), Issue.id.desc()
    )
    return db.session.scalars(found).all()


def issues_of(account_id: int) -> Sequence[Issue]:
    """Return what somebody has brought up."""
    return db.session.scalars(select(Issue).where(Issue.author_id == account_id).order_by(Issue.id)).all()


def gathering_for(place_path: Sequence[int], account_id: int, limit: int = 30) -> Sequence[Issue]:
    """Return the issues that a person of a place may still second."""
    done = select(Second.issue_id).where(Second.account_id == account_id)
    found = (
        select(Issue)
        .where(
            Issue.state == IssueState.seconding,
            Issue.place_id.in_(place_path),
            or_(Issue.scope.not_in(NARROW), Issue.scope_place_id.in_(place_path)),
            Issue.id.not_in(done),
            or_(Issue.author_id.is_(None), Issue.author_id != account_id),
        )
        .order_by(Issue.deadline_at, Issue.id)
        .limit(limit)
    )
    return db.session.scalars(found).all()


def households_behind(of: Issue) -> int:
    """Return from how many homes of the place the seconds come."""
    found = (
        select(func.count(func.distinct(Membership.place_id)))
        .join(Second, Second.account_id == Membership.account_id)
        .join(Place, Place.id == Membership.place_id)
        .where(
            Second.issue_id == of.id,
            Membership.state == MembershipState.verified,
            Place.path.startswith(of.scope_place.path),
        )
    )
    return db.session.scalar(found) or 0


def merged_here(issue_id: int) -> Sequence[Any]:
    """Return id, title, number and language of the issues that became part of this one."""
    shown = select(Issue.id, Issue.title, Issue.number, Issue.language).where(Issue.merged_into_id == issue_id)
    return db.session.execute(shown.order_by(Issue.id)).all()


def who_holds(of: Issue, holder: BallHolder) -> str:
    """Return the name of the person or body that stands for a holder of the ball, where the record knows one."""
    if holder is BallHolder.author:
        return of.shown_author
    if holder not in {BallHolder.moderator, BallHolder.committee}:
        return ""
    if holder is BallHolder.moderator and of.taken_by_id is not None:
        return db.session.scalar(select(Account.display_name).where(Account.id == of.taken_by_id)) or ""
    return body_at(of.place)


def body_at(place: Place) -> str:
    """Return the organisation whose moderator is nearest above a place."""
    found = (
        select(RoleHolding.body)
        .join(Place, Place.id == RoleHolding.place_id)
        .where(RoleHolding.place_id.in_(place.place_path), RoleHolding.role == Role.moderator, RoleHolding.body != "")
        .order_by(func.length(Place.path).desc(), RoleHolding.id)
        .limit(1)
    )
    return db.session.scalar(found) or ""
