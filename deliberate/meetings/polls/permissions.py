"""Who may put a quick question, answer it, and count hands."""

from __future__ import annotations

from enum import StrEnum

from deliberate.kit.permits import grant, holds, signed_in
from deliberate.kit.roles import Role


class PollPermission(StrEnum):
    """What can be done with a quick question."""

    lead = "polls.lead"
    answer = "polls.answer"
    count_hall = "polls.count_hall"


grant(
    {
        PollPermission.lead: [[holds(Role.moderator)]],
        PollPermission.answer: [[signed_in]],
        PollPermission.count_hall: [[holds(Role.moderator, Role.recorder, Role.service_desk, Role.teller)]],
    }
)
