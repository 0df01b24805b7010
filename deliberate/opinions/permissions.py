"""Who may see a conversation, answer, propose a statement, and lead it. What somebody answered is nobody's to see."""

from __future__ import annotations

from enum import StrEnum

from deliberate.kit.permits import anyone, grant, holds, signed_in
from deliberate.kit.roles import Role


class OpinionPermission(StrEnum):
    """What can be done with a conversation of statements."""

    see = "opinions.see"
    answer = "opinions.answer"
    propose = "opinions.propose"
    lead = "opinions.lead"


grant(
    {
        OpinionPermission.see: [[anyone]],
        OpinionPermission.answer: [[signed_in]],
        OpinionPermission.propose: [[signed_in]],
        OpinionPermission.lead: [[holds(Role.moderator)]],
    }
)
