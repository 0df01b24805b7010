"""From an account to an identity: roles and memberships, read once and then free of the database."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import and_, bindparam, or_, select

from deliberate.accounts.models import Account
from deliberate.db.base import db
from deliberate.kit.permits import GUEST, Identity
from deliberate.kit.roles import Level, Role
from deliberate.places.models import Membership, Place, RoleHolding
from deliberate.places.states import Capacity, MembershipState

if TYPE_CHECKING:
    from datetime import date

# Put together once, of columns: this is asked for every page and every message.
_ACCOUNT, _HOLDING, _MEMBERSHIP, _PLACE = (one.__table__ for one in (Account, RoleHolding, Membership, Place))
_HELD = and_(
    _HOLDING.c.account_id == _ACCOUNT.c.id,
    _HOLDING.c.since <= bindparam("today"),
    or_(_HOLDING.c.until.is_(None), _HOLDING.c.until >= bindparam("today")),
)
_HOME = and_(_MEMBERSHIP.c.account_id == _ACCOUNT.c.id, _MEMBERSHIP.c.state == MembershipState.verified)
# One row for each pair of what somebody holds and where they live: a handful at most.
_WHO = (
    select(
        _ACCOUNT.c.display_name, _ACCOUNT.c.language, _ACCOUNT.c.elder, _ACCOUNT.c.session_version,
        _ACCOUNT.c.closed_at, _HOLDING.c.role, _HOLDING.c.place_id, _MEMBERSHIP.c.capacity, _PLACE.c.path,
    )
    .select_from(_ACCOUNT)
    .outerjoin(_HOLDING, _HELD)
    .outerjoin(_MEMBERSHIP, _HOME)
    .outerjoin(_PLACE, _PLACE.c.id == _MEMBERSHIP.c.place_id)
    .where(_ACCOUNT.c.id == bindparam("account_id"))
)  # fmt: skip

# How well somebody is known who belongs somewhere in a capacity.
_LEVELS = {
    Capacity.resident: Level.resident,
    Capacity.household_rep: Level.household_rep,
    Capacity.owner: Level.owner,
    Capacity.developer: Level.owner,
    Capacity.representative: Level.representative,
    Capacity.committee_member: Level.representative,
}


def identity_of(account: Account | None, today: date) -> Identity:
    """Return who this is: what they hold and where they live; a closed account is a guest."""
    if account is None or account.closed_at is not None:
        return GUEST
    db.session.flush()
    return identity_by_id(account.id, today)


def identity_by_id(account_id: int, today: date) -> Identity:
    """Return who has an account, in one question; nobody and whoever has closed it is a guest."""
    rows = db.session.connection().execute(_WHO, {"account_id": account_id, "today": today}).all()
    if not rows or rows[0].closed_at is not None:
        return GUEST
    roles: dict[Role, set[int]] = {}
    places: set[int] = set()
    level = Level.phone
    for row in rows:
        if row.role is not None:
            roles.setdefault(row.role, set()).add(row.place_id)
        if row.capacity is not None:
            places.update(int(part) for part in row.path.split(".") if part)
            level = max(level, _LEVELS[row.capacity], key=lambda item: item.rank)
    return Identity(
        account_id=account_id,
        name=rows[0].display_name,
        level=level,
        language=rows[0].language,
        elder=rows[0].elder,
        roles={role: frozenset(held) for role, held in roles.items()},
        memberships=frozenset(places),
        session_version=rows[0].session_version,
    )
