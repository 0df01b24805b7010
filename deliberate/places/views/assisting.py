"""Writing things down for people without a phone: who they are, and whom they have named."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from deliberate.accounts.forms import PhoneForm
from deliberate.accounts.queries import account_by_phone
from deliberate.kit.clock import SHANGHAI, now
from deliberate.kit.refusals import Refusal, ensure
from deliberate.kit.roles import Role
from deliberate.places.permissions import PlacePermission
from deliberate.places.queries import assisting, tree
from deliberate.places.queries.identity import identity_of
from deliberate.places.rules.assisting import why_not_help
from deliberate.places.services.assisting import end_helper, enter_without_phone, name_helper
from deliberate.places.views.home import bp
from deliberate.web.collation import by_name
from deliberate.web.guards import check, identity, may, requires
from deliberate.web.pages import NavItem, Panel, nav, panel, panels

if TYPE_CHECKING:
    from flask import Flask

    from deliberate.accounts.models import Account
    from deliberate.kit.permits import Identity
    from deliberate.places.models import Membership, NamedHelper, Place

HELPING = (Role.moderator, Role.building_head, Role.service_desk)


def helped(person_id: int) -> Membership | None:
    """Return the home of a person without a phone whom the asker may write things down for."""
    home = assisting.home_of(person_id)
    if home is None:
        return None
    named = assisting.naming(person_id, identity().account_id or 0) is not None
    ensure(why_not_help(charged=may(PlacePermission.help, home.place), named=named, without_phone=True))
    return home


def person_of(home: Membership) -> Identity:
    """Return who a person without a phone is to rules."""
    return identity_of(home.account, now().astimezone(SHANGHAI).date())


def _places() -> list[Place]:
    held = set().union(*(identity().roles.get(role, frozenset()) for role in HELPING))
    return [place for place in map(tree.place, sorted(held)) if place is not None]


@bp.get("/assist")
@requires(PlacePermission.help_somebody)
def assist() -> str:
    """Show whom one may write things down for, and look for more on the roll."""
    places = _places()
    homes = list(assisting.homes_helped(identity().account_id or 0))
    known = {home.account_id for home in homes}
    homes += [home for home in assisting.homes_below(places) if home.account_id not in known]
    homes = by_name(homes, lambda home: home.account.display_name, person=True)
    found = assisting.search_roll(places, request.args.get("q", ""))
    above = tree.names_above([*(home.place for home in homes), *(place for _line, place in found)])
    values = {"homes": homes, "found": found, "above": above, "may_enter": bool(places)}
    return render_template("places/assist.html", asked=request.args.get("q", ""), **values)


@bp.post("/assist/enter")
@requires(PlacePermission.help_somebody)
def enter_person() -> Any:
    """Begin to write things down for somebody on the roll."""
    home = tree.place(request.form.get("place", 0, type=int))
    if home is None:
        ensure(Refusal("places.not_on_roll"))
        return None
    check(PlacePermission.help, home)
    name = request.form.get("name", "")
    person = enter_without_phone(home, name, actor_id=identity().account_id or 0, now=now())
    return redirect(url_for(".assist_person", person_id=person.id), code=303)


@bp.route("/assist/<int:person_id>", methods=["GET", "POST"])
@requires(PlacePermission.help_somebody, helped)
def assist_person(home: Membership) -> Any:
    """Show a person without a phone, what can be done for them, and whom they have named; name a neighbour."""
    form = PhoneForm(data={"device": "own"})
    if form.sent:
        check(PlacePermission.help, home.place)
        if form.carry_out(lambda: _name(home, form.in_full)):
            flash(_("This is noted. The neighbour finds it on their own page."), "good")
            return redirect(url_for(".assist_person", person_id=home.account_id), code=303)
    above = tree.names_above([home.place])[home.place_id]
    named, may_name = assisting.helpers_of(home.account_id), may(PlacePermission.help, home.place)
    values = {"home": home, "above": above, "named": named, "may_name": may_name}
    parts = panels("places.assist", home)
    return render_template("places/assist_person.html", form=form, parts=parts, **values), form.status


def _name(home: Membership, phone: str) -> NamedHelper:
    neighbour = identity_of(account_by_phone(phone), now().astimezone(SHANGHAI).date())
    return name_helper(home, neighbour, actor_id=identity().account_id or 0, now=now())


@bp.post("/assist/<int:person_id>/helpers-end")
@requires(PlacePermission.help_somebody, helped)
def end_naming(home: Membership) -> Any:
    """Write down that a neighbour helps no longer: the desk, or the neighbour themselves."""
    helper_id = request.form.get("helper", 0, type=int)
    if helper_id != identity().account_id:
        check(PlacePermission.help, home.place)
    named = assisting.naming(home.account_id, helper_id)
    if named is not None:
        end_helper(home, named, actor_id=identity().account_id or 0, now=now())
        flash(_("This is noted."), "good")
    return redirect(url_for(".assist"), code=303)


@panel("accounts.me", 6)
def helping_panel(person: Account) -> Panel | None:
    """Show on a neighbour's own page for whom they may write things down."""
    homes = assisting.homes_helped(person.id)
    return Panel("places/parts/helping.html", {"homes": homes}) if homes else None


def bind(_app: Flask) -> None:
    """Add the people without a phone to the desk."""
    seen_by = lambda: identity().holds_anywhere(*HELPING)  # noqa: E731 - a name would say no more
    nav.add("desk", 81, NavItem(lazy_gettext("Without a phone"), "places.assist", "people", seen_by))
