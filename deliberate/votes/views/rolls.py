"""The roll as it is posted: whether the reader stands on it and why, and objections with their answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import flash, redirect, url_for
from flask_babel import gettext as _

from deliberate.kit.clock import now
from deliberate.votes.electorates.objections import last_moment, why_not_object
from deliberate.votes.forms import AnswerForm, ObjectionForm
from deliberate.votes.permissions import VotePermission
from deliberate.votes.queries import objections, papers
from deliberate.votes.services import objecting
from deliberate.votes.states import RollAnswer, RollClaim, VoteState
from deliberate.votes.views.ballots import SEE_OTHER, bp
from deliberate.votes.views.shown import load, why_not_on_roll
from deliberate.web.guards import identity, may, requires
from deliberate.web.pages import ROWS_A_PAGE, Page, page, page_number
from deliberate.web.words import word

if TYPE_CHECKING:
    from deliberate.votes.models import RollObjection, Vote


def _load(vote_id: int) -> Vote | None:
    """Return a vote that has a roll to read."""
    vote = load(vote_id)
    return vote if vote is not None and vote.roll_size and vote.rule_set_id is not None else None


def _claims() -> list[tuple[RollClaim, str]]:
    return [(claim, word(claim)) for claim in RollClaim]


@bp.route("/votes/<int:vote_id>/roll", methods=["GET", "POST"])
@requires(VotePermission.cast, _load)
def roll(vote: Vote) -> Any:
    """Show the roll to whoever is signed in, and take an objection to it."""
    form = ObjectionForm()
    form.offer(_claims())
    if form.sent:
        said = objecting.Claim(
            claim=RollClaim(form.claim.data), home=form.home.data or "", reason=form.reason.data or ""
        )
        account_id = identity().account_id or 0
        if form.carry_out(lambda: objecting.object_to_roll(vote, said, account_id=account_id, now=now())):
            flash(_("Your objection has arrived. Another person than who drew up the roll will answer it."), "good")
            return redirect(url_for("votes.roll", vote_id=vote.id), SEE_OTHER)
    return page("votes/roll.html", form=form, answering=_answering(), **_seen(vote)), form.status


def _answering() -> AnswerForm:
    form = AnswerForm()
    form.offer([(one, word(one)) for one in RollAnswer])
    return form


def _seen(vote: Vote) -> dict[str, Any]:
    """Return the roll, the reader's place on it, and what was objected."""
    reader, number = identity().account_id or 0, page_number()
    entries = objections.posted(vote.id, limit=ROWS_A_PAGE, offset=(number - 1) * ROWS_A_PAGE)
    announced_at = vote.announced_at or now()
    until = last_moment(papers.rules_of(vote), announced_at=announced_at, opens_at=vote.opens_at)
    mine = papers.standings(vote.id, reader)
    return {
        "vote": vote,
        "entries": Page(entries, number, vote.roll_size),
        "mine": mine,
        "why_not_on_it": None if mine else why_not_on_roll(vote, reader),
        "until": until,
        "why_not": why_not_object(vote.state, now=now(), until=until, waiting=objections.waits(vote.id, reader)),
        "objections": objections.objections(vote.id),
        "me": reader,
        "may_answer": may(VotePermission.answer, vote) and vote.state is VoteState.announced,
    }


@bp.post("/votes/objections/<int:objection_id>")
@requires(VotePermission.answer, objections.objection)
def answer(objection: RollObjection) -> Any:
    """Answer an objection to a roll."""
    form = _answering()
    if form.sent:
        outcome, reason, actor = RollAnswer(form.outcome.data), form.answer.data or "", identity().account_id or 0
        done = form.carry_out(lambda: objecting.answer_objection(objection, outcome, reason, actor_id=actor, now=now()))
        if done is not None:
            flash(_("The objection is answered."), "good")
            return redirect(url_for("votes.roll", vote_id=objection.vote_id), SEE_OTHER)
    asking = ObjectionForm(formdata=None)
    asking.offer(_claims())
    seen = _seen(objection.vote)
    return page("votes/roll.html", form=asking, answering=form, answered=objection.id, **seen), form.status
