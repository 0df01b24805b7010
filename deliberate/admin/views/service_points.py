"""Where people find help: the counters of a place, with telephone and hours."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _

from deliberate.admin.forms import ServicePointForm
from deliberate.admin.views.places import ADMINISTER, actor, bp
from deliberate.kit.clock import now
from deliberate.places.queries import tree
from deliberate.places.services.tree import set_service_points
from deliberate.web.guards import requires

if TYPE_CHECKING:
    from deliberate.places.models import Place
    from deliberate.places.rules.service_points import ServicePoint


@dataclass(frozen=True)
class Counter:
    """One of the counters of a place."""

    place: Place
    points: list[ServicePoint]
    number: int

    @property
    def place_path(self) -> tuple[int, ...]:
        """Return where it stands, for the question who may change it."""
        return self.place.place_path


def counter(slug: str, number: int) -> Counter | None:
    """Return a counter by its place and its number in the list."""
    place = tree.place_by_slug(slug)
    points = tree.own_service_points(place) if place else []
    return Counter(place, points, number) if place and number < len(points) else None


def _keep(place: Place, points: list[ServicePoint]) -> Place:
    return set_service_points(place, points, actor_id=actor(), now=now())


def _back(place: Place, sentence: str) -> Any:
    flash(sentence, "good")
    return redirect(url_for(".service_points", slug=place.slug), code=303)


@bp.route("/places/<string:slug>/service-points", methods=["GET", "POST"])
@requires(ADMINISTER, tree.place_by_slug)
def service_points(place: Place) -> Any:
    """Show the counters that serve a place, and add one."""
    form = ServicePointForm()
    own = tree.own_service_points(place)
    if form.sent and form.carry_out(lambda: _keep(place, [*own, form.point()])):
        return _back(place, _("Saved."))
    above = tree.service_points(place)[len(own) :]
    return render_template("admin/service_points.html", form=form, place=place, own=own, above=above), form.status


@bp.route("/places/<string:slug>/service-points/<int:number>", methods=["GET", "POST"])
@requires(ADMINISTER, counter)
def service_point(found: Counter) -> Any:
    """Change one counter."""
    form = ServicePointForm(data=asdict(found.points[found.number]))
    if form.sent:
        others = [*found.points]
        others[found.number] = form.point()
        if form.carry_out(lambda: _keep(found.place, others)):
            return _back(found.place, _("Saved."))
    return render_template("admin/service_point.html", form=form, place=found.place, number=found.number), form.status


@bp.post("/places/<string:slug>/service-points/<int:number>/remove")
@requires(ADMINISTER, counter)
def remove_service_point(found: Counter) -> Any:
    """Take a counter away."""
    gone = found.points[found.number]
    _keep(found.place, [point for point in found.points if point is not gone])
    return _back(found.place, _("%(name)s is taken away.", name=gone.name))
