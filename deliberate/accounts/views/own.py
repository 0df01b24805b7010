"""One's own page, signing out, and what is kept about a person."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import flash, g, redirect, render_template, request, session, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from deliberate.accounts import queries, services
from deliberate.accounts.forms import DisplayNameForm
from deliberate.accounts.permissions import AccountPermission
from deliberate.accounts.rules import phone_masked
from deliberate.accounts.views.entering import bp
from deliberate.kit.clock import now
from deliberate.web.guards import Forbidden, identity, public, requires
from deliberate.web.language import ELDER_COOKIE
from deliberate.web.pages import NavItem, nav, panels
from deliberate.web.preferences import keep_choices_with
from deliberate.web.shared import forget, kiosk, say_forgotten, touch
from deliberate.web.sockets import account_room, drop

if TYPE_CHECKING:
    from flask import Flask
    from werkzeug.wrappers import Response

    from deliberate.accounts.models import Account


def _me() -> Account | None:
    return queries.account(identity().account_id or 0)


def mine() -> Account:
    """Return the asker's own account."""
    account = _me()
    if account is None:
        raise Forbidden
    return account


@bp.post("/sign-out")
@public
def sign_out() -> Response:
    """Make this browser a guest's again; open sockets close, and those of other devices come back by themselves."""
    if session.get("account"):
        drop(account_room(int(session["account"])))
    forget()
    if request.form.get("left_alone"):
        say_forgotten()
    return redirect(url_for(".kiosk_start") if kiosk() else "/", code=303)


@bp.post("/stay")
@public
def stay() -> tuple[str, int]:
    """Note that somebody is still at a shared device."""
    touch()
    return "", 204


@bp.post("/sign-out/everywhere")
@requires(AccountPermission.change_own)
def sign_out_everywhere() -> Response:
    """Make every browser of this account a guest's, and close its open sockets."""
    services.sign_out_everywhere(mine(), now=now())
    forget()
    flash(_("You are signed out on every device."), "good")
    return redirect("/", code=303)


@bp.route("/me", methods=["GET", "POST"])
@requires(AccountPermission.see_own)
def me() -> Any:
    """Show what the platform knows me as, and what is mine."""
    account = mine()
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
