"""Helping people without a phone; the deed itself belongs to the area it happens in, which announces it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from deliberate.accounts.models import Account
from deliberate.db.base import db
from deliberate.kit.bus import publish
from deliberate.kit.refusals import ensure
from deliberate.places.events import HelperEnded, HelperNamed, MembershipVerified, PersonCameOver
from deliberate.places.models import AssistedAction, Membership, NamedHelper, Place
from deliberate.places.queries import assisting, people
from deliberate.places.rules.assisting import why_not_enter, why_not_name
from deliberate.places.states import REPRESENTING, MembershipState

if TYPE_CHECKING:
    from datetime import datetime

    from deliberate.kit.permits import Identity
    from deliberate.places.rules.assisting import Help
    from deliberate.places.states import Deed

BY_ROLL = "roll"


def enter_without_phone(home: Place, name: str, *, actor_id: int | None, now: datetime) -> Account:
    """Let somebody on the roll be written down for; whoever was entered before is found again."""
    line, known = assisting.on_roll(home.id, name), assisting.known_at(home.id, name)
    own = any(account.phone is not None for account in known)
    ensure(why_not_enter(on_roll=line is not None, has_own=own))
    if known or line is None:
        return known[0]
    account = Account(name=line.name, display_name=line.name, phone=None, opened_at=now)
    db.session.add(account)
    db.session.flush()
    membership = Membership(
        account_id=account.id,
        place_id=home.id,
        capacity=line.capacity,
        state=MembershipState.verified,
        verified_how=BY_ROLL,
        verified_by_id=actor_id,
        since=now,
    )
    db.session.add(membership)
    db.session.flush()
    publish(
        MembershipVerified(
            actor_id=actor_id,
            at=now,
            place_id=home.id,
            membership_id=membership.id,
            account_id=account.id,
            capacity=membership.capacity,
            how=BY_ROLL,
        )
    )
    return account


def name_helper(home: Membership, helper: Identity, *, actor_id: int, now: datetime) -> NamedHelper:
    """Write down that a person without a phone has named a neighbour who may act for them."""
    helper_id = helper.account_id or 0
    ensure(
        why_not_name(
            is_self=helper_id == home.account_id,
            neighbour=helper.lives_in(home.place.place_path[:-2]),
            held=assisting.naming(home.account_id, helper_id) is not None,
            helping=assisting.number_helped(helper_id),
        )
    )
    named = NamedHelper(person_id=home.account_id, helper_id=helper_id, entered_by_id=actor_id, since=now)
    db.session.add(named)
    db.session.flush()
    publish(
        HelperNamed(actor_id=actor_id, at=now, place_id=home.place_id, person_id=home.account_id, helper_id=helper_id)
    )
    return named


def end_helper(home: Membership, named: NamedHelper, *, actor_id: int, now: datetime) -> NamedHelper:
    """Write down that a person has somebody else help, or nobody."""
    named.ended_at = now
    publish(
        HelperEnded(
            actor_id=actor_id, at=now, place_id=home.place_id, person_id=named.person_id, helper_id=named.helper_id
        )
    )
    return named


def note_help(person_id: int, help_: Help, deed: Deed, *, subject: str, now: datetime) -> AssistedAction:
    """Keep for whom, by whom and on what ground something is done; the verb that does it announces it."""
    made = AssistedAction(
        person_id=person_id, helper_id=help_.helper_id, deed=deed, ground=help_.ground, subject=subject, at=now
    )
    db.session.add(made)
    db.session.flush()
    return made


def bring_over(account: Account, home: Place, *, now: datetime) -> list[Account]:
    """Let somebody who now has a phone of their own keep what was written down for them; their old entry is closed."""
    alike = assisting.known_at(home.id, account.name)
    before = [one for one in alike if one.phone is None and one.id != account.id]
    return _close(before, account, home, actor_id=account.id, now=now)


def recognise(account: Account, home: Place, person_id: int, *, actor_id: int, now: datetime) -> list[Account]:
    """Let the desk say who somebody is that signed up under another name than the roll's; only at the same home."""
    before = [one for one in assisting.without_phone_at(home.id) if one.id == person_id]
    return _close(before, account, home, actor_id=actor_id, now=now)


def _close(before: list[Account], account: Account, home: Place, *, actor_id: int, now: datetime) -> list[Account]:
    for old in before:
        old.closed_at = now
        for membership in people.memberships_of(old.id):
            had = people.membership_of(account.id, membership.place_id, membership.capacity)
            if membership.capacity in REPRESENTING and had is None:
                # Whoever was elected without a phone stays elected with one.
                membership.account_id = account.id
                continue
            membership.state, membership.ended_at = MembershipState.ended, now
        for named in assisting.helpers_of(old.id):
            named.ended_at = now
        db.session.flush()
        about = {"place_id": home.id, "person_id": old.id, "account_id": account.id}
        publish(PersonCameOver(actor_id=actor_id, at=now, **about))
    return before
