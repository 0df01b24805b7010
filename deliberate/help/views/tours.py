"""A first look around: offered once, on top of whatever page one came for, and never in its way."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import abort, redirect, render_template, request, session, url_for

from deliberate.help.queries import tours_seen
from deliberate.help.rules.tours import EVERYBODY, TOPICS, topic_of, tour_to_offer
from deliberate.help.services import forget_tours, remember_tour
from deliberate.help.views.calling import bp
from deliberate.kit.clock import now
from deliberate.web.guards import identity, local_path, public
from deliberate.web.pages import Panel, panel
from deliberate.web.preferences import A_YEAR

if TYPE_CHECKING:
    from werkzeug import Response

COOKIE, KEPT, APART = "tours", "tours", "."


def _seen() -> set[str]:
    """Return what this browser or this person has seen; the database is asked once a session."""
    seen = set(request.cookies.get(COOKIE, "").split(APART))
    who = identity()
    if topic_of(who) in seen or not who.signed_in:
        return seen
    kept = session.get(KEPT)
    if not kept or kept[0] != who.account_id:
        kept = session[KEPT] = [who.account_id, sorted(tours_seen(who.account_id or 0))]
    return seen | set(kept[1])


@panel("layouts.page", 10)
def offer(_page: Any) -> Panel | None:
    """Offer the tour as a slim card on top of the page."""
    own_pages = (request.endpoint or "").startswith("help.")
    tour = None if own_pages or request.method != "GET" else tour_to_offer(identity(), _seen())
    return Panel("help/parts/offer.html", {"tour": tour, "here": request.full_path.rstrip("?")}) if tour else None


@panel("accounts.me", 90)
def again(_account: Any) -> Panel:
    """Let a person be shown around again."""
    return Panel("help/parts/again.html", {"tour": topic_of(identity())})


def _known(tour: str) -> str:
    return tour if tour in TOPICS else abort(404)


@bp.get("/tour/<string:tour>")
@public
def tour(tour: str) -> str:
    """Show the cards: all on one page, one a screen in the elder version."""
    number = max(1, request.args.get("card", 1, type=int) or 1)
    after = local_path(request.args.get("next"))
    own = tour in {EVERYBODY, topic_of(identity())}
    return render_template("help/tour.html", tour=_known(tour), number=number, after=after, own=own)


@bp.post("/tour/<string:tour>/done")
@public
def done(tour: str) -> Response:
    """Go on to where one wanted to go, and offer this tour no more: not to the person, not in this browser."""
    _known(tour)
    if identity().signed_in:
        remember_tour(identity().account_id or 0, tour, now())
        session.pop(KEPT, None)
    seen = {*request.cookies.get(COOKIE, "").split(APART), tour} - {""}
    answer = redirect(local_path(request.form.get("next")), code=303)
    kept = APART.join(sorted(seen & {*TOPICS}))
    answer.set_cookie(COOKIE, kept, max_age=A_YEAR, samesite="Lax", secure=request.is_secure)
    return answer


@bp.post("/tour/again")
@public
def offer_again() -> Response:
    """Forget that the tour was seen, and begin it."""
    if identity().signed_in:
        forget_tours(identity().account_id or 0)
        session.pop(KEPT, None)
    answer = redirect(url_for("help.tour", tour=topic_of(identity())), code=303)
    answer.delete_cookie(COOKIE)
    return answer
