"""Mending the draft, alone or together: one line a sentence, its sources in brackets at the end."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _

from deliberate.db.session import rollback
from deliberate.kit.clock import now
from deliberate.kit.refusals import Refused
from deliberate.meetings.minutes import queries, services
from deliberate.meetings.minutes.permissions import MinutesPermission
from deliberate.meetings.minutes.rules.merging import as_text, changes, mark_of
from deliberate.meetings.minutes.states import MinutesState, SectionKey
from deliberate.meetings.minutes.views.pages import bp, load
from deliberate.web.guards import identity, requires
from deliberate.web.pages import page
from deliberate.web.words import word

if TYPE_CHECKING:
    from collections.abc import Mapping

    from deliberate.meetings.minutes.models import Minutes

SEE_OTHER = 303


@bp.route("/meetings/<int:meeting_id>/minutes/edit", methods=["GET", "POST"])
@requires(MinutesPermission.edit, load)
def edit(minutes: Minutes) -> Any:
    """Mend the draft; where two have mended the same part, both texts are shown and the rest is saved."""
    clashes: Mapping[int, str] = {}
    if request.method == "POST":
        meeting_id, typed = minutes.meeting_id, _typed(minutes)
        try:
            clashes = services.mend_minutes(minutes, typed, actor_id=identity().account_id or 0, now=now())
        except Refused as refused:
            rollback()
            flash(word(refused.refusal), "warn")
            minutes = queries.minutes_of(meeting_id) or minutes
            clashes = changes(minutes.sections, typed)
        else:
            said = (_("Saved, but for the part below."), "warn") if clashes else (_("The draft is saved."), "good")
            flash(*said)
        if not clashes:
            return redirect(url_for("minutes.edit", meeting_id=meeting_id), SEE_OTHER)
    elif minutes.state is not MinutesState.draft:
        return redirect(url_for("minutes.show", meeting_id=minutes.meeting_id), SEE_OTHER)
    sections = [_field(section, clashes.get(place)) for place, section in enumerate(minutes.sections)]
    return page("meetings/minutes_edit.html", minutes=minutes, meeting=minutes.meeting, sections=sections)


def _typed(minutes: Minutes) -> dict[int, tuple[str, str]]:
    form = request.form
    places = [place for place in range(len(minutes.sections)) if f"over-{place}" in form]
    return {place: (form.get(f"section-{place}", ""), form[f"over-{place}"]) for place in places}


def _field(section: Mapping[str, Any], mine: str | None) -> dict[str, Any]:
    """Return a section to edit; `mine` is what was typed over words that somebody else has changed meanwhile."""
    now_there = as_text(section)
    return {
        "key": section["key"],
        "heading": section.get("title") or word(SectionKey(section["key"])),
        "text": now_there if mine is None else mine,
        "theirs": None if mine is None else now_there,
        "over": mark_of(now_there),
        "rows": max(2, len(section["sentences"]) * 2),
    }
