"""Who may see, prepare, lead and cast; whether somebody stands on the roll is a rule, not a permission."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from deliberate.kit.permits import anyone, grant, holds, holds_anywhere, lives_here, signed_in
from deliberate.kit.roles import Role
from deliberate.votes.states import VoteKind

if TYPE_CHECKING:
    from deliberate.kit.permits import Identity, Placed


class VotePermission(StrEnum):
    """What can be done with votes."""

    see = "votes.see"
    cast = "votes.cast"
    prepare = "votes.prepare"
    appraise = "votes.appraise"
    lead = "votes.lead"
    void = "votes.void"
    answer = "votes.answer"
    enter = "votes.enter"
    sign = "votes.sign"
    desk = "votes.desk"


def of_the_committee(_identity: Identity, context: Placed | None) -> bool:
    """It is an appraisal of the residents' committee, which by law its supervision committee holds."""
    return getattr(context, "kind", None) is VoteKind.committee_appraisal


grant(
    {
        VotePermission.see: [[anyone]],
        VotePermission.cast: [[signed_in]],
        VotePermission.prepare: [[holds(Role.moderator)]],
        VotePermission.appraise: [[holds(Role.moderator, Role.supervisor)]],
        VotePermission.lead: [[holds(Role.moderator, Role.teller)], [of_the_committee, holds(Role.supervisor)]],
        VotePermission.void: [[holds(Role.moderator, Role.supervisor)]],
        VotePermission.sign: [
            [holds(Role.moderator, Role.teller, Role.recorder, Role.supervisor, Role.building_head)],
            [lives_here],
        ],
        VotePermission.enter: [[holds(Role.moderator, Role.teller, Role.recorder)]],
        VotePermission.answer: [[holds(Role.moderator, Role.supervisor)]],
        VotePermission.desk: [[holds_anywhere(Role.moderator, Role.teller, Role.supervisor)]],
    }
)
