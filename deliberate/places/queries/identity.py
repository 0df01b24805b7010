"""From an account to an identity: roles and memberships, read once and then free of the database."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import bindparam, or_, select

from deliberate.db.base import db
from deliberate.kit.permits import GUEST, Identity
from deliberate.kit.roles import Level, Role
from deliberate.places.models import Membership, Place, RoleHolding
from deliberate.places.states import MembershipState

if TYPE_CHECKING:
    from datetime import date

    from deliberate.accounts.models import Account


# Put together once: these are asked for every page and every message.
_HELD = select(RoleHolding.role, RoleHolding.place_id).where(
    RoleHolding.account_id == bindparam("account_id"),
    RoleHolding.since <= bindparam("today"),
    or_(RoleHolding.until.is_(None), RoleHolding.until >= bindparam("today")),
)
_HOMES = (
    select(Membership.capacity, Place.path)
    .join(Place, Place.id == Membership.place_id)
    .where(Membership.account_id == bindparam("account_id"), Membership.state == MembershipState.verified)
)


def identity_of(account: Account | None, today: date) -> Identity:
    """Return who this is: what they hold and where they live; a closed account is a guest."""
    if account is None or account.closed_at is not None:
        return GUEST
    roles = _roles(account.id, today)
    paths, level = _memberships(account.id)
    return Identity(
        account_id=account.id,
        name=account.display_name,
        level=level,
        language=account.language,
        elder=account.elder,
        roles=roles,
        memberships=paths,
        session_version=account.session_version,
    )


def _roles(account_id: int, today: date) -> dict[Role, frozenset[int]]:
    roles: dict[Role, set[int]] = {}
    for role, place_id in db.session.execute(_HELD, {"account_id": account_id, "today": today}):
        roles.setdefault(role, set()).add(place_id)
    return {role: frozenset(places) for role, places in roles.items()}


def _memberships(account_id: int) -> tuple[frozenset[int], Level]:
    """Return every place at or above a verified membership, and the highest level it gives."""
    places: set[int] = set()
    level = Level.phone
    for capacity, path in db.session.execute(_HOMES, {"account_id": account_id}):
        places.update(int(part) for part in path.split(".") if part)
        level = max(level, Level(capacity.value), key=lambda item: item.rank)
    return frozenset(places), level
