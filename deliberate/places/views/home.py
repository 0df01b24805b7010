"""The front page and the home of a community: what one can do, and what is going on."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

from flask import Blueprint, redirect, render_template, url_for
from flask_babel import get_locale, lazy_gettext
from flask_babel import gettext as _

from deliberate.kit.clock import SHANGHAI, now
from deliberate.kit.roles import Role
from deliberate.places.permissions import PlacePermission
from deliberate.places.queries import people, tree
from deliberate.places.rules.deadlines import local_day
from deliberate.places.rules.rulesets import Bound
from deliberate.places.rules.shipped import calendar_for
from deliberate.web.collation import by_own_name
from deliberate.web.guards import identity, public, requires
from deliberate.web.language import listed
from deliberate.web.offline import kept_offline
from deliberate.web.pages import NavItem, nav, panels
from deliberate.web.words import word

if TYPE_CHECKING:
    from flask import Flask

    from deliberate.places.models import Place
    from deliberate.places.rules.rulesets import Rule

bp = Blueprint("places", __name__)


@bp.get("/")
@public
@kept_offline
def home() -> Any:
    """Show the one community, the reader's own, or the list of all."""
    standing = tree.communities()
    own = [place for place in standing if place.id in identity().memberships]
    if len(standing) == 1 or len(own) == 1:
        return _community(own[0] if len(own) == 1 else standing[0])
    return render_template("places/communities.html", communities=by_own_name(standing), people=people.counts(standing))


@bp.get("/places/<string:slug>")
@requires(PlacePermission.see, tree.place_by_slug)
@kept_offline
def show(place: Place) -> Any:
    """Show a place: the home of its community, or for anything smaller the community it belongs to."""
    if place.rule_set_id is None:
        above = [item for item in tree.ancestors(place) if item.rule_set_id is not None]
        if above:
            return redirect(url_for(".show", slug=above[-1].slug), code=302)
    return _community(place)


def _community(place: Place) -> str:
    today = now().astimezone(SHANGHAI).date()
    return render_template(
        "places/home.html",
        place=place,
        place_name=place.name_in(str(get_locale())),
        estates=tree.children(place),
        moderators=people.holders(place, Role.moderator, today),
        members=people.counts([place])[place.id],
        asked=panels("places.asked", place),
        parts=panels("places.home", place),
        lives_here=identity().lives_in(place.place_path),
    )


@bp.get("/places/<string:slug>/rules")
@requires(PlacePermission.see, tree.place_by_slug)
@kept_offline
def rules(place: Place) -> str:
    """Show every figure that holds here, with its article and what it rests on."""
    ruleset, year = tree.rules_at(place), local_day(now()).year
    known = calendar_for(ruleset).known_until(year)
    return render_template("places/rules.html", place=place, ruleset=ruleset, year=year, known_until=known)


def figure(rule: Rule) -> str:
    """Return a rule's value as a person reads it: 10 days, more than 1/2, 7, 3 and 1 days."""
    value = rule.value
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, Fraction):
        share = f"{value.numerator}/{value.denominator}"
        return _("more than %(share)s", share=share) if rule.bound is Bound.more_than else share
    if isinstance(value, tuple):
        return f"{listed(value)} {word(rule.unit)}"
    return f"{value} {word(rule.unit)}" if isinstance(value, int) else value


def bind(app: Flask) -> None:
    """Add the word `Home` to the bar and teach templates to write figures."""
    app.jinja_env.filters["figure"] = figure
    nav.add("bottom", 10, NavItem(lazy_gettext("Home"), "places.home", "home"))
