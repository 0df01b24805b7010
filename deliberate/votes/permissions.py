"""Who may see, prepare, lead and cast; whether somebody stands on the roll is a rule, not a permission."""

from __future__ import annotations

from enum import StrEnum

from deliberate.kit.permits import anyone, grant, holds, holds_anywhere, signed_in
from deliberate.kit.roles import Role


class VotePermission(StrEnum):
    """What can be done with votes."""

    see = "votes.see"
    cast = "votes.cast"
    prepare = "votes.prepare"
    lead = "votes.lead"
    void = "votes.void"
    answer = "votes.answer"
    enter = "votes.enter"
    sign = "votes.sign"
    desk = "votes.desk"


grant(
    {
        VotePermission.see: [[anyone]],
        VotePermission.cast: [[signed_in]],
        VotePermission.prepare: [[holds(Role.moderator)]],
        VotePermission.lead: [[holds(Role.moderator, Role.teller)]],
        VotePermission.void: [[holds(Role.moderator, Role.supervisor)]],
        VotePermission.sign: [[holds(Role.moderator, Role.teller, Role.recorder, Role.supervisor)]],
        VotePermission.enter: [[holds(Role.moderator, Role.teller, Role.recorder)]],
        VotePermission.answer: [[holds(Role.moderator, Role.supervisor)]],
        VotePermission.desk: [[holds_anywhere(Role.moderator, Role.teller)]],
    }
)
