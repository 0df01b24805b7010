"""Writing down what a person without a phone thinks of statements."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _

from deliberate.kit.clock import now
from deliberate.opinions import queries
from deliberate.opinions.services import answering
from deliberate.opinions.states import ConversationState, Said, StatementState
from deliberate.opinions.views.answering import bp
from deliberate.places.forms import HelpForm
from deliberate.places.permissions import PlacePermission
from deliberate.places.views.assisting import helped, person_of
from deliberate.renderings.views.reading import readings
from deliberate.web.guards import identity, requires
from deliberate.web.pages import Panel, page, panel

if TYPE_CHECKING:
    from collections.abc import Sequence

    from deliberate.opinions.models import Conversation, Statement
    from deliberate.places.models import Membership

SEE_OTHER = 303


@panel("places.assist", 20)
def for_a_person(home: Membership) -> Panel | None:
    """Show on the page of a person without a phone what they could answer."""
    found = queries.open_around(home.place)
    return Panel("opinions/parts/for_person.html", {"home": home, "open": found}) if found else None


def _pair(person_id: int, conversation_id: int) -> tuple[Membership, Conversation] | None:
    home, held = helped(person_id), queries.conversation(conversation_id)
    there = held is not None and held.state is not ConversationState.preparing
    return (home, held) if home is not None and held is not None and there else None


@bp.route("/assist/<int:person_id>/opinions/<int:conversation_id>", methods=["GET", "POST"])
@requires(PlacePermission.help_somebody, _pair)
def answer_for(pair: tuple[Membership, Conversation]) -> Any:
    """Write down answers; what was answered before is not shown, for it is nobody else's to read."""
    home, held = pair
    form, asked = HelpForm().offer(), queries.statements(held.id, StatementState.shown)
    said = _said(asked)
    if form.sent:
        written = form.carry_out(lambda: _write_down(held, home, form, said))
        if written is not None:
            flash(_("Written down for %(name)s: %(n)s answers.", name=home.account.display_name, n=written), "good")
            return redirect(url_for("places.assist_person", person_id=home.account_id), SEE_OTHER)
    read = readings([queries.text_of(held), *(queries.text_of_statement(one) for one in asked)])
    values = {"home": home, "held": held, "asked": asked, "said": said, "read": read}
    return page("opinions/answer_for.html", form=form, **values), form.status


def _write_down(held: Conversation, home: Membership, form: HelpForm, said: dict[int, Said]) -> int:
    help_ = form.help_by(identity().account_id or 0)
    return answering.answer_for(held, said, person=person_of(home), help_=help_, now=now())


def _said(asked: Sequence[Statement]) -> dict[int, Said]:
    """Return what was chosen on the page; a statement that was left out stays as it was."""
    known = {choice.value: choice for choice in Said}
    given = {one.id: request.form.get(f"said-{one.id}", "") for one in asked}
    return {ident: known[said] for ident, said in given.items() if said in known}
