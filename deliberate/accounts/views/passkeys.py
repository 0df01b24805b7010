"""Passkeys of those on duty: adding, using and removing them. Where a browser has none, everything goes on without."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import webauthn
from flask import current_app, flash, redirect, render_template, request, session, url_for
from flask_babel import gettext as _
from webauthn.helpers import base64url_to_bytes, bytes_to_base64url
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from deliberate.accounts import queries, services
from deliberate.accounts.forms import EnrolForm
from deliberate.accounts.permissions import AccountPermission
from deliberate.accounts.views.entering import PER_ADDRESS, SEE_OTHER, address, bp, come_in
from deliberate.accounts.views.own import mine
from deliberate.kit.clock import now
from deliberate.kit.refusals import Refusal, Refused
from deliberate.web.errors import answer
from deliberate.web.extensions import limiter
from deliberate.web.guards import identity, public, requires

if TYPE_CHECKING:
    from werkzeug.wrappers import Response

    from deliberate.accounts.models import Passkey

CHALLENGE_LIVES = timedelta(minutes=5)
PROVEN = UserVerificationRequirement.REQUIRED
FORBIDDEN = 403
ADD, SIGN_IN = "add", "sign_in"


def _site() -> services.Site:
    host = urlsplit(request.host_url).hostname or ""
    return services.Site(rp_id=current_app.config["RP_ID"] or host, origin=request.host_url.rstrip("/"))


def _options(options: Any, purpose: str) -> Response:
    """Return options for the browser, and keep their challenge for one answer to the same purpose."""
    kept = {"challenge": bytes_to_base64url(options.challenge), "at": now().isoformat(), "for": purpose}
    session["passkey"] = kept
    return current_app.response_class(webauthn.options_to_json(options), mimetype="application/json")


def _challenge(purpose: str) -> str:
    """Return the challenge that was asked for this purpose, once: one to sign in with adds no device."""
    kept = session.pop("passkey", None)
    if not kept or kept.get("for") != purpose or now() - datetime.fromisoformat(kept["at"]) > CHALLENGE_LIVES:
        raise Refused(Refusal("accounts.passkey_stale"))
    return str(kept["challenge"])


def _sent() -> tuple[dict[str, Any], dict[str, Any]]:
    """Return what the script sent, and the device's answer in it."""
    sent = request.get_json(silent=True)
    credential = sent.get("credential") if isinstance(sent, dict) else None
    if not isinstance(sent, dict) or not isinstance(credential, dict):
        raise Refused(Refusal("accounts.passkey_failed"))
    return sent, credential


@bp.get("/me/passkeys")
@requires(AccountPermission.change_own)
def passkeys() -> str:
    """Show the devices that sign this account in."""
    account = mine()
    return render_template("accounts/passkeys.html", account=account, passkeys=queries.passkeys_of(account.id))


@bp.post("/me/passkeys/options")
@requires(AccountPermission.change_own)
@limiter.limit("10 per 15 minutes")
def passkey_options() -> Response:
    """Ask this device for a key of its own, after the authenticator app has shown that its owner is there."""
    account, sent = mine(), request.get_json(silent=True)
    code = str(sent.get("code", "")) if isinstance(sent, dict) else ""
    services.use_second_factor(account, code, now=now())
    known = [base64url_to_bytes(one.credential_id) for one in queries.passkeys_of(account.id)]
    return _options(
        webauthn.generate_registration_options(
            rp_id=_site().rp_id,
            rp_name="Deliberate",
            user_id=f"account:{account.id}".encode(),
            user_name=account.display_name,
            exclude_credentials=[PublicKeyCredentialDescriptor(id=one) for one in known],
            authenticator_selection=AuthenticatorSelectionCriteria(
                resident_key=ResidentKeyRequirement.REQUIRED, user_verification=PROVEN
            ),
        ),
        ADD,
    )


@bp.post("/me/passkeys/add")
@requires(AccountPermission.change_own)
def add_passkey() -> Any:
    """Keep the key this device has made."""
    challenge, (sent, credential) = _challenge(ADD), _sent()
    name = str(sent.get("name", ""))[:60]
    services.enrol_passkey(mine(), credential, challenge=challenge, site=_site(), name=name, now=now())
    flash(_("From now on this device signs you in."), "good")
    return {"go": url_for(".passkeys")}


def own_passkey(passkey_id: int) -> Passkey | None:
    """Return the asker's own passkey; somebody else's is not shown here."""
    found = queries.passkey(passkey_id)
    return found if found is not None and found.account_id == identity().account_id else None


@bp.route("/me/passkeys/<int:passkey_id>/remove", methods=["GET", "POST"])
@requires(AccountPermission.change_own, own_passkey)
@limiter.limit("10 per 15 minutes", methods=["POST"])
def remove_passkey(kept: Passkey) -> Any:
    """Remove a device, after the authenticator app has shown that it is really its owner who asks."""
    form = EnrolForm()
    if form.sent and form.carry_out(lambda: services.use_second_factor(mine(), form.code.data or "", now=now())):
        name = kept.name
        services.remove_passkey(kept, now=now())
        flash(_("%(name)s no longer signs you in.", name=name), "good")
        return redirect(url_for(".passkeys"), code=SEE_OTHER)
    return render_template("accounts/passkey_remove.html", form=form, passkey=kept), form.status


@bp.post("/sign-in/passkey/options")
@public
@limiter.limit(PER_ADDRESS, key_func=address)
def sign_in_options() -> Response:
    """Ask whichever device this is to prove itself; it finds its own key."""
    asked = webauthn.generate_authentication_options(rp_id=_site().rp_id, user_verification=PROVEN)
    return _options(asked, SIGN_IN)


@bp.post("/sign-in/passkey")
@public
@limiter.limit(PER_ADDRESS, key_func=address)
def sign_in_with_passkey() -> Any:
    """Sign in whoever's device has answered."""
    challenge, (sent, credential) = _challenge(SIGN_IN), _sent()
    account, refusal = services.use_passkey(credential, challenge=challenge, site=_site(), now=now())
    if account is None:
        # Answered with 200, because a suspension must stay: an error would take it back.
        told, _status = answer(refusal or Refusal("accounts.passkey_failed"), FORBIDDEN)
        return told
    entered = come_in(account, shared=bool(sent.get("shared")))
    entered.set_data(json.dumps({"go": entered.headers.pop("Location")}))
    entered.status_code, entered.mimetype = 200, "application/json"
    return entered
