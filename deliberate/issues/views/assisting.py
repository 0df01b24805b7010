"""Proposing and seconding for a person without a phone."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Any

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _

from deliberate.issues.forms import ProposeForForm
from deliberate.issues.queries import papers
from deliberate.issues.services import proposing, seconding
from deliberate.issues.views.listing import bp
from deliberate.issues.views.proposing import fill, wish_of
from deliberate.kit.clock import now
from deliberate.places.forms import HelpForm
from deliberate.places.permissions import PlacePermission
from deliberate.places.queries.tree import community_of
from deliberate.places.views.assisting import helped, person_of
from deliberate.web.guards import identity, requires
from deliberate.web.pages import Panel, page, panel

if TYPE_CHECKING:
    from deliberate.issues.models import Issue
    from deliberate.places.models import Membership

SEE_OTHER = 303


def asker() -> int:
    """Return who writes it down."""
    return identity().account_id or 0


@panel("places.assist", 10)
def for_a_person(home: Membership) -> Panel:
    """Show on the page of a person without a phone what they could second, and what they stand behind."""
    values = {"home": home, "gathering": papers.gathering_for(home.place.place_path, home.account_id)}
    return Panel("issues/parts/for_person.html", {**values, "behind": papers.stands_behind(home.account_id)})


@bp.route("/assist/<int:person_id>/propose", methods=["GET", "POST"])
@requires(PlacePermission.help_somebody, helped)
def propose_for(home: Membership) -> Any:
    """Write down what a person without a phone wants to bring up."""
    community = community_of(home.place)
    form = ProposeForForm()
    places = fill(form, community)
    form.offer()
    form.client_id.data = form.client_id.data or secrets.token_urlsafe(16)
    if form.sent:
        wish, author = wish_of(form, places), person_of(home)
        made = form.carry_out(
            lambda: proposing.propose(wish, author, community=community, help_=form.help_by(asker()), now=now())
        )
        if made is not None:
            receipt = _("Handed in under number %(number)s. Please give %(name)s the number.", number=made.number,
                        name=author.name)  # fmt: skip
            flash(receipt, "good")
            return redirect(url_for("places.assist_person", person_id=home.account_id), code=SEE_OTHER)
    return page("issues/propose_for.html", form=form, home=home, place=community), form.status


def _pair(person_id: int, issue_id: int) -> tuple[Membership, Issue] | None:
    home, issue = helped(person_id), papers.issue(issue_id)
    return (home, issue) if home is not None and issue is not None and issue.state.screened else None


@bp.route("/assist/<int:person_id>/second/<int:issue_id>", methods=["GET", "POST"])
@requires(PlacePermission.help_somebody, _pair)
def second_for(pair: tuple[Membership, Issue]) -> Any:
    """Write down that a person without a phone stands behind an issue, or no longer does."""
    home, issue = pair
    form, back = HelpForm().offer(), request.values.get("back") == "1"
    if form.sent:
        person, verb = person_of(home), seconding.withdraw_second if back else seconding.second_issue
        if form.carry_out(lambda: verb(issue, person, help_=form.help_by(asker()), now=now())):
            said = _("It is noted that %(name)s no longer stands behind it.", name=person.name)
            flash(said if back else _("It is noted that %(name)s stands behind it.", name=person.name), "good")
            return redirect(url_for("places.assist_person", person_id=home.account_id), code=SEE_OTHER)
    return page("issues/second_for.html", form=form, home=home, issue=issue, back=back), form.status
