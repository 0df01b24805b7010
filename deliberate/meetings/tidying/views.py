"""Tidying from the page of a contribution; and in the public log, how often that was done, without names."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from flask import Blueprint, request, url_for
from flask_babel import gettext as _

from deliberate.kit.clock import now
from deliberate.kit.refusals import Refusal, Refused
from deliberate.meetings.api import actor
from deliberate.meetings.discussion.permissions import DiscussionPermission
from deliberate.meetings.discussion.queries.contributions import contribution
from deliberate.meetings.discussion.queries.threads import said_in
from deliberate.meetings.discussion.states import LockReason
from deliberate.meetings.states import MeetingState
from deliberate.meetings.tidying import queries, services
from deliberate.web.forms import press
from deliberate.web.guards import requires
from deliberate.web.pages import Panel, panel
from deliberate.web.words import events, word

if TYPE_CHECKING:
    from deliberate.meetings.discussion.models import Contribution
    from deliberate.places.models import Place

SEE_OTHER, MOST = 303, 40
bp = Blueprint("tidying", __name__)

WEEKS = 12
SAID = {"discussion.talk_set": "tidied.talk_set", "discussion.replies_closed": "tidied.replies_closed"}


@panel("moderation.log", 10)
def in_log(place: Place) -> Panel | None:
    """Count what was put together, moved, closed, taken back and slowed down lately."""
    counted = queries.tidied_at(place, now() - timedelta(weeks=WEEKS))
    rows = [(str(events()[SAID.get(verb, verb)]), number) for verb, number in counted]
    return Panel("meetings/parts/tidied.html", {"rows": rows, "weeks": WEEKS}) if rows else None


@panel("discussion.moderate", 10)
def of_one(said: Contribution) -> Panel | None:
    """Offer what can be done with a contribution while its meeting goes on."""
    meeting = said.meeting
    if meeting is None or meeting.state is not MeetingState.in_session:
        return None
    others = [one for one in said_in(meeting.id, said.agenda_item_id) if one.shown and one.id != said.id]
    return Panel(
        "meetings/parts/tidy.html",
        {
            "said": said,
            "same": [(one.id, f"{one.author_label}: {one.body[:30]}") for one in others[-MOST:]],
            "items": [(item.id, item.title) for item in meeting.agenda if item.id != said.agenda_item_id],
            "locks": [] if said.root_id else [(one.value, word(one)) for one in LockReason],
        },
    )


def _load(contribution_id: int, verb: str) -> Contribution | None:
    del verb  # what is done with it says nothing of which it is
    return contribution(contribution_id)


@bp.post("/contributions/<int:contribution_id>/tidy/<any(merge, move, close):verb>")
@requires(DiscussionPermission.keep_order, _load)
def tidy(said: Contribution) -> Any:
    """Do it, and go back to where the contribution is read."""
    verb = (request.view_args or {})["verb"]
    back = url_for("discussion.show", contribution_id=said.id)
    return press(lambda: _do(said, verb, request.form.get("to", "")), _("Done."), back)


def _do(said: Contribution, verb: str, to: str) -> None:
    by: dict[str, Any] = {"actor_id": actor(), "now": now()}
    if verb == "close":
        services.close_replies(said, next((one for one in LockReason if one.value == to), None), **by)
        return
    number = int(to) if to.isdecimal() and len(to) <= len("999999999") else 0
    if verb == "merge":
        into = contribution(number)
        if into is None:
            raise Refused(Refusal("discussion.merge_elsewhere"))
        services.merge(said, into, **by)
        return
    item = next((one for one in said.meeting.agenda if one.id == number), None) if said.meeting else None
    if item is None:
        raise Refused(Refusal("discussion.move_elsewhere"))
    services.move(said, item, **by)
