"""Pages of the run of show: planning minutes, and what was put aside on the pages of a meeting."""

from __future__ import annotations

from secrets import token_hex
from typing import TYPE_CHECKING, Any

from flask import Blueprint, flash, redirect, request, url_for
from flask_babel import gettext as _

from deliberate.db.session import rollback
from deliberate.issues.queries import papers
from deliberate.issues.queries.lists import by_number
from deliberate.kit.clock import now
from deliberate.kit.refusals import Refused
from deliberate.meetings.agenda import queries, services
from deliberate.meetings.agenda.forms import JoinForm
from deliberate.meetings.agenda.permissions import AgendaPermission
from deliberate.meetings.agenda.rules import MINUTES_MOST, seconds_between, why_not_plan
from deliberate.meetings.permissions import MeetingPermission
from deliberate.meetings.states import MeetingState, Phase
from deliberate.meetings.views.public import load
from deliberate.renderings.views.reading import readings
from deliberate.web.guards import identity, may, requires
from deliberate.web.pages import Panel, page, panel
from deliberate.web.words import word

if TYPE_CHECKING:
    from deliberate.issues.models import Issue
    from deliberate.meetings.agenda.models import ParkedMatter
    from deliberate.meetings.models import AgendaItem, Meeting

bp = Blueprint("agenda", __name__)
SEE_OTHER = 303
UNPROCESSABLE = 422


@bp.route("/meetings/<int:meeting_id>/agenda", methods=["GET", "POST"])
@requires(AgendaPermission.lead, load)
def plan(meeting: Meeting) -> Any:
    """Plan how long each phase of each item should take."""
    typed, refusal = request.form, None
    if request.method == "POST":
        try:
            services.plan_agenda(meeting, _plans(meeting), actor_id=identity().account_id or 0, now=now())
        except Refused as refused:
            rollback()
            refusal = refused.refusal
        else:
            flash(_("The time is planned."), "good")
            return redirect(url_for("meetings.run", meeting_id=meeting.id), SEE_OTHER)
    return page(
        "meetings/agenda_plan.html",
        meeting=meeting,
        phases=list(Phase),
        plans={item.id: queries.phases_of(item) for item in meeting.agenda},
        typed=typed,
        refusal=word(refusal),
        why=why_not_plan(meeting.state, {Phase.brief: 1}),
        most=MINUTES_MOST,
    ), UNPROCESSABLE if refusal else 200


def _plans(meeting: Meeting) -> dict[int, dict[Phase, int]]:
    """Return what was typed: an empty box leaves a phase out, and what is no number is told as one too many."""
    return {item.id: _plan(item) for item in meeting.agenda}


def _plan(item: AgendaItem) -> dict[Phase, int]:
    typed = {phase: request.form.get(f"{item.id}-{phase}", "").strip() for phase in Phase}
    return {phase: int(text) if text.isdecimal() else MINUTES_MOST + 1 for phase, text in typed.items() if text}


@panel("meetings.run", 10)
def on_desk(meeting: Meeting) -> Panel | None:
    """Show the phases of the item in hand and what was put aside, with a form for each step."""
    item = meeting.current_item
    at = now()
    used = dict(item.spent) if item else {}
    if item and item.phase and item.phase_at:
        used[item.phase.value] = used.get(item.phase.value, 0) + seconds_between(item.phase_at, at)
    return Panel(
        "meetings/parts/evening.html",
        {
            "meeting": meeting,
            "item": item,
            "phases": queries.phases_of(item) if item else {},
            "used": used,
            "leads": may(AgendaPermission.lead, meeting),
            "parks": may(AgendaPermission.park, meeting) and meeting.state is MeetingState.in_session,
            **_parked(meeting),
            "may_plan": may(AgendaPermission.lead, meeting)
            and meeting.state in {MeetingState.draft, MeetingState.announced},
            "client_id": token_hex(16),
            "may_call": may(MeetingPermission.schedule, meeting.place),
        },
    )


@panel("meetings.show", 5)
def put_aside(meeting: Meeting) -> Panel | None:
    """Show on a meeting's page what was put aside in it, and what became of it."""
    if meeting.state in {MeetingState.draft, MeetingState.announced, MeetingState.cancelled}:
        return None
    found = _parked(meeting)
    return Panel("meetings/parts/parked.html", {"meeting": meeting, **found}) if found["parked"] else None


@panel("meetings.show", 4)
def taken_up(meeting: Meeting) -> Panel | None:
    """Show on a later meeting's page where what it takes up comes from."""
    found = [one for one in queries.carried_onto(meeting.id) if one.meeting.state.public]
    return Panel("meetings/parts/taken_up.html", {"matters": found}) if found else None


@panel("issues.show", 35)
def behind(issue: Issue) -> Panel | None:
    """Show on an issue's page in which meeting it came up."""
    found = [one for one in queries.behind_issue(issue.id) if one.meeting.state.public]
    return Panel("meetings/parts/taken_up.html", {"matters": found}) if found else None


@bp.route("/parked/<int:parked_id>/issue", methods=["GET", "POST"])
@requires(AgendaPermission.lead, queries.parked_standing)
def join(matter: ParkedMatter) -> Any:
    """Leave a matter put aside to an issue that is followed up already."""
    form = JoinForm([(str(row.id), f"{row.number} {row.title}") for row in queries.may_belong_to(matter)])
    place_id, matter_id, meeting_id = matter.meeting.place_id, matter.id, matter.meeting_id

    def verb() -> ParkedMatter:
        issue = papers.issue(form.chosen) if form.chosen else by_number(place_id, form.number.data or "")
        return services.join_issue(matter, issue, actor_id=identity().account_id or 0, now=now())

    if form.sent and form.carry_out(verb) is not None:
        flash(_("The issue takes care of it now. Both pages lead to each other."), "good")
        return redirect(url_for("meetings.run", meeting_id=meeting_id), SEE_OTHER)
    return page("meetings/parked_join.html", matter=queries.parked(matter_id), form=form), form.status


def _parked(meeting: Meeting) -> dict[str, Any]:
    """Return what was put aside, each as the reader reads it."""
    found = queries.parked_in(meeting.id)
    read = readings([queries.text_of(one) for one in found])
    return {"parked": found, "parked_read": {one.id: read["parked", one.id] for one in found}}
