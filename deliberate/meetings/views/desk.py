"""The moderator's and recorder's side: their meetings, and running one without scripts."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from flask_babel import get_locale, lazy_gettext

from deliberate.kit.clock import now
from deliberate.kit.roles import Role
from deliberate.meetings.permissions import MeetingPermission
from deliberate.meetings.queries import attendance, programme, readiness
from deliberate.meetings.queries.texts import text_of
from deliberate.meetings.rules import course, plans
from deliberate.meetings.rules.coming import is_on_its_day
from deliberate.meetings.states import Channel, MeetingState
from deliberate.meetings.views.public import bp, load
from deliberate.places.queries.tree import communities
from deliberate.places.rules.deadlines import local_day
from deliberate.places.rules.shipped import calendar_for
from deliberate.renderings.views.reading import reading
from deliberate.web.guards import identity, may, requires
from deliberate.web.pages import NavItem, nav, page, panels

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from deliberate.accounts.models import Account
    from deliberate.kit.refusals import Refusal
    from deliberate.meetings.models import AgendaItem, Meeting
    from deliberate.places.models import Place

nav.add(
    "desk",
    20,
    NavItem(
        lazy_gettext("Meetings"),
        "meetings.desk",
        "meetings",
        seen_by=lambda: may(MeetingPermission.desk),
        also=("agenda", "invitations", "papers", "minutes"),
    ),
)


@bp.get("/meetings/desk")
@requires(MeetingPermission.desk)
def desk() -> Any:
    """Show the meetings of the places where one leads or records: in preparation, to come, and lately held."""
    mine = places()
    found = [programme.meetings(programme.Asked(place=place, drafts=True)) for place in mine]
    return page(
        "meetings/desk.html",
        places=[place for place in mine if may(MeetingPermission.schedule, place)],
        drafts=[one for each in found for one in programme.drafts(each)],
        coming=[one for each in found for one in programme.upcoming(each)],
        past=[one for each in found for one in programme.past_public(each, limit=10)],
        today=local_day(now()),
        local_day=local_day,
        on_its_day=partial(is_on_its_day, now=now()),
    )


def places() -> list[Place]:
    """Return where the reader leads or records."""
    reader = identity()
    held = (Role.moderator, Role.recorder)
    return [place for place in communities() if any(reader.holds(role, place.place_path) for role in held)]


@bp.get("/meetings/<int:meeting_id>/desk")
@requires(MeetingPermission.see_drafts, load)
def run(meeting: Meeting) -> Any:
    """Run a meeting from a page that needs no script: every verb is a form."""
    current = meeting.current_item
    there = attendance.presence(meeting)
    keeps_list = may(MeetingPermission.enter_others, meeting)
    lacking = readiness.lacking(meeting, now()) if meeting.state is MeetingState.draft else []
    return page(
        "meetings/run.html",
        meeting=meeting,
        read=reading(text_of(meeting)),
        current=current,
        presence=there,
        people=attendance.attendances(meeting.id) if keeps_list else [],
        keeps_list=keeps_list,
        leads=may(MeetingPermission.lead, meeting),
        others=_others(meeting),
        next_lawful=_first_day(meeting),
        why=_why(meeting, current, lacking),
        lacking=lacking,
        outcomes=course.outcomes(meeting.kind, has_issue=bool(current and current.issue_id)),
        channels=(Channel.hall, Channel.phone_in, Channel.assisted, Channel.paper),
        parts=panels("meetings.run", meeting),
        locale=str(get_locale()),
    )


def _first_day(meeting: Meeting) -> date:
    """Return the first lawful day of a session of the same kind, announced now."""
    ruleset = programme.rules_for(meeting.place)
    return local_day(plans.notice(meeting.kind, now(), ruleset=ruleset, calendar=calendar_for(ruleset)).usual)


def _others(meeting: Meeting) -> list[Account]:
    """Return who could be given the chair."""
    able = attendance.holders(meeting.place, Role.moderator, local_day(now()))
    return [one for one in able if one.id != meeting.chair_id]


def _why(meeting: Meeting, current: AgendaItem | None, lacking: Sequence[Refusal]) -> dict[str, Refusal | None]:
    """Return what stands in the way of each verb, shown beside its button."""
    return {
        "announce": lacking[0] if lacking else None,
        "open": course.why_not_open(meeting.state, now=now(), starts_at=meeting.starts_at),
        "close": course.why_not_close(meeting.state, open_item=current.title if current else ""),
        "cancel": plans.why_not_cancel(meeting.state, reason="-"),
    }
