"""Answering: the list of conversations, one statement after the other, one's own answers, and proposing a statement."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Any

from flask import Blueprint, flash, make_response, redirect, request, url_for
from flask_babel import gettext as _

from deliberate.issues.views.listing import chosen_place
from deliberate.kit.clock import now
from deliberate.opinions import queries, rules
from deliberate.opinions.forms import ProposeForm
from deliberate.opinions.permissions import OpinionPermission
from deliberate.opinions.services import answering
from deliberate.opinions.states import ConversationState, Said, StatementState
from deliberate.renderings.views.reading import reading, readings
from deliberate.web.guards import identity, may, requires
from deliberate.web.pages import ROWS_A_PAGE, Page, page, page_number

if TYPE_CHECKING:
    from deliberate.kit.refusals import Refusal
    from deliberate.opinions.models import Conversation, Statement

bp = Blueprint("opinions", __name__)
SEE_OTHER = 303
# As many statements as a page holds, so that a lift or a tunnel does not stop anybody.
AT_HAND = 12


def load(conversation_id: int) -> Conversation | None:
    """Return the conversation of an address; one in preparation exists for those who lead only."""
    held = queries.conversation(conversation_id)
    hidden = held is not None and held.state is ConversationState.preparing and not may(OpinionPermission.lead, held)
    return None if hidden else held


def why_not(held: Conversation) -> Refusal | None:
    """Return what keeps the reader from answering."""
    reader, ends = identity(), held.closes_at
    belongs = reader.signed_in and answering.belongs(held, reader)
    return rules.why_not_take_part(held.state, level=reader.level, belongs=belongs, now=now(), closes_at=ends)


@bp.get("/opinions")
@requires(OpinionPermission.see)
def index() -> Any:
    """List the conversations of a place: those that are open first."""
    place, number = chosen_place(), page_number()
    lead = place is not None and may(OpinionPermission.lead, place)
    rows, total = [], 0
    if place is not None:
        rows = list(queries.at_place(place, drafts=lead, most=ROWS_A_PAGE, offset=(number - 1) * ROWS_A_PAGE))
        total = queries.number_at(place, drafts=lead)
    return page("opinions/index.html", place=place, rows=Page(rows, number, total), may_lead=lead)


@bp.get("/opinions/<int:conversation_id>")
@requires(OpinionPermission.see, load)
def show(held: Conversation) -> Any:
    """Show a conversation: the next statements, or why there is nothing to answer."""
    refused, reader = why_not(held), identity().account_id
    asked, left = ([], 0) if refused or not reader else queries.asked_next(held, reader, most=AT_HAND)
    answered = len(queries.answers_of(held.id, reader))
    texts = {one.id: one for one in asked}
    read = readings([queries.text_of(held), *(queries.text_of_statement(one) for one in texts.values())])
    answer = make_response(
        page(
            "opinions/show.html",
            held=held,
            why_not=refused,
            asked=asked,
            left=left,
            answered=answered,
            read=read,
            may_lead=may(OpinionPermission.lead, held),
            mine=queries.proposed_by(held.id, reader) if reader else [],
        )
    )
    answer.headers["Cache-Control"] = "no-store"
    return answer


@bp.post("/opinions/<int:conversation_id>/answer")
@requires(OpinionPermission.answer, load)
def answer(held: Conversation) -> Any:
    """Take an answer; sent twice it counts once, sent again it replaces the one before."""
    one = queries.statement(request.form.get("statement_id", 0, type=int))
    said = next((known for known in Said if known.value == request.form.get("said")), None)
    if one is None or one.conversation_id != held.id:
        return redirect(url_for("opinions.show", conversation_id=held.id), SEE_OTHER)
    answering.answer(one, said, person=identity(), now=now())
    back = "opinions.mine" if request.form.get("back") == "mine" else "opinions.show"
    return redirect(url_for(back, conversation_id=held.id, _anchor="asked"), SEE_OTHER)


@bp.get("/opinions/<int:conversation_id>/mine")
@requires(OpinionPermission.answer, load)
def mine(held: Conversation) -> Any:
    """Show the reader's own answers to the reader, to change them while it is open."""
    said = queries.answers_of(held.id, identity().account_id)
    asked = [one for one in queries.statements(held.id, StatementState.shown) if one.id in said]
    read = readings([queries.text_of(held), *(queries.text_of_statement(one) for one in asked)])
    values = {"held": held, "asked": asked, "said": said, "read": read, "why_not": why_not(held)}
    answer = make_response(page("opinions/mine.html", **values))
    answer.headers["Cache-Control"] = "no-store"
    return answer


@bp.route("/opinions/<int:conversation_id>/propose", methods=["GET", "POST"])
@requires(OpinionPermission.propose, load)
def propose(held: Conversation) -> Any:
    """Ask for a statement, and lay it before a moderator."""
    form, refused = ProposeForm(), why_not(held) or rules.why_not_propose(welcome=held.proposals, proposed=0)
    form.client_id.data = form.client_id.data or secrets.token_urlsafe(16)
    if form.sent and form.carry_out(lambda: _propose(held, form)) is not None:
        flash(_("Thank you. A moderator reads it first; then everybody can answer it."))
        return redirect(url_for("opinions.show", conversation_id=held.id), SEE_OTHER)
    read = reading(queries.text_of(held))
    return page("opinions/propose.html", held=held, form=form, why_not=refused, read=read), form.status


def _propose(held: Conversation, form: ProposeForm) -> Statement:
    client_id = form.client_id.data or None
    return answering.propose_statement(held, form.text.data or "", person=identity(), client_id=client_id, now=now())
