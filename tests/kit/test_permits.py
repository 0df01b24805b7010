"""Permissions: a row needs all its predicates, one row is enough, the unknown is never given."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import pytest

from deliberate.kit.permits import GUEST, Identity, anyone, grant, holds, holds_anywhere, lives_here, permits, signed_in
from deliberate.kit.roles import Level, Role


class Tried(StrEnum):
    look = "tests.look"
    speak = "tests.speak"
    lead = "tests.lead"
    peek = "tests.peek"
    unknown = "tests.unknown"


@dataclass(frozen=True)
class Spot:
    place_path: tuple[int, ...]


grant(
    {
        Tried.look: [[anyone]],
        Tried.speak: [[signed_in, lives_here]],
        Tried.lead: [[holds(Role.moderator)], [holds(Role.admin), signed_in]],
        Tried.peek: [[holds_anywhere(Role.supervisor, Role.liaison)]],
    }
)
AREA, ESTATE, OTHER = Spot((1, 4)), Spot((1, 4, 9)), Spot((1, 5))
RESIDENT = Identity(account_id=1, memberships=frozenset({1, 4, 9, 30}))
MODERATOR = Identity(account_id=2, roles={Role.moderator: frozenset({4})})
ADMIN = Identity(account_id=3, roles={Role.admin: frozenset({1})})
LIAISON = Identity(account_id=4, roles={Role.liaison: frozenset({77})})


@pytest.mark.parametrize(
    ("who", "what", "where", "may"),
    [
        (GUEST, Tried.look, None, True),
        (GUEST, Tried.speak, AREA, False),
        (RESIDENT, Tried.speak, AREA, True),
        (RESIDENT, Tried.speak, ESTATE, True),
        (RESIDENT, Tried.speak, OTHER, False),
        (RESIDENT, Tried.speak, None, False),
        (MODERATOR, Tried.lead, AREA, True),
        (MODERATOR, Tried.lead, ESTATE, True),
        (MODERATOR, Tried.lead, OTHER, False),
        (MODERATOR, Tried.lead, Spot((1,)), False),
        (ADMIN, Tried.lead, OTHER, True),
        (LIAISON, Tried.peek, None, True),
        (MODERATOR, Tried.peek, AREA, False),
        (ADMIN, Tried.unknown, AREA, False),
    ],
)
def test_who_may_what_where(who, what, where, may):
    assert permits(who, what, where) is may


def test_levels_have_an_order():
    assert [level.rank for level in Level] == list(range(len(Level)))
    assert Level.owner.rank > Level.resident.rank > Level.phone.rank > Level.guest.rank
