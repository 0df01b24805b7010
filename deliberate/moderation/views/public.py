"""Reporting a text, reading why one's own was hidden, appealing, and the public log."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from flask import Blueprint, abort, flash, redirect, request, url_for
from flask_babel import gettext as _

from deliberate.kit.clock import now
from deliberate.moderation import queries, rules, services
from deliberate.moderation.forms import AppealForForm, AppealForm, DecideForm, ReasonForm
from deliberate.moderation.permissions import ModerationPermission
from deliberate.moderation.states import HideReason, RulingState
from deliberate.places.queries.tree import place_by_slug
from deliberate.places.rules.deadlines import last_day
from deliberate.renderings.views.reading import readings
from deliberate.web.extensions import limiter
from deliberate.web.guards import identity, local_path, may, requires
from deliberate.web.pages import Page, page, page_number

if TYPE_CHECKING:
    from deliberate.moderation.models import Ruling
    from deliberate.moderation.rules import Text
    from deliberate.places.models import Place
    from deliberate.web.forms import Form

SEE_OTHER = 303
# For one person: whoever reports more in an hour does not report, but attacks.
AT_MOST = "30 per hour"
WEEKS = 12
bp = Blueprint("moderation", __name__)


def asker() -> int:
    """Return who asks."""
    return identity().account_id or 0


@bp.route("/report/<string:kind>/<int:subject_id>", methods=["GET", "POST"])
@requires(ModerationPermission.report, queries.text)
@limiter.limit(AT_MOST, methods=["POST"])
def report(of: Text) -> Any:
    """Say that a text breaks the rules, with one tap on the reason."""
    form = ReasonForm()
    back = local_path(request.form.get("back") or request.referrer or of.url)
    if form.sent and form.carry_out(lambda: _send(of, form)) is not None:
        flash(_("Thank you. A moderator looks at it. Until then it stays where it is."), "good")
        return redirect(back, SEE_OTHER)
    before = queries.has_reported(of, asker())
    why = rules.why_not_report(
        shown=of.shown, is_author=of.author_id == asker(), reason=HideReason.off_topic, already=before
    )
    return page("moderation/report.html", text=of, form=form, back=back, why=why), form.status


def _send(of: Text, form: ReasonForm) -> int:
    return services.report(of, form.chosen, reporter_id=asker(), now=now())


# ── a decision ──


def readable(ruling_id: int) -> Ruling | None:
    """Return a decision to whom it concerns: the author, and those who decide or write appeals down there."""
    found = queries.ruling(ruling_id)
    if found is None or not identity().signed_in:
        return found
    at_desk = may(ModerationPermission.decide, found) or may(ModerationPermission.receive, found)
    return found if at_desk or found.author_id == identity().account_id else None


@bp.get("/moderation/<int:ruling_id>")
@requires(ModerationPermission.see_own, readable)
def ruling(one: Ruling) -> Any:
    """Show why a text was hidden and what can be done about it."""
    return _ruling_page(one)


def _ruling_page(one: Ruling, sent: Form | None = None) -> Any:
    own, by_me = one.author_id == asker(), one.hidden_by_id == asker()
    forms = {
        type(form).__name__: form
        for form in (AppealForm(), AppealForForm().offer(), DecideForm(), sent)
        if form is not None
    }
    said, answered = queries.text_of_appeal(one), queries.text_of_answer(one)
    read = readings([said, answered])
    values = {
        "ruling": one,
        "said": read[said.key],
        "answered": read[answered.key],
        "text": queries.text(one.kind, one.subject_id),
        "forms": forms,
        "own": own,
        "until": last_day(one.appeal_until),
        "answer_by": last_day(one.answer_by) if one.answer_by else None,
        "why_not_appeal": rules.why_not_appeal(one.state, is_author=own, now=now(), until=one.appeal_until),
        "why_not_write": rules.why_not_appeal(one.state, is_author=True, now=now(), until=one.appeal_until),
        "receives": may(ModerationPermission.receive, one) and not own,
        "why_not_decide": rules.why_not_decide(one.state, hid_it=by_me, is_author=own),
        "why_not_lift": rules.why_not_lift(one.state),
        "decides": may(ModerationPermission.decide, one),
        "lifts": may(ModerationPermission.hide, one) and not own,
    }
    return page("moderation/ruling.html", **values), sent.status if sent is not None else 200


@bp.post("/moderation/<int:ruling_id>/appeal")
@requires(ModerationPermission.see_own, readable)
def appeal(one: Ruling) -> Any:
    """Ask another person to look at it again."""
    form = AppealForm()
    if form.sent and form.carry_out(lambda: services.appeal(one, form.words.data or "", author_id=asker(), now=now())):
        flash(_("Your appeal has arrived. Another person looks at it; you are told in your inbox."), "good")
        return redirect(url_for(".ruling", ruling_id=one.id), SEE_OTHER)
    return _ruling_page(queries.ruling(one.id) or abort(404), form)


@bp.post("/moderation/<int:ruling_id>/appeal-for")
@requires(ModerationPermission.receive, queries.ruling)
def appeal_for(one: Ruling) -> Any:
    """Write down the appeal of somebody without a phone."""
    form = AppealForForm().offer()

    def verb() -> Ruling:
        return services.appeal_for(one, form.words.data or "", help_=form.help_by(asker()), now=now())

    if form.sent and form.carry_out(verb):
        flash(_("It is written down. Another person looks at it; please bring them the answer."), "good")
        return redirect(url_for(".ruling", ruling_id=one.id), SEE_OTHER)
    return _ruling_page(queries.ruling(one.id) or abort(404), form)


@bp.post("/moderation/<int:ruling_id>/decide")
@requires(ModerationPermission.decide, queries.ruling)
def decide(one: Ruling) -> Any:
    """Decide an appeal, as another person than who hid it."""
    form, ruling_id = DecideForm(), one.id

    def verb() -> Ruling:
        outcome = RulingState(form.outcome.data)
        return services.decide_appeal(one, outcome, form.answer.data or "", actor_id=asker(), now=now())

    if form.sent and form.carry_out(verb):
        flash(_("The author is told."), "good")
        return redirect(url_for(".desk"), SEE_OTHER)
    return _ruling_page(queries.ruling(ruling_id) or abort(404), form)


# ── the public log ──


@bp.get("/places/<string:slug>/moderation")
@requires(ModerationPermission.read_log, place_by_slug)
def log(place: Place) -> str:
    """Show everybody what was hidden, where, when and why, without any name."""
    number = page_number()
    rows = queries.log_of(place, offset=(number - 1) * queries.A_LOG)
    since = now() - timedelta(weeks=WEEKS)
    return page(
        "moderation/log.html",
        place=place,
        receives=may(ModerationPermission.receive, place),
        weeks=rules.weeks(queries.hidden_since(place, since)),
        rows=Page(rows, number, queries.log_size(place), queries.A_LOG),
    )
