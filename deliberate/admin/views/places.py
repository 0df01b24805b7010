"""The tree of places, its roles and its categories."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import Blueprint, current_app, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from deliberate.accounts import services as accounts
from deliberate.accounts.queries import account, account_by_phone
from deliberate.accounts.rules import phone_in_full
from deliberate.admin.forms import CategoryForm, NewPlaceForm, PlaceForm, RoleForm, StaffForm
from deliberate.kit.clock import SHANGHAI, now
from deliberate.kit.refusals import Refusal
from deliberate.kit.roles import Role
from deliberate.places.permissions import PlacePermission
from deliberate.places.queries import people, tree
from deliberate.places.services.belonging import end_role, grant_role
from deliberate.places.services.tree import add_category, add_place, rename_place
from deliberate.places.states import PlaceKind
from deliberate.web.collation import by_name
from deliberate.web.forms import press
from deliberate.web.guards import check, identity, may, requires
from deliberate.web.jobs import known
from deliberate.web.pages import NavItem, nav
from deliberate.web.words import jobs as words_of_jobs

if TYPE_CHECKING:
    from flask import Flask

    from deliberate.places.models import Place, RoleHolding

bp = Blueprint("admin", __name__, url_prefix="/admin")
ADMINISTER = PlacePermission.administer


def actor() -> int:
    """Return the account that is administering."""
    return identity().account_id or 0


def _names(english: str | None) -> dict[str, str]:
    plain = (english or "").strip()
    return {"en": plain} if plain else {}


@bp.get("")
@requires(PlacePermission.administer_somewhere)
def index() -> str:
    """Show the places one administers, down to the buildings."""
    held = [tree.place(place_id) for place_id in sorted(identity().roles.get(Role.admin, frozenset()))]
    below = [item for top in held if top for item in tree.below(top) if item.kind is not PlaceKind.unit]
    places = tree.in_order(below)
    return render_template("admin/index.html", places=places, people=people.counts(places))


@bp.get("/settings")
@requires(PlacePermission.administer_somewhere)
def settings() -> str:
    """Show how this server is set up; settings are changed where it runs."""
    shown = {
        "sender": "page" if current_app.config["DEMO"] else current_app.config["CODE_SENDER"],
        "database": str(current_app.config["SQLALCHEMY_DATABASE_URI"]).split(":", maxsplit=1)[0],
        "workers": bool(current_app.config["REDIS_URL"]),
    }
    return render_template("admin/settings.html", shown=shown, jobs=known(), does=words_of_jobs())


@bp.route("/places/new", methods=["GET", "POST"])
@requires(PlacePermission.administer_somewhere)
def new() -> Any:
    """Add a place at the top; whoever adds it administers it."""
    form = NewPlaceForm().offer(None)
    if form.sent:
        made = form.carry_out(lambda: _add(form, None))
        if made:
            person = account(actor())
            if person is not None:
                grant_role(made, person, Role.admin, actor_id=actor(), now=now())
            flash(_("%(name)s is added.", name=made.name), "good")
            return redirect(url_for(".place", slug=made.slug), code=303)
    return render_template("admin/new_place.html", form=form, place=None), form.status


def _add(form: NewPlaceForm, parent: Place | None) -> Place:
    made = add_place(
        PlaceKind(form.kind.data),
        form.name.data or "",
        slug=(form.slug.data or "").strip(),
        parent=parent,
        actor_id=actor(),
        now=now(),
    )
    made.names = _names(form.english.data)
    return made


@bp.route("/places/<string:slug>", methods=["GET", "POST"])
@requires(ADMINISTER, tree.place_by_slug)
def place(place: Place) -> Any:
    """Show a place, and give it another name."""
    form = PlaceForm(data={"name": place.name, "english": place.names.get("en", "")})
    if form.sent:
        names = {**{key: value for key, value in place.names.items() if key != "en"}, **_names(form.english.data)}
        if form.carry_out(lambda: rename_place(place, form.name.data or "", names=names, actor_id=actor(), now=now())):
            flash(_("Saved."), "good")
            return redirect(url_for(".place", slug=place.slug), code=303)
    standing = {"above": tree.ancestors(place), "below": tree.children(place), "people": people.counts([place])}
    return render_template("admin/place.html", form=form, place=place, **standing), form.status


@bp.route("/places/<string:slug>/add", methods=["GET", "POST"])
@requires(ADMINISTER, tree.place_by_slug)
def add(place: Place) -> Any:
    """Add a place below."""
    form = NewPlaceForm().offer(place.kind)
    if form.sent:
        made = form.carry_out(lambda: _add(form, place))
        if made:
            flash(_("%(name)s is added.", name=made.name), "good")
            return redirect(url_for(".place", slug=place.slug), code=303)
    return render_template("admin/new_place.html", form=form, place=place), form.status


@bp.route("/places/<string:slug>/roles", methods=["GET", "POST"])
@requires(ADMINISTER, tree.place_by_slug)
def roles(place: Place) -> Any:
    """Show who is charged with what here and below, and charge somebody."""
    form = RoleForm().offer()
    if form.sent:
        person = account_by_phone(phone_in_full(form.phone.data or "") or "")
        if person is None:
            form.refusal = Refusal("admin.nobody")
        elif form.carry_out(lambda: _grant(form, place, person)):
            flash(_("%(name)s is charged with it.", name=person.display_name), "good")
            return redirect(url_for(".roles", slug=place.slug), code=303)
    charged = people.holdings([place], now().astimezone(SHANGHAI).date())
    held = by_name(charged, lambda holding: holding.account.display_name, person=True)
    return render_template("admin/roles.html", form=form, place=place, held=held), form.status


def _grant(form: RoleForm, place: Place, person: Any) -> RoleHolding:
    role = Role(form.role.data)
    return grant_role(place, person, role, body=form.body.data or "", actor_id=actor(), now=now())


@bp.post("/roles/<int:holding_id>/end")
@requires(PlacePermission.administer_somewhere, people.role_holding)
def end(holding: RoleHolding) -> Any:
    """End what somebody is charged with."""
    check(ADMINISTER, holding.place)
    back = url_for(".roles", slug=holding.place.slug)
    return press(lambda: end_role(holding, actor_id=actor(), now=now()), _("This role has ended."), back)


@bp.route("/staff", methods=["GET", "POST"])
@requires(PlacePermission.administer_somewhere)
def staff() -> Any:
    """Make an account with a passphrase for a number nobody has; a known one is changed where the server runs."""
    form = StaffForm()
    phone = phone_in_full(form.phone.data or "") or ""
    if form.sent:
        if account_by_phone(phone) is not None:
            form.refusal = Refusal("admin.number_known")
        elif made := form.carry_out(lambda: _add_staff(form, phone)):
            flash(_("%(name)s can sign in and sets up the authenticator app then.", name=made.display_name), "good")
            return redirect(url_for(".index"), code=303)
    return render_template("admin/staff.html", form=form), form.status


def _add_staff(form: StaffForm, phone: str) -> Any:
    return accounts.add_staff(
        phone,
        name=(form.name.data or "").strip(),
        display_name=(form.display_name.data or "").strip(),
        passphrase_hash=accounts.hash_passphrase(form.passphrase.data or ""),
        actor_id=actor(),
        now=now(),
    )


@bp.route("/places/<string:slug>/categories", methods=["GET", "POST"])
@requires(ADMINISTER, tree.place_by_slug)
def categories(place: Place) -> Any:
    """Show what issues can be about here, and add something."""
    form = CategoryForm()
    if form.sent:
        names = _names(form.english.data)
        if form.carry_out(lambda: add_category(place, form.name.data or "", names=names, actor_id=actor(), now=now())):
            flash(_("Saved."), "good")
            return redirect(url_for(".categories", slug=place.slug), code=303)
    return render_template(
        "admin/categories.html", form=form, place=place, standing=tree.categories(place)
    ), form.status


def bind(_app: Flask) -> None:
    """Add administration to the desk of those who administer something."""
    seen_by = lambda: may(PlacePermission.administer_somewhere)  # noqa: E731 - a name would say no more
    nav.add("desk", 90, NavItem(lazy_gettext("Administration"), "admin.index", "gear", seen_by))
