"""The room's page: the snapshot as HTML for everybody, and as data for the script that keeps it alive."""

from __future__ import annotations

import json
from datetime import datetime
from typing import TYPE_CHECKING, Any

import segno
from flask import Blueprint, current_app, request, url_for
from markupsafe import Markup

from deliberate.kit.clock import SHANGHAI, now
from deliberate.meetings.discussion.queries.threads import ids_in
from deliberate.meetings.discussion.states import HideReason, LockReason, Order, Stance
from deliberate.meetings.floor.states import RequestKind, RequestState
from deliberate.meetings.permissions import MeetingPermission
from deliberate.meetings.polls.states import PollKind, PollState, Temperature
from deliberate.meetings.queries.texts import text_of
from deliberate.meetings.states import MeetingState
from deliberate.realtime import queries
from deliberate.realtime.acts import standing
from deliberate.realtime.marks import HELD_BACK
from deliberate.realtime.rooms import keeps_list, rooms_of, visible
from deliberate.realtime.rules import CONTRIBUTED, LATEST, Audience
from deliberate.realtime.sentences import SENTENCES, sentences
from deliberate.renderings.views.reading import reading
from deliberate.web.guards import identity, requires
from deliberate.web.language import moment
from deliberate.web.offline import kept_offline
from deliberate.web.pages import page
from deliberate.web.transport.fanout import Codec
from deliberate.web.words import word

if TYPE_CHECKING:
    from collections.abc import Mapping

    from deliberate.meetings.models import Meeting
    from deliberate.realtime.queries import Seen
    from deliberate.renderings.views.reading import Reading

bp = Blueprint("realtime", __name__)


def _load(meeting_id: int) -> Seen | None:
    return visible(meeting_id, identity())


@bp.get("/meetings/<int:meeting_id>/room")
@requires(MeetingPermission.see, load=_load)
@kept_offline
def room(seen: Seen) -> str:
    """Show the room."""
    audience = Audience.staff if keeps_list(identity(), seen) else Audience.public
    shared = rooms_of(current_app).snapshot(seen, audience)
    meeting = queries.whole(seen.id)
    me = standing(meeting)
    read = reading(text_of(meeting))
    titles = _translated(read)
    return page(
        "meetings/room.html",
        meeting=meeting,
        staff=me["staff"],
        about=_about(meeting, titles),
        thread=_posts(_talk(seen, shared, audience)),
        read=read,
        orders={one: word(one) for one in Order},
        order=_order(),
        **_came_with(meeting, shared, me, titles),
    )


def _translated(read: Reading) -> dict[str, str]:
    """Return title and agenda as a neighbour has put them into the reader's language; of an earlier wording nothing."""
    if read.rendering is None or read.outdated:
        return {}
    return {**read.rendering.texts, "by": read.rendering.translator_label}


def _order() -> Order:
    return next((one for one in Order if one.value == request.args.get("order")), Order.oldest)


def _talk(seen: Seen, shared: str, audience: Audience) -> list[dict[str, Any]]:
    """Return what the page shows without script: the latest words, or the first ones in another order."""
    if _order() is Order.oldest:
        found: list[dict[str, Any]] = json.loads(shared)["contributions"]
        return found
    return queries.listed(seen, ids_in(seen.id, _order())[:LATEST], more=False).shown(audience)


@bp.get("/meetings/<int:meeting_id>/screen")
@requires(MeetingPermission.see, load=_load)
def screen(seen: Seen) -> str:
    """Show the big screen in the hall: what everybody may see, whoever opened it."""
    shared = rooms_of(current_app).snapshot(seen, Audience.public)
    meeting = queries.whole(seen.id)
    read = reading(text_of(meeting))
    titles = _translated(read)
    shown = _shown(json.loads(shared), _about(meeting, titles))
    return page(
        "meetings/screen.html", meeting=meeting, read=read, shown=shown, **_came_with(meeting, shared, {}, titles)
    )


def _came_with(meeting: Meeting, shared: str, me: dict[str, Any], titles: Mapping[str, str]) -> dict[str, Any]:
    """Return what a script needs to keep such a page alive, and the picture of the way in."""
    door = url_for("realtime.room", meeting_id=meeting.id, _external=True).rsplit("/meetings/", 1)[0]
    data = {
        "urls": {"meeting": f"/meetings/{meeting.id}", "sign_in": url_for("accounts.sign_in")},
        "join": {"code": meeting.join_code, "address": f"{door}/m/{meeting.join_code}"},
        "words": {**sentences(), "begins": moment(meeting.starts_at)},
        "titles": titles,
    }
    mine = {"now": now().isoformat(), "me": me}
    return {
        "data": harmless(Codec.dumps(data)),
        "snapshot": harmless(f"{Codec.dumps(mine)[:-1]},{shared[1:]}"),
        "code": Markup(segno.make(f"{door}/m/{meeting.join_code}", micro=False).svg_inline(border=2, omitsize=True)),  # noqa: S704
    }


def _shown(state: dict[str, Any], about: str) -> dict[str, Any]:
    """Return what the screen says without script: moments instead of clocks that would stand still."""
    there, requests = state["attendance"], {one["request_id"]: one for one in state["floor"]["requests"]}
    speaks = [one for one in requests.values() if one["state"] == RequestState.speaking]
    waiting = [requests[number]["label"] for number in state["floor"]["queue"] if number in requests]
    spoken = [one["data"] for one in state["contributions"] if one["data"].get("body")]
    here = "needed" if there["needed"] else "here"
    item = next((one for one in state["agenda"] if one["id"] == state["meeting"]["current_item_id"]), None)
    return {
        "as_of": _say("as_of", time=_clock(now())),
        "about": _break(state["meeting"]) or about,
        "over": _say("now", number=item["position"], count=len(state["agenda"])) if item else "",
        "speaker": _speaker(max(speaks, key=lambda one: str(one["granted_at"]))) if speaks else None,
        "next": _say("next", name=" · ".join(waiting[:3])) if waiting else "",
        "poll": _poll(state["polls"][-1]) if state["polls"] else None,
        "words": spoken[-3:],
        "captions": _captions(state),
        "here": _say(here, present=there["total"], needed=there["needed"]),
    }


def _captions(state: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the last two lines of the running text about the item of the moment."""
    item = state["meeting"]["current_item_id"]
    return [one for one in state["captions"] if not one.get("struck") and one["agenda_item_id"] == item][-2:]


def _break(meeting: dict[str, Any]) -> str:
    until, stopped, on = meeting["resumes_at"], meeting["stop_reason"], meeting["adjourned_to"]
    if on:
        return _say("adjourned", time=moment(datetime.fromisoformat(on["starts_at"])))
    if until:
        return _say("break_until", time=_clock(datetime.fromisoformat(until)))
    return _say("stopped", reason=stopped) if stopped else ""


def _speaker(request: dict[str, Any]) -> dict[str, str]:
    turn = request["kind"] == RequestKind.turn
    return {
        "label": request["label"],
        "kind": word(Stance(request["stance"])) if turn else _say("point_of_order"),
        "since": _say("speaks_since", time=_clock(datetime.fromisoformat(request["granted_at"]))),
    }


def _poll(poll: dict[str, Any]) -> dict[str, Any]:
    """Return a quick question with its answers, counted once they are everybody's."""
    texts = [word(one) for one in Temperature] if poll["kind"] == PollKind.temperature else poll["options"]
    counted = (
        [sum(parts) for parts in zip(*poll["result"].values(), strict=True)] if poll["result"] else [0] * len(texts)
    )
    answers = list(zip(texts, counted, strict=True))
    shown = poll["state"] == PollState.shown
    return {"kind": _say("poll_not_decision"), "question": poll["question"], "answers": answers, "shown": shown}


def _clock(at: datetime) -> str:
    return f"{at.astimezone(SHANGHAI):%H:%M}"


def _say(key: str, **facts: object) -> str:
    return str(SENTENCES[key]).format(**facts)


def _about(meeting: Meeting, titles: Mapping[str, str]) -> str:
    """Return what the strip on top will say, so that the largest words on a phone stand there at once."""
    if (item := meeting.current_item) is not None:
        return titles.get(f"item:{item.id}") or str(item.title)
    key = {MeetingState.announced: "not_begun", MeetingState.cancelled: "cancelled", MeetingState.closed: "over"}
    sentence = str(SENTENCES[key.get(meeting.state, "no_item")])
    return sentence.format(time=moment(meeting.starts_at), reason=meeting.cancel_reason)


def harmless(text: str) -> Markup:
    """Return JSON that no text in it can break out of."""
    return Markup(text.replace("<", "\\u003c").replace("\u2028", "\\u2028"))  # noqa: S704 - escaped just here


def _posts(items: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return contributions as the thread without script wants them."""
    names = {one["data"]["contribution_id"]: one["data"].get("author_label", "") for one in items}
    return [_post(one, names) for one in items]


def _post(item: dict[str, Any], names: Mapping[Any, str]) -> dict[str, Any]:
    """Return a contribution with what became of it."""
    assert item["verb"] == CONTRIBUTED  # noqa: S101 - snapshots hold nothing else
    data = item["data"]
    return {
        "id": data["contribution_id"],
        "seq": item["seq"],
        "depth": data.get("depth"),
        "author": data.get("author_label", ""),
        "text": data.get("body", ""),
        "lang": data.get("language", ""),
        "stance": Stance(data["stance"]) if data.get("stance") else None,
        "hidden": _gone(data),
        "same": _say("merged", name=names.get(data.get("merged_into"), "")) if data.get("merged_into") else "",
        "same_id": data.get("merged_into"),
        "closed": _say("replies_closed", reason=word(LockReason(data["closed"]))) if data.get("closed") else "",
    }


def _gone(data: dict[str, Any]) -> str:
    """Return what stands in place of words that nobody reads now."""
    if data.get("erased"):
        return _say("erased")
    reason = data.get("hidden")
    if reason is None:
        return ""
    return _say("held_back") if reason == HELD_BACK else _say("hidden", reason=word(HideReason(reason)))
