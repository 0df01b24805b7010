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
from deliberate.meetings.minutes.rules.merging import as_text, changes, lacking, mark_of
from deliberate.meetings.minutes.states import MinutesState, SectionKey
from deliberate.meetings.minutes.views.pages import bp, load
from deliberate.web.guards import identity, requires
from deliberate.web.pages import page
from deliberate.web.words import word

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from deliberate.meetings.minutes.models import Minutes
    from deliberate.meetings.minutes.rules.merging import Name

SEE_OTHER = 303
# So that nothing has to be scrolled within its field; Chinese letters are the widest.
LETTERS_A_ROW = 45


@bp.route("/meetings/<int:meeting_id>/minutes/edit", methods=["GET", "POST"])
@requires(MinutesPermission.edit, load)
def edit(minutes: Minutes) -> Any:
    """Mend the draft; where two have mended the same part, both texts are shown and the rest is saved."""
    clashes: Mapping[int, str] = {}
    if request.method == "POST":
        meeting_id, typed = minutes.meeting_id, _typed(minutes)
        try:
            clashes = services.mend_minutes(minutes, typed, _added(minutes), actor_id=_actor(), now=now())
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
    parts = _parts(minutes.sections, clashes)
    return page("meetings/minutes_edit.html", minutes=minutes, meeting=minutes.meeting, parts=parts)


def _actor() -> int:
    return identity().account_id or 0


def _parts(sections: Sequence[Mapping[str, Any]], clashes: Mapping[int, str]) -> list[dict[str, Any]]:
    """Return the text as it is edited: what comes before the items, each item, and what concerns the evening."""
    parts: list[dict[str, Any]] = [{"heading": "", "item": None, "fields": []}]
    for place, section in enumerate(sections):
        item = section.get("item_id")
        if section["key"] == SectionKey.item or item != parts[-1]["item"]:
            parts.append({"heading": section.get("title", ""), "item": item, "fields": []})
        if section["key"] != SectionKey.item:
            parts[-1]["fields"].append(_field(place, section, clashes.get(place)))
    for part in parts:
        last = part["item"] is not None or part is parts[-1]
        more = [name for name in lacking(sections) if last and name[1] == part["item"]]
        part["more"] = [
            (_called(name), word(SectionKey(name[0])), request.form.get(_called(name), "")) for name in more
        ]
    return parts


def _called(name: Name) -> str:
    """Return the name of the field in which a section that is not there is added."""
    key, item = name
    return f"more-{key}-{item or 0}"


def _added(minutes: Minutes) -> dict[Name, str]:
    """Return what was typed for sections that were not there when the page was read."""
    every = [*lacking(minutes.sections), *((one["key"], one.get("item_id")) for one in minutes.sections)]
    return {name: text for name in every if (text := request.form.get(_called(name), "")).strip()}


def _typed(minutes: Minutes) -> dict[int, tuple[str, str]]:
    form = request.form
    places = [place for place in range(len(minutes.sections)) if f"over-{place}" in form]
    return {place: (form.get(f"section-{place}", ""), form[f"over-{place}"]) for place in places}


def _field(place: int, section: Mapping[str, Any], mine: str | None) -> dict[str, Any]:
    """Return a section to edit; `mine` is what was typed over words that somebody else has changed meanwhile."""
    now_there = as_text(section)
    return {
        "place": place,
        "heading": word(SectionKey(section["key"])),
        "text": now_there if mine is None else mine,
        "theirs": None if mine is None else now_there,
        "over": mark_of(now_there),
        "rows": 1 + sum(1 + len(line) // LETTERS_A_ROW for line in (mine or now_there).splitlines()),
    }
