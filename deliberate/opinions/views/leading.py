"""Leading a conversation: preparing, opening and closing it; putting, taking, reading and joining statements."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Any

from flask import abort, flash, redirect, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext, ngettext

from deliberate.issues.queries.papers import issue as find_issue
from deliberate.kit.clock import now
from deliberate.kit.roles import Role
from deliberate.meetings.queries.programme import meeting as find_meeting
from deliberate.opinions import queries, rules
from deliberate.opinions.forms import ConversationForm, StatementsForm
from deliberate.opinions.permissions import OpinionPermission
from deliberate.opinions.rules import TITLE_MOST
from deliberate.opinions.services import leading
from deliberate.opinions.services.leading import Plan
from deliberate.opinions.states import DeclineReason, StatementState
from deliberate.opinions.views.answering import SEE_OTHER, bp
from deliberate.places.queries.tree import place_by_slug
from deliberate.web.guards import identity, requires
from deliberate.web.pages import NavItem, nav, page

if TYPE_CHECKING:
    from deliberate.opinions.models import Conversation, Statement
    from deliberate.places.models import Place

nav.add(
    "desk",
    45,
    NavItem(
        lazy_gettext("Opinions"), "opinions.index", "speak", seen_by=lambda: identity().holds_anywhere(Role.moderator)
    ),
)


def _actor() -> int:
    return identity().account_id or 0


def to_lead(held: Conversation) -> Any:
    """Go back to the page from which a conversation is led."""
    return redirect(url_for("opinions.lead", conversation_id=held.id), SEE_OTHER)


@bp.route("/places/<string:slug>/opinions/new", methods=["GET", "POST"])
@requires(OpinionPermission.lead, place_by_slug)
def prepare(place: Place) -> Any:
    """Prepare a conversation at a place, about an issue or for a meeting."""
    form = ConversationForm()
    issue, meeting = _belonging(place)
    form.client_id.data = form.client_id.data or secrets.token_urlsafe(16)
    if form.sent:
        plan = Plan(
            title=form.title.data or "",
            intro=form.intro.data or "",
            closes_at=form.ends,
            proposals=bool(form.proposals.data),
            issue_id=issue.id if issue else None,
            meeting_id=meeting.id if meeting else None,
            client_id=form.client_id.data,
        )
        held = form.carry_out(lambda: leading.prepare_conversation(place, plan, actor_id=_actor(), now=now()))
        if held is not None:
            return to_lead(held)
    about = issue or meeting
    form.title.data = form.title.data or (about.title[:TITLE_MOST] if about else "")
    return page("opinions/prepare.html", form=form, place=place, issue=issue, meeting=meeting), form.status


def _belonging(place: Place) -> tuple[Any, Any]:
    """Return the issue and the meeting of the address, if they belong to the place."""
    issue = find_issue(request.args.get("issue", 0, type=int))
    meeting = find_meeting(request.args.get("meeting", 0, type=int))
    mine = [one if one is not None and place.id in one.place_path else None for one in (issue, meeting)]
    return mine[0], mine[1]


@bp.get("/opinions/<int:conversation_id>/lead")
@requires(OpinionPermission.lead, queries.conversation)
def lead(held: Conversation) -> Any:
    """Show what those who lead can do."""
    return _desk(held, StatementsForm())


def _desk(held: Conversation, form: StatementsForm) -> Any:
    every = queries.statements(held.id)
    shown = [one for one in every if one.state is StatementState.shown]
    drawn = queries.map_of(held.id)
    return page(
        "opinions/lead.html",
        held=held,
        form=form,
        waiting=queries.with_words([one for one in every if one.state is StatementState.waiting]),
        shown=shown,
        aside=[one for one in every if one.state not in {StatementState.waiting, StatementState.shown}],
        helped=queries.number_helped(held.id),
        counts=drawn.found.get("statements", {}) if drawn else {},
        people=queries.people(held.id),
        reasons=list(DeclineReason),
        said=queries.said_about(held),
        why_not_open=rules.why_not_open(held.state, statements=len(shown)),
        why_not_add=rules.why_not_add(held.state),
    ), form.status


@bp.post("/opinions/<int:conversation_id>/statements")
@requires(OpinionPermission.lead, queries.conversation)
def add(held: Conversation) -> Any:
    """Put statements, one a line."""
    form = StatementsForm()
    if form.sent:
        made = form.carry_out(lambda: leading.add_statements(held, form.lines, actor_id=_actor(), now=now()))
        if made is not None:
            return _put(held, len(made))
    return _desk(held, form)


@bp.post("/opinions/<int:conversation_id>/take")
@requires(OpinionPermission.lead, queries.conversation)
def take(held: Conversation) -> Any:
    """Ask everybody what was said in a discussion."""
    chosen = set(request.form.getlist("contribution", type=int))
    said = [one for one in queries.said_about(held) if one.id in chosen]
    leading.take_contributions(held, said, actor_id=_actor(), now=now())
    return _put(held, len(said))


def _put(held: Conversation, number: int) -> Any:
    said = ngettext("%(num)d statement is put to everybody.", "%(num)d statements are put to everybody.", number)
    flash(said, "good")
    return to_lead(held)


@bp.post("/opinions/<int:conversation_id>/open", endpoint="open")
@requires(OpinionPermission.lead, queries.conversation)
def open_it(held: Conversation) -> Any:
    """Let people answer."""
    leading.open_conversation(held, actor_id=_actor(), now=now())
    flash(_("People can answer now."))
    return to_lead(held)


@bp.post("/opinions/<int:conversation_id>/close")
@requires(OpinionPermission.lead, queries.conversation)
def close(held: Conversation) -> Any:
    """Take no more answers."""
    leading.close_conversation(held, actor_id=_actor(), now=now())
    flash(_("No more answers are taken. The map stays."))
    return to_lead(held)


# ── one statement ──


def _after(one: Statement, said: str) -> Any:
    """Say what was done and go back to where it was done: the workbench, or the conversation."""
    flash(said, "good")
    if request.form.get("back") == "desk":
        return redirect(url_for("moderation.desk"), SEE_OTHER)
    return to_lead(one.conversation)


@bp.post("/opinions/statements/<int:statement_id>/accept")
@requires(OpinionPermission.lead, queries.statement)
def accept(one: Statement) -> Any:
    """Let everybody answer it."""
    leading.accept_statement(one, actor_id=_actor(), now=now())
    return _after(one, _("Everybody can answer it now."))


@bp.post("/opinions/statements/<int:statement_id>/decline")
@requires(OpinionPermission.lead, queries.statement)
def decline(one: Statement) -> Any:
    """Not take it, for a reason of the list."""
    reason = next((known for known in DeclineReason if known.value == request.form.get("reason")), None)
    leading.decline_statement(one, reason, actor_id=_actor(), now=now())
    return _after(one, _("It is not taken; whoever proposed it can read why."))


@bp.post("/opinions/statements/<int:statement_id>/withdraw")
@requires(OpinionPermission.lead, queries.statement)
def withdraw(one: Statement) -> Any:
    """Ask it no longer."""
    leading.withdraw_statement(one, actor_id=_actor(), now=now())
    return _after(one, _("It is asked no longer."))


@bp.post("/opinions/statements/<int:statement_id>/merge")
@requires(OpinionPermission.lead, queries.statement)
def merge(one: Statement) -> Any:
    """Join it with another that says the same."""
    into = queries.statement(request.form.get("into", 0, type=int))
    if into is not None and into.conversation_id != one.conversation_id:
        abort(404)
    leading.merge_statements(one, into, actor_id=_actor(), now=now())
    flash(_("The two are one now; everybody's answer counts once."))
    return to_lead(one.conversation)
