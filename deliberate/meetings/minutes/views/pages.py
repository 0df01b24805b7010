"""Pages of minutes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import Blueprint, abort, flash, redirect, request, url_for
from flask_babel import gettext as _

from deliberate.db.session import rollback
from deliberate.kit.clock import now
from deliberate.kit.refusals import Refused
from deliberate.ledger.rules import short_code
from deliberate.meetings.minutes import queries, services
from deliberate.meetings.minutes.permissions import MinutesPermission
from deliberate.meetings.minutes.rules import confirming, lines
from deliberate.meetings.minutes.rules.papers import face
from deliberate.meetings.minutes.states import ErratumState, MinutesState, SectionKey
from deliberate.meetings.notes.permissions import NotePermission
from deliberate.meetings.queries import attendance
from deliberate.meetings.states import MeetingState
from deliberate.places.rules.deadlines import last_day
from deliberate.renderings.views.reading import readings
from deliberate.web.forms import press
from deliberate.web.guards import identity, may, requires
from deliberate.web.offline import kept_offline
from deliberate.web.pages import Panel, page, panel
from deliberate.web.words import word

if TYPE_CHECKING:
    from collections.abc import Callable

    from deliberate.kit.refusals import Refusal
    from deliberate.meetings.minutes.models import Minutes
    from deliberate.meetings.models import Meeting

bp = Blueprint("minutes", __name__)
SEE_OTHER, CONFLICT = 303, 409
ENTRIES_A_PAGE = 200


def load(meeting_id: int) -> Minutes | None:
    """Return the minutes of an address; a draft exists only for those who write it."""
    minutes = queries.minutes_of(meeting_id)
    if minutes is None or (minutes.state is MinutesState.draft and not may(MinutesPermission.edit, minutes)):
        return None
    return minutes


# ── reading ──


@bp.get("/meetings/<int:meeting_id>/minutes")
@requires(MinutesPermission.read, load)
@kept_offline
def show(minutes: Minutes) -> Any:
    """Show the minutes, each sentence with its sources; who was there can confirm or object."""
    return _page_of(minutes)


def _page_of(minutes: Minutes, typed: str = "") -> Any:
    facts, text = shown(minutes), queries.text_of(minutes)
    read = readings([text, *(queries.text_of_objection(one) for one in facts["objections"])])
    values = {"read": read[text.key], "told": read, "typed": typed, "has_pdf": face() is not None}
    return page("meetings/minutes.html", **values, **facts)


def shown(minutes: Minutes) -> dict[str, Any]:
    """Return what pages and files of minutes say."""
    reader = identity().account_id or 0
    answer = queries.confirmation_of(minutes.id, reader) if reader else None
    agreed, objected = queries.answers(minutes.id)
    return {
        "minutes": minutes,
        "meeting": minutes.meeting,
        "sections": [_section(minutes, place, section) for place, section in enumerate(queries.as_it_reads(minutes))],
        "errata": [one for one in minutes.errata if one.state is ErratumState.approved],
        "may_decide": may(MinutesPermission.decide_erratum, minutes),
        "code": short_code(minutes.digest) if minutes.digest else "",
        "why_not_confirm": _why_not_confirm(minutes, reader),
        "answer": answer,
        "agreed": agreed,
        "objected": objected,
        "objections": [one for one in minutes.confirmations if not one.agrees],
        "why_not_publish": why_not_publish(minutes),
        "may_edit": may(MinutesPermission.edit, minutes),
        "may_publish": may(MinutesPermission.publish, minutes),
        "until": last_day(minutes.confirming_until) if minutes.confirming_until else None,
    }


def _section(minutes: Minutes, place: int, section: dict[str, Any]) -> dict[str, Any]:
    """Return a section in words, each run of sources with the address of its first entry."""
    sentences = [
        {
            "name": f"line:{place}.{number}",
            **one,
            "sources": [_source(minutes.meeting_id, *span) for span in lines.spans(one["sources"])],
        }
        for number, one in enumerate(section["sentences"])
    ]
    key, title = SectionKey(section["key"]), section.get("title")
    return {
        "key": key.value,
        "name": f"heading:{place}" if title else "",
        "heading": title or word(key),
        # What concerns the whole evening does not stand below the item that came last.
        "level": 2 if title or section.get("item_id") is None else 3,
        "sentences": sentences,
    }


def _source(meeting_id: int, first: int, last: int) -> dict[str, str]:
    return {"label": f"{first}" if first == last else f"{first}–{last}", "url": record_url(meeting_id, first)}


def record_url(meeting_id: int, seq: int) -> str:
    """Return the address of an entry on the record page; numbers have no gaps, so the page is computed."""
    number = (seq - 1) // ENTRIES_A_PAGE + 1
    page_wanted = number if number > 1 else None
    return url_for("minutes.record", meeting_id=meeting_id, page=page_wanted, _anchor=f"seq-{seq}")


def _why_not_confirm(minutes: Minutes, reader: int) -> Refusal | None:
    attended = bool(reader) and attendance.attendance_of(minutes.meeting_id, reader) is not None
    return confirming.why_not_confirm(
        minutes.state, attended=attended, now=now(), until=minutes.confirming_until, agrees=True, objection=""
    )


def why_not_publish(minutes: Minutes) -> Refusal | None:
    """Return what stands in the way of publishing, shown beside the button."""
    agreed, objected = queries.answers(minutes.id)
    return confirming.why_not_publish(
        minutes.state,
        now=now(),
        until=minutes.confirming_until,
        asked=attendance.accounts_there(minutes.meeting_id),
        answered=agreed + objected,
    )


# ── writing, confirming, publishing ──


@bp.post("/meetings/<int:meeting_id>/minutes/confirming")
@requires(MinutesPermission.edit, load)
def lay_open(minutes: Minutes) -> Any:
    """Lay them before those who were there."""
    return _back(
        minutes,
        lambda: services.lay_open_minutes(minutes, actor_id=_actor(), now=now()),
        _("Those who were there are asked to confirm."),
    )


@bp.post("/meetings/<int:meeting_id>/minutes/confirmations")
@requires(MinutesPermission.confirm, load)
def confirm(minutes: Minutes) -> Any:
    """Confirm, or object with a reason."""
    agrees = request.form.get("agrees") == "yes"
    objection = request.form.get("objection", "")
    meeting_id = minutes.meeting_id
    try:
        services.confirm_minutes(minutes, person=identity(), agrees=agrees, objection=objection, now=now())
    except Refused as refused:
        rollback()
        flash(word(refused.refusal), "warn")
        # Whoever came a moment too late, or wrote too much, finds their words again.
        return _page_of(load(meeting_id) or abort(404), objection), CONFLICT
    flash(_("Thank you. Your answer stands with the minutes."), "good")
    return redirect(url_for("minutes.show", meeting_id=meeting_id), SEE_OTHER)


@bp.post("/meetings/<int:meeting_id>/minutes/publication")
@requires(MinutesPermission.publish, load)
def publish(minutes: Minutes) -> Any:
    """Let everybody read them."""
    return _back(
        minutes,
        lambda: services.publish_minutes(minutes, actor_id=_actor(), now=now()),
        _("The minutes are published."),
    )


def _actor() -> int:
    return identity().account_id or 0


def _back(minutes: Minutes, act: Callable[[], Any], done: str) -> Any:
    """Do it and go back to the page, with a word on what was done or why it could not be."""
    return press(act, done, url_for("minutes.show", meeting_id=minutes.meeting_id))


# ── on other pages ──


@panel("meetings.show", 10)
def on_meeting(meeting: Meeting) -> Panel | None:
    """Show on a meeting's page where its minutes stand, and the way to the record."""
    if not meeting.state.over or meeting.source:
        return None
    minutes = queries.minutes_of(meeting.id)
    until = last_day(minutes.confirming_until) if minutes and minutes.confirming_until else None
    may_edit = may(MinutesPermission.edit, meeting)
    values = {"minutes": minutes, "meeting": meeting, "may_edit": may_edit, "until": until}
    return Panel("meetings/parts/minutes.html", values)


@panel("meetings.run", 20)
def on_run(meeting: Meeting) -> Panel | None:
    """Show who leads and records what the minutes need next: writing along, then mending."""
    if meeting.state is MeetingState.in_session and may(NotePermission.write, meeting):
        return Panel("meetings/parts/write_along.html", {"meeting": meeting})
    return on_meeting(meeting)


@panel("accounts.me", 15)
def to_confirm(_account: Any) -> Panel | None:
    """Show on one's own page the minutes one is asked to confirm."""
    asked = queries.asking(identity().account_id or 0)
    return Panel("meetings/parts/to_confirm.html", {"asked": asked, "last_day": last_day}) if asked else None
