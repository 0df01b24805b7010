"""Permissions: names, two-line predicates and one map, the same for page, API and socket."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from deliberate.kit.roles import Level, Role

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from enum import StrEnum


@dataclass(frozen=True)
class Identity:
    """Who is asking, detached from the database so that an open socket may keep it.

    `roles` and `memberships` name the places at which each is held; both reach downwards to every place below.
    """

    account_id: int | None = None
    name: str = ""
    level: Level = Level.guest
    language: str = "zh_Hans_CN"
    elder: bool = False
    roles: Mapping[Role, frozenset[int]] = field(default_factory=dict)
    memberships: frozenset[int] = frozenset()
    session_version: int = 0

    @property
    def signed_in(self) -> bool:
        """Tell whether there is a person behind the request."""
        return self.account_id is not None

    def holds(self, role: Role, place_path: Iterable[int]) -> bool:
        """Tell whether the role is held at one of the places of the path."""
        held = self.roles.get(role)
        return held is not None and not held.isdisjoint(place_path)

    def holds_anywhere(self, *roles: Role) -> bool:
        """Tell whether one of the roles is held at any place at all."""
        return any(self.roles.get(role) for role in roles)

    def lives_in(self, place_path: Sequence[int]) -> bool:
        """Tell whether the person has a verified membership at or below the last place of the path."""
        return bool(place_path) and place_path[-1] in self.memberships


GUEST = Identity()


class Placed(Protocol):
    """Anything that stands at a place: the ids from the top of the tree down to its own."""

    @property
    def place_path(self) -> tuple[int, ...]:
        """Return the place ids from the root to the place itself."""


Predicate = "Callable[[Identity, Placed | None], bool]"

_grants: dict[StrEnum, Sequence[Sequence[Callable[[Identity, Placed | None], bool]]]] = {}


def grant(grants: Mapping[StrEnum, Sequence[Sequence[Callable[[Identity, Placed | None], bool]]]]) -> None:
    """Add an area's map: a permission is given when all predicates of one of its rows agree."""
    _grants.update(grants)


def all_grants() -> Mapping[StrEnum, Sequence[Sequence[Callable[[Identity, Placed | None], bool]]]]:
    """Return the whole map, for the generated page of permissions."""
    return dict(_grants)


def permits(identity: Identity, permission: StrEnum, context: Placed | None = None) -> bool:
    """Tell whether the identity has the permission on the context; unknown permissions are never given."""
    return any(all(predicate(identity, context) for predicate in row) for row in _grants.get(permission, ()))


def anyone(_identity: Identity, _context: Placed | None) -> bool:
    """Everybody, signed in or not."""
    return True


def signed_in(identity: Identity, _context: Placed | None) -> bool:
    """A person who has signed in."""
    return identity.signed_in


def lives_here(identity: Identity, context: Placed | None) -> bool:
    """A verified member of the place or of a place below it."""
    return context is not None and identity.lives_in(context.place_path)


def holds(*roles: Role) -> Callable[[Identity, Placed | None], bool]:
    """Return the predicate: holder of one of the roles at the place or above it."""

    def holder(identity: Identity, context: Placed | None) -> bool:
        return context is not None and any(identity.holds(role, context.place_path) for role in roles)

    holder.__name__ = "holds_" + "_or_".join(roles)
    holder.__doc__ = "Holder of " + " or ".join(roles) + " at the place or above it."
    return holder


def holds_anywhere(*roles: Role) -> Callable[[Identity, Placed | None], bool]:
    """Return the predicate: holder of one of the roles at any place."""

    def holder(identity: Identity, _context: Placed | None) -> bool:
        return identity.holds_anywhere(*roles)

    holder.__name__ = "holds_anywhere_" + "_or_".join(roles)
    holder.__doc__ = "Holder of " + " or ".join(roles) + " at any place."
    return holder
