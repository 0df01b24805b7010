"""Who belongs to a home, and who is charged with what."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from deliberate.db.base import db
from deliberate.kit.bus import publish
from deliberate.kit.clock import SHANGHAI
from deliberate.kit.refusals import ensure
from deliberate.kit.roles import Role
from deliberate.places.events import (
    MembershipClaimed,
    MembershipCompared,
    MembershipEnded,
    MembershipRefused,
    MembershipVerified,
    RoleEnded,
    RoleGranted,
)
from deliberate.places.models import Membership, Place, RegisterTry, RoleHolding
from deliberate.places.queries import people
from deliberate.places.rules.belonging import (
    A_DAY,
    believed_at_once,
    known_as,
    why_not_claim,
    why_not_end,
    why_not_end_role,
    why_not_grant,
    why_not_prove,
    why_not_refuse,
    why_not_try,
    why_not_verify,
)
from deliberate.places.states import Capacity, MembershipState

if TYPE_CHECKING:
    from datetime import datetime

    from deliberate.accounts.models import Account
    from deliberate.places.states import Doubt, Paper

# These see what others do not, or lead: a telephone alone does not prove enough.
SENSITIVE = frozenset(
    {Role.admin, Role.moderator, Role.recorder, Role.liaison, Role.supervisor, Role.teller, Role.scrutineer}
)
BY_REGISTER = "register"


def _about(membership: Membership) -> dict[str, object]:
    return {
        "place_id": membership.place_id,
        "membership_id": membership.id,
        "account_id": membership.account_id,
        "capacity": membership.capacity,
    }


def claim_membership(
    account: Account, home: Place, capacity: Capacity, *, now: datetime, area_dm2: int | None = None
) -> Membership:
    """Say that one belongs to a home; believed at once if the register knows name and number or floor area."""
    earlier = people.membership_of(account.id, home.id, capacity)
    pending = people.count_pending(account.id)
    ensure(why_not_claim(home.kind, capacity, state=earlier.state if earlier else None, pending=pending))
    membership = earlier or Membership(account_id=account.id, place_id=home.id, capacity=capacity, since=now)
    membership.since, membership.ended_at, membership.verified_how = now, None, ""
    membership.doubt, membership.doubt_note, membership.seen, membership.verified_by_id = None, "", None, None
    known = _register_knows(account, home, capacity, area_dm2=area_dm2, now=now)
    membership.state = MembershipState.verified if known else MembershipState.pending
    membership.verified_how = BY_REGISTER if known else ""
    db.session.add(membership)
    db.session.flush()
    about = _about(membership)
    if known:
        publish(MembershipVerified(actor_id=account.id, at=now, how=BY_REGISTER, **about))  # type: ignore[arg-type]
    else:
        publish(MembershipClaimed(actor_id=account.id, at=now, **about))  # type: ignore[arg-type]
    return membership


def _register_knows(account: Account, home: Place, capacity: Capacity, *, area_dm2: int | None, now: datetime) -> bool:
    """Compare with the register; a floor area only a few times a day, and a wrong one is counted."""
    entries = people.entries_at(home.id)
    if believed_at_once(capacity, known_as(entries, name=account.name, phone=account.phone, area_fits=False)):
        return True
    if area_dm2 is None:
        return False
    by_person, at_home = people.tries(account_id=account.id, place_id=home.id, since=now - A_DAY)
    if why_not_try(by_person=by_person, at_home=at_home):
        return False
    fits = home.area_dm2 is not None and home.area_dm2 == area_dm2
    known = believed_at_once(capacity, known_as(entries, name=account.name, phone=account.phone, area_fits=fits))
    if not known:
        db.session.add(RegisterTry(account_id=account.id, place_id=home.id, at=now))
    return known


def prove_membership(membership: Membership, area_dm2: int | None, *, actor_id: int, now: datetime) -> Membership:
    """Compare a claim that waits with the register once more; what does not fit is counted and goes on waiting."""
    ensure(why_not_prove(membership.state, own=membership.account_id == actor_id))
    by_person, at_home = people.tries(account_id=actor_id, place_id=membership.place_id, since=now - A_DAY)
    ensure(why_not_try(by_person=by_person, at_home=at_home))
    account, home, capacity = membership.account, membership.place, membership.capacity
    if _register_knows(account, home, capacity, area_dm2=area_dm2, now=now):
        membership.state, membership.verified_how = MembershipState.verified, BY_REGISTER
        about = _about(membership)
        publish(MembershipVerified(actor_id=actor_id, at=now, how=BY_REGISTER, **about))  # type: ignore[arg-type]
    else:
        publish(MembershipCompared(actor_id=actor_id, at=now, **_about(membership)))  # type: ignore[arg-type]
    return membership


def verify_membership(
    membership: Membership, *, how: str, actor_id: int, now: datetime, seen: Paper | None = None
) -> Membership:
    """Confirm that somebody belongs there: `how` is building_head or desk, `seen` what the desk looked at."""
    ensure(why_not_verify(membership.state, own=membership.account_id == actor_id))
    membership.state, membership.verified_how = MembershipState.verified, how
    membership.verified_by_id, membership.seen = actor_id, seen
    about = _about(membership)
    publish(MembershipVerified(actor_id=actor_id, at=now, how=how, seen=seen, **about))  # type: ignore[arg-type]
    return membership


def refuse_membership(
    membership: Membership, doubt: Doubt | None, *, note: str, actor_id: int, now: datetime
) -> Membership:
    """Say that a home is not confirmed, and why; the person reads it and may ask again."""
    ensure(why_not_refuse(membership.state, own=membership.account_id == actor_id, doubt=doubt))
    membership.state, membership.verified_by_id = MembershipState.refused, actor_id
    membership.doubt, membership.doubt_note = doubt, note.strip()
    publish(MembershipRefused(actor_id=actor_id, at=now, doubt=doubt, **_about(membership)))  # type: ignore[arg-type]
    return membership


def end_membership(membership: Membership, *, actor_id: int, now: datetime) -> Membership:
    """Say that somebody does not belong there, or no longer."""
    ensure(why_not_end(membership.capacity, membership.state))
    membership.state, membership.ended_at = MembershipState.ended, now
    publish(MembershipEnded(actor_id=actor_id, at=now, **_about(membership)))  # type: ignore[arg-type]
    return membership


def grant_role(
    place: Place, account: Account, role: Role, *, now: datetime, actor_id: int | None = None, body: str = ""
) -> RoleHolding:
    """Charge a person with something at a place and everywhere below it, from today."""
    today = now.astimezone(SHANGHAI).date()
    held = people.holding(place.id, account.id, role, today) is not None
    ensure(why_not_grant(held=held, staff=account.is_staff, sensitive=role in SENSITIVE))
    holding = RoleHolding(account_id=account.id, place_id=place.id, role=role, body=body.strip(), since=today)
    db.session.add(holding)
    db.session.flush()
    publish(
        RoleGranted(actor_id=actor_id, at=now, place_id=place.id, account_id=account.id, role=role, body=holding.body)
    )
    return holding


def end_role(holding: RoleHolding, *, now: datetime, actor_id: int | None = None) -> RoleHolding:
    """End what a person is charged with: yesterday was the last day."""
    today = now.astimezone(SHANGHAI).date()
    ended = holding.until is not None and holding.until < today
    ensure(why_not_end_role(holding.role, ended=ended, own=holding.account_id == actor_id))
    holding.until = today - timedelta(days=1)
    publish(
        RoleEnded(
            actor_id=actor_id, at=now, place_id=holding.place_id, account_id=holding.account_id, role=holding.role
        )
    )
    return holding
