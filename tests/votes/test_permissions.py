"""Who may do what with votes."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from deliberate.kit.permits import GUEST, Identity, permits
from deliberate.kit.roles import Role
from deliberate.votes.permissions import VotePermission as May
from deliberate.votes.states import VoteKind


@dataclass(frozen=True)
class Here:
    place_path: tuple[int, ...] = (1, 4, 9)
    kind: VoteKind = VoteKind.household_vote


def holder(role, place=4):
    return Identity(account_id=1, roles={role: frozenset({place})})


RESIDENT = Identity(account_id=1, memberships=frozenset({1, 4, 9}))


@pytest.mark.parametrize(
    ("who", "may"),
    [
        (GUEST, {May.see}),
        # Whose signature a count asks for is a rule: residents sign for their building's.
        (RESIDENT, {May.see, May.cast, May.sign}),
        (holder(Role.building_head), {May.see, May.cast, May.sign}),
        (
            holder(Role.moderator),
            {
                May.see,
                May.cast,
                May.prepare,
                May.appraise,
                May.lead,
                May.void,
                May.desk,
                May.answer,
                May.enter,
                May.sign,
            },
        ),
        (holder(Role.moderator, place=7), {May.see, May.cast, May.desk}),
        (holder(Role.teller), {May.see, May.cast, May.lead, May.desk, May.enter, May.sign}),
        (holder(Role.supervisor), {May.see, May.cast, May.appraise, May.desk, May.void, May.answer, May.sign}),
        (holder(Role.recorder), {May.see, May.cast, May.enter, May.sign}),
        (holder(Role.liaison), {May.see, May.cast}),
        (holder(Role.admin), {May.see, May.cast}),
    ],
    ids=[
        "guest",
        "resident",
        "building head",
        "moderator",
        "moderator elsewhere",
        "teller",
        "supervisor",
        "recorder",
        "liaison",
        "admin",
    ],
)
def test_who_may_do_what(who, may):
    assert {permission for permission in May if permits(who, permission, Here())} == may


def test_the_supervision_committee_leads_what_the_law_has_it_hold():
    appraisal = Here(kind=VoteKind.committee_appraisal)
    assert permits(holder(Role.supervisor), May.lead, appraisal)
    assert not permits(holder(Role.supervisor, place=7), May.lead, appraisal)
