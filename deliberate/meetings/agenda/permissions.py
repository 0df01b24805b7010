"""Who plans and runs the show, and who may put a matter aside."""

from __future__ import annotations

from enum import StrEnum

from deliberate.kit.permits import grant, holds
from deliberate.kit.roles import Role


class AgendaPermission(StrEnum):
    """What can be done with the run of show."""

    lead = "agenda.lead"
    park = "agenda.park"


grant(
    {
        AgendaPermission.lead: [[holds(Role.moderator)]],
        AgendaPermission.park: [[holds(Role.moderator, Role.recorder, Role.service_desk)]],
    }
)
