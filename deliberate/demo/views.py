"""The door: enter as somebody. It exists only in demo mode."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from flask import Blueprint, abort, current_app, flash, redirect, request, session, url_for
from flask_babel import lazy_gettext as _
from flask_babel import ngettext

from deliberate.demo import queries
from deliberate.demo.services import passing
from deliberate.kit.clock import now
from deliberate.web.guards import public
from deliberate.web.language import ELDER_COOKIE
from deliberate.web.pages import page

if TYPE_CHECKING:
    from flask import Flask

door = Blueprint("demo", __name__)

DOORS = {
    "resident": (_("A resident"), _("Wang Fang proposes, seconds, speaks and votes on her phone."), "places.home"),
    "elder": (_("An older resident"), _("Granny Zhang, 78, uses the elder version."), "places.home"),
    "head": (
        _("The building head"),
        _(
            "Sun Meilan knows everybody on the stairs: she confirms who lives there and writes down what Granny Wang wants."
        ),
        "places.waiting",
    ),
    "moderator": (
        _("The moderator"),
        _("Chen Jing of the committee sorts, calls meetings and answers for dates."),
        "issues.desk",
    ),
    "recorder": (_("The recorder"), _("Li Wen writes the minutes."), "meetings.index"),
    "liaison": (
        _("The liaison"),
        _("Zhou Ming follows what became of decisions; reads everything, changes nothing."),
        "reports.board",
    ),
    "handler": (
        _("The property company"),
        _("Wang Qiang carries out what was decided and reports it."),
        "delivery.work",
    ),
    "supervisor": (
        _("The supervisor"),
        _("Zhao Guoliang of the supervision committee watches the count and signs for it."),
        "votes.index",
    ),
    "translator": (
        _("The translator"),
        _("Teacher Piao lives in four languages and puts neighbours' words into another one."),
        "renderings.queue",
    ),
    "admin": (_("The administrator"), _("Liu Yang looks after places, roles and rules."), "admin.index"),
}


def bind(app: Flask) -> None:
    """Hang the door in, in demo mode only."""
    if app.config["DEMO"]:
        app.register_blueprint(door)
        passing.remember(Path(app.config["INSTANCE"]))


@door.get("/door")
@public
def show() -> str:
    """Show whom one can enter as."""
    people = [(key, account, *DOORS[key]) for key, account in queries.on_the_door()]
    return page("demo/door.html", people=people, today=now())


@door.post("/door/days")
@public
def let_days_pass() -> Any:
    """Put the demonstration's clock forward, and do what the calendar asks for on the way."""
    days = request.form.get("days", 0, type=int)
    if not 1 <= days <= passing.MOST_AT_ONCE:
        abort(400)
    passing.let_pass(Path(current_app.config["INSTANCE"]), days)
    flash(ngettext("%(num)d day has passed.", "%(num)d days have passed.", days), "good")
    return redirect(url_for(".show"), code=303)


@door.post("/door/<string:key>")
@public
def enter(key: str) -> Any:
    """Sign in as one of the demo's people and go to where their work begins."""
    account = queries.account_of(key) if key in DOORS else None
    if account is None:
        abort(404)
    chosen = session.get("language")
    session.clear()
    session.permanent = True
    session["account"], session["version"] = account.id, account.session_version
    if chosen:
        session["language"] = chosen
    response = redirect(url_for(DOORS[key][2]), code=303)
    response.set_cookie(ELDER_COOKIE, "1" if account.elder else "0", samesite="Lax")
    return response
