"""The workbench: reports, appeals and what was hidden lately, on one screen, by keyboard."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from deliberate.kit.clock import now
from deliberate.kit.roles import Role
from deliberate.moderation import queries, services
from deliberate.moderation.forms import WordsForm
from deliberate.moderation.permissions import DECIDERS, ModerationPermission
from deliberate.moderation.rules import as_list
from deliberate.moderation.states import OF_TEXTS, HideReason
from deliberate.moderation.views.public import SEE_OTHER, asker, bp
from deliberate.places.queries.tree import place_by_slug, places_of
from deliberate.places.rules.deadlines import last_day
from deliberate.web.collation import by_name, by_own_name
from deliberate.web.forms import press
from deliberate.web.guards import identity, may, requires
from deliberate.web.pages import NavItem, nav, page

if TYPE_CHECKING:
    from collections.abc import Callable

    from deliberate.moderation.models import Ruling
    from deliberate.moderation.rules import Text
    from deliberate.places.models import Place

nav.add(
    "desk",
    25,
    NavItem(lazy_gettext("Moderation"), "moderation.desk", "eye", seen_by=lambda: may(ModerationPermission.work)),
)


@bp.get("/desk/moderation")
@requires(ModerationPermission.work)
def desk() -> str:
    """Show what waits: reports, appeals by the day they are due, and what was hidden lately."""
    held = identity().roles
    moderated = held.get(Role.moderator, frozenset())
    charged = frozenset().union(*(held.get(role, frozenset()) for role in DECIDERS))
    return page(
        "moderation/desk.html",
        reported=queries.reported_at(moderated),
        moderates=moderated,
        appeals=queries.appeals_at(charged),
        hidden=queries.lately_hidden(moderated),
        flagged=queries.flagged_at(moderated),
        watching=by_own_name(places_of(moderated)),
        reasons=OF_TEXTS,
        me=asker(),
        places=by_own_name(places_of(charged)),
        last_day=last_day,
    )


@bp.route("/places/<string:slug>/watched", methods=["GET", "POST"])
@requires(ModerationPermission.watch, place_by_slug)
def watched(place: Place) -> Any:
    """Keep the list of words a community wants a moderator to look at."""
    form = WordsForm()
    words = as_list(form.words.data or "")
    if form.sent and form.carry_out(lambda: services.watch_words(place, words, actor_id=asker(), now=now())):
        flash(_("The list is kept. New contributions with these words stand on the workbench too."), "good")
        return redirect(url_for(".watched", slug=place.slug), SEE_OTHER)
    if not form.is_submitted():
        form.words.data = "\n".join(by_name((one.word for one in queries.watched_by(place)), str))
    return page("moderation/watched.html", place=place, form=form), form.status


def _done(verb: Callable[[], Any], said: str) -> Any:
    """Carry it out and go back to the workbench; what stands in the way is said there."""
    return press(verb, said, url_for(".desk"))


@bp.post("/desk/moderation/<string:kind>/<int:subject_id>/hide")
@requires(ModerationPermission.hide, queries.text)
def hide(of: Text) -> Any:
    """Hide a reported text, with one key for the reason."""
    reason = next((one for one in HideReason if one.value == request.form.get("reason")), None)
    return _done(
        lambda: services.hide_text(of, reason, actor_id=asker(), now=now()), _("It is hidden, and the author is told.")
    )


@bp.post("/desk/moderation/<string:kind>/<int:subject_id>/keep")
@requires(ModerationPermission.hide, queries.text)
def keep(of: Text) -> Any:
    """Leave a reported text as it is."""
    return _done(lambda: services.keep_text(of, actor_id=asker(), now=now()), _("It stays as it is."))


@bp.post("/moderation/<int:ruling_id>/lift")
@requires(ModerationPermission.hide, queries.ruling)
def lift(one: Ruling) -> Any:
    """Show a text again."""
    return _done(lambda: services.lift_hiding(one, actor_id=asker(), now=now()), _("It is shown again."))
