"""One page to print and hand over: four pictures, big type, and whom to call."""

from __future__ import annotations

import segno
from flask import render_template, request, url_for
from flask_babel import get_locale
from markupsafe import Markup

from deliberate.help.queries import communities_for
from deliberate.help.views.calling import bp
from deliberate.places.queries import tree
from deliberate.web.guards import identity, public

STEPS = ("propose", "second", "meeting", "vote")
LANGUAGES = ("zh_Hans_CN", "en")


def pictures() -> dict[str, str]:
    """Return where the pictures of the guide are, made by the test suite in the reader's language."""
    locale = str(get_locale())
    language = locale if locale in LANGUAGES else LANGUAGES[0 if locale.startswith("zh") else 1]
    return {step: url_for("help.picture", name=f"guide/{language}/{step}.png") for step in STEPS}


@bp.get("/guide")
@public
def guide() -> str:
    """Show the guide of a community."""
    places = communities_for(identity(), request.args.get("place", ""))
    place = places[0] if len(places) == 1 else None
    points = tree.service_points(place) if place else []
    address = url_for("places.home", _external=True)
    return render_template(
        "help/guide.html",
        place=place,
        place_name=place.name_in(str(get_locale())) if place else "",
        point=points[0] if points else None,
        pictures=pictures(),
        address=address,
        code=Markup(segno.make(address).svg_inline(border=0, omitsize=True)),  # noqa: S704 - drawn by segno from our own address
    )
