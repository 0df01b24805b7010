"""Saying where one lives, and confirming it at the desk."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from deliberate.accounts.queries import account
from deliberate.kit.clock import now
from deliberate.kit.roles import Role
from deliberate.places.forms import ClaimForm
from deliberate.places.permissions import PlacePermission
from deliberate.places.queries import people, tree
from deliberate.places.services.belonging import claim_membership, end_membership, verify_membership
from deliberate.places.states import Capacity, MembershipState, PlaceKind
from deliberate.places.views.home import bp
from deliberate.web.collation import by_own_name
from deliberate.web.guards import Forbidden, check, identity, may, requires
from deliberate.web.pages import NavItem, Panel, nav, panel

if TYPE_CHECKING:
    from flask import Flask

    from deliberate.accounts.models import Account
    from deliberate.places.models import Membership, Place

KNOWING = (Role.moderator, Role.building_head, Role.service_desk, Role.admin)


def _known_places() -> list[Place]:
    """Return the places at which the asker confirms who lives there."""
    held = set().union(*(identity().roles.get(role, frozenset()) for role in KNOWING))
    found = [tree.place(place_id) for place_id in sorted(held)]
    return [place for place in found if place is not None]


@bp.get("/me/home")
@requires(PlacePermission.claim)
def choose_community() -> Any:
    """Begin to say where one lives: which community."""
    standing = tree.communities()
    if len(standing) == 1:
        return redirect(url_for(".claim", slug=standing[0].slug), code=302)
    return render_template("places/choose.html", place=None, below=by_own_name(standing))


@bp.route("/me/home/<string:slug>", methods=["GET", "POST"])
@requires(PlacePermission.claim, tree.place_by_slug)
def claim(place: Place) -> Any:
    """Go down the tree to the room; there, say in what capacity one belongs to it."""
    if place.kind is not PlaceKind.unit:
        return render_template("places/choose.html", place=place, below=tree.children(place), above=_above(place))
    form = ClaimForm().offer()
    if form.sent:
        done = form.carry_out(lambda: claim_membership(_me(), place, Capacity(form.capacity.data), now=now()))
        if done:
            if done.state is MembershipState.verified:
                flash(_("Welcome home. The register knows you here: you can second, join and vote."), "good")
            else:
                flash(_("Thank you. The committee or your building head confirms it, usually within two days."), "info")
            return redirect(url_for("accounts.me"), code=303)
    return render_template("places/claim.html", form=form, place=place, above=_above(place)), form.status


def _above(place: Place) -> list[Place]:
    """Return the way from the community down to the place."""
    path = list(tree.ancestors(place))
    deciding = [index for index, item in enumerate(path) if item.rule_set_id is not None]
    return path[deciding[-1] :] if deciding else path


def _me() -> Account:
    found = account(identity().account_id or 0)
    if found is None:
        raise Forbidden
    return found


@bp.get("/memberships")
@requires(PlacePermission.verify_somewhere)
def waiting() -> str:
    """Show who says to live where and waits to be confirmed."""
    claims = people.waiting(_known_places())
    names = people.neighbours_in_register(claim.place_id for claim in claims)
    above = tree.names_above([claim.place for claim in claims])
    return render_template("places/waiting.html", claims=claims, names=names, above=above)


@bp.post("/memberships/<int:membership_id>/verify")
@requires(PlacePermission.verify_somewhere, people.membership)
def verify(membership: Membership) -> Any:
    """Confirm that a person lives there."""
    check(PlacePermission.verify, membership.place)
    heads = identity().holds(Role.building_head, membership.place.place_path)
    how = "building_head" if heads else "desk"
    verify_membership(membership, how=how, actor_id=identity().account_id or 0, now=now())
    flash(_("%(name)s is confirmed.", name=membership.account.display_name), "good")
    return redirect(url_for(".waiting"), code=303)


@bp.post("/memberships/<int:membership_id>/end")
@requires(PlacePermission.claim, people.membership)
def end(membership: Membership) -> Any:
    """End a membership: one's own, or as somebody who knows who lives there."""
    own = membership.account_id == identity().account_id
    if not own:
        check(PlacePermission.verify, membership.place)
    end_membership(membership, actor_id=identity().account_id or 0, now=now())
    flash(_("This is noted."), "good")
    return redirect(url_for("accounts.me" if own else ".waiting"), code=303)


@panel("accounts.me", 5)
def homes_panel(person: Account) -> Panel:
    """Show on a person's own page where they belong."""
    found = people.memberships_of(person.id)
    return Panel("places/parts/homes.html", {"homes": found, "above": tree.names_above([item.place for item in found])})


def bind(_app: Flask) -> None:
    """Add the claims to the desk of those who know people."""
    seen_by = lambda: may(PlacePermission.verify_somewhere)  # noqa: E731 - a name would say no more
    nav.add("desk", 80, NavItem(lazy_gettext("Who lives here"), "places.waiting", "people", seen_by))
