"""Catching up over plain HTTP: the same shapes as over the socket, for phones whose network lets no socket through."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import Blueprint, Response, current_app, request

from deliberate.kit.clock import now
from deliberate.kit.refusals import Refusal, ensure
from deliberate.meetings.discussion.permissions import DiscussionPermission
from deliberate.meetings.discussion.queries.contributions import replies_to
from deliberate.meetings.discussion.queries.threads import ids_in, ids_of_thread
from deliberate.meetings.discussion.services.reading import keep_place
from deliberate.meetings.discussion.states import Order
from deliberate.meetings.permissions import MeetingPermission
from deliberate.realtime import queries
from deliberate.realtime.acts import perform, standing
from deliberate.realtime.mine import acted
from deliberate.realtime.rooms import keeps_list, rooms_of, visible
from deliberate.realtime.rules import LATEST, Audience, batch, too_far_behind
from deliberate.web.addresses import BIGGEST
from deliberate.web.guards import identity, requires
from deliberate.web.transport.fanout import Codec

if TYPE_CHECKING:
    from deliberate.realtime.queries import Seen

bp = Blueprint("live", __name__)


def _load(meeting_id: int) -> Seen | None:
    return rooms_of(current_app).known(meeting_id) or visible(meeting_id, identity())


def _audience(meeting: Seen) -> Audience:
    return Audience.staff if keeps_list(identity(), meeting) else Audience.public


def _json(text: str) -> Response:
    response = Response(text, mimetype="application/json")
    response.headers["Cache-Control"] = "no-store"
    return response


@bp.get("/meetings/<int:meeting_id>/entries")
@requires(MeetingPermission.see, load=_load)
def entries(meeting: Seen) -> Response:
    """Return what stands behind `after`; a phone that is too far behind is told to fetch a snapshot."""
    after = request.args.get("after", 0, type=int)
    mark = queries.mark_of(meeting.stream)
    head = mark[0]
    if too_far_behind(after, head):
        return _json(Codec.dumps({"resync": True, "to": head}))
    if after == head:
        return _json(Codec.dumps({**batch(after + 1, head, []), **_own(meeting)}))
    found = rooms_of(current_app).behind(meeting, _audience(meeting), after, mark)
    return _json(Codec.dumps({**found, **_own(meeting)}))


def _own(meeting: Seen) -> dict[str, int]:
    """Return when the asker last did something here, on whatever device, if they did."""
    since = rooms_of(current_app).own_since(identity().account_id, meeting.id)
    return {"mine": since} if since else {}


@bp.get("/meetings/<int:meeting_id>/snapshot")
@requires(MeetingPermission.see, load=_load)
def snapshot(meeting: Seen) -> Response:
    """Return the whole state at one seq, what the asker may do, and the server's time."""
    mine = Codec.dumps({"now": now().isoformat(), "me": standing(queries.whole(meeting.id, agenda=False))})
    shared = rooms_of(current_app).snapshot(meeting, _audience(meeting))
    return _json(f"{mine[:-1]},{shared[1:]}")


@bp.get("/meetings/<int:meeting_id>/me")
@requires(MeetingPermission.see, load=_load)
def me(meeting: Seen) -> Response:
    """Return what the asker is and may do here: for a device on whose other something was done."""
    return _json(Codec.dumps({"now": now().isoformat(), "me": standing(queries.whole(meeting.id, agenda=False))}))


@bp.get("/meetings/<int:meeting_id>/earlier")
@requires(MeetingPermission.see, load=_load)
def earlier(meeting: Seen) -> Response:
    """Return contributions from before a seq, oldest first."""
    found = queries.contributions(meeting, before=min(request.args.get("before", BIGGEST, type=int), BIGGEST))
    shown = found.batch(_audience(meeting))
    return _json(Codec.dumps({"items": shown["items"], "more": found.more}))


@bp.get("/meetings/<int:meeting_id>/talk")
@requires(MeetingPermission.see, load=_load)
def talk(meeting: Seen) -> Response:
    """Return a piece of the talk in an order of its own: by `order`, only `questions`, one `thread`, or some `ids`."""
    start = max(0, min(request.args.get("start", 0, type=int), BIGGEST))
    ids = _asked_for(meeting)
    piece = ids[start : start + LATEST]
    found = queries.listed(meeting, piece, more=len(ids) > start + LATEST)
    replies = {str(number): count for number, count in replies_to(piece).items()}
    return _json(Codec.dumps({"items": found.shown(_audience(meeting)), "more": found.more, "replies": replies}))


def _asked_for(meeting: Seen) -> list[int]:
    """Return the contributions that are asked for, in their order; those of other meetings fall away later."""
    asked = request.args
    if "ids" in asked:
        return [int(one) for one in asked["ids"].split(",")[:LATEST] if one.isdecimal() and len(one) < 10]  # noqa: PLR2004
    if root := asked.get("thread", type=int):
        return ids_of_thread(min(root, BIGGEST))
    order = next((one for one in Order if one.value == asked.get("order")), Order.oldest)
    return ids_in(meeting.id, order, questions="questions" in asked)


def _sent() -> Any:
    """Return what was sent as JSON, or None; a thousand brackets in each other are none."""
    try:
        return request.get_json(silent=True)
    except RecursionError:
        return None


@bp.post("/meetings/<int:meeting_id>/place")
@requires(DiscussionPermission.contribute, load=_load)
def place(meeting: Seen) -> Response:
    """Keep how far the reader has come, so that their other device goes on from there."""
    seq = request.form.get("seq", 0, type=int)
    head = queries.heads_of([meeting.stream]).get(meeting.stream, 0)
    if 0 < seq <= head:
        keep_place(meeting.id, seq, account_id=identity().account_id or 0)
        acted(meeting.id, over_socket=False)
    return Response(status=204)


@bp.post("/meetings/<int:meeting_id>/acts")
@requires(MeetingPermission.see, load=_load)
def act(meeting: Seen) -> Response:
    """Do one thing in the room, as over the socket; a repeat of the same id gets the first answer."""
    sent = _sent()
    acted(meeting.id, over_socket=False)
    ensure(None if isinstance(sent, dict) else Refusal("web.unknown_message"))
    answer = perform(meeting, str(sent.get("verb")), str(sent.get("client_id")), sent.get("data"), at=now())
    return _json(Codec.dumps({"ok": True, **answer}))
