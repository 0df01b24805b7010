"""How those on duty sign in: passphrase and authenticator app."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pyotp
import segno
from flask import render_template, request, session
from markupsafe import Markup

from deliberate.accounts import queries, services
from deliberate.accounts.forms import EnrolForm, StaffForm
from deliberate.accounts.rules import phone_in_full
from deliberate.accounts.views.entering import (
    PER_ADDRESS,
    PER_NUMBER,
    address,
    bp,
    come_in,
    go_on,
    remember,
    remembered,
    step,
)
from deliberate.db.session import rollback
from deliberate.kit.clock import now
from deliberate.kit.refusals import Refusal
from deliberate.web.extensions import limiter
from deliberate.web.guards import identity, public

if TYPE_CHECKING:
    from deliberate.accounts.models import Account

ISSUER = "Deliberate"


def _typed_phone() -> str:
    return f"staff:{phone_in_full(request.form.get('phone', ''))}"


@bp.route("/sign-in/staff", methods=["GET", "POST"])
@public
@limiter.limit(PER_NUMBER, key_func=_typed_phone, methods=["POST"])
@limiter.limit(PER_ADDRESS, key_func=address, methods=["POST"])
def staff() -> Any:
    """Let those in who are charged with something: passphrase and authenticator app."""
    if identity().signed_in:
        return go_on()
    form = StaffForm()
    if form.sent:
        account, shared = _with_passphrase(form), form.shared.data
        if account is None:
            form.refusal = Refusal("accounts.staff_unknown")
        elif account.totp_secret is None:
            remember("enrolling", phone=account.phone, secret=pyotp.random_base32(), shared=shared)
            return step(".enrol")
        elif form.carry_out(lambda: services.use_second_factor(account, form.code.data or "", now=now())):
            return come_in(account, shared=shared)
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
@limiter.limit(PER_ADDRESS, key_func=address, methods=["POST"])
def enrol() -> Any:
    """Show the code to scan, and take the app's first six digits."""
    kept = remembered("enrolling")
    account = queries.account_by_phone(kept["phone"]) if kept else None
    if kept is None or account is None or account.totp_secret is not None:
        return step(".staff")
    form, secret = EnrolForm(), str(kept["secret"])
    if form.sent and form.carry_out(
        lambda: services.enrol_second_factor(account, secret, form.code.data or "", now=now())
    ):
        session.pop("enrolling", None)
        return come_in(account, shared=kept["shared"])
    uri = pyotp.TOTP(secret).provisioning_uri(name=account.display_name, issuer_name=ISSUER)
    qr = Markup(segno.make(uri, error="m").svg_inline(scale=5, omitsize=False))  # noqa: S704 - drawn by us
    return render_template("accounts/enrol.html", form=form, qr=qr, secret=secret), form.status
