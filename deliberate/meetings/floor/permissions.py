"""Who may ask to speak, and who gives the floor."""

from __future__ import annotations

from enum import StrEnum

from deliberate.kit.permits import grant, holds, signed_in
from deliberate.kit.roles import Role


class FloorPermission(StrEnum):
    """What can be done with the floor."""

    ask = "floor.ask"
    enter_others = "floor.enter_others"
    lead = "floor.lead"


grant(
    {
        FloorPermission.ask: [[signed_in]],
        FloorPermission.enter_others: [[holds(Role.moderator, Role.recorder, Role.service_desk)]],
        FloorPermission.lead: [[holds(Role.moderator)]],
    }
)
