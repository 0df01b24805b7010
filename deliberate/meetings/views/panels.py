"""What other pages show of meetings: an issue's meetings, the next one of a community, one's own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import url_for

from deliberate.kit.clock import now
from deliberate.meetings.permissions import MeetingPermission
from deliberate.meetings.queries import programme, voting
from deliberate.meetings.queries.texts import conclusion_of
from deliberate.meetings.rules.coming import is_on_its_day
from deliberate.meetings.states import MeetingState
from deliberate.renderings.views.reading import readings
from deliberate.votes.permissions import VotePermission
from deliberate.votes.rules import APPRAISED_IN
from deliberate.web.guards import identity, may
from deliberate.web.pages import Panel, panel

if TYPE_CHECKING:
    from deliberate.accounts.models import Account
    from deliberate.issues.models import Issue
    from deliberate.meetings.models import Meeting
    from deliberate.places.models import Place


@panel("issues.show", 30)
def of_issue(issue: Issue) -> Panel | None:
    """Show on an issue's page the meetings about it and what came out of each."""
    items = programme.of_issue(issue.id)
    callable_now = issue.state in programme.SCHEDULABLE and may(MeetingPermission.schedule, issue)
    if not items and not callable_now:
        return None
    read = readings(conclusion_of(item) for item in items)
    told = [(item, read["conclusion", item.id]) for item in items]
    return Panel("meetings/parts/of_issue.html", {"items": told, "issue": issue, "may_call": callable_now})


@panel("places.home", 10)
def next_at(place: Place) -> Panel | None:
    """Show on a community's page the meeting one can join now or next."""
    meeting = programme.next_at(place)
    if meeting is None:
        return None
    is_today = is_on_its_day(meeting.starts_at, now=now())
    return Panel("meetings/parts/next.html", {"meeting": meeting, "is_today": is_today})


@panel("accounts.me", 30)
def mine(account: Account) -> Panel | None:
    """Show on one's own page the meetings one leads or was at."""
    leading, attended = programme.waiting_for(account.id), programme.attended_by(account.id)
    if not leading and not attended:
        return None
    return Panel("meetings/parts/mine.html", {"leading": leading, "attended": attended})


@panel("meetings.run", 40)
def voted_in(meeting: Meeting) -> Panel | None:
    """Show on the page a meeting is run from what is put to the vote in the room, and who was there each time."""
    found, item = voting.votes_in(meeting.id), meeting.current_item
    asks = item is not None and item.issue_id is not None and may(VotePermission.prepare, meeting)
    grades = meeting.state is MeetingState.in_session and meeting.kind in APPRAISED_IN
    grades = grades and may(VotePermission.appraise, meeting)
    if not found and not asks and not grades:
        return None
    urls = {
        "ask_url": url_for("votes.question", issue_id=item.issue_id, meeting=meeting.id) if asks and item else "",
        "grade_url": url_for("votes.appraisal", slug=meeting.place.slug, meeting=meeting.id) if grades else "",
    }
    room = voting.room(meeting.id)
    return Panel("meetings/parts/votes.html", {"votes": found, "why": room and room.why_not, **urls})


@panel("issues.desk", 30)
def on_desk(_thing: Any) -> Panel | None:
    """Show on the moderator's desk the meetings that wait for a step."""
    waiting = programme.waiting_for(identity().account_id or 0)
    return Panel("meetings/parts/waiting.html", {"waiting": waiting}) if waiting else None
