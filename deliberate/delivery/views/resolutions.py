"""A decision on its way: written down, posted, objected to, in force, judged, closed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import abort, flash, redirect, url_for
from flask_babel import gettext as _

from deliberate.delivery import rules
from deliberate.delivery.forms import AnswerForm, AppraisalForm, ObjectionForm, ResolutionForm, on_page
from deliberate.delivery.permissions import DeliveryPermission
from deliberate.delivery.queries import items, lists
from deliberate.delivery.queries.texts import (
    answer_to_objection,
    text_of_appraisal,
    text_of_objection,
    text_of_resolution,
)
from deliberate.delivery.services import following, resolving
from deliberate.delivery.states import ObjectionOutcome, Rating, ResolutionState
from deliberate.delivery.views.shown import SEE_OTHER, Rulers, asker, bp, by_day, last_moment, timeline
from deliberate.issues.queries import papers
from deliberate.kit.clock import now
from deliberate.renderings.views.reading import readings
from deliberate.web.guards import check, identity, requires
from deliberate.web.pages import Page, page, page_number
from deliberate.web.words import word

if TYPE_CHECKING:
    from collections.abc import Callable

    from deliberate.delivery.models import Objection, Resolution
    from deliberate.issues.models import Issue
    from deliberate.kit.refusals import Refusal
    from deliberate.web.forms import Form

ROWS = 30


@bp.route("/issues/<int:issue_id>/resolution", methods=["GET", "POST"])
@requires(DeliveryPermission.resolve, papers.issue)
def record(issue: Issue) -> Any:
    """Write down what was decided on an adopted issue."""
    form = ResolutionForm(title=issue.title)
    meeting_id, vote_id = lists.decided_by(issue.id)

    def verb() -> Resolution:
        return resolving.record_resolution(
            issue,
            title=form.title.data or "",
            text=form.text.data or "",
            actor_id=asker(),
            now=now(),
            meeting_id=meeting_id,
            vote_id=vote_id,
        )

    if form.sent and (made := form.carry_out(verb)) is not None:
        flash(_("Written down. Say now who does what until when, then post it."), "good")
        return redirect(url_for("delivery.resolution", resolution_id=made.id), code=SEE_OTHER)
    why = rules.why_not_record(issue.state, text="-")
    return page("delivery/record.html", issue=issue, form=form, why=why), form.status


@bp.get("/resolutions/<int:resolution_id>")
@requires(DeliveryPermission.read, items.resolution)
def resolution(found: Resolution) -> Any:
    """Show a decision, where it stands, what was promised, and what each may do about it now."""
    return _page_of(found)


def _page_of(found: Resolution, sent: Form | None = None) -> Any:
    fresh = [kind(formdata=None) for kind in (ObjectionForm, AnswerForm, AppraisalForm)]
    rows, number = by_day(found.actions, Rulers()), page_number()
    streams = [f"resolution:{found.id}", *(f"action:{item.id}" for item in found.actions)]
    objections = items.objections(found.id)
    remarks = items.remarks(found.issue_id) if found.state is not ResolutionState.appraising else []
    texts = [text_of_resolution(found), *(text_of_appraisal(one, found) for one in remarks)]
    read = readings([*texts, *map(text_of_objection, objections), *map(answer_to_objection, objections)])
    values = {
        "resolution": found,
        "read": read["resolution", found.id],
        "told": read,
        "remarks": remarks,
        "actions": Page(rows[(number - 1) * ROWS : number * ROWS], number, len(rows), ROWS),
        "objections": objections,
        "forms": on_page(fresh, sent),
        "ratings": items.ratings(found.issue_id),
        "levels": list(Rating),
        "why": obstacles(found),
        "until": last_moment(found.notice_until),
        "appraise_until": last_moment(found.appraise_until),
        "timeline": timeline(streams),
        "last_moment": last_moment,
    }
    return page("delivery/resolution.html", **values), sent.status if sent is not None else 200


def obstacles(found: Resolution) -> dict[str, Refusal | None]:
    """Return what stands in the way of each next step."""
    reader, at = identity(), now()
    states = [item.state for item in found.actions]
    lives_here = reader.lives_in(found.place_path)
    objections = items.open_objections(found.id)
    return {
        "post": rules.why_not_post(found.state, text=found.text),
        "object": rules.why_not_object(found.state, text="-", now=at, until=found.notice_until)
        or rules.why_not_be_heard(reader.level, lives_here=lives_here),
        "take_effect": rules.why_not_take_effect(
            found.state,
            now=at,
            until=found.notice_until,
            open_objections=objections,
            challenged=items.vote_challenged(found),
        ),
        "appraise": rules.why_not_appraise(
            found.state,
            level=reader.level,
            lives_here=lives_here,
            already=items.has_rated(found.issue_id, reader.account_id),
            now=at,
            until=found.appraise_until,
        ),
        "count": rules.why_not_count(found.state, now=at, until=found.appraise_until),
        "open_appraisal": rules.why_not_open_appraisal(found.state, items=states),
    }


def _back(found: Resolution, said: str) -> Any:
    flash(said, "good")
    return redirect(url_for("delivery.resolution", resolution_id=found.id), code=SEE_OTHER)


def _answer(found: Resolution, form: Form, verb: Callable[[], Any], said: str) -> Any:
    """Carry out what a form asks for and go back, or show the page again with what stands in the way."""
    if form.sent and form.carry_out(verb) is not None:
        return _back(found, said)
    return _page_of(found, form)


@bp.post("/resolutions/<int:resolution_id>/post")
@requires(DeliveryPermission.post_notice, items.resolution)
def post_notice(found: Resolution) -> Any:
    """Post it for everybody."""
    resolving.post_notice(found, actor_id=asker(), now=now())
    return _back(found, _("Posted. Everybody can read it and object until the notice ends."))


@bp.post("/resolutions/<int:resolution_id>/object")
@requires(DeliveryPermission.object_to, items.resolution)
def object_to(found: Resolution) -> Any:
    """Object to it, with a reason."""
    form = ObjectionForm()
    return _answer(
        found,
        form,
        lambda: resolving.object_to(found, form.text.data or "", account_id=asker(), now=now()),
        _("Your objection stands on the record. The committee has to answer it with reasons."),
    )


@bp.post("/objections/<int:objection_id>/answer")
@requires(DeliveryPermission.read, items.objection)
def answer_objection(objection: Objection) -> Any:
    """Answer an objection."""
    found = items.resolution(objection.resolution_id) or abort(404)
    check(DeliveryPermission.answer_objection, found)
    form = AnswerForm().of(objection.id)

    def verb() -> Objection:
        outcome = ObjectionOutcome(form.outcome.data)
        answer = form.text.data or ""
        return resolving.answer_objection(found, objection, outcome=outcome, answer=answer, actor_id=asker(), now=now())

    return _answer(found, form, verb, _("Answered. The answer can be read by everybody."))


@bp.post("/resolutions/<int:resolution_id>/take-effect")
@requires(DeliveryPermission.post_notice, items.resolution)
def take_effect(found: Resolution) -> Any:
    """Let it take effect once the notice has ended; otherwise the calendar does so by itself."""
    resolving.take_effect(found, actor_id=asker(), now=now())
    return _back(found, _("The resolution is in force. The work begins."))


@bp.post("/resolutions/<int:resolution_id>/open-appraisal")
@requires(DeliveryPermission.close, items.resolution)
def open_appraisal(found: Resolution) -> Any:
    """Ask residents to judge; it happens by itself when the last item is finished, and again after mending."""
    following.follow(found, actor_id=asker(), now=now())
    return _back(found, _("Residents are asked to judge the work."))


@bp.post("/resolutions/<int:resolution_id>/appraise")
@requires(DeliveryPermission.appraise, items.resolution)
def appraise(found: Resolution) -> Any:
    """Judge how the whole matter was carried out."""
    form = AppraisalForm()
    rating = form.chosen
    if rating is None:
        return _page_of(found, form)

    def verb() -> Any:
        return following.appraise(
            found,
            rating,
            form.text.data or "",
            account_id=asker(),
            level=identity().level,
            lives_here=identity().lives_in(found.place_path),
            now=now(),
        )

    return _answer(found, form, verb, _("Thank you. Your judgement counts."))


@bp.post("/resolutions/<int:resolution_id>/count")
@requires(DeliveryPermission.close, items.resolution)
def count(found: Resolution) -> Any:
    """Count the ratings when the time for them is over; otherwise the calendar does so by itself."""
    outcome = following.count_appraisal(found, actor_id=asker(), now=now())
    return _back(found, word(outcome))
