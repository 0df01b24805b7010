"""Who may do what with issues."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from deliberate.issues.permissions import GRANTS, IssuePermission
from deliberate.kit.permits import GUEST, Identity, permits
from deliberate.kit.roles import Level, Role

P = IssuePermission


@dataclass(frozen=True)
class Here:
    place_path: tuple[int, ...] = (1, 2, 3)


GUEST_TOO = {P.read}
SIGNED_IN = GUEST_TOO | {P.propose, P.edit_own, P.withdraw, P.appeal}
PEOPLE = {
    "guest": (GUEST, GUEST_TOO),
    "phone": (Identity(account_id=1, level=Level.phone), SIGNED_IN),
    "resident": (Identity(account_id=2, memberships=frozenset({3})), SIGNED_IN | {P.second, P.reopen}),
    "resident elsewhere": (Identity(account_id=3, memberships=frozenset({9})), SIGNED_IN),
    "moderator": (
        Identity(account_id=4, roles={Role.moderator: frozenset({2})}),
        SIGNED_IN | {P.read_unscreened, P.reopen, P.screen, P.schedule, P.propose_for_others},
    ),
    "moderator elsewhere": (Identity(account_id=5, roles={Role.moderator: frozenset({9})}), SIGNED_IN),
    "liaison": (
        Identity(account_id=6, roles={Role.liaison: frozenset({1})}),
        SIGNED_IN | {P.read_unscreened, P.reopen},
    ),
}


@pytest.mark.parametrize("who", PEOPLE)
def test_who_may_do_what(who):
    identity, allowed = PEOPLE[who]
    assert {permission for permission in P if permits(identity, permission, Here())} == allowed


def test_every_permission_is_granted_to_somebody():
    assert set(GRANTS) == set(P)
