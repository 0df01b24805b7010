"""The tablet at the service point: everybody's for a few minutes, and it forgets each of them."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, session, url_for
from flask_babel import gettext as _

from deliberate.accounts import services
from deliberate.accounts.permissions import AccountPermission
from deliberate.accounts.views.entering import SEE_OTHER, bp
from deliberate.accounts.views.own import mine
from deliberate.kit.clock import now
from deliberate.web.guards import check, public, requires
from deliberate.web.shared import begin_kiosk, end_kiosk, kiosk


@bp.get("/kiosk")
@public
def kiosk_start() -> str:
    """Greet whoever comes to the kiosk; elsewhere, let those on duty make this browser one."""
    if not kiosk():
        check(AccountPermission.keep_kiosk)
    return render_template("accounts/kiosk.html")


@bp.post("/kiosk/begin")
@requires(AccountPermission.keep_kiosk)
def kiosk_begin() -> Any:
    """Make this browser a kiosk, and forget who did it."""
    account = services.keep_kiosk(mine(), begin=True, now=now())
    session.clear()
    session["wipe"] = True
    return begin_kiosk(redirect(url_for(".kiosk_start"), code=SEE_OTHER), account.id)


@bp.route("/kiosk/leave", methods=["GET"])
@requires(AccountPermission.keep_kiosk)
def kiosk_leave() -> str:
    """Ask whether the kiosk is to end."""
    return render_template("accounts/kiosk_leave.html")


@bp.post("/kiosk/end")
@requires(AccountPermission.keep_kiosk)
def kiosk_end() -> Any:
    """Make this browser an ordinary one again."""
    services.keep_kiosk(mine(), begin=False, now=now())
    flash(_("This device is an ordinary one again."), "good")
    return end_kiosk(redirect(url_for("accounts.me"), code=SEE_OTHER))
