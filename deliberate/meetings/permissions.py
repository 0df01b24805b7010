"""Who may see, call, lead, record and attend meetings."""

from __future__ import annotations

from enum import StrEnum

from deliberate.kit.permits import anyone, grant, holds, holds_anywhere, signed_in
from deliberate.kit.roles import Role


class MeetingPermission(StrEnum):
    """What can be done with meetings."""

    see = "meetings.see"
    see_drafts = "meetings.see_drafts"
    attend = "meetings.attend"
    desk = "meetings.desk"
    schedule = "meetings.schedule"
    lead = "meetings.lead"
    enter_others = "meetings.enter_others"


grant(
    {
        MeetingPermission.see: [[anyone]],
        MeetingPermission.see_drafts: [[holds(Role.moderator, Role.recorder, Role.liaison, Role.supervisor)]],
        MeetingPermission.attend: [[signed_in]],
        MeetingPermission.desk: [[holds_anywhere(Role.moderator, Role.recorder)]],
        MeetingPermission.schedule: [[holds(Role.moderator)]],
        MeetingPermission.lead: [[holds(Role.moderator)]],
        MeetingPermission.enter_others: [[holds(Role.moderator, Role.recorder, Role.service_desk)]],
    }
)
