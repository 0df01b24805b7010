"""Pages of votes: the list, the ballot paper, the confirmation, the result, and the moderator's side of each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import Blueprint, flash, redirect, url_for
from flask_babel import gettext as _

from deliberate.kit.clock import now
from deliberate.kit.roles import Role
from deliberate.votes import rules
from deliberate.votes.forms import BallotForm, VoidForm
from deliberate.votes.methods.ballots import Bar
from deliberate.votes.permissions import VotePermission
from deliberate.votes.queries import obstacles, papers
from deliberate.votes.services import casting, leading, preparing
from deliberate.votes.states import Choice, Method, TieRule, Verdict, VoteState
from deliberate.web.guards import identity, may, requires
from deliberate.web.pages import ROWS_A_PAGE, Page, page, page_number
from deliberate.web.words import word

if TYPE_CHECKING:
    from collections.abc import Callable

    from deliberate.kit.refusals import Refusal
    from deliberate.votes.models import Vote

bp = Blueprint("votes", __name__)
SEE_OTHER = 303


def load(vote_id: int) -> Vote | None:
    """Return the vote of an address; a draft exists for its moderators only."""
    vote = papers.vote(vote_id)
    if vote is None or (vote.state is VoteState.draft and not may(VotePermission.lead, vote)):
        return None
    return vote


@bp.get("/votes")
@requires(VotePermission.see)
def index() -> Any:
    """List the votes everybody may read, those that run first."""
    found = papers.votes(drafts=False)
    number = page_number()
    rows = papers.rows(found, limit=ROWS_A_PAGE, offset=(number - 1) * ROWS_A_PAGE)
    return page("votes/index.html", votes=Page(rows, number, papers.number_of(found)))


@bp.get("/votes/<int:vote_id>")
@requires(VotePermission.see, load)
def show(vote: Vote) -> Any:
    """Show a vote: its ballot paper while it runs, its result afterwards."""
    return page("votes/show.html", form=BallotForm(), **_shown(vote))


@bp.post("/votes/<int:vote_id>/check")
@requires(VotePermission.cast, load)
def check(vote: Vote) -> Any:
    """Show what was chosen once more, before it goes into the box."""
    form = BallotForm()
    shown = _shown(vote)
    why = shown["why_not"] or rules.why_not_choose(form.chosen, vote.option_keys, max_choices=vote.max_choices)
    if why:
        form.refusal = why
        return page("votes/show.html", form=form, **shown), form.status
    return page("votes/check.html", form=form, chosen=form.chosen, **shown)


@bp.post("/votes/<int:vote_id>/cast")
@requires(VotePermission.cast, load)
def cast(vote: Vote) -> Any:
    """Put the ballot into the box; sent twice, it still lies there once."""
    form = BallotForm()
    if form.sent:
        account = identity().account_id or 0
        form.carry_out(
            lambda: casting.cast_ballot(vote, form.chosen, entry_id=form.entry.data or 0, account_id=account, now=now())
        )
    if form.status == 200:  # noqa: PLR2004 - neither a typing mistake nor a refusal
        flash(_("Your vote has arrived."), "good")
    elif form.refusal is None or form.refusal.code != "votes.already_voted":
        return page("votes/show.html", form=form, **_shown(vote)), form.status
    else:
        flash(form.sentence, "info")
    return redirect(url_for("votes.show", vote_id=vote.id), SEE_OTHER)


def _shown(vote: Vote) -> dict[str, Any]:
    """Return what the page of a vote needs to know about the vote and its reader."""
    reader = identity().account_id
    mine = papers.standings(vote.id, reader)
    waiting = next((one for one in mine if not one.voted), None)
    why_not = rules.why_not_come(
        vote.state,
        entitled=bool(mine),
        already_voted=bool(mine) and waiting is None,
        now=now(),
        closes_at=vote.closes_at,
    )
    return {
        "vote": vote,
        "mine": mine,
        "waiting": waiting,
        "why_not": why_not,
        "options": _options(vote, reader),
        "names": {option.key: _name(vote, option.key, option.label) for option in vote.options},
        **_figures(vote),
        **_result(vote),
    }


def _name(vote: Vote, key: str, label: str) -> str:
    """Return an option in the reader's language."""
    return word(Choice(key)) if vote.method is Method.majority else label


def _options(vote: Vote, reader: int | None) -> list[Any]:
    """Return the options in the order this reader sees: a poll's shuffled, yes and no as everybody knows them."""
    if vote.method is not Method.approval:
        return list(vote.options)
    order = rules.order_for(vote.option_keys, vote_id=vote.id, reader=reader)
    return sorted(vote.options, key=lambda option: order.index(option.key))


def _figures(vote: Vote) -> dict[str, Any]:
    """Return the bars of the announced rule, with the number of the roll that is needed."""
    frozen = vote.manifest or {}
    if "quorum" not in frozen:
        return {"quorum": None, "approval": None, "needed": 0}
    quorum, approval = Bar(*frozen["quorum"]), Bar(*frozen["approval"])
    return {"quorum": quorum, "approval": approval, "needed": quorum.needed(vote.roll_size)}


def _result(vote: Vote) -> dict[str, Any]:
    """Return the count for the page, and nothing of it before it is published."""
    result = vote.result if rules.why_not_see_result(vote.state) is None else None
    if not result:
        return {"result": None}
    return {
        "result": result,
        "verdict": Verdict(result["verdict"]),
        "tie_rule": TieRule(result["tie_rule"]),
        "steps": {step["name"]: step["facts"] for step in result["steps"]},
    }


# ── the moderator's side ──


@bp.get("/votes/desk")
@requires(VotePermission.desk)
def desk() -> Any:
    """List what a moderator has prepared, runs and has finished."""
    held = identity().roles
    found = papers.votes({place for role in (Role.moderator, Role.teller) for place in held.get(role, ())}, drafts=True)
    number = page_number()
    rows = papers.rows(found, limit=ROWS_A_PAGE, offset=(number - 1) * ROWS_A_PAGE)
    return page("votes/desk.html", votes=Page(rows, number, papers.number_of(found)))


@bp.get("/votes/<int:vote_id>/lead")
@requires(VotePermission.lead, load)
def lead(vote: Vote) -> Any:
    """Show a moderator what can be done with a vote now, and what stands in the way."""
    return page("votes/lead.html", why=_obstacles(vote), void=VoidForm(), **_shown(vote))


def _obstacles(vote: Vote) -> dict[str, Refusal | None]:
    """Return for every next step what stands in its way."""
    moment = now()
    return {
        "announce": obstacles.to_announce(vote, now=moment) if vote.state is VoteState.draft else None,
        "open": obstacles.to_open(vote, now=moment),
        "close": obstacles.to_close(vote, now=moment),
        "count": obstacles.to_tally(vote),
    }


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
    """Count the ballots and publish the result."""
    leading.tally_vote(vote, actor_id=identity().account_id, now=now())
    return _do(vote, leading.publish_result, _("The ballots are counted and the result is published."))


@bp.post("/votes/<int:vote_id>/void")
@requires(VotePermission.void, load)
def void(vote: Vote) -> Any:
    """Declare the vote void."""
    form = VoidForm()
    if not form.sent:
        return page("votes/lead.html", why=_obstacles(vote), void=form, **_shown(vote)), form.status
    return _do(vote, leading.void_vote, _("The vote is void."), form.reason.data or "")
