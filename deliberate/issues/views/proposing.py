"""Proposing: first what and where, then what others have said about the same, then the rest; at the end a receipt."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Any

from flask import abort, flash, redirect, request, url_for
from flask_babel import get_locale
from flask_babel import gettext as _

from deliberate.attachments.queries import photos_of
from deliberate.attachments.rules import why_not_so_many
from deliberate.attachments.services import attach_photos
from deliberate.attachments.views import photos_sent, shown
from deliberate.issues import rules
from deliberate.issues.forms import IssueForm
from deliberate.issues.permissions import IssuePermission
from deliberate.issues.queries import papers
from deliberate.issues.queries.similar import similar
from deliberate.issues.services import proposing
from deliberate.issues.views.listing import bp, chosen_place, lines
from deliberate.kit.clock import now
from deliberate.kit.refusals import ensure
from deliberate.kit.tongues import language_of, primary
from deliberate.places.queries.tree import below, categories, communities
from deliberate.places.states import PlaceKind
from deliberate.web.collation import by_own_name
from deliberate.web.extensions import limiter
from deliberate.web.guards import identity, requires
from deliberate.web.offline import keep_for_any_query, kept_offline
from deliberate.web.pages import page
from deliberate.web.tongues import tongue_choices

if TYPE_CHECKING:
    from deliberate.issues.models import Issue
    from deliberate.places.models import Place

SEE_OTHER = 303
# For one person; whoever brings up more than this in an hour is a script.
AT_MOST = "30 per hour"
CHOOSABLE = frozenset({PlaceKind.residential_area, PlaceKind.estate, PlaceKind.building})


def where_choices(community: Place) -> dict[str, tuple[str, Place]]:
    """Return the places a matter may be about: the community, its estates, their buildings, each named in full."""
    locale, found = str(get_locale()), {}
    names: dict[int, str] = {}
    for place in below(community):
        names[place.id] = place.name_in(locale)
        if place.kind in CHOOSABLE or place is community:
            above = names.get(place.parent_id or 0, "") if place.kind is PlaceKind.building else ""
            label = f"{above} · {names[place.id]}" if above else names[place.id]
            whole = _("%(place)s as a whole", place=label) if place is community else label
            found[str(place.id)] = (whole, place)
    return found


def filled_form(community: Place, **more: Any) -> tuple[IssueForm, dict[str, tuple[str, Place]]]:
    """Return the form with the places and kinds of a community to choose from."""
    form = IssueForm(**more)
    return form, fill(form, community)


def fill(form: IssueForm, community: Place) -> dict[str, tuple[str, Place]]:
    """Offer the places, kinds and languages of a community, and return the places by their choice."""
    places, locale = where_choices(community), str(get_locale())
    form.where.choices = [(key, label) for key, (label, _place) in places.items()]
    form.category.choices = [(str(kind.id), kind.name_in(locale)) for kind in by_own_name(categories(community))]
    form.category.choices.append(("", _("I am not sure")))
    form.language.choices = tongue_choices()
    return places


def wish_of(form: IssueForm, places: dict[str, tuple[str, Place]]) -> proposing.Wish:
    """Return what was typed, as the service wants it."""
    return proposing.Wish(
        title=form.title.data or "",
        body=form.body.data or "",
        where=places[form.where.data][1],
        where_text=form.where_text.data or "",
        category_id=int(form.category.data) if form.category.data else None,
        language=form.language.data or language_of(f"{form.title.data} {form.body.data}", str(get_locale())),
        client_id=form.client_id.data or None,
        origin=form.origin.data or "",
    )


def _community() -> Place | None:
    place = chosen_place()
    if place is None or place.rule_set_id is not None:
        return place
    return next((one for one in communities() if one.id in place.place_path), None)


@bp.get("/issues/new")
@requires(IssuePermission.propose)
@kept_offline
def begin() -> Any:
    """Ask what and where; whoever belongs to no community chooses one first."""
    community = _community()
    if community is None:
        return page("issues/choose_place.html", places=by_own_name(communities()))
    asked = request.args if "title" in request.args else None
    form, _places = filled_form(community, formdata=asked, meta={"csrf": False})
    if asked is not None:
        form.title.validate(form)
    return page("issues/begin.html", form=form, place=community), form.status


@bp.route("/issues/new/details", methods=["GET", "POST"])
@requires(IssuePermission.propose)
@limiter.limit(AT_MOST, methods=["POST"])
def propose() -> Any:
    """Show what is like it, ask for the rest, and hand it in."""
    community = _community() or abort(404)
    if "blank" in request.args:
        keep_for_any_query()
    elif request.method == "GET" and not request.args.get("title", "").strip():
        return begin()
    form, places = filled_form(community, formdata=request.form if request.method == "POST" else request.args)
    form.client_id.data = form.client_id.data or secrets.token_urlsafe(16)
    if form.sent:
        made = form.carry_out(lambda: _hand_in(form, places, community))
        if made is not None:
            return redirect(url_for("issues.receipt", issue_id=made.id), code=SEE_OTHER)
    alike = lines(similar(form.title.data or "", community))
    return page("issues/details.html", form=form, place=community, alike=alike, asked=None), form.status


def _hand_in(form: IssueForm, places: dict[str, tuple[str, Place]], community: Place) -> Issue:
    kept, asker = photos_sent(), identity()
    made = proposing.propose(wish_of(form, places), asker, community=community, now=now())
    # Sent twice, the second time gives the first issue back, which has its photos already.
    if kept and not photos_of("issue", made.id):
        attach_photos(kept, subject=("issue", made.id), actor_id=asker.account_id, now=now())
    return made


def own_issue(issue_id: int) -> Issue | None:
    """Return the asker's own issue; somebody else's is not shown here."""
    found = papers.issue(issue_id)
    return found if found is not None and found.author_id == identity().account_id else None


@bp.get("/issues/<int:issue_id>/receipt")
@requires(IssuePermission.edit_own, own_issue)
@kept_offline
def receipt(issue: Issue) -> str:
    """Show the receipt: the number to keep, who looks at it, until when one hears."""
    return page("issues/receipt.html", issue=issue, by=rules.last_moment(issue.deadline_at))


@bp.route("/issues/<int:issue_id>/edit", methods=["GET", "POST"])
@requires(IssuePermission.edit_own, own_issue)
def edit(issue: Issue) -> Any:
    """Complete a returned issue and hand it in again."""
    chosen = {"where": str(issue.scope_place_id), "category": str(issue.category_id or "")}
    form, places = filled_form(issue.place, data={**_typed(issue), **chosen})
    if form.sent and form.carry_out(lambda: _hand_in_again(issue, form, places)) is not None:
        flash(_("Thank you. It has been handed in again under the same number."))
        return redirect(url_for("issues.show", issue_id=issue.id), code=SEE_OTHER)
    why = rules.why_not_edit(issue.state, is_author=True)
    pictures = shown(photos_of("issue", issue.id), issue.title)
    values = {"place": issue.place, "alike": [], "asked": issue, "why_not": why, "pictures": pictures}
    return page("issues/details.html", form=form, **values), form.status


def _typed(issue: Issue) -> dict[str, str]:
    return {"title": issue.title, "body": issue.body, "where_text": issue.where_text, "language": _named(issue)}


def _named(issue: Issue) -> str:
    """Return the language only where its author had to name it."""
    told = language_of(f"{issue.title} {issue.body}", identity().language)
    return "" if primary(told) == primary(issue.language) else primary(issue.language)


def _hand_in_again(issue: Issue, form: IssueForm, places: dict[str, tuple[str, Place]]) -> Issue:
    kept = photos_sent()
    made = proposing.resubmit(issue, wish_of(form, places), identity(), now=now())
    # The phone may send it twice; what hangs there already is not hung beside itself.
    hanging = {photo.digest for photo in photos_of("issue", made.id)}
    new = [one for one in kept if one.digest not in hanging]
    ensure(why_not_so_many(new, before=len(hanging)))
    attach_photos(new, subject=("issue", made.id), actor_id=identity().account_id, now=now())
    return made
