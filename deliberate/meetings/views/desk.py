"""The moderator's and recorder's side: their meetings, planning one, and running one without scripts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import abort, flash, redirect, request, url_for
from flask_babel import get_locale, lazy_gettext
from flask_babel import gettext as _

from deliberate.kit.clock import SHANGHAI, now
from deliberate.kit.roles import Role
from deliberate.meetings import rules
from deliberate.meetings.forms import PlanForm
from deliberate.meetings.permissions import MeetingPermission
from deliberate.meetings.queries import attendance, programme
from deliberate.meetings.services import calling
from deliberate.meetings.states import Channel, ItemState, MeetingKind, Outcome
from deliberate.meetings.views.public import bp, load
from deliberate.places.queries.tree import communities, place_by_slug
from deliberate.places.rules.deadlines import local_day
from deliberate.places.rules.shipped import calendar_for
from deliberate.web.guards import identity, may, requires
from deliberate.web.pages import NavItem, nav, page, panels

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from deliberate.accounts.models import Account
    from deliberate.kit.refusals import Refusal
    from deliberate.meetings.models import AgendaItem, Meeting
    from deliberate.places.models import Place
    from deliberate.places.rules.rulesets import RuleSet

SEE_OTHER = 303
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
    mine = _places()
    found = [programme.meetings(programme.Asked(place=place, drafts=True)) for place in mine]
    return page(
        "meetings/desk.html",
        places=[place for place in mine if may(MeetingPermission.schedule, place)],
        drafts=[one for each in found for one in programme.drafts(each)],
        coming=[one for each in found for one in programme.upcoming(each)],
        past=[one for each in found for one in programme.past_public(each, limit=10)],
        today=local_day(now()),
        local_day=local_day,
    )


def _places() -> list[Place]:
    reader = identity()
    held = (Role.moderator, Role.recorder)
    return [place for place in communities() if any(reader.holds(role, place.place_path) for role in held)]


def _chosen_place() -> Place:
    """Return the place the address names, else the first one where the reader may call a meeting."""
    slug = request.args.get("place", "")
    offered = [place_by_slug(slug)] if slug else [*_places(), None]
    place = next((one for one in offered if one is not None and may(MeetingPermission.schedule, one)), None)
    if place is None:
        abort(404)
    return place


@bp.route("/meetings/new", methods=["GET", "POST"])
@requires(MeetingPermission.desk)
def schedule() -> Any:
    """Plan a meeting: the page says which dates are lawful before anything is chosen."""
    place = _chosen_place()
    issues = programme.schedulable(place)
    form = PlanForm(data=_proposed(place, issues))
    today = local_day(now())
    leaders = attendance.holders(place, Role.moderator, today)
    form.offer(
        issues=[(issue.id, issue.title) for issue in issues],
        leaders=leaders,
        people=[*attendance.holders(place, Role.recorder, today), *leaders],
    )
    if form.sent:
        titles = {issue.id: issue.title for issue in issues}
        meeting = form.carry_out(lambda: _schedule(form, place, titles))
        if meeting is not None:
            return redirect(url_for("meetings.run", meeting_id=meeting.id), SEE_OTHER)
    values = {"dates": _lawful_dates(place), "place": place, "today": today}
    return page("meetings/new.html", form=form, **values), form.status


def _schedule(form: PlanForm, place: Place, titles: dict[int, str]) -> Meeting:
    meeting = calling.schedule_meeting(place, form.plan(titles), actor_id=identity().account_id or 0, now=now())
    if request.form.get("act") == "announce":
        calling.announce_meeting(meeting, actor_id=identity().account_id or 0, now=now())
        flash(_("The meeting is announced. Print the poster for those without a phone."), "good")
    else:
        flash(_("The meeting is prepared; nobody else sees it yet."), "good")
    return meeting


def _proposed(place: Place, issues: Sequence[Any]) -> dict[str, Any]:
    """Return what the form holds when opened: the first lawful evening, last time's room, the issue one came from."""
    before = programme.meeting(request.args.get("after", 0, type=int))
    if before is not None and before.place_id != place.id:
        before = None
    asked = before.kind.value if before else request.args.get("kind", "")
    kind = MeetingKind(asked) if asked in set(MeetingKind) else MeetingKind.heart_to_heart
    ruleset = programme.rules_for(place)
    first = local_day(rules.notice(kind, now(), ruleset=ruleset, calendar=calendar_for(ruleset)).usual)
    wanted = request.args.get("issue", 0, type=int)
    chosen = [issue for issue in issues if issue.id == wanted]
    if before is not None:
        return _next_round(before, issues, first)
    return {
        "kind": kind.value,
        "day": first,
        "time": now().astimezone(SHANGHAI).replace(hour=19, minute=0).time(),
        "issues": [issue.id for issue in chosen],
        "title": chosen[0].title if chosen else "",
        "where_text": programme.last_where(place),
        "moderator": identity().account_id,
    }


def _next_round(before: Meeting, issues: Sequence[Any], first: date) -> dict[str, Any]:
    """Return a form that takes up what an earlier meeting did not finish."""
    left = [item for item in before.agenda if item.state is ItemState.postponed]
    others = [item.title for item in left if item.issue_id is None]
    return {
        "kind": before.kind.value,
        "day": first,
        "time": before.starts_at.astimezone(SHANGHAI).time(),
        "issues": [issue.id for issue in issues if issue.id in {item.issue_id for item in left}],
        "other_items": "\n".join([*others, *request.args.getlist("item")]),
        "title": before.title,
        "purpose": before.purpose,
        "where_text": before.where_text,
        "moderator": before.moderator_id,
        "recorder": before.recorder_id,
    }


def _lawful_dates(place: Place) -> list[dict[str, Any]]:
    """Return for every kind the first lawful day if announced now, and what else the rules ask for."""
    ruleset, at = programme.rules_for(place), now()
    return [_dates_of(kind, ruleset, at, attendance.entitled_at(place, kind)) for kind in MeetingKind]


def _dates_of(kind: MeetingKind, ruleset: RuleSet, at: datetime, entitled: int | None) -> dict[str, Any]:
    first = rules.notice(kind, at, ruleset=ruleset, calendar=calendar_for(ruleset))
    materials = ruleset.number(f"meeting.{kind}.materials") if ruleset.has(f"meeting.{kind}.materials") else None
    return {
        "kind": kind,
        "usual": local_day(first.usual),
        "urgent": first.urgent if first.urgent != first.usual else None,
        "needed": rules.present_needed(kind, ruleset, entitled=entitled),
        "materials": materials,
        "named": rules.named(kind, ruleset),
        "study": ruleset.switched_on(f"meeting.{kind}.party_study"),
    }


@bp.get("/meetings/<int:meeting_id>/desk")
@requires(MeetingPermission.see_drafts, load)
def run(meeting: Meeting) -> Any:
    """Run a meeting from a page that needs no script: every verb is a form."""
    current = meeting.current_item
    there = attendance.presence(meeting)
    keeps_list = may(MeetingPermission.enter_others, meeting)
    return page(
        "meetings/run.html",
        meeting=meeting,
        current=current,
        presence=there,
        people=attendance.attendances(meeting.id) if keeps_list else [],
        keeps_list=keeps_list,
        leads=may(MeetingPermission.lead, meeting),
        others=_others(meeting),
        next_lawful=_first_day(meeting),
        why=_why(meeting, current),
        outcomes=[one for one in Outcome if not (current and current.issue_id and one is Outcome.noted)],
        channels=(Channel.hall, Channel.phone_in, Channel.assisted, Channel.paper),
        parts=panels("meetings.run", meeting),
        locale=str(get_locale()),
    )


def _first_day(meeting: Meeting) -> date:
    """Return the first lawful day of a session of the same kind, announced now."""
    ruleset = programme.rules_for(meeting.place)
    return local_day(rules.notice(meeting.kind, now(), ruleset=ruleset, calendar=calendar_for(ruleset)).usual)


def _others(meeting: Meeting) -> list[Account]:
    """Return who could be given the chair."""
    able = attendance.holders(meeting.place, Role.moderator, local_day(now()))
    return [one for one in able if one.id != meeting.chair_id]


def _why(meeting: Meeting, current: AgendaItem | None) -> dict[str, Refusal | None]:
    """Return what stands in the way of each verb, shown beside its button."""
    ruleset = programme.rules_of(meeting)
    announce = (
        rules.why_not_call(meeting.state, needs_recorder=meeting.kind.statutory, recorder_id=meeting.recorder_id)
        or rules.why_not_study(meeting.kind, party_study=meeting.party_study, ruleset=ruleset)
        or rules.why_not_announce(
            meeting.kind,
            meeting.starts_at,
            now=now(),
            ruleset=ruleset,
            calendar=calendar_for(ruleset),
            urgent_reason=meeting.urgent_reason,
        )
    )
    return {
        "announce": announce,
        "open": rules.why_not_open(meeting.state, now=now(), starts_at=meeting.starts_at),
        "close": rules.why_not_close(meeting.state, open_item=current.title if current else ""),
        "cancel": rules.why_not_cancel(meeting.state, reason="-"),
    }
