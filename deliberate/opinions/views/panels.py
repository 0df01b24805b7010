"""Where conversations show on the pages of others: a community's home, an issue, a meeting, the workbench."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import url_for

from deliberate.opinions import queries
from deliberate.opinions.permissions import OpinionPermission
from deliberate.opinions.states import DeclineReason
from deliberate.web.guards import may
from deliberate.web.pages import Panel, panel

if TYPE_CHECKING:
    from collections.abc import Collection

    from deliberate.issues.models import Issue
    from deliberate.meetings.models import Meeting
    from deliberate.places.models import Place

LIST = "opinions/parts/list.html"


@panel("places.home", 15)
def at_home(place: Place) -> Panel | None:
    """Show what people can answer now."""
    found = queries.open_at(place)
    return Panel(LIST, {"rows": found, "prepare_url": ""}) if found else None


@panel("issues.show", 50)
def on_issue(issue: Issue) -> Panel | None:
    """Show the conversations about an issue, and those who lead the way to a new one."""
    found = queries.of_issue(issue.id)
    url = ""
    if issue.state.screened and not issue.state.resting and may(OpinionPermission.lead, issue):
        url = url_for("opinions.prepare", slug=issue.place.slug, issue=issue.id)
    return Panel(LIST, {"rows": found, "prepare_url": url}) if found or url else None


@panel("meetings.show", 50)
def on_meeting(meeting: Meeting) -> Panel | None:
    """Show the conversations of a meeting, and those who lead the way to a new one."""
    found = queries.of_meeting(meeting.id)
    url = ""
    if not meeting.state.over and may(OpinionPermission.lead, meeting):
        url = url_for("opinions.prepare", slug=meeting.place.slug, meeting=meeting.id)
    return Panel(LIST, {"rows": found, "prepare_url": url}) if found or url else None


@panel("meetings.run", 45)
def at_the_desk(meeting: Meeting) -> Panel | None:
    """Lead those who run a meeting to its conversations, and to a new one."""
    if not may(OpinionPermission.lead, meeting):
        return None
    found = queries.of_meeting(meeting.id, drafts=True)
    url = "" if meeting.state.over else url_for("opinions.prepare", slug=meeting.place.slug, meeting=meeting.id)
    return Panel(LIST, {"rows": found, "prepare_url": url, "page": "opinions.lead"}) if found or url else None


@panel("moderation.desk", 20)
def on_desk(place_ids: Collection[int]) -> Panel | None:
    """Show a moderator the statements that wait to be read."""
    waiting = queries.with_words(queries.waiting_at(place_ids))
    return Panel("opinions/parts/waiting.html", {"waiting": waiting, "reasons": list(DeclineReason)})
