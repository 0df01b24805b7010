"""The room's page: the snapshot as HTML for everybody, and as data for the script that keeps it alive."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import segno
from flask import Blueprint, current_app, url_for
from markupsafe import Markup

from deliberate.kit.clock import now
from deliberate.meetings.discussion.states import Stance
from deliberate.meetings.permissions import MeetingPermission
from deliberate.meetings.states import MeetingState
from deliberate.realtime import queries
from deliberate.realtime.acts import standing
from deliberate.realtime.rooms import keeps_list, rooms_of, visible
from deliberate.realtime.rules import CONTRIBUTED, Audience
from deliberate.realtime.sentences import SENTENCES, sentences
from deliberate.web.guards import identity, requires
from deliberate.web.language import moment
from deliberate.web.pages import page
from deliberate.web.transport.fanout import Codec

if TYPE_CHECKING:
    from deliberate.meetings.models import Meeting
    from deliberate.realtime.queries import Seen

bp = Blueprint("realtime", __name__)


def _load(meeting_id: int) -> Seen | None:
    return visible(meeting_id, identity())


@bp.get("/meetings/<int:meeting_id>/room")
@requires(MeetingPermission.see, load=_load)
def room(seen: Seen) -> str:
    """Show the room."""
    audience = Audience.staff if keeps_list(identity(), seen) else Audience.public
    shared = rooms_of(current_app).snapshot(seen, audience)
    meeting = queries.whole(seen.id)
    door = url_for("realtime.room", meeting_id=meeting.id, _external=True).rsplit("/meetings/", 1)[0]
    data = {
        "urls": {"meeting": f"/meetings/{meeting.id}", "sign_in": url_for("accounts.sign_in")},
        "join": {"code": meeting.join_code, "address": f"{door}/m/{meeting.join_code}"},
        "words": sentences(),
    }
    me = standing(meeting)
    mine = {"now": now().isoformat(), "me": me}
    return page(
        "meetings/room.html",
        meeting=meeting,
        staff=me["staff"],
        about=_about(meeting),
        data=harmless(Codec.dumps(data)),
        snapshot=harmless(f"{Codec.dumps(mine)[:-1]},{shared[1:]}"),
        thread=[_post(item) for item in json.loads(shared)["contributions"]],
        code=Markup(segno.make(f"{door}/m/{meeting.join_code}", micro=False).svg_inline(border=2, omitsize=True)),  # noqa: S704
    )


def _about(meeting: Meeting) -> str:
    """Return what the strip on top will say, so that the largest words on a phone stand there at once."""
    if meeting.current_item:
        return str(meeting.current_item.title)
    key = {MeetingState.announced: "not_begun", MeetingState.cancelled: "cancelled", MeetingState.closed: "over"}
    sentence = str(SENTENCES[key.get(meeting.state, "no_item")])
    return sentence.format(time=moment(meeting.starts_at), reason=meeting.cancel_reason)


def harmless(text: str) -> Markup:
    """Return JSON that no text in it can break out of."""
    return Markup(text.replace("<", "\\u003c").replace("\u2028", "\\u2028"))  # noqa: S704 - escaped just here


def _post(item: dict[str, Any]) -> dict[str, Any]:
    """Return a contribution as the thread without script wants it."""
    assert item["verb"] == CONTRIBUTED  # noqa: S101 - snapshots hold nothing else
    data = item["data"]
    return {
        "id": data["contribution_id"],
        "seq": item["seq"],
        "author": data.get("author_label", ""),
        "text": data.get("body", ""),
        "lang": data.get("language", ""),
        "stance": Stance(data["stance"]) if data.get("stance") else None,
    }
