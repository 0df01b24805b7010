"""Saying where one lives, and confirming it at the desk."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from deliberate.accounts.queries import account
from deliberate.kit.clock import SHANGHAI, now
from deliberate.kit.refusals import ensure
from deliberate.kit.roles import Role
from deliberate.places.forms import ClaimForm, LayDownForm, PapersForm, ProveForm, RefuseForm
from deliberate.places.permissions import PlacePermission
from deliberate.places.queries import assisting, people, tree
from deliberate.places.rules.belonging import why_not_verify
from deliberate.places.services.assisting import recognise
from deliberate.places.services.belonging import (
    claim_membership,
    end_membership,
    prove_membership,
    refuse_membership,
    verify_membership,
)
from deliberate.places.services.mandates import end_mandate
from deliberate.places.states import Capacity, Doubt, MembershipState, Paper, PlaceKind
from deliberate.places.views.home import bp
from deliberate.web.collation import by_own_name
from deliberate.web.guards import Forbidden, check, identity, may, requires
from deliberate.web.pages import NavItem, Panel, nav, panel

if TYPE_CHECKING:
    from flask import Flask

    from deliberate.accounts.models import Account
    from deliberate.places.models import Membership, Place
    from deliberate.web.forms import Form

KNOWING = (Role.moderator, Role.building_head, Role.service_desk, Role.admin)


def own_claim(membership_id: int) -> Membership | None:
    """Return the asker's own claim; somebody else's is not shown here."""
    found = people.membership(membership_id)
    return found if found is not None and found.account_id == identity().account_id else None


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
        capacity, area = Capacity(form.capacity.data), form.area
        done = form.carry_out(lambda: claim_membership(_me(), place, capacity, area_dm2=area, now=now()))
        if done:
            return _claimed(done)
    return render_template("places/claim.html", form=form, place=place, above=_above(place)), form.status


def _claimed(done: Membership) -> Any:
    """Say what has become of a claim; why the register does not fit is told to nobody, or strangers could ask it."""
    if done.state is MembershipState.verified:
        flash(_("Welcome home. The register knows you here: you can second, join and vote."), "good")
    else:
        flash(_("Thank you. The committee or your building head confirms it, usually within two days."), "info")
    return redirect(url_for("accounts.me"), code=303)


@bp.route("/memberships/<int:membership_id>/prove", methods=["GET", "POST"])
@requires(PlacePermission.claim, own_claim)
def prove(membership: Membership) -> Any:
    """Compare one's claim with the register once more, by the floor area."""
    form, asker = ProveForm(), identity().account_id or 0
    if form.sent:
        done = form.carry_out(lambda: prove_membership(membership, form.area, actor_id=asker, now=now()))
        if done and done.state is MembershipState.verified:
            return _claimed(done)
        if done:
            flash(
                _("That does not fit what the register has. Your building head or the desk can still confirm."), "warn"
            )
            return redirect(url_for(".prove", membership_id=membership.id), code=303)
    above = tree.names_above([membership.place])[membership.place_id]
    return render_template("places/prove.html", form=form, home=membership, above=above), form.status


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
    claims = [claim for claim in people.waiting(_known_places()) if claim.account_id != identity().account_id]
    heads = {claim.id for claim in claims if identity().holds(Role.building_head, claim.place.place_path)}
    names = people.neighbours_in_register(claim.place_id for claim in claims)
    above = tree.names_above([claim.place for claim in claims])
    kept = [place for place in _known_places() if may(PlacePermission.keep_mandates, place)]
    return render_template("places/waiting.html", claims=claims, names=names, above=above, heads=heads, kept=kept)


@bp.route("/memberships/<int:membership_id>/verify", methods=["GET", "POST"])
@requires(PlacePermission.verify_somewhere, people.membership)
def verify(membership: Membership) -> Any:
    """Confirm that a person lives there: a building head with one tap, the desk after looking at a paper."""
    check(PlacePermission.verify, membership.place)
    ensure(why_not_verify(membership.state, own=membership.account_id == identity().account_id))
    asker, form = identity().account_id or 0, PapersForm().offer(_helped_at(membership.place_id))
    if identity().holds(Role.building_head, membership.place.place_path):
        if request.method == "POST":
            verify_membership(membership, how="building_head", actor_id=asker, now=now())
            return _judged(_("%(name)s is confirmed.", name=membership.account.display_name))
    elif form.sent and form.carry_out(lambda: _confirm_at_the_desk(membership, form, asker)):
        return _judged(_("%(name)s is confirmed.", name=membership.account.display_name))
    return _judging("places/verify.html", form, membership)


@bp.route("/memberships/<int:membership_id>/refuse", methods=["GET", "POST"])
@requires(PlacePermission.verify_somewhere, people.membership)
def refuse(membership: Membership) -> Any:
    """Say that a home is not confirmed, with a reason the person reads."""
    check(PlacePermission.verify, membership.place)
    ensure(why_not_verify(membership.state, own=membership.account_id == identity().account_id))
    asker, form = identity().account_id or 0, RefuseForm().offer()
    if form.sent:
        doubt, note = Doubt(form.doubt.data), form.note.data or ""
        if form.carry_out(lambda: refuse_membership(membership, doubt, note=note, actor_id=asker, now=now())):
            return _judged(_("%(name)s is told why, and may ask again.", name=membership.account.display_name))
    return _judging("places/refuse.html", form, membership)


def _helped_at(place_id: int) -> list[tuple[str, str]]:
    return [(str(one.id), one.name) for one in assisting.without_phone_at(place_id)]


def _confirm_at_the_desk(membership: Membership, form: PapersForm, asker: int) -> Membership:
    done = verify_membership(membership, how="desk", seen=Paper(form.seen.data), actor_id=asker, now=now())
    if form.helped.data:
        person_id = int(form.helped.data)
        recognise(membership.account, membership.place, person_id, actor_id=asker, now=now())
    return done


def _judged(sentence: str) -> Any:
    flash(sentence, "good")
    return redirect(url_for(".waiting"), code=303)


def _judging(template: str, form: Form, membership: Membership) -> Any:
    above = tree.names_above([membership.place])[membership.place_id]
    names = people.neighbours_in_register([membership.place_id]).get(membership.place_id, [])
    return render_template(template, form=form, claim=membership, above=above, names=names), form.status


@bp.post("/memberships/<int:membership_id>/end")
@requires(PlacePermission.claim, people.membership)
def end(membership: Membership) -> Any:
    """End a membership: one's own, or as somebody who knows who lives there."""
    own = membership.account_id == identity().account_id
    if not own:
        check(PlacePermission.verify, membership.place)
    elif membership.elected:
        return redirect(url_for(".lay_down", membership_id=membership.id), code=303)
    end_membership(membership, actor_id=identity().account_id or 0, now=now())
    flash(_("This is noted."), "good")
    return redirect(url_for("accounts.me" if own else ".waiting"), code=303)


@bp.route("/memberships/<int:membership_id>/lay-down", methods=["GET", "POST"])
@requires(PlacePermission.claim, own_claim)
def lay_down(membership: Membership) -> Any:
    """Lay down what one was elected to, and say why: those who elected may read it."""
    form, actor_id = LayDownForm(), identity().account_id
    if form.sent and form.carry_out(
        lambda: end_mandate(membership, form.reason.data or "", actor_id=actor_id, now=now())
    ):
        flash(_("It is laid down, and the committee is told."), "good")
        return redirect(url_for("accounts.me"), code=303)
    above = tree.names_above([membership.place])[membership.place_id]
    return render_template("places/lay_down.html", form=form, held=membership, above=above), form.status


@panel("accounts.me", 5)
def homes_panel(person: Account) -> Panel:
    """Show on a person's own page where they belong."""
    found = people.memberships_of(person.id)
    above = tree.names_above([item.place for item in found])
    waits = [item.place for item in found if item.state is MembershipState.pending]
    heads = people.heads_of(waits, now().astimezone(SHANGHAI).date()) if waits else {}
    contact = next((item.contact for item in tree.communities() if item.contact), "") if waits else ""
    return Panel("places/parts/homes.html", {"homes": found, "above": above, "heads": heads, "contact": contact})


@panel("accounts.me", 4)
def waiting_panel(person: Account) -> Panel | None:
    """Tell who knows people how many wait for their word."""
    if not may(PlacePermission.verify_somewhere):
        return None
    number = people.number_waiting(_known_places(), besides=person.id)
    return Panel("places/parts/waiting.html", {"number": number}) if number else None


def bind(_app: Flask) -> None:
    """Add the claims to the desk of those who know people."""
    seen_by = lambda: may(PlacePermission.verify_somewhere)  # noqa: E731 - a name would say no more
    nav.add("desk", 80, NavItem(lazy_gettext("Who lives here"), "places.waiting", "people", seen_by))
