"""Acts that move the evening as a whole: its phases, and what is put aside."""

from __future__ import annotations

from typing import TYPE_CHECKING

from deliberate.kit.clock import now
from deliberate.meetings.agenda import services
from deliberate.meetings.agenda.api import moment_of
from deliberate.meetings.agenda.permissions import AgendaPermission
from deliberate.meetings.permissions import MeetingPermission
from deliberate.meetings.services.attending import Proxy, enter_proxy
from deliberate.meetings.states import Phase
from deliberate.meetings.undoing.permissions import UndoPermission
from deliberate.meetings.undoing.services import undo
from deliberate.realtime.act import Act, Fields, actor, item_of, one_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from deliberate.meetings.models import Meeting


def _turn_to(meeting: Meeting, fields: Fields) -> tuple[str, str]:
    item = item_of(meeting, fields["agenda_item_id"])
    services.turn_to(item, one_of(Phase, fields["phase"]), actor_id=actor(), now=now())
    return f"agenda_item:{item.id}", "meeting.phase_changed"


def _park(meeting: Meeting, fields: Fields) -> tuple[str, str]:
    about = {"said_by": fields["said_by"] or "", "client_id": fields["client_id"]}
    made = services.park_matter(meeting, fields["text"], **about, actor_id=actor(), now=now())
    return f"parked:{made.id}", "meeting.parked"


def _adjourn(meeting: Meeting, fields: Fields) -> tuple[str, str]:
    on = services.Session(
        starts_at=moment_of(fields["day"], fields["time"]),
        reason=fields["reason"],
        urgent_reason=fields["urgent_reason"] or "",
    )
    services.adjourn_meeting(meeting, on, actor_id=actor(), now=now())
    return f"meeting:{meeting.id}", "meeting.adjourned"


def _undo(meeting: Meeting, fields: Fields) -> tuple[str, str]:
    undo(meeting, fields["seq"], actor_id=actor(), now=now())
    return f"meeting:{meeting.id}", "meeting.undone"


def _enter_proxy(meeting: Meeting, fields: Fields) -> tuple[str, str]:
    proxy = Proxy(held_by=fields["held_by"], proof=fields["proof"])
    there = enter_proxy(meeting, fields["label"], proxy, actor_id=actor(), now=now())
    return f"attendance:{there.id}", "meeting.attended"


ACTS: Mapping[str, Act] = {
    "turn_to": Act(AgendaPermission.lead, _turn_to, {"agenda_item_id": int, "phase": str}, {}),
    "adjourn": Act(AgendaPermission.lead, _adjourn, {"day": str, "time": str, "reason": str}, {"urgent_reason": str}),
    "undo": Act(UndoPermission.undo, _undo, {"seq": int}, {}),
    "enter_proxy": Act(MeetingPermission.enter_others, _enter_proxy, {"label": str, "held_by": str, "proof": str}, {}),
    "park": Act(AgendaPermission.park, _park, {"text": str}, {"said_by": str}),
}
