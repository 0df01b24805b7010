"""How residents sign in: a number, a code, and once a name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import current_app, flash, render_template, request, session
from flask_babel import get_locale
from flask_babel import gettext as _

from deliberate.accounts import queries, rules, services
from deliberate.accounts.forms import CodeForm, NameForm, PhoneForm
from deliberate.accounts.views.entering import PER_ADDRESS, address, bp, come_in, go_on, remember, remembered, step
from deliberate.kit.clock import now
from deliberate.kit.refusals import Refused
from deliberate.web.extensions import limiter
from deliberate.web.guards import identity, public
from deliberate.web.senders import sender
from deliberate.web.words import word

if TYPE_CHECKING:
    from werkzeug.wrappers import Response


@bp.route("/sign-in", methods=["GET", "POST"])
@public
@limiter.limit(PER_ADDRESS, key_func=address, methods=["POST"])
def sign_in() -> Any:
    """Ask for a number and send it a code; whoever comes back from reading the message finds the code's page."""
    if identity().signed_in:
        return go_on()
    kept = remembered("signing_in")
    again = "again" in request.args
    form = PhoneForm(data={"phone": kept["phone"]} if kept and again else None)
    if request.method == "GET" and kept and not again:
        return step(".code")
    if form.sent and (form.carry_out(lambda: _send(form.in_full)) or _still_good(form.in_full)):
        remember("signing_in", phone=form.in_full, shared=form.shared.data)
        return step(".code")
    return render_template("accounts/sign_in.html", form=form), form.status


def _send(phone: str) -> bool:
    """Send a code; in the demonstration the page shows it."""
    _row, code = services.send_code(phone, pepper=current_app.config["SECRET_KEY"], now=now())
    shown = sender().send(phone, code)
    if shown:
        flash(_("Only in the demonstration: your code is %(code)s.", code=shown), "info")
    return True


def _still_good(phone: str) -> bool:
    """Tell whether the last code still opens the door: asked for on another device, it may be typed on this one."""
    last = queries.last_code(phone)
    good = last is not None and _over(last) is None
    if good:
        flash(_("We sent a code to this number a moment ago. Please type that one; it works on every device."), "info")
    return good


def _over(last: Any) -> Any:
    """Return why the last code opens nothing any more."""
    return rules.why_not_code(
        right=True, expires_at=last.expires_at, tries=last.tries, used=last.used_at is not None, now=now()
    )


@bp.route("/sign-in/code", methods=["GET", "POST"])
@public
@limiter.limit(PER_ADDRESS, key_func=address, methods=["POST"])
def code() -> Any:
    """Take the code; whoever is new says their name next."""
    kept = remembered("signing_in")
    if identity().signed_in:
        return go_on()
    if kept is None:
        return step(".sign_in")
    form = CodeForm()
    if form.sent and request.form.get("to", rules.phone_masked(kept["phone"])) != rules.phone_masked(kept["phone"]):
        flash(_("In another window you have begun with this number. Please type the code that was sent to it."), "warn")
        return step(".code")
    if form.sent:
        return _try_code(kept["phone"], form.code.data or "", shared=kept["shared"])
    return render_template("accounts/code.html", form=form, **_about_the_code(kept["phone"])), form.status


def _about_the_code(phone: str) -> dict[str, Any]:
    """Return what the page says of the code: where it went, how long it is good, when another may be sent."""
    last, sent = queries.last_code(phone), queries.codes_sent_to(phone)
    return {
        "phone": rules.phone_masked(phone),
        "over": _over(last) if last else None,
        "until": last.expires_at if last else None,
        "why_wait": rules.why_not_send(sent, now()),
        "again_at": rules.may_send_at(sent),
        "now": now(),
    }


@bp.post("/sign-in/again")
@public
@limiter.limit(PER_ADDRESS, key_func=address)
def send_again() -> Response:
    """Send another code to the same number; nothing is typed again."""
    kept = remembered("signing_in")
    if kept is None:
        return step(".sign_in")
    try:
        _send(kept["phone"])
        remember("signing_in", phone=kept["phone"], shared=kept["shared"])
        flash(_("A new code is on its way to %(phone)s.", phone=rules.phone_masked(kept["phone"])), "good")
    except Refused as refused:
        flash(word(refused.refusal), "warn")
    return step(".code")


def _try_code(phone: str, typed: str, *, shared: bool) -> Response:
    account = queries.account_by_phone(phone)
    refusal = services.verify_code(phone, typed, pepper=current_app.config["SECRET_KEY"], now=now())
    if refusal:
        # Not raised: the wrong try must stay counted, and an error would take it back.
        flash(word(refusal), "bad")
        return step(".code")
    session.pop("signing_in", None)
    if account is None:
        remember("proven", phone=phone, shared=shared)
        return step(".name")
    staff = rules.why_not_phone_sign_in(staff=account.is_staff)
    if staff:
        flash(word(staff), "warn")
        return step(".staff")
    return come_in(account, shared=shared)


@bp.route("/sign-in/name", methods=["GET", "POST"])
@public
def name() -> Any:
    """Ask a new person for a name and for consent."""
    kept = remembered("proven")
    if kept is None or queries.account_by_phone(kept["phone"]):
        return step(".sign_in")
    form = NameForm()
    if form.sent:
        account = form.carry_out(
            lambda: services.open_account(
                kept["phone"],
                name=(form.name.data or "").strip(),
                display_name=(form.display_name.data or "").strip(),
                language=str(get_locale()),
                now=now(),
            )
        )
        if account:
            answer = come_in(account, shared=kept["shared"])
            flash(_("Welcome! Now say where you live, so that your voice counts there."), "good")
            return answer
    return render_template("accounts/name.html", form=form), form.status
