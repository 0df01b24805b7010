"""The queue of speakers on the moderator's workbench."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import Blueprint, flash, redirect, url_for

from deliberate.db.session import rollback
from deliberate.kit.clock import now
from deliberate.kit.refusals import Refused
from deliberate.meetings.floor import queries, services
from deliberate.meetings.floor.permissions import FloorPermission
from deliberate.meetings.floor.rules import limits
from deliberate.meetings.queries import programme
from deliberate.web.guards import identity, requires
from deliberate.web.pages import Panel, panel
from deliberate.web.words import word

if TYPE_CHECKING:
    from collections.abc import Collection

    from deliberate.meetings.floor.models import SpeakingRequest
    from deliberate.meetings.models import Meeting

bp = Blueprint("floor", __name__)
SEE_OTHER = 303


@panel("moderation.desk", 20)
def on_desk(place_ids: Collection[int]) -> Panel | None:
    """Show a moderator who waits to speak in the meetings going on."""
    floors = [_floor(meeting) for meeting in queries.in_session_at(place_ids)]
    return Panel("meetings/parts/queue.html", {"floors": floors})


def _floor(meeting: Meeting) -> tuple[Meeting, SpeakingRequest | None, list[SpeakingRequest]]:
    if meeting.current_item_id is None:
        return meeting, None, []
    floor = queries.floor_of(meeting.current_item_id)
    known = {one.id: one for one in floor.requests}
    return meeting, floor.speaking, [known[number] for number in floor.queue(limits(programme.rules_of(meeting)))]


@bp.post("/requests/<int:request_id>/call")
@requires(FloorPermission.lead, queries.request)
def call(request: SpeakingRequest) -> Any:
    """Give somebody the floor, from the workbench."""
    try:
        services.call_speaker(request, actor_id=identity().account_id or 0, now=now())
    except Refused as refused:
        rollback()
        flash(word(refused.refusal), "warn")
    return redirect(url_for("moderation.desk"), SEE_OTHER)
