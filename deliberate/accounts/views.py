"""Signing in and one's own page."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import pyotp
import segno
from flask import Blueprint, current_app, flash, g, redirect, render_template, request, session, url_for
from flask_babel import get_locale, lazy_gettext
from flask_babel import gettext as _
from markupsafe import Markup

from deliberate.accounts import queries, services
from deliberate.accounts.forms import CodeForm, DisplayNameForm, EnrolForm, NameForm, PhoneForm, StaffForm
from deliberate.accounts.permissions import AccountPermission
from deliberate.accounts.rules import CODE_LIVES, ENROLMENT_LIVES, phone_in_full, phone_masked, why_not_phone_sign_in
from deliberate.db.session import rollback
from deliberate.kit.clock import now
from deliberate.kit.refusals import Refusal
from deliberate.web.extensions import limiter
from deliberate.web.guards import Forbidden, identity, local_path, public, requires
from deliberate.web.language import ELDER_COOKIE
from deliberate.web.pages import NavItem, nav, panels
from deliberate.web.preferences import A_YEAR, keep_choices_with
from deliberate.web.senders import sender
from deliberate.web.sockets import account_room, drop
from deliberate.web.words import word

if TYPE_CHECKING:
    from flask import Flask
    from werkzeug.wrappers import Response

    from deliberate.accounts.models import Account

bp = Blueprint("accounts", __name__)
ISSUER = "Deliberate"
# A whole hall shares one address; the limits that protect a number are rules, kept in the database.
PER_ADDRESS, PER_NUMBER = "300 per hour", "10 per 15 minutes"


def _address() -> str:
    return f"address:{request.remote_addr}"


def _typed_phone() -> str:
    return f"staff:{phone_in_full(request.form.get('phone', ''))}"


def _me() -> Account | None:
    return queries.account(identity().account_id or 0)


def _mine() -> Account:
    account = _me()
    if account is None:
        raise Forbidden
    return account


def _proven_phone(key: str, lives: timedelta) -> str | None:
    """Return the number this browser is signing in with, if it began not too long ago."""
    kept = session.get(key)
    if not kept or now() - datetime.fromisoformat(kept["at"]) > lives:
        session.pop(key, None)
        return None
    return str(kept["phone"])


def _enter(account: Account) -> Response:
    """Sign this browser in and go on where the person wanted to go."""
    target = local_path(session.get("after_sign_in")) if session.get("after_sign_in") else url_for("accounts.me")
    session.clear()
    session.permanent = True
    session["account"], session["version"], session["language"] = account.id, account.session_version, account.language
    response = redirect(target, code=303)
    elder = "1" if account.elder else "0"
    response.set_cookie(ELDER_COOKIE, elder, max_age=A_YEAR, samesite="Lax", secure=request.is_secure)
    return response


@bp.route("/sign-in", methods=["GET", "POST"])
@public
@limiter.limit(PER_ADDRESS, key_func=_address, methods=["POST"])
def sign_in() -> Any:
    """Ask for a number and send it a code."""
    if request.args.get("next"):
        session["after_sign_in"] = local_path(request.args["next"])
    form = PhoneForm()
    if form.sent:
        secret = current_app.config["SECRET_KEY"]
        sent = form.carry_out(lambda: services.send_code(form.in_full, pepper=secret, now=now()))
        if sent:
            shown = sender().send(form.in_full, sent[1])
            if shown:
                flash(_("Only in the demonstration: your code is %(code)s.", code=shown), "info")
            session["signing_in"] = {"phone": form.in_full, "at": now().isoformat()}
            return redirect(url_for(".code"), code=303)
    return render_template("accounts/sign_in.html", form=form), form.status


@bp.route("/sign-in/code", methods=["GET", "POST"])
@public
@limiter.limit(PER_ADDRESS, key_func=_address, methods=["POST"])
def code() -> Any:
    """Take the code; whoever is new says their name next."""
    phone = _proven_phone("signing_in", CODE_LIVES)
    if phone is None:
        return redirect(url_for(".sign_in"), code=303)
    form = CodeForm()
    if form.sent:
        return _try_code(phone, form.code.data or "")
    return render_template("accounts/code.html", form=form, phone=phone_masked(phone)), form.status


def _try_code(phone: str, typed: str) -> Response:
    account = queries.account_by_phone(phone)
    refusal = services.verify_code(phone, typed, pepper=current_app.config["SECRET_KEY"], now=now())
    if refusal:
        # Not raised: the wrong try must stay counted, and an error would take it back.
        flash(word(refusal), "bad")
        return redirect(url_for(".code"), code=303)
    session.pop("signing_in", None)
    if account is None:
        session["proven"] = {"phone": phone, "at": now().isoformat()}
        return redirect(url_for(".name"), code=303)
    staff = why_not_phone_sign_in(staff=account.is_staff)
    if staff:
        flash(word(staff), "warn")
        return redirect(url_for(".staff"), code=303)
    return _enter(account)


@bp.route("/sign-in/name", methods=["GET", "POST"])
@public
def name() -> Any:
    """Ask a new person for a name and for consent."""
    phone = _proven_phone("proven", ENROLMENT_LIVES)
    if phone is None or queries.account_by_phone(phone):
        return redirect(url_for(".sign_in"), code=303)
    form = NameForm()
    if form.sent:
        account = form.carry_out(
            lambda: services.open_account(
                phone,
                name=(form.name.data or "").strip(),
                display_name=(form.display_name.data or "").strip(),
                language=str(get_locale()),
                now=now(),
            )
        )
        if account:
            session.pop("proven", None)
            flash(_("Welcome! Now say where you live, so that your voice counts there."), "good")
            return _enter(account)
    return render_template("accounts/name.html", form=form), form.status


@bp.route("/sign-in/staff", methods=["GET", "POST"])
@public
@limiter.limit(PER_NUMBER, key_func=_typed_phone, methods=["POST"])
@limiter.limit(PER_ADDRESS, key_func=_address, methods=["POST"])
def staff() -> Any:
    """Let those in who are charged with something: passphrase and authenticator app."""
    form = StaffForm()
    if form.sent:
        account = _with_passphrase(form)
        if account is None:
            form.refusal = Refusal("accounts.staff_unknown")
        elif account.totp_secret is None:
            session["enrolling"] = {"phone": account.phone, "at": now().isoformat(), "secret": pyotp.random_base32()}
            return redirect(url_for(".enrol"), code=303)
        elif form.carry_out(lambda: services.use_second_factor(account, form.code.data or "", now=now())):
            return _enter(account)
    return render_template("accounts/staff.html", form=form), form.status


def _with_passphrase(form: StaffForm) -> Account | None:
    """Return the account whose passphrase was typed; hashing takes a tenth of a second and holds no transaction."""
    found = queries.account_by_phone(phone_in_full(form.phone.data or "") or "")
    account_id, kept = (found.id, found.passphrase_hash) if found else (0, None)
    rollback()
    if not services.passphrase_fits(kept, form.passphrase.data or ""):
        return None
    return queries.account(account_id)


@bp.route("/sign-in/staff/enrol", methods=["GET", "POST"])
@public
@limiter.limit(PER_ADDRESS, key_func=_address, methods=["POST"])
def enrol() -> Any:
    """Show the code to scan, and take the app's first six digits."""
    phone = _proven_phone("enrolling", ENROLMENT_LIVES)
    account = queries.account_by_phone(phone) if phone else None
    if account is None or account.totp_secret is not None:
        return redirect(url_for(".staff"), code=303)
    form, secret = EnrolForm(), str(session["enrolling"]["secret"])
    if form.sent and form.carry_out(
        lambda: services.enrol_second_factor(account, secret, form.code.data or "", now=now())
    ):
        session.pop("enrolling", None)
        return _enter(account)
    uri = pyotp.TOTP(secret).provisioning_uri(name=account.display_name, issuer_name=ISSUER)
    qr = Markup(segno.make(uri, error="m").svg_inline(scale=5, omitsize=False))  # noqa: S704 - drawn by us
    return render_template("accounts/enrol.html", form=form, qr=qr, secret=secret), form.status


@bp.post("/sign-out")
@public
def sign_out() -> Response:
    """Make this browser a guest's again; open sockets close, and those of other devices come back by themselves."""
    if session.get("account"):
        drop(account_room(int(session["account"])))
    session.clear()
    return redirect("/", code=303)


@bp.post("/sign-out/everywhere")
@requires(AccountPermission.change_own)
def sign_out_everywhere() -> Response:
    """Make every browser of this account a guest's, and close its open sockets."""
    services.sign_out_everywhere(_mine(), now=now())
    session.clear()
    flash(_("You are signed out on every device."), "good")
    return redirect("/", code=303)


@bp.route("/me", methods=["GET", "POST"])
@requires(AccountPermission.see_own)
def me() -> Any:
    """Show what the platform knows me as, and what is mine."""
    account = _mine()
    form = DisplayNameForm(obj=account)
    if form.sent:
        services.choose_name(account, (form.display_name.data or "").strip(), now=now())
        flash(_("Others now see you as %(name)s.", name=account.display_name), "good")
        return redirect(url_for(".me"), code=303)
    values = {"account": account, "phone": phone_masked(account.phone), "mine": panels("accounts.me", account)}
    return render_template("accounts/me.html", form=form, **values), form.status


@bp.get("/privacy")
@public
def privacy() -> str:
    """Say what is kept about a person, why, and for how long."""
    return render_template("accounts/privacy.html")


def _keep_choice(what: str, value: str) -> None:
    account = _me()
    if account is None:
        return
    if what == ELDER_COOKIE:
        services.choose_elder_version(account, elder=value == "1", now=now())
    else:
        services.choose_language(account, value, now=now())
    g.pop("identity", None)


def bind(_app: Flask) -> None:
    """Add the word `Me` to the bar, and keep what a signed-in person chooses."""
    nav.add("bottom", 40, NavItem(lazy_gettext("Me"), "accounts.me", "me"))
    keep_choices_with(_keep_choice)
