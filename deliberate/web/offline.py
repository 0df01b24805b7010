"""What a phone keeps for the time without a network: its own programme, pages already seen, and who may read them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from flask import Response, current_app, g, jsonify, render_template, request, session, url_for
from flask_babel import force_locale, get_locale
from flask_babel import gettext as _

from deliberate.kit.clock import now
from deliberate.kit.roles import Role
from deliberate.web import language
from deliberate.web.assets import asset
from deliberate.web.guards import identity, public
from deliberate.web.pages import nav
from deliberate.web.shared import shared

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Flask

    from deliberate.web.assets import Assets

WORKER = "js/service-worker.js"
GUEST, NOBODY = "guest", "none"
# What a form needs that is opened for the first time without a network.
PROGRAMME = (
    "css/main.css", "css/dark.css", "js/behaviours.js", "js/behaviours/on-this-phone.js", "js/behaviours/outbox.js",
    "js/behaviours/draft.js", "js/behaviours/photos.js", "js/outbox/strip.js",
)  # fmt: skip
# Whoever works for the committee sees on ordinary pages what others may not; those stay on the server.
STAFF = (
    Role.moderator, Role.recorder, Role.liaison, Role.service_desk, Role.supervisor, Role.teller, Role.scrutineer,
    Role.admin,
)  # fmt: skip
# Paper and seal, as in static/css/tokens.css.
PAPER, SEAL = "#f6f1e6", "#a8380f"
ICONS = (("img/seal-192.png", 192, "any"), ("img/seal-512.png", 512, "any"), ("img/seal-mask.png", 512, "maskable"))
A_DAY = 60 * 60 * 24
WHOLE = 200
AS_ASKED, ANY_QUERY = "1", "any"


def kept_offline(view: Callable[..., Any]) -> Callable[..., Any]:
    """Mark a page that its reader's own phone may keep; stands below the guard."""
    view.kept_offline = True  # type: ignore[attr-defined]
    return view


def on_own_device() -> bool:
    """Tell whether this browser belongs to its reader."""
    return shared() is None and "wipe" not in session


def reader() -> str:
    """Return whose forms this phone may keep: an account's number, or nothing."""
    account_id = identity().account_id
    return str(account_id) if account_id and on_own_device() else ""


def keep_for_any_query() -> None:
    """Let the page being made stand, without a network, for every page of its path whatever is asked."""
    g.kept_as = ANY_QUERY


def may_keep() -> str:
    """Return how this phone may keep the page being made, empty if not at all."""
    view = current_app.view_functions.get(request.endpoint or "")
    how = g.get("kept_as", AS_ASKED if getattr(view, "kept_offline", False) else "")
    mine = request.method == "GET" and on_own_device() and not identity().holds_anywhere(*STAFF)
    return str(how) if mine else ""


def _say_what_may_be_kept(response: Response) -> Response:
    """Tell the service worker who reads, so that it forgets another's pages, and whether this one may be kept."""
    if response.mimetype != "text/html" or "identity" not in g:
        return response
    response.headers["X-Reader"] = (reader() or GUEST) if on_own_device() else NOBODY
    response.headers["X-Look"] = f"{get_locale()} {language.elder_mode():d}"
    secret = "no-store" in response.headers.get("Cache-Control", "")
    if response.status_code == WHOLE and may_keep() and not secret:
        response.headers["X-Keep"] = may_keep()
    return response


@public
@kept_offline
def on_this_phone() -> str:
    """Show what this phone keeps and what it has not sent yet; stands in for pages that cannot be had."""
    return render_template("offline/on_this_phone.html")


@public
def manifest() -> Response:
    """Say how the pages are installed as an app, in the language the address names; browsers ask without cookies."""
    with force_locale(language.known(request.args.get("language")) or str(get_locale())):
        named = jsonify(
            name=_("Deliberate"),
            short_name=_("Deliberate"),
            description=_("Deliberate: from a neighbour's wish to a promise kept."),
            lang=str(get_locale()).replace("_", "-"),
            id="deliberate",
            start_url=f"{request.script_root}/",
            scope=f"{request.script_root}/",
            display="standalone",
            background_color=PAPER,
            theme_color=SEAL,
            icons=[
                {"src": asset(name), "sizes": f"{size}x{size}", "type": "image/png", "purpose": purpose}
                for name, size, purpose in ICONS
            ],
            shortcuts=[{"name": str(item.label), "url": item.url} for item in nav.bottom],
        )
    named.mimetype = "application/manifest+json"
    named.cache_control.public, named.cache_control.max_age = True, A_DAY
    return named


@public
def worker() -> Response:
    """Send the service worker from the root, so that it serves every page; it changes with every version."""
    assets: Assets = current_app.extensions["assets"]
    settings = {
        "version": assets.fingerprint,
        "assets": asset("").removesuffix(f"{assets.fingerprint}/"),
        "needed": [asset(name) for name in PROGRAMME],
        "shell": url_for("on_this_phone"),
    }
    source = (assets.source(WORKER) or b"").decode()
    response = Response(f"const SETTINGS = {json.dumps(settings)};\n{source}", mimetype="text/javascript")
    response.headers["Cache-Control"] = "no-cache"
    return response


def bind_offline(app: Flask) -> None:
    """Mount the app's description, its worker and the page of what is kept."""
    app.add_url_rule("/manifest.webmanifest", "manifest", manifest)
    app.add_url_rule("/service-worker.js", "service_worker", worker)
    app.add_url_rule("/on-this-phone", "on_this_phone", on_this_phone)
    app.jinja_env.globals.update(reader=reader, may_keep=may_keep, on_own_device=on_own_device, this_moment=now)
    app.after_request(_say_what_may_be_kept)
