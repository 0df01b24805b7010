"""Who is concerned, and what waits in whose inbox."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func, or_, select

from deliberate.accounts.models import Account
from deliberate.db.base import db
from deliberate.issues.models import Second
from deliberate.notifications.models import Notification
from deliberate.places.models import Membership, Place, RoleHolding
from deliberate.places.queries.tree import at_or_below
from deliberate.places.states import MembershipState

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from deliberate.kit.roles import Role

A_PAGE = 30


def inbox(account_id: int, *, limit: int = A_PAGE, offset: int = 0) -> Sequence[Notification]:
    """Return a person's messages, newest first."""
    found = select(Notification).where(Notification.account_id == account_id).order_by(Notification.id.desc())
    return db.session.scalars(found.limit(limit).offset(offset)).all()


def message(notification_id: int) -> Notification | None:
    """Return one message."""
    return db.session.get(Notification, notification_id)


def unread(account_id: int) -> int:
    """Return how many messages wait."""
    waiting = select(func.count()).where(Notification.account_id == account_id, Notification.read_at.is_(None))
    return db.session.scalar(waiting) or 0


def seconders(issue_id: int) -> set[int]:
    """Return who stood behind an issue."""
    found = select(Second.account_id).where(Second.issue_id == issue_id, Second.account_id.is_not(None))
    return {account_id for account_id in db.session.scalars(found) if account_id}


def holders(role: Role, place_path: Sequence[int], today: date) -> set[int]:
    """Return who holds a role at a place or above it."""
    found = select(RoleHolding.account_id).where(
        RoleHolding.role == role,
        RoleHolding.place_id.in_(place_path),
        RoleHolding.since <= today,
        or_(RoleHolding.until.is_(None), RoleHolding.until >= today),
    )
    return set(db.session.scalars(found))


def neighbours(place: Place) -> set[int]:
    """Return the verified members of a place and of all places below it, as far as they have an open account."""
    found = (
        select(Membership.account_id)
        .join(Place, Place.id == Membership.place_id)
        .join(Account, Account.id == Membership.account_id)
        .where(
            at_or_below(place),
            Membership.state == MembershipState.verified,
            Account.closed_at.is_(None),
            Account.phone.is_not(None),
        )
    )
    return set(db.session.scalars(found))
