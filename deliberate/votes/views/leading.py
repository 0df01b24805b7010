"""What moderators do with a vote: announce, open, close, count, declare void."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import flash, redirect, url_for
from flask_babel import gettext as _

from deliberate.kit.clock import now
from deliberate.kit.roles import Role
from deliberate.places.queries.tree import communities, rules_at
from deliberate.votes.forms import VoidForm
from deliberate.votes.permissions import VotePermission
from deliberate.votes.queries import obstacles, papers, signatures, signers
from deliberate.votes.services import leading, preparing
from deliberate.votes.states import VoteState
from deliberate.votes.views.ballots import SEE_OTHER, bp
from deliberate.votes.views.shown import load, shown
from deliberate.votes.views.tasks import said
from deliberate.web.guards import identity, may, requires
from deliberate.web.pages import ROWS_A_PAGE, Page, page, page_number

if TYPE_CHECKING:
    from collections.abc import Callable

    from deliberate.kit.refusals import Refusal
    from deliberate.votes.models import Vote


@bp.get("/votes/desk")
@requires(VotePermission.desk)
def desk() -> Any:
    """List what a moderator has prepared, runs and has finished; to the supervision committee, the appraisals."""
    held = identity().roles
    mine = {place_id for role in (Role.moderator, Role.teller) for place_id in held.get(role, ())}
    found, number = papers.led_by(mine, held.get(Role.supervisor, frozenset())), page_number()
    rows = papers.rows(found, limit=ROWS_A_PAGE, offset=(number - 1) * ROWS_A_PAGE)
    return page(
        "votes/desk.html",
        votes=Page(rows, number, papers.number_of(found)),
        polling=[place for place in communities() if may(VotePermission.prepare, place)],
        appraising=[place for place in communities() if may(VotePermission.appraise, place)],
    )


@bp.get("/votes/<int:vote_id>/lead")
@requires(VotePermission.lead, load)
def lead(vote: Vote) -> Any:
    """Show a moderator what can be done with a vote now, and what stands in the way."""
    return _lead_page(vote, VoidForm())


def _lead_page(vote: Vote, form: VoidForm) -> Any:
    more = {"short_of": _short_of(vote), "may_enter": may(VotePermission.enter, vote)}
    return page("votes/lead.html", why=_obstacles(vote), void=form, **more, **shown(vote))


def _short_of(vote: Vote) -> str:
    """Say whether somebody is missing who will have to sign for the count."""
    if vote.state.over or vote.state is VoteState.certified:
        return ""
    ruleset = papers.rules_of(vote) if vote.rule_set_id is not None else rules_at(vote.place)
    missing = signers.at(vote.place_path, now()).short_of(ruleset, vote.kind, besides=signers.own(vote))
    return said(missing) if any(missing) else ""


def _obstacles(vote: Vote) -> dict[str, Refusal | None]:
    """Return for the next step what stands in its way."""
    moment = now()
    ask: dict[VoteState, tuple[str, Callable[[], Refusal | None]]] = {
        VoteState.draft: ("announce", lambda: obstacles.to_announce(vote, now=moment)),
        VoteState.announced: ("open", lambda: obstacles.to_open(vote, now=moment)),
        VoteState.open: ("close", lambda: obstacles.to_close(vote, now=moment)),
        VoteState.closed: ("count", lambda: obstacles.to_tally(vote)),
    }
    if vote.state not in ask:
        return {}
    name, why = ask[vote.state]
    return {name: why()}


def _do(vote: Vote, verb: Callable[..., Any], sentence: str, *more: Any) -> Any:
    """Carry out a moderator's verb and go back to the vote."""
    verb(vote, *more, actor_id=identity().account_id, now=now())
    flash(sentence, "good")
    return redirect(url_for("votes.lead", vote_id=vote.id), SEE_OTHER)


@bp.post("/votes/<int:vote_id>/announce")
@requires(VotePermission.lead, load)
def announce(vote: Vote) -> Any:
    """Freeze and announce the vote."""
    return _do(vote, preparing.announce_vote, _("The vote is announced. Question, roll and rule are frozen."))


@bp.post("/votes/<int:vote_id>/open")
@requires(VotePermission.lead, load)
def begin(vote: Vote) -> Any:
    """Open the voting."""
    return _do(vote, leading.open_vote, _("Voting has begun."))


@bp.post("/votes/<int:vote_id>/close")
@requires(VotePermission.lead, load)
def close(vote: Vote) -> Any:
    """Close the voting."""
    return _do(vote, leading.close_vote, _("Voting is closed. Now the ballots can be counted."))


@bp.post("/votes/<int:vote_id>/count")
@requires(VotePermission.lead, load)
def count(vote: Vote) -> Any:
    """Count the ballots and publish the result; where the rules ask for it, it is signed for first."""
    if any(signatures.needed(vote)):
        counted = _("The ballots are counted. Tellers and a scrutineer sign before the result is published.")
        return _do(vote, leading.tally_vote, counted)
    leading.tally_vote(vote, actor_id=identity().account_id, now=now())
    return _do(vote, leading.publish_result, _("The ballots are counted and the result is published."))


@bp.post("/votes/<int:vote_id>/void")
@requires(VotePermission.void, load)
def void(vote: Vote) -> Any:
    """Declare the vote void."""
    form = VoidForm()
    if not form.sent:
        return _lead_page(vote, form), form.status
    return _do(vote, leading.void_vote, _("The vote is void."), form.reason.data or "")
