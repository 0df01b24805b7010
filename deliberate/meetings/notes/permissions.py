"""Who may write the running text."""

from __future__ import annotations

from enum import StrEnum

from deliberate.kit.permits import grant, holds
from deliberate.kit.roles import Role


class NotePermission(StrEnum):
    """What can be done with the running text."""

    write = "notes.write"


grant({NotePermission.write: [[holds(Role.moderator, Role.recorder)]]})
