"""Who may read, mend, confirm and publish minutes."""

from __future__ import annotations

from enum import StrEnum

from deliberate.kit.permits import anyone, grant, holds, signed_in
from deliberate.kit.roles import Role


class MinutesPermission(StrEnum):
    """What can be done with minutes."""

    read = "minutes.read"
    edit = "minutes.edit"
    confirm = "minutes.confirm"
    publish = "minutes.publish"
    decide_erratum = "minutes.decide_erratum"


grant(
    {
        MinutesPermission.read: [[anyone]],
        MinutesPermission.edit: [[holds(Role.moderator, Role.recorder)]],
        MinutesPermission.confirm: [[signed_in]],
        MinutesPermission.publish: [[holds(Role.moderator)]],
        MinutesPermission.decide_erratum: [[holds(Role.moderator, Role.recorder, Role.supervisor)]],
    }
)
