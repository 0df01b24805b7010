"""Planning a meeting: the page says what the rules ask for, keeps what is not complete, and changes a plan."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import abort, flash, redirect, request, url_for
from flask_babel import get_locale
from flask_babel import gettext as _

from deliberate.kit.clock import SHANGHAI, now
from deliberate.kit.roles import Role
from deliberate.meetings.forms import PlanForm
from deliberate.meetings.permissions import MeetingPermission
from deliberate.meetings.queries import attendance, programme, readiness
from deliberate.meetings.rules import coming, plans
from deliberate.meetings.services import calling
from deliberate.meetings.states import ItemState, MeetingKind, MeetingState
from deliberate.meetings.views.desk import places
from deliberate.meetings.views.public import bp, load
from deliberate.places.queries import tree
from deliberate.places.queries.tree import place_by_slug
from deliberate.places.rules.deadlines import local_day
from deliberate.places.rules.shipped import calendar_for
from deliberate.places.states import PlaceKind
from deliberate.web.guards import identity, may, requires
from deliberate.web.pages import page
from deliberate.web.words import word

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from deliberate.issues.models import Issue
    from deliberate.meetings.models import Meeting
    from deliberate.places.models import Place
    from deliberate.places.rules.rulesets import RuleSet

SEE_OTHER = 303


def _chosen_place() -> Place:
    """Return the place the address names, else the first one where the reader may call a meeting."""
    slug = request.args.get("place", "")
    offered = [place_by_slug(slug)] if slug else [*places(), None]
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
    form = _form(place, issues, _proposed(place, issues))
    if _in_order(form, place, issues, programme.rules_for(place)):
        meeting = form.carry_out(lambda: _schedule(form, place, issues))
        if meeting is not None:
            return redirect(url_for("meetings.run", meeting_id=meeting.id), SEE_OTHER)
    return page("meetings/new.html", form=form, meeting=None, **_asked_for(place)), form.status


@bp.route("/meetings/<int:meeting_id>/plan", methods=["GET", "POST"])
@requires(MeetingPermission.lead, load)
def replan(meeting: Meeting) -> Any:
    """Change the plan of a meeting nobody has been told of."""
    if meeting.state is not MeetingState.draft:
        abort(404)
    issues = programme.schedulable(meeting.place)
    form = _form(meeting.place, issues, _as_planned(meeting))
    if _in_order(form, meeting.place, issues, programme.rules_of(meeting)):
        done = form.carry_out(lambda: _replan(form, meeting, issues))
        if done is not None:
            return redirect(url_for("meetings.run", meeting_id=meeting.id), SEE_OTHER)
    return page("meetings/new.html", form=form, meeting=meeting, **_asked_for(meeting.place)), form.status


def _form(place: Place, issues: Sequence[Issue], values: dict[str, Any]) -> PlanForm:
    form, today = PlanForm(data=values), local_day(now())
    leaders = attendance.holders(place, Role.moderator, today)
    form.offer(
        issues=[(issue.id, issue.title) for issue in issues],
        leaders=leaders,
        people=[*attendance.holders(place, Role.recorder, today), *leaders],
    )
    return form


def _in_order(form: PlanForm, place: Place, issues: Sequence[Issue], ruleset: RuleSet) -> bool:
    """Tell whether the form is in shape and, where it is to be announced, lawful; all that is not is named at once."""
    sent = form.sent
    if not form.is_submitted() or request.form.get("act") != "announce" or not form.dated:
        return sent
    plan = form.plan({issue.id: issue.title for issue in issues})
    empty = plans.why_not_empty(len(plan.items) + len(plan.carries))
    lacking = [*([empty] if empty else []), *readiness.wanting(plan, place, now(), ruleset=ruleset)]
    for refusal in lacking:
        form.tell(refusal)
    return sent and not lacking


def _asked_for(place: Place) -> dict[str, Any]:
    return {"dates": _lawful_dates(place), "place": place, "scopes": _scopes(place), "today": local_day(now())}


def _scopes(place: Place) -> list[tuple[str, str]]:
    """Return for whom a meeting can be called: everybody, the people of one estate, or of one building."""
    whole = next((one for one in places() if one.id in place.place_path), place)
    locale = str(get_locale())
    found = [(whole.slug, whole.name_in(locale))]
    for estate, buildings in tree.buildings_in_order(tree.below(whole, PlaceKind.building)):
        found.append((estate.slug, estate.name_in(locale)))
        found += [(one.slug, f"{estate.name_in(locale)} · {one.name_in(locale)}") for one in buildings]
    return found


def _schedule(form: PlanForm, place: Place, issues: Sequence[Issue]) -> Meeting:
    plan = form.plan({issue.id: issue.title for issue in issues})
    meeting = calling.schedule_meeting(place, plan, actor_id=identity().account_id or 0, now=now())
    return _announced_or_kept(meeting)


def _replan(form: PlanForm, meeting: Meeting, issues: Sequence[Issue]) -> Meeting:
    plan = form.plan({issue.id: issue.title for issue in issues})
    calling.replan_meeting(meeting, plan, actor_id=identity().account_id or 0, now=now())
    return _announced_or_kept(meeting)


def _announced_or_kept(meeting: Meeting) -> Meeting:
    """Announce it if that was asked for; without the papers or people the rules want it is kept, and they come next."""
    wanted = request.form.get("act") == "announce"
    lacking = readiness.around_it(meeting, now()) if wanted else []
    if lacking:
        why = " ".join(word(one) for one in lacking)
        flash(_("The meeting is prepared, not announced yet. %(why)s", why=why), "warn")
    elif wanted:
        calling.announce_meeting(meeting, actor_id=identity().account_id or 0, now=now())
        flash(_("The meeting is announced. Print the poster for those without a phone."), "good")
    else:
        flash(_("The meeting is prepared; nobody else sees it yet."), "good")
    return meeting


def _as_planned(meeting: Meeting) -> dict[str, Any]:
    """Return a plan as the form holds it."""
    begins = meeting.starts_at.astimezone(SHANGHAI)
    same = (
        "title", "purpose", "where_text", "planned_minutes", "urgent_reason", "party_study", "called_by", "composition",
    )  # fmt: skip
    return {
        **{name: getattr(meeting, name) for name in same},
        "kind": meeting.kind.value,
        "day": begins.date(),
        "time": begins.time(),
        "issues": [item.issue_id for item in meeting.agenda if item.issue_id],
        "other_items": "\n".join(item.title for item in meeting.agenda if item.issue_id is None),
        "moderator": meeting.moderator_id,
        "recorder": meeting.recorder_id,
    }


def _proposed(place: Place, issues: Sequence[Any]) -> dict[str, Any]:
    """Return what the form holds when opened: the first lawful evening, last time's room, the issue one came from."""
    before = programme.meeting(request.args.get("after", 0, type=int))
    if before is not None and before.place_id != place.id:
        before = None
    asked = before.kind.value if before else request.args.get("kind", "")
    kind = MeetingKind(asked) if asked in set(MeetingKind) else MeetingKind.heart_to_heart
    ruleset = programme.rules_for(place)
    first = local_day(plans.notice(kind, now(), ruleset=ruleset, calendar=calendar_for(ruleset)).usual)
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
        "other_items": "\n".join(others),
        "carries": ",".join(request.args.getlist("parked")),
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
    first = plans.notice(kind, at, ruleset=ruleset, calendar=calendar_for(ruleset))
    materials = ruleset.number(f"meeting.{kind}.materials") if ruleset.has(f"meeting.{kind}.materials") else None
    return {
        "kind": kind,
        "usual": local_day(first.usual),
        "urgent": first.urgent if first.urgent != first.usual else None,
        "needed": coming.present_needed(kind, ruleset, entitled=entitled),
        "entitled": entitled,
        "composition": plans.composed(kind, "", ruleset),
        "materials": materials,
        "named": plans.named(kind, ruleset),
        "study": ruleset.switched_on(f"meeting.{kind}.party_study"),
    }
