"""Who may take back what was done in a meeting."""

from __future__ import annotations

from enum import StrEnum

from deliberate.kit.permits import grant, holds
from deliberate.kit.roles import Role


class UndoPermission(StrEnum):
    """What can be done about acts of a meeting."""

    undo = "meetings.undo"


grant({UndoPermission.undo: [[holds(Role.moderator)]]})
