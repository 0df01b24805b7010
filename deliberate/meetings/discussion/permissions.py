"""Who may speak, write down what others say, mark what matters, and hide what breaks the rules."""

from __future__ import annotations

from enum import StrEnum

from deliberate.kit.permits import anyone, grant, holds, signed_in
from deliberate.kit.roles import Role


class DiscussionPermission(StrEnum):
    """What can be done with contributions."""

    read = "discussion.read"
    contribute = "discussion.contribute"
    enter_others = "discussion.enter_others"
    hide = "discussion.hide"
    pin = "discussion.pin"
    keep_order = "discussion.keep_order"
    mark_answered = "discussion.mark_answered"


grant(
    {
        DiscussionPermission.read: [[anyone]],
        DiscussionPermission.contribute: [[signed_in]],
        DiscussionPermission.enter_others: [[holds(Role.moderator, Role.recorder, Role.service_desk)]],
        DiscussionPermission.hide: [[holds(Role.moderator)]],
        DiscussionPermission.pin: [[holds(Role.moderator)]],
        DiscussionPermission.keep_order: [[holds(Role.moderator)]],
        DiscussionPermission.mark_answered: [[holds(Role.moderator, Role.recorder)]],
    }
)
