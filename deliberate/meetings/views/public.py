"""What everybody sees of meetings: the list, one meeting, how to come, the poster, the calendar file."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

import segno
from flask import Blueprint, Response, abort, redirect, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from markupsafe import Markup

from deliberate.kit.clock import now
from deliberate.meetings.permissions import MeetingPermission
from deliberate.meetings.queries import attendance, programme
from deliberate.meetings.queries.texts import conclusion_of, reason_of, text_of
from deliberate.meetings.rules import coming, plans
from deliberate.meetings.rules.coming import is_on_its_day
from deliberate.meetings.states import Composition, MeetingState
from deliberate.places.queries.tree import communities, phone_of, place_by_slug
from deliberate.places.rules.deadlines import local_day
from deliberate.renderings.views.reading import readings
from deliberate.web.collation import by_own_name
from deliberate.web.guards import identity, may, requires
from deliberate.web.offline import kept_offline
from deliberate.web.pages import ROWS_A_PAGE, NavItem, Page, nav, page, page_number

if TYPE_CHECKING:
    from datetime import datetime

    from deliberate.meetings.models import Meeting

bp = Blueprint("meetings", __name__)
nav.add("bottom", 30, NavItem(lazy_gettext("Meetings"), "meetings.index", "meetings"))
UTC_STAMP = "%Y%m%dT%H%M%SZ"


def load(meeting_id: int) -> Meeting | None:
    """Return the meeting of an address; one in preparation exists only for those who prepare or watch it."""
    meeting = programme.meeting(meeting_id)
    hidden = meeting is not None and not meeting.state.public and not may(MeetingPermission.see_drafts, meeting)
    return None if hidden else meeting


@bp.get("/meetings")
@requires(MeetingPermission.see)
@kept_offline
def index() -> Any:
    """List meetings: those to come first, then those that were."""
    slug = request.args.get("place", "")
    place = place_by_slug(slug) if slug else None
    found = programme.meetings(programme.Asked(place=place))
    number = page_number()
    rows = programme.past(found, limit=ROWS_A_PAGE, offset=(number - 1) * ROWS_A_PAGE)
    coming = programme.upcoming(found) if number == 1 else []
    return page(
        "meetings/index.html",
        coming=coming,
        past=Page(rows, number, programme.number_past(found)),
        place=place,
        places=by_own_name(communities()),
        today=local_day(now()),
        local_day=local_day,
        on_its_day=partial(is_on_its_day, now=now()),
    )


@bp.get("/meetings/<int:meeting_id>")
@requires(MeetingPermission.see, load)
@kept_offline
def show(meeting: Meeting) -> Any:
    """Show one meeting: when, where, about what, how to come, and what came out of it."""
    reader = identity()
    attended = reader.signed_in and attendance.attendance_of(meeting.id, reader.account_id or 0) is not None
    why = coming.why_not_attend(meeting.state, level=reader.level, now=now(), starts_at=meeting.starts_at)
    ruleset = programme.rules_of(meeting)
    read = readings([text_of(meeting), reason_of(meeting), *(conclusion_of(item) for item in meeting.agenda)])
    return page(
        "meetings/show.html",
        meeting=meeting,
        read=read["meeting", meeting.id],
        ended=read["meeting_reason", meeting.id],
        said={item.id: read["conclusion", item.id] for item in meeting.agenda},
        ends_at=meeting.starts_at + timedelta(minutes=meeting.planned_minutes),
        presence=attendance.presence(meeting),
        attended=attended,
        composition=Composition(meeting.composition) if meeting.composition else None,
        why_not_attend=why,
        papers=plans.materials_until(meeting.kind, meeting.starts_at, ruleset=ruleset),
        code=qr(meeting) if not meeting.state.over else None,
        join_url=join_url(meeting),
        is_today=is_on_its_day(meeting.starts_at, now=now()),
        phone=phone_of(meeting.place),
    )


def join_url(meeting: Meeting) -> str:
    """Return the address behind the QR code."""
    return url_for("meetings.join", join_code=meeting.join_code, _external=True)


def qr(meeting: Meeting) -> Markup:
    """Return the code to scan, drawn as SVG."""
    drawn = segno.make(join_url(meeting), micro=False).svg_inline(border=2, omitsize=True)
    return Markup(drawn)  # noqa: S704 - drawn by segno from our own address


@bp.get("/m/<string:join_code>")
@requires(MeetingPermission.see)
def join(join_code: str) -> Any:
    """Lead from the QR code to the room: at once whoever is signed in, others over one page with one button.

    While there is no room to enter, lead to the meeting's page.
    """
    meeting = programme.meeting_by_code(join_code)
    if meeting is None or not meeting.state.public:
        abort(404)
    running = meeting.state is MeetingState.in_session or (
        meeting.state is MeetingState.announced and is_on_its_day(meeting.starts_at, now=now())
    )
    if running and not identity().signed_in:
        return page("meetings/join.html", meeting=meeting)
    return redirect(url_for("realtime.room" if running else "meetings.show", meeting_id=meeting.id), 302)


@bp.get("/meetings/<int:meeting_id>/poster")
@requires(MeetingPermission.see, load)
def poster(meeting: Meeting) -> Any:
    """Show the sheet for the notice board."""
    ruleset = programme.rules_of(meeting)
    papers = plans.materials_until(meeting.kind, meeting.starts_at, ruleset=ruleset)
    ways = {"code": qr(meeting), "join_url": join_url(meeting), "phone": phone_of(meeting.place)}
    return page("meetings/poster.html", meeting=meeting, papers=papers, **ways)


@bp.get("/meetings/<int:meeting_id>/calendar.ics")
@requires(MeetingPermission.see, load)
def calendar(meeting: Meeting) -> Response:
    """Return the meeting for a calendar."""
    response = Response(_calendar(meeting), mimetype="text/calendar")
    response.headers["Content-Disposition"] = f'attachment; filename="meeting-{meeting.id}.ics"'
    return response


def _calendar(meeting: Meeting) -> str:
    ends_at = meeting.starts_at + timedelta(minutes=meeting.planned_minutes)
    cancelled = meeting.state is MeetingState.cancelled
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Deliberate//EN",
        "METHOD:PUBLISH",
        "BEGIN:VEVENT",
        f"UID:meeting-{meeting.id}-{meeting.join_code}@{request.host}",
        # A calendar that has the event already takes the newer one in its place.
        f"DTSTAMP:{_stamp(now())}",
        f"SEQUENCE:{int(cancelled)}",
        f"DTSTART:{_stamp(meeting.starts_at)}",
        f"DTEND:{_stamp(ends_at)}",
        f"SUMMARY:{_text(meeting.title)}",
        f"LOCATION:{_text(meeting.where_text)}",
        f"DESCRIPTION:{_text(_about(meeting))}",
        f"URL:{url_for('meetings.show', meeting_id=meeting.id, _external=True)}",
        *(["STATUS:CANCELLED"] if cancelled else ["STATUS:CONFIRMED", *_alarm()]),
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    return "".join(f"{folded}\r\n" for line in lines for folded in _folded(line))


def _about(meeting: Meeting) -> str:
    """Return what a calendar shows of it: why it does not take place, what for, about what, and how to join."""
    items = [f"{item.position}. {item.title}" for item in meeting.agenda]
    way = "" if meeting.state is MeetingState.cancelled else join_url(meeting)
    return "\n".join(part for part in (meeting.cancel_reason, meeting.purpose, *items, way) if part)


def _alarm() -> list[str]:
    soon = _("The meeting begins in one hour.")
    return ["BEGIN:VALARM", "ACTION:DISPLAY", f"DESCRIPTION:{_text(soon)}", "TRIGGER:-PT1H", "END:VALARM"]


def _stamp(moment: datetime) -> str:
    return moment.strftime(UTC_STAMP)


def _text(value: str) -> str:
    """Escape as RFC 5545 asks."""
    for plain, escaped in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\r\n", "\\n"), ("\n", "\\n")):
        value = value.replace(plain, escaped)
    return value


def _folded(line: str) -> list[str]:
    """Fold a line to 75 bytes as RFC 5545 asks, never inside a character."""
    parts, part = [], ""
    for letter in line:
        if len((part + letter).encode()) > 74:  # noqa: PLR2004 - the folded part begins with a space
            parts.append(part)
            part = ""
        part += letter
    return [("" if number == 0 else " ") + kept for number, kept in enumerate([*parts, part])]
