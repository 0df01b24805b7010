"""The plan of a community: its estates, house by house, and how many homes take part."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import render_template
from flask_babel import get_locale

from deliberate.places.permissions import PlacePermission
from deliberate.places.queries import people, tree
from deliberate.places.rules.showing import shown_count
from deliberate.places.views.home import bp
from deliberate.web.guards import requires

if TYPE_CHECKING:
    from collections.abc import Iterable

    from deliberate.places.models import Place


def houses(counts: Iterable[tuple[Place, int, int]]) -> list[tuple[Place, list[dict[str, Any]]]]:
    """Return estates with what `estate_plan` of components/charts.html draws of each building."""
    known = {place.id: (place, *shown_count(part, whole)) for place, part, whole in counts}
    locale = str(get_locale())

    def house(building: Place) -> dict[str, Any]:
        _place, part, whole = known[building.id]
        return {"label": building.name_in(locale), "part": part, "whole": whole}

    estates = tree.buildings_in_order(place for place, _part, _whole in known.values())
    return [(estate, [house(building) for building in standing]) for estate, standing in estates]


@bp.get("/places/<string:slug>/plan")
@requires(PlacePermission.see, tree.place_by_slug)
def plan(place: Place) -> str:
    """Show where neighbours already take part, without saying who."""
    counts = people.homes_taking_part(place)
    return render_template(
        "places/plan.html",
        place=place,
        estates=houses(counts),
        part=sum(part for _place, part, _whole in counts),
        whole=sum(whole for _place, _part, whole in counts),
    )
