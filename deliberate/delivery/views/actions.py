"""An action item: what was promised, how far it is, who checked, what residents say; and every step of it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from flask import abort, flash, redirect, request, url_for
from flask_babel import gettext as _

from deliberate.attachments.queries import photos_of, photos_of_each
from deliberate.attachments.services import attach_photos
from deliberate.attachments.views import photos_sent, shown
from deliberate.delivery import rules
from deliberate.delivery.forms import (
    AbandonForm,
    BlockForm,
    ConfirmForm,
    DoneForm,
    ExtendForm,
    ProgressForm,
    QuestionForm,
    SendBackForm,
    TextForm,
    UndertakingForm,
    on_page,
)
from deliberate.delivery.permissions import DeliveryPermission
from deliberate.delivery.queries import items, lists
from deliberate.delivery.queries.texts import (
    answer_to_question,
    reason_of_action,
    text_of_action,
    text_of_answer,
    text_of_question,
    text_of_report,
)
from deliberate.delivery.services import carrying, confirming, supervising
from deliberate.delivery.states import DelayReason
from deliberate.delivery.views.shown import (
    SEE_OTHER,
    Rulers,
    asker,
    bp,
    is_responsible,
    last_moment,
    standing,
    timeline,
)
from deliberate.kit.clock import now
from deliberate.places.rules.deadlines import local_day
from deliberate.renderings.views.reading import readings
from deliberate.web.collation import by_name
from deliberate.web.guards import check, identity, requires
from deliberate.web.offline import kept_offline
from deliberate.web.pages import page

if TYPE_CHECKING:
    from collections.abc import Callable

    from deliberate.delivery.models import ActionItem, ProgressReport, Resolution, SupervisionNote
    from deliberate.kit.refusals import Refusal
    from deliberate.web.forms import Form

SUBJECT = "report"
# Which form stands open when one comes from a button that names it.
SAYING = {"progress": "ProgressForm", "done": "DoneForm", "block": "BlockForm"}
FAR = date(9999, 1, 1)
ANY_REASON = DelayReason.weather


@bp.route("/resolutions/<int:resolution_id>/actions/new", methods=["GET", "POST"])
@requires(DeliveryPermission.assign, items.resolution)
def assign(found: Resolution) -> Any:
    """Name who does what until when."""
    charged = lists.handlers(found.place, local_day(now()))
    holdings = by_name(charged, lambda one: one.account.display_name, person=True)
    names = {str(one.account_id): f"{one.account.display_name} · {one.body}" for one in holdings}
    form = UndertakingForm(list(names.items()))

    def verb() -> ActionItem:
        promise = carrying.Undertaking(
            what=form.what.data or "",
            unit=form.unit.data or "",
            person=form.person.data or "",
            due=form.due.data or local_day(now()),
            judged_by=form.judged_by.data or "",
            account_id=int(form.handler.data) if form.handler.data else None,
        )
        return carrying.assign_action(found, promise, actor_id=asker(), now=now())

    if form.sent and form.carry_out(verb) is not None:
        flash(_("Assigned. The responsible body has been told."), "good")
        return redirect(url_for("delivery.resolution", resolution_id=found.id), code=SEE_OTHER)
    bodies = by_name({one.body for one in holdings if one.body}, str)
    return page("delivery/assign.html", resolution=found, form=form, bodies=bodies), form.status


@bp.get("/actions/<int:action_item_id>")
@requires(DeliveryPermission.read, items.action)
@kept_offline
def action(item: ActionItem) -> Any:
    """Show an action item and what each may do about it now."""
    return _page_of(item)


def _page_of(item: ActionItem, sent: Form | None = None) -> Any:
    plain = (ProgressForm, DoneForm, SendBackForm, ConfirmForm, TextForm, QuestionForm)
    fresh = [BlockForm(), ExtendForm(), AbandonForm(), *(kind(formdata=None) for kind in plain)]
    photos = photos_of_each(SUBJECT, [report.id for report in item.reports])
    answers, asked = items.answers(item), items.notes_on(item.issue_id)
    notes = [note for note in asked if note.action_item_id in {item.id, None}]
    texts = [text_of_action(item), reason_of_action(item), *map(text_of_report, item.reports)]
    texts += [*map(text_of_answer, answers.reasons), *map(text_of_question, notes), *map(answer_to_question, notes)]
    read = readings(texts)
    values = {
        "item": item,
        "read": read["action", item.id],
        "told": read,
        "standing": standing(item, Rulers()),
        "reports": [
            (report, read["report", report.id], shown(photos.get(report.id, []), item.title))
            for report in reversed(item.reports)
        ],
        "answers": answers,
        "notes": notes,
        "forms": on_page(fresh, sent),
        "opened": type(sent).__name__ if sent is not None else SAYING.get(request.args.get("say", ""), ""),
        "why": obstacles(item),
        "is_responsible": is_responsible(item),
        "confirm_until": last_moment(item.confirm_until),
        "timeline": timeline([f"action:{item.id}"]),
        "today": local_day(now()),
    }
    return page("delivery/action.html", **values), sent.status if sent is not None else 200


def obstacles(item: ActionItem) -> dict[str, Refusal | None]:
    """Return what stands in the way of each next step."""
    reader, at = identity(), now()
    responsible = is_responsible(item)
    ruleset, _calendar = Rulers().of(item)
    return {
        "progress": rules.why_not_report_progress(item.state, is_responsible=responsible, text="-"),
        "done": rules.why_not_report_done(item.state, is_responsible=responsible, text="-", evidence=1),
        "begin": rules.why_not_resume(item.state),
        "block": rules.why_not_block(item.state, reason=ANY_REASON),
        "extend": rules.why_not_extend(
            item.state,
            extensions=item.extensions,
            most=ruleset.number("action.extensions"),
            due=item.due_on or local_day(at),
            new_due=FAR,
            reason=ANY_REASON,
        ),
        "verify": rules.why_not_verify(item.state, is_reporter=item.reported_by_id == reader.account_id),
        "settle": rules.why_not_settle(item.state, now=at, until=item.confirm_until),
        "again": rules.why_not_take_up_again(item.state, resolution=item.resolution.state, note="-"),
        "confirm": rules.why_not_confirm(
            item.state,
            level=reader.level,
            lives_here=reader.lives_in(item.place_path),
            already=items.has_answered(item, reader.account_id),
            now=at,
            until=item.confirm_until,
        ),
    }


def _answer(item: ActionItem, form: Form, verb: Callable[[], Any], said: str) -> Any:
    """Carry out what a form asks for and go back, or show the page again with what stands in the way."""
    if form.sent and form.carry_out(verb) is not None:
        return _back(item, said)
    return _page_of(item, form)


def _back(item: ActionItem, said: str) -> Any:
    flash(said, "good")
    return redirect(url_for("delivery.action", action_item_id=item.id), code=SEE_OTHER)


# ── the responsible unit ──


def _reported(item: ActionItem, form: ProgressForm | DoneForm, verb: Callable[..., ProgressReport]) -> ProgressReport:
    kept = photos_sent()
    said = carrying.Report(text=form.text.data or "", photos=len(kept), client_id=form.client_id.data or None)
    report = verb(item, said, actor_id=asker(), is_responsible=is_responsible(item), now=now())
    # Sent twice, the second time gives the first report back, which has its photos already.
    if kept and not photos_of(SUBJECT, report.id):
        attach_photos(kept, subject=(SUBJECT, report.id), actor_id=asker(), now=now())
    return report


@bp.post("/actions/<int:action_item_id>/progress")
@requires(DeliveryPermission.report, items.action)
def progress(item: ActionItem) -> Any:
    """Say how far it is, with photos."""
    form = ProgressForm()

    verb = carrying.report_progress
    return _answer(item, form, lambda: _reported(item, form, verb), _("Thank you. Everybody can see how far it is."))


@bp.post("/actions/<int:action_item_id>/done")
@requires(DeliveryPermission.report, items.action)
def done(item: ActionItem) -> Any:
    """Say that it is finished and show it."""
    form = DoneForm()

    verb = carrying.report_done
    return _answer(
        item,
        form,
        lambda: _reported(item, form, verb),
        _("Reported done. The committee comes to look, then residents are asked."),
    )


def _own(item: ActionItem) -> None:
    """Let only the responsible unit, or the committee, say how the work stands."""
    if not is_responsible(item):
        check(DeliveryPermission.verify, item)


@bp.post("/actions/<int:action_item_id>/begin")
@requires(DeliveryPermission.report, items.action)
def begin(item: ActionItem) -> Any:
    """Say that work begins, or goes on."""
    _own(item)
    carrying.begin_or_resume(item, actor_id=asker(), now=now())
    return _back(item, _("Thank you. It is shown as being worked on."))


@bp.post("/actions/<int:action_item_id>/block")
@requires(DeliveryPermission.report, items.action)
def block(item: ActionItem) -> Any:
    """Say that work stands still, and why."""
    _own(item)
    form = BlockForm()
    return _answer(
        item,
        form,
        lambda: carrying.block_action(item, form.chosen, form.note.data or "", actor_id=asker(), now=now()),
        _("It is shown as standing still, with the reason."),
    )


# ── the moderator ──


@bp.post("/actions/<int:action_item_id>/extend")
@requires(DeliveryPermission.extend, items.action)
def extend(item: ActionItem) -> Any:
    """Give it a later day, with a reason; the first promise stays visible."""
    form = ExtendForm()

    def verb() -> ActionItem:
        due = form.due.data or abort(400)
        note = form.note.data or ""
        return carrying.extend_action(item, due, reason=form.chosen, note=note, actor_id=asker(), now=now())

    return _answer(item, form, verb, _("The day was put off. The first promise stays on the page."))


@bp.post("/actions/<int:action_item_id>/abandon")
@requires(DeliveryPermission.abandon, items.action)
def abandon(item: ActionItem) -> Any:
    """Give it up, with a reason."""
    form = AbandonForm()
    return _answer(
        item,
        form,
        lambda: carrying.abandon_action(item, form.chosen, form.note.data or "", actor_id=asker(), now=now()),
        _("Given up. Everybody can read why."),
    )


@bp.post("/actions/<int:action_item_id>/verify")
@requires(DeliveryPermission.verify, items.action)
def verify(item: ActionItem) -> Any:
    """Say that one went to look and it is so."""
    confirming.verify_action(item, actor_id=asker(), now=now())
    return _back(item, _("Checked. Residents are asked now whether it is solved."))


@bp.post("/actions/<int:action_item_id>/send-back")
@requires(DeliveryPermission.verify, items.action)
def send_back(item: ActionItem) -> Any:
    """Say that one went to look and it is not so."""
    form = SendBackForm()
    return _answer(
        item,
        form,
        lambda: confirming.send_back(item, form.text.data or "", actor_id=asker(), now=now()),
        _("Sent back. The responsible body has been told what is missing."),
    )


@bp.post("/actions/<int:action_item_id>/settle")
@requires(DeliveryPermission.close, items.action)
def settle(item: ActionItem) -> Any:
    """Count the answers when the time for them is over; otherwise the calendar does so by itself."""
    confirming.settle_action(item, actor_id=asker(), now=now())
    return _back(item, _("The answers are counted."))


@bp.post("/actions/<int:action_item_id>/take-up-again")
@requires(DeliveryPermission.close, items.action)
def take_up_again(item: ActionItem) -> Any:
    """Say that it is not solved after all."""
    form = TextForm()
    return _answer(
        item,
        form,
        lambda: confirming.take_up_again(item, form.text.data or "", actor_id=asker(), now=now()),
        _("Back to work."),
    )


# ── residents and the liaison ──


@bp.post("/actions/<int:action_item_id>/confirm")
@requires(DeliveryPermission.confirm, items.action)
def confirm(item: ActionItem) -> Any:
    """Say whether it is really solved."""
    form = ConfirmForm()

    def verb() -> Any:
        return confirming.answer_confirmation(
            item,
            form.note.data or "",
            solved=form.solved.data == "yes",
            account_id=asker(),
            level=identity().level,
            lives_here=identity().lives_in(item.place_path),
            now=now(),
        )

    if form.solved.data not in {"yes", "no"}:
        abort(400)
    return _answer(item, form, verb, _("Thank you. Your answer counts."))


@bp.post("/actions/<int:action_item_id>/ask")
@requires(DeliveryPermission.supervise, items.action)
def ask(item: ActionItem) -> Any:
    """Ask a question that has to be answered by a day, for everybody to read."""
    form = QuestionForm()

    def verb() -> SupervisionNote:
        due = form.due.data or abort(400)
        return supervising.ask(item, form.text.data or "", due, actor_id=asker(), now=now())

    return _answer(item, form, verb, _("Your question is on the page. Those who have to answer have been told."))


@bp.post("/questions/<int:note_id>/answer")
@requires(DeliveryPermission.read, items.note)
def answer(note: SupervisionNote) -> Any:
    """Answer the liaison."""
    item = items.action(note.action_item_id or 0) or abort(404)
    check(DeliveryPermission.answer_supervision, item)
    form = TextForm().of(note.id)
    return _answer(
        item,
        form,
        lambda: supervising.answer(note, form.text.data or "", actor_id=asker(), now=now()),
        _("Answered. Everybody can read it."),
    )
