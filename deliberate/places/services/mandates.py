"""Entering and ending who represents the residents: one by one, or a list, all of it or nothing."""

from __future__ import annotations

from datetime import datetime, time
from typing import TYPE_CHECKING

from deliberate.db.base import db
from deliberate.kit.bus import publish
from deliberate.kit.clock import SHANGHAI
from deliberate.kit.refusals import Refusal, ensure
from deliberate.places.events import MandateEnded, MandateEntered
from deliberate.places.models import Membership
from deliberate.places.queries import assisting, people
from deliberate.places.queries.mandates import Homes
from deliberate.places.rules.mandates import why_not_end_mandate, why_not_mandate
from deliberate.places.services.assisting import enter_without_phone
from deliberate.places.states import MembershipState

if TYPE_CHECKING:
    from collections.abc import Sequence

    from deliberate.places.models import Place
    from deliberate.places.rules.mandates import MandateLine, Term


def _held(home: Place, name: str, term: Term) -> bool:
    known = assisting.known_at(home.id, name)
    had = people.membership_of(known[0].id, home.id, term.capacity) if known else None
    return had is not None and had.state is MembershipState.verified


def enter_mandate(home: Place, name: str, term: Term, *, now: datetime, actor_id: int | None = None) -> Membership:
    """Enter somebody of a home as representing the residents; without an account, the roll must name them."""
    today = now.astimezone(SHANGHAI).date()
    ensure(why_not_mandate(term, today=today, held=_held(home, name, term)))
    known = assisting.known_at(home.id, name)
    account = known[0] if known else enter_without_phone(home, name, actor_id=actor_id, now=now)
    membership = people.membership_of(account.id, home.id, term.capacity)
    membership = membership or Membership(account_id=account.id, place_id=home.id, capacity=term.capacity)
    membership.state, membership.verified_how, membership.verified_by_id = MembershipState.verified, "desk", actor_id
    membership.since = datetime.combine(term.since, time.min, SHANGHAI)
    membership.until, membership.elected_by, membership.ended_at = term.until, term.elected_by.strip(), None
    db.session.add(membership)
    db.session.flush()
    publish(
        MandateEntered(
            actor_id=actor_id,
            at=now,
            place_id=home.id,
            membership_id=membership.id,
            account_id=account.id,
            capacity=term.capacity,
            since=term.since,
            until=term.until,
            elected_by=membership.elected_by,
        )
    )
    return membership


def end_mandate(membership: Membership, reason: str, *, now: datetime, actor_id: int | None = None) -> Membership:
    """End it, saying who decided it; what has begun keeps its roll."""
    ensure(why_not_end_mandate(membership.capacity, membership.state, reason))
    membership.state, membership.ended_at = MembershipState.ended, now
    publish(
        MandateEnded(
            actor_id=actor_id,
            at=now,
            place_id=membership.place_id,
            membership_id=membership.id,
            account_id=membership.account_id,
            capacity=membership.capacity,
            reason=reason.strip(),
        )
    )
    return membership


def import_mandates(
    place: Place, lines: Sequence[MandateLine], *, now: datetime, actor_id: int | None = None
) -> list[Refusal]:
    """Enter a list; if one line cannot be, every such line is returned and nothing is entered."""
    homes = Homes(place)
    found = [(line, homes.named(line.estate, line.building, line.unit)) for line in lines]
    faults = [fault for line, meant in found if (fault := _fault(line, meant))]
    if not faults:
        for line, (home,) in found:
            enter_mandate(home, line.name, line.term, actor_id=actor_id, now=now)
    return faults


def _fault(line: MandateLine, meant: Sequence[Place]) -> Refusal | None:
    where = f"{line.estate} {line.building} {line.unit}".strip()
    if not meant:
        return Refusal("places.mandate_no_home_line", line=line.number, home=where)
    if len(meant) > 1:
        return Refusal("places.mandate_homes_alike", line=line.number, home=where)
    if _held(meant[0], line.name, line.term):
        return Refusal("places.mandate_held_line", line=line.number, name=line.name)
    if not assisting.known_at(meant[0].id, line.name) and assisting.on_roll(meant[0].id, line.name) is None:
        return Refusal("places.mandate_nobody_line", line=line.number, name=line.name, home=where)
    return None
