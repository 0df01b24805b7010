"""Who invites, who answers for others, and who sees what is needed."""

from __future__ import annotations

from enum import StrEnum

from deliberate.kit.permits import grant, holds, signed_in
from deliberate.kit.roles import Role


class InvitationPermission(StrEnum):
    """What can be done with invitations."""

    answer = "invitations.answer"
    keep = "invitations.keep"


grant(
    {
        InvitationPermission.answer: [[signed_in]],
        InvitationPermission.keep: [[holds(Role.moderator, Role.recorder, Role.service_desk)]],
    }
)
