"""What every way of signing in shares: where it leads, what a browser remembers on the way, and coming in."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from flask import Blueprint, flash, redirect, request, session, url_for
from flask_babel import gettext as _
from flask_wtf.csrf import CSRFError

from deliberate.accounts.rules import ENROLMENT_LIVES, OWN_PHONE_REMEMBERS, SHARED_REMEMBERS
from deliberate.kit.clock import now
from deliberate.web.guards import identity, local_path
from deliberate.web.language import ELDER_COOKIE
from deliberate.web.preferences import A_YEAR
from deliberate.web.shared import kiosk, share

if TYPE_CHECKING:
    from werkzeug.wrappers import Response

    from deliberate.accounts.models import Account

bp = Blueprint("accounts", __name__)
SEE_OTHER = 303
# A whole hall shares one address; the limits that protect a number are rules, kept in the database.
PER_ADDRESS, PER_NUMBER = "900 per hour", "10 per 15 minutes"


def address() -> str:
    """Return what a limit per address counts."""
    return f"address:{request.remote_addr}"


def wanted() -> str | None:
    """Return where the person wants to go on; it travels in the address, so that every tab keeps its own."""
    asked = request.args.get("next")
    return local_path(asked) if asked else None


def step(endpoint: str, **values: Any) -> Response:
    """Go on to a step of signing in, without losing where it leads."""
    return redirect(url_for(endpoint, next=wanted(), **values), code=SEE_OTHER)


def go_on() -> Response:
    """Lead whoever is signed in to where they wanted to go."""
    return redirect(wanted() or url_for("accounts.me"), code=SEE_OTHER)


def remember(what: str, *, shared: bool, **facts: Any) -> None:
    """Keep what this browser is signing in with: on one's own phone it outlives a killed page."""
    shared = shared or kiosk()
    session.permanent = not shared
    session[what] = {"at": now().isoformat(), "shared": shared, **facts}


def remembered(what: str) -> dict[str, Any] | None:
    """Return what this browser is signing in with, if it began not too long ago."""
    kept: dict[str, Any] | None = session.get(what)
    if not kept:
        return None
    lives = SHARED_REMEMBERS if kept.get("shared") else OWN_PHONE_REMEMBERS
    lives = ENROLMENT_LIVES if "secret" in kept else lives
    if now() - datetime.fromisoformat(kept["at"]) > lives:
        session.pop(what, None)
        flash(
            _("It is a while since you began, so for your safety this device has forgotten it. Please begin again."),
            "info",
        )
        return None
    return kept


def come_in(account: Account, *, shared: bool = False) -> Response:
    """Sign this browser in and go on where the person wanted to go."""
    shared = shared or kiosk()
    session.clear()
    session.permanent = True
    session["account"], session["version"], session["language"] = account.id, account.session_version, account.language
    if shared:
        share()
    response = go_on()
    elder = "1" if account.elder else "0"
    lasting = None if shared else A_YEAR
    response.set_cookie(ELDER_COOKIE, elder, max_age=lasting, samesite="Lax", secure=request.is_secure)
    return response


@bp.errorhandler(CSRFError)
def _other_tab_was_quicker(_error: CSRFError) -> Response:
    """Show the page again: in another tab this browser has signed in or out meanwhile, and nothing is lost by it."""
    return go_on() if identity().signed_in else redirect(request.full_path.rstrip("?"), code=SEE_OTHER)
