"""The room over a socket: join and catch up, do something, leave."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import current_app, session

from deliberate.kit.clock import now
from deliberate.kit.refusals import Refusal, Refused
from deliberate.meetings.permissions import MeetingPermission
from deliberate.realtime import queries
from deliberate.realtime.acts import perform
from deliberate.realtime.mine import acted
from deliberate.realtime.rooms import rooms_of, visible
from deliberate.realtime.rules import Audience, batch, too_far_behind
from deliberate.web.guards import check, identity
from deliberate.web.sockets import on

if TYPE_CHECKING:
    from collections.abc import Mapping

    from deliberate.realtime.queries import Seen
    from deliberate.web.sockets import Message


def _meeting(meeting_id: int) -> Seen:
    if known := rooms_of(current_app).known(meeting_id):
        return known
    found = visible(meeting_id, identity())
    if found is None:
        raise Refused(Refusal("realtime.no_such_meeting"))
    check(MeetingPermission.see, found)
    return found


@on("join", needs={"meeting": int, "after": int})
def join(message: Message) -> Mapping[str, Any]:
    """Enter a meeting's room and get what lies behind `after`, or the advice to fetch a snapshot."""
    meeting = _meeting(message.fields["meeting"])
    after: int = message.fields["after"]
    rooms = rooms_of(current_app)
    rooms.leave(message.sid)
    room = rooms.enter(message.sid, meeting, session.get("account"))
    told = {"now": now().isoformat(), **room.told_answered()}
    pushed = room.sent
    if pushed is not None and after == pushed:
        return {**told, **batch(after + 1, after, [])}
    mark = queries.mark_of(meeting.stream)
    head = mark[0]
    room.begin_at(head, pushed)
    if too_far_behind(after, head):
        return {**told, "resync": True, "to": head}
    if after == head:
        return {**told, **batch(after + 1, head, [])}
    audience = Audience.staff if message.sid in room.staff else Audience.public
    return {**told, **rooms.behind(meeting, audience, after, mark)}


@on("leave", needs={})
def leave(message: Message) -> Mapping[str, Any]:
    """Leave the room; the connection stays."""
    rooms_of(current_app).leave(message.sid)
    return {}


@on("act", needs={"meeting": int, "verb": str, "client_id": str}, may_have={"data": dict}, writes=True)
def act(message: Message) -> Mapping[str, Any]:
    """Do one thing, as over HTTP."""
    fields = message.fields
    acted(fields["meeting"], over_socket=True)
    return perform(_meeting(fields["meeting"]), fields["verb"], fields["client_id"], fields["data"], at=message.at)
