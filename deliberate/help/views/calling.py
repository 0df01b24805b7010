"""Help me: who is open now, their number, and where to turn when nobody is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, render_template, request
from flask_babel import get_locale

from deliberate.help.queries import communities_for
from deliberate.kit.clock import now
from deliberate.places.queries import tree
from deliberate.places.rules.service_points import standings
from deliberate.places.rules.shipped import calendar_for
from deliberate.web.guards import identity, local_path, public

if TYPE_CHECKING:
    from deliberate.places.models import Place
    from deliberate.places.rules.service_points import Standing

bp = Blueprint("help", __name__, url_prefix="/help")
CHINA = "cn"


def who_helps(place: Place) -> list[Standing]:
    """Return the counters that serve a place, the open ones first."""
    return standings(tree.service_points(place), now(), calendar_for(tree.rules_at(place)))


def in_china(place: Place) -> bool:
    """Tell whether China's public numbers can be called from there."""
    return tree.rules_at(place).jurisdiction.split("-")[0] == CHINA


@bp.get("/me")
@public
def me() -> str:
    """Show whom to call now."""
    places = communities_for(identity(), request.args.get("place", ""))
    one = places[0] if len(places) == 1 else None
    return render_template(
        "help/me.html",
        places=places,
        place=one,
        place_name=one.name_in(str(get_locale())) if one else "",
        helpers=who_helps(one) if one else [],
        in_china=in_china(one) if one else False,
        came_from=local_path(request.referrer) if request.referrer else "/",
    )
