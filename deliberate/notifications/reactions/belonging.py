"""Who is told of homes and offices: whoever it is about, whoever has to confirm it, and whoever keeps the list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from deliberate.accounts.models import Account
from deliberate.db.base import db
from deliberate.kit.bus import bus
from deliberate.kit.roles import Role
from deliberate.notifications import queries
from deliberate.notifications.services import Message, tell
from deliberate.places.events import (
    MandateEnded,
    MandateEntered,
    MembershipClaimed,
    MembershipRefused,
    MembershipVerified,
)
from deliberate.places.models import Place
from deliberate.places.queries.tree import community_of
from deliberate.places.rules.deadlines import local_day

if TYPE_CHECKING:
    from deliberate.places.events import MembershipEvent

MINE = "/me"


def _holding(role: Role, event: MembershipEvent) -> set[int]:
    path = db.session.get_one(Place, event.place_id).place_path
    return queries.holders(role, path, local_day(event.at))


@bus.on(MembershipVerified)
def _confirmed(event: MembershipVerified) -> None:
    tell({event.account_id}, Message("membership.verified", MINE, event.at, {}), besides=event.actor_id)


@bus.on(MembershipRefused)
def _not_confirmed(event: MembershipRefused) -> None:
    tell({event.account_id}, Message("membership.refused", MINE, event.at, {}))


@bus.on(MembershipClaimed)
def _somebody_waits(event: MembershipClaimed) -> None:
    message = Message("membership.waiting", "/memberships", event.at, {})
    tell(_holding(Role.building_head, event), message, besides=event.account_id)


@bus.on(MandateEntered)
def _entered(event: MandateEntered) -> None:
    message = Message("membership.mandate_entered", MINE, event.at, {"capacity": event.capacity})
    tell({event.account_id}, message, besides=event.actor_id)


@bus.on(MandateEnded)
def _ended(event: MandateEnded) -> None:
    """Tell whose office it was; where somebody laid it down, those who keep the list."""
    facts = {"capacity": event.capacity, "reason": event.reason}
    if event.actor_id != event.account_id:
        tell({event.account_id}, Message("membership.mandate_ended", MINE, event.at, facts))
        return
    facts["name"] = db.session.get_one(Account, event.account_id).name
    url = f"/admin/places/{community_of(db.session.get_one(Place, event.place_id)).slug}/mandates"
    tell(_holding(Role.moderator, event), Message("membership.mandate_laid_down", url, event.at, facts))
