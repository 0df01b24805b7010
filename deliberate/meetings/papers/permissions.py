"""Who lays out the papers of a meeting."""

from __future__ import annotations

from enum import StrEnum

from deliberate.kit.permits import grant, holds
from deliberate.kit.roles import Role


class PaperPermission(StrEnum):
    """What can be done with papers."""

    add = "papers.add"


grant({PaperPermission.add: [[holds(Role.moderator, Role.recorder)]]})
