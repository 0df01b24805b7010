"""Who may read an inbox: only its owner."""

from __future__ import annotations

from enum import StrEnum

from deliberate.kit.permits import grant, signed_in


class InboxPermission(StrEnum):
    """What one may do with messages."""

    read_own = "notifications.read_own"


grant({InboxPermission.read_own: ((signed_in,),)})
