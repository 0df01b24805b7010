"""Corrections of published minutes, and the file by which anybody can check that nothing else was changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import Response, abort, flash, redirect, request, url_for
from flask_babel import gettext as _

from deliberate.kit.clock import now
from deliberate.meetings.minutes import queries, services
from deliberate.meetings.minutes.forms import CorrectionForm
from deliberate.meetings.minutes.permissions import MinutesPermission
from deliberate.meetings.minutes.rules.correcting import sentence_at, why_not_decide
from deliberate.meetings.minutes.states import ErratumState, MinutesState
from deliberate.meetings.minutes.views.pages import bp, load
from deliberate.web.forms import press
from deliberate.web.guards import identity, may, requires
from deliberate.web.pages import page

if TYPE_CHECKING:
    from collections.abc import Callable

    from deliberate.meetings.minutes.models import Minutes, MinutesErratum

SEE_OTHER = 303


def load_erratum(meeting_id: int, erratum_id: int) -> MinutesErratum | None:
    """Return a correction of an address."""
    minutes = queries.minutes_of(meeting_id)
    return queries.erratum(minutes.id, erratum_id) if minutes else None


def _place(minutes: Minutes) -> tuple[int, int]:
    """Return which sentence an address means; only what can be read can be corrected."""
    place = request.args.get("section", -1, type=int), request.args.get("sentence", -1, type=int)
    if minutes.state is not MinutesState.published or sentence_at(minutes.sections, place) is None:
        abort(404)
    return place


@bp.route("/meetings/<int:meeting_id>/minutes/corrections/new", methods=["GET", "POST"])
@requires(MinutesPermission.edit, load)
def propose(minutes: Minutes) -> Any:
    """Propose another wording for one sentence; what was typed stays when a rule says no."""
    place, meeting_id = _place(minutes), minutes.meeting_id
    was = sentence_at(queries.as_it_reads(minutes), place) or ""
    form = CorrectionForm(data={"becomes": was})
    if form.sent and form.carry_out(lambda: _propose(form, minutes, place)):
        flash(_("The correction is proposed. A second person has to approve it."), "good")
        return redirect(url_for("minutes.corrections", meeting_id=meeting_id), SEE_OTHER)
    minutes = queries.minutes_of(meeting_id) or minutes
    shown = {"minutes": minutes, "meeting": minutes.meeting, "was": was}
    return page("meetings/correction.html", form=form, **shown), form.status


def _propose(form: CorrectionForm, minutes: Minutes, place: tuple[int, int]) -> MinutesErratum:
    becomes, reason, actor = form.becomes.data or "", form.reason.data or "", identity().account_id or 0
    return services.propose_erratum(minutes, place, becomes=becomes, reason=reason, actor_id=actor, now=now())


@bp.get("/meetings/<int:meeting_id>/minutes/corrections")
@requires(MinutesPermission.decide_erratum, load)
def corrections(minutes: Minutes) -> Any:
    """Show which corrections wait for a second person, and what became of the others."""
    mine = identity().account_id or 0
    waiting = [
        (one, why_not_decide(one.state, proposed_by=one.proposed_by_id, decider=mine))
        for one in minutes.errata
        if one.state is ErratumState.proposed
    ]
    decided = [one for one in minutes.errata if one.state is not ErratumState.proposed]
    shown = {"minutes": minutes, "meeting": minutes.meeting, "waiting": waiting, "decided": decided}
    return page("meetings/corrections.html", may_propose=may(MinutesPermission.edit, minutes), **shown)


@bp.post("/meetings/<int:meeting_id>/minutes/corrections/<int:erratum_id>/approval")
@requires(MinutesPermission.decide_erratum, load_erratum)
def approve(erratum: MinutesErratum) -> Any:
    """Approve it as the second person."""
    actor = identity().account_id or 0
    done = _("The minutes are corrected. What stood there before can be read below them.")
    return _decided(erratum, lambda: services.approve_erratum(erratum, actor_id=actor, now=now()), done)


@bp.post("/meetings/<int:meeting_id>/minutes/corrections/<int:erratum_id>/refusal")
@requires(MinutesPermission.decide_erratum, load_erratum)
def decline(erratum: MinutesErratum) -> Any:
    """Say no, and why."""
    actor, reason = identity().account_id or 0, request.form.get("reason", "")
    done = _("The minutes stay as they are.")
    return _decided(erratum, lambda: services.decline_erratum(erratum, reason, actor_id=actor, now=now()), done)


def _decided(erratum: MinutesErratum, act: Callable[[], Any], done: str) -> Any:
    return press(act, done, url_for("minutes.corrections", meeting_id=erratum.minutes.meeting_id))


@bp.get("/meetings/<int:meeting_id>/minutes.json")
@requires(MinutesPermission.read, load)
def text(minutes: Minutes) -> Response:
    """Give the text in the one form whose SHA-256 is the code of the minutes, byte for byte."""
    answer = Response(services.bytes_of(minutes), mimetype="application/json")
    answer.headers["Content-Disposition"] = f'attachment; filename="minutes-{minutes.meeting_id}.json"'
    return answer
