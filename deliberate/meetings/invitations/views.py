"""Pages of invitations: one's own answer, the convener's list, and the list to print."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import Blueprint, flash, redirect, url_for
from flask_babel import gettext as _

from deliberate.kit.clock import now
from deliberate.meetings.invitations import queries, rules, services
from deliberate.meetings.invitations.forms import AnswerForm, GuestsForm
from deliberate.meetings.invitations.permissions import InvitationPermission
from deliberate.meetings.invitations.states import Answer, Need
from deliberate.meetings.states import MeetingState, RuleWord
from deliberate.meetings.views.public import load
from deliberate.places.queries.tree import phone_of
from deliberate.places.rules.deadlines import local_day
from deliberate.web.collation import by_name
from deliberate.web.forms import Form
from deliberate.web.guards import identity, may, requires
from deliberate.web.pages import Panel, page, panel

if TYPE_CHECKING:
    from deliberate.meetings.invitations.models import Invitation
    from deliberate.meetings.models import Meeting

bp = Blueprint("invitations", __name__)
SEE_OTHER = 303


def load_one(meeting_id: int, invitation_id: int) -> Invitation | None:
    """Return the invitation of an address, if it belongs to that meeting."""
    found = queries.invitation(invitation_id)
    return found if found is not None and found.meeting_id == meeting_id else None


# ── answering ──


@bp.route("/meetings/<int:meeting_id>/invitation", methods=["GET", "POST"])
@requires(InvitationPermission.answer, load)
def answer(meeting: Meeting) -> Any:
    """Say whether one comes, and what one needs."""
    known = queries.own(meeting.id, identity().account_id or 0)
    form = _form(known)
    if form.sent:
        done = form.carry_out(lambda: services.answer_own(meeting, _reply(form), person=identity(), now=now()))
        if done is not None:
            flash(_("Thank you. You can change your answer until the meeting begins."), "good")
            return redirect(url_for("meetings.show", meeting_id=meeting.id), SEE_OTHER)
    values = {"meeting": meeting, "invitation": known, "phone": phone_of(meeting.place)}
    return page("meetings/invitation.html", form=form, **values), form.status


def _form(known: Invitation | None) -> AnswerForm:
    values: dict[str, Any] = {}
    if known is not None:
        values = {name: getattr(known, name) for name in ("proxy", "needs", "interpreter", "note")}
        values["answer"] = known.answer.value if known.answer is not Answer.waiting else None
    form = AnswerForm(data=values)
    form.offer()
    return form


def _reply(form: AnswerForm) -> services.Reply:
    return services.Reply(
        answer=Answer(form.answer.data),
        proxy=form.proxy.data or "",
        needs=tuple(Need(one) for one in form.needs.data or []),
        interpreter=form.interpreter.data or "",
        note=form.note.data or "",
    )


@bp.route("/meetings/<int:meeting_id>/invitations/<int:invitation_id>", methods=["GET", "POST"])
@requires(InvitationPermission.keep, load_one)
def answer_for(invitation: Invitation) -> Any:
    """Write down what somebody without a phone answered."""
    form = _form(invitation)
    if form.sent:
        actor_id = identity().account_id or 0
        done = form.carry_out(
            lambda: services.answer_invitation(invitation, _reply(form), actor_id=actor_id, now=now())
        )
        if done is not None:
            flash(_("The answer of %(name)s is written down.", name=invitation.label), "good")
            return redirect(url_for("invitations.index", meeting_id=invitation.meeting_id), SEE_OTHER)
    meeting = invitation.meeting
    why = rules.why_not_take_off(meeting.state, required=invitation.required)
    values = {"meeting": meeting, "invitation": invitation, "for_another": True, "why_not_take_off": why}
    return page("meetings/invitation.html", form=form, **values), form.status


@bp.post("/meetings/<int:meeting_id>/invitations/<int:invitation_id>/removal")
@requires(InvitationPermission.keep, load_one)
def take_off(invitation: Invitation) -> Any:
    """Take somebody off the list who was asked by mistake."""
    name, meeting_id, form = invitation.label, invitation.meeting_id, Form()
    form.carry_out(lambda: services.take_off(invitation, actor_id=identity().account_id or 0, now=now()))
    if form.refusal:
        flash(form.sentence, "warn")
    else:
        flash(_("%(name)s is off the list.", name=name), "good")
    return redirect(url_for("invitations.index", meeting_id=meeting_id), SEE_OTHER)


# ── the convener's list ──


@bp.route("/meetings/<int:meeting_id>/invitations", methods=["GET", "POST"])
@requires(InvitationPermission.keep, load)
def index(meeting: Meeting) -> Any:
    """Show who is asked, what they answer and need; and ask more people."""
    missing = queries.missing(meeting, queries.invited(meeting.id))
    form = GuestsForm(data={"part": missing[0].value if missing else ""})
    must, may_sit = queries.words_of(meeting)
    found = by_name(queries.candidates(meeting, local_day(now())), lambda one: one.display_name, person=True)
    form.offer(
        [(one.id, one.display_name) for one in found],
        dict.fromkeys([*must, *may_sit]),
    )
    if form.sent:
        new = form.carry_out(
            lambda: services.invite(meeting, _guests(form), actor_id=identity().account_id or 0, now=now())
        )
        if new is not None:
            flash(_("%(n)s people more are asked to come.", n=len(new)), "good")
            return redirect(url_for("invitations.index", meeting_id=meeting.id), SEE_OTHER)
    return page("meetings/invitations.html", form=form, **_list(meeting)), form.status


def _guests(form: GuestsForm) -> services.Guests:
    part = RuleWord(form.part.data) if form.part.data else None
    return services.Guests(account_ids=form.people.data or [], names=(form.names.data or "").splitlines(), part=part)


def _list(meeting: Meeting) -> dict[str, Any]:
    # Who must be there stands first.
    named = by_name(queries.invited(meeting.id), lambda one: one.label, person=True)
    rows = sorted(named, key=lambda one: not one.required)
    return {
        "meeting": meeting,
        "rows": rows,
        "counts": queries.counted(rows),
        "needs": queries.needed(rows),
        "missing": queries.missing(meeting, rows),
        "open": meeting.state in {MeetingState.draft, MeetingState.announced},
    }


@bp.get("/meetings/<int:meeting_id>/invitations/print")
@requires(InvitationPermission.keep, load)
def sheet(meeting: Meeting) -> Any:
    """Show the list to print."""
    return page("meetings/invitations_print.html", **_list(meeting))


# ── on other pages ──


@panel("meetings.run", 20)
def on_desk(meeting: Meeting) -> Panel | None:
    """Show on the page a meeting is run from how many come, and who must come and is not asked."""
    if not may(InvitationPermission.keep, meeting) or meeting.state.over:
        return None
    return Panel("meetings/parts/invited.html", _list(meeting))


@panel("meetings.show", 2)
def on_page(meeting: Meeting) -> Panel | None:
    """Ask on a meeting's page whether one comes."""
    if not identity().signed_in or meeting.state is not MeetingState.announced:
        return None
    known = queries.own(meeting.id, identity().account_id or 0)
    return Panel("meetings/parts/coming.html", {"meeting": meeting, "invitation": known})
