"""Who represents the residents of a place, and who sits on their committee."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from deliberate.admin.forms import MandateForm, MandatesForm, ReasonForm
from deliberate.admin.views.places import actor, bp
from deliberate.admin.views.rules import MOST_SHOWN
from deliberate.kit.clock import SHANGHAI, now
from deliberate.kit.refusals import Refusal
from deliberate.places.permissions import PlacePermission
from deliberate.places.queries import mandates as kept
from deliberate.places.queries import people, tree
from deliberate.places.rules.mandates import read_mandates
from deliberate.places.services.mandates import end_mandate, enter_mandate, import_mandates
from deliberate.places.states import Capacity, PlaceKind
from deliberate.web.guards import check, requires

if TYPE_CHECKING:
    from datetime import date

    from deliberate.places.models import Membership, Place

KEEP = PlacePermission.keep_mandates


def _today() -> date:
    return now().astimezone(SHANGHAI).date()


def _buildings(place: Place) -> list[tuple[int, str]]:
    """Return the buildings one can choose, each with its estate."""
    found = tree.buildings_in_order(tree.below(place, PlaceKind.building))
    return [(one.id, f"{estate.name} {one.name}") for estate, buildings in found for one in buildings]


@bp.route("/places/<string:slug>/mandates", methods=["GET", "POST"])
@requires(KEEP, tree.place_by_slug)
def mandates(place: Place) -> Any:
    """Show who represents the residents here, and enter somebody."""
    form = MandateForm().offer(_buildings(place))
    if form.sent:
        building = tree.place(form.building.data)
        home = kept.home_in(building, (form.unit.data or "").strip()) if building else None
        if home is None:
            form.refusal = Refusal("places.mandate_no_home")
        elif form.carry_out(
            lambda: enter_mandate(home, form.name.data or "", form.term(), actor_id=actor(), now=now())
        ):
            flash(_("%(name)s is entered.", name=form.name.data), "good")
            return redirect(url_for(".mandates", slug=place.slug), code=303)
    return render_template("admin/mandates.html", form=form, place=place, **_standing(place)), form.status


def _standing(place: Place) -> dict[str, Any]:
    held, listed = kept.standing(place), kept.on_roll_only(place)
    homes = [item.place for item in held] + [home for _line, home in listed]
    counted = [item.capacity for item in held] + [line.capacity for line, _home in listed]
    return {
        "held": held,
        "listed": [line for line, _home in listed],
        "above": tree.names_above(homes),
        "numbers": (counted.count(Capacity.representative), counted.count(Capacity.committee_member)),
        "today": _today(),
    }


@bp.route("/mandates/<int:membership_id>/end", methods=["GET", "POST"])
@requires(PlacePermission.verify_somewhere, people.membership)
def end_mandate_of(membership: Membership) -> Any:
    """End it, saying who decided it."""
    check(KEEP, membership.place)
    form, above, top = ReasonForm(), tree.ancestors(membership.place), tree.community_of(membership.place)
    if form.sent and form.carry_out(
        lambda: end_mandate(membership, form.reason.data or "", actor_id=actor(), now=now())
    ):
        flash(_("This is noted."), "good")
        return redirect(url_for(".mandates", slug=top.slug), code=303)
    return render_template("admin/end_mandate.html", form=form, held=membership, above=above, place=top), form.status


@bp.route("/places/<string:slug>/mandates/import", methods=["GET", "POST"])
@requires(KEEP, tree.place_by_slug)
def mandates_list(place: Place) -> Any:
    """Take a list: all of it, or a report with every line that cannot be taken."""
    form = MandatesForm()
    faults: list[Refusal] = []
    if form.sent:
        lines, bad = read_mandates(form.file.data.read(), _today())
        faults = list(bad) or import_mandates(place, lines, actor_id=actor(), now=now())
        if not faults:
            flash(ngettext("%(num)d person is entered.", "%(num)d people are entered.", len(lines)), "good")
            return redirect(url_for(".mandates", slug=place.slug), code=303)
    shown = {"faults": faults[:MOST_SHOWN], "more": max(0, len(faults) - MOST_SHOWN)}
    return render_template("admin/mandates_list.html", form=form, place=place, **shown), 422 if faults else form.status
