"""What happened to a place, to who belongs there, and to the rules that hold there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from deliberate.kit.events import Event

if TYPE_CHECKING:
    from datetime import date

    from deliberate.kit.roles import Role
    from deliberate.places.states import Capacity, Doubt, Paper, PlaceKind


@dataclass(frozen=True, kw_only=True)
class PlaceEvent(Event):
    """Anything that happened at one place; written to the place's own stream."""

    stream_of: ClassVar[tuple[str, str]] = ("place", "place_id")

    place_id: int


@dataclass(frozen=True, kw_only=True)
class PlaceAdded(PlaceEvent):
    """A place was added to the tree."""

    verb: ClassVar[str] = "place.added"

    kind: PlaceKind
    name: str


@dataclass(frozen=True, kw_only=True)
class PlaceRenamed(PlaceEvent):
    """A place has another name."""

    verb: ClassVar[str] = "place.renamed"

    name: str
    before: str


@dataclass(frozen=True, kw_only=True)
class ServicePointsChanged(PlaceEvent):
    """The counters where people find help are others now, or at other hours."""

    verb: ClassVar[str] = "place.service_points_changed"

    names: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class CategoryAdded(PlaceEvent):
    """Issues can be about something more."""

    verb: ClassVar[str] = "place.category_added"

    category_id: int
    name: str


@dataclass(frozen=True, kw_only=True)
class RuleSetAdopted(PlaceEvent):
    """Other figures hold from now on; what has begun keeps the figures it began under."""

    verb: ClassVar[str] = "place.rules_adopted"

    rule_set: str
    version: int
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class RollImported(PlaceEvent):
    """The roll of households was imported; the numbers, never the names."""

    verb: ClassVar[str] = "place.roll_imported"

    units: int
    households: int
    persons: int
    file_digest: str


@dataclass(frozen=True, kw_only=True)
class RoleGranted(PlaceEvent):
    """A person was charged with something at a place and everywhere below it."""

    verb: ClassVar[str] = "place.role_granted"

    account_id: int
    role: Role
    body: str = ""


@dataclass(frozen=True, kw_only=True)
class RoleEnded(PlaceEvent):
    """A person is no longer charged with it."""

    verb: ClassVar[str] = "place.role_ended"

    account_id: int
    role: Role


@dataclass(frozen=True, kw_only=True)
class MembershipEvent(PlaceEvent):
    """Anything that happened between a person and their home."""

    subject_of: ClassVar[tuple[str, str]] = ("membership", "membership_id")

    membership_id: int
    account_id: int
    capacity: Capacity


@dataclass(frozen=True, kw_only=True)
class MembershipClaimed(MembershipEvent):
    """Somebody said that they live or own there, and waits to be confirmed."""

    verb: ClassVar[str] = "membership.claimed"


@dataclass(frozen=True, kw_only=True)
class MembershipVerified(MembershipEvent):
    """Somebody is known to belong there: by the register, the building head or the desk."""

    verb: ClassVar[str] = "membership.verified"

    how: str
    seen: Paper | None = None


@dataclass(frozen=True, kw_only=True)
class MembershipCompared(MembershipEvent):
    """Somebody compared their claim with the register again, in vain."""

    verb: ClassVar[str] = "membership.compared"


@dataclass(frozen=True, kw_only=True)
class MembershipRefused(MembershipEvent):
    """Somebody who knows the people there did not confirm it, and said why."""

    verb: ClassVar[str] = "membership.refused"

    doubt: Doubt


@dataclass(frozen=True, kw_only=True)
class MembershipEnded(MembershipEvent):
    """Somebody does not belong there, or no longer."""

    verb: ClassVar[str] = "membership.ended"


@dataclass(frozen=True, kw_only=True)
class MandateEntered(MembershipEvent):
    """Somebody represents the residents now, or is a member of their committee."""

    verb: ClassVar[str] = "membership.mandate_entered"

    since: date
    until: date | None = None
    elected_by: str = ""


@dataclass(frozen=True, kw_only=True)
class MandateEnded(MembershipEvent):
    """Somebody represents the residents no longer, or has left their committee."""

    verb: ClassVar[str] = "membership.mandate_ended"

    reason: str


@dataclass(frozen=True, kw_only=True)
class HelperEvent(PlaceEvent):
    """Anything that happened between a person without a phone and a neighbour who helps."""

    subject_of: ClassVar[tuple[str, str]] = ("person", "person_id")

    person_id: int
    helper_id: int


@dataclass(frozen=True, kw_only=True)
class HelperNamed(HelperEvent):
    """A person without a phone has named a neighbour who may write things down for them."""

    verb: ClassVar[str] = "place.helper_named"


@dataclass(frozen=True, kw_only=True)
class HelperEnded(HelperEvent):
    """That neighbour helps no longer."""

    verb: ClassVar[str] = "place.helper_ended"


@dataclass(frozen=True, kw_only=True)
class PersonCameOver(PlaceEvent):
    """Somebody who was helped has a phone of their own now; what was written down for them is theirs."""

    verb: ClassVar[str] = "place.person_came_over"

    person_id: int
    account_id: int
