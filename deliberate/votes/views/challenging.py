"""Objections to a published result: written by those entitled or at the desk for them, answered by another person."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import flash, redirect, url_for
from flask_babel import gettext as _

from deliberate.kit.clock import now
from deliberate.votes.electorates import challenges as rules
from deliberate.votes.forms import AnswerForm, DeskObjectionForm, ResultObjectionForm
from deliberate.votes.permissions import VotePermission
from deliberate.votes.queries import challenges, papers
from deliberate.votes.services import challenging
from deliberate.votes.states import ResultAnswer, ResultClaim, VoteState
from deliberate.votes.views import notices
from deliberate.votes.views.ballots import SEE_OTHER, bp
from deliberate.votes.views.shown import load
from deliberate.web.guards import identity, may, requires
from deliberate.web.pages import page
from deliberate.web.words import word

if TYPE_CHECKING:
    from deliberate.kit.refusals import Refusal
    from deliberate.votes.models import ResultObjection, Vote

HERE = "votes.result_objections"


def _load(vote_id: int) -> Vote | None:
    """Return a vote whose result was published here."""
    vote = load(vote_id)
    return vote if vote is not None and vote.published_at and vote.rule_set_id is not None else None


def _me() -> int:
    return identity().account_id or 0


def _offered(form: Any) -> Any:
    form.offer([(claim, word(claim)) for claim in ResultClaim])
    return form


def _answering(*, asked: bool) -> AnswerForm:
    form = AnswerForm() if asked else AnswerForm(formdata=None)
    form.offer([(one, word(one)) for one in ResultAnswer])
    return form


def _page(vote: Vote, *, answered: int = 0, **forms: Any) -> Any:
    """Show what was objected, with the form that was sent, and the others empty."""
    asked = next(iter(forms.values()), None)
    values = {
        "form": _offered(ResultObjectionForm(formdata=None)),
        "desk": _offered(DeskObjectionForm(formdata=None)),
        "answering": _answering(asked=False),
        **forms,
    }
    counted = challenges.who_counted(vote.id) if may(VotePermission.answer, vote) else set()
    return page(
        "votes/objections.html",
        vote=vote,
        asked=asked,
        answered=answered,
        me=_me(),
        why_not=_why_not(vote),
        may_answer=may(VotePermission.answer, vote) and vote.state is VoteState.challenged,
        why_not_answer=rules.why_not_answer(answered=False, own=False, counted=_me() in counted, answer="-"),
        at_desk=may(VotePermission.enter, vote),
        **notices.shown(vote),
        **values,
    ), asked.status if asked else 200


def _why_not(vote: Vote) -> Refusal | None:
    """Return why the reader cannot object here and now."""
    runs = rules.clock(papers.rules_of(vote), rules.FILING, vote.published_at)
    waiting = any(one.account_id == _me() and one.entry is None for one in challenges.waiting(vote.id))
    entitled, until = challenges.may_object(vote, _me()), runs.until if runs else None
    return rules.why_not_object(vote.state, now=now(), until=until, entitled=entitled, waiting=waiting)


@bp.route("/votes/<int:vote_id>/objections", methods=["GET", "POST"])
@requires(VotePermission.cast, _load)
def result_objections(vote: Vote) -> Any:
    """Show the objections to a result to whoever is signed in, and take one."""
    form = _offered(ResultObjectionForm())
    if not form.sent:
        return _page(vote, **({"form": form} if form.errors else {}))
    said = challenging.Complaint(claim=ResultClaim(form.claim.data), reason=form.reason.data or "")
    if form.carry_out(lambda: challenging.object_to_result(vote, said, account_id=_me(), now=now())) is None:
        return _page(vote, form=form)
    flash(_("Your objection has arrived. Another person than those who counted will answer it."), "good")
    return redirect(url_for(HERE, vote_id=vote.id), SEE_OTHER)


@bp.post("/votes/<int:vote_id>/objections/desk")
@requires(VotePermission.enter, _load)
def objection_at_desk(vote: Vote) -> Any:
    """Write down at the desk what somebody without a phone objects."""
    form = _offered(DeskObjectionForm())
    if form.sent:
        said = challenging.Complaint(
            claim=ResultClaim(form.desk_claim.data), reason=form.desk_reason.data or "", number=form.number.data
        )
        if form.carry_out(lambda: challenging.object_to_result(vote, said, account_id=_me(), now=now())):
            flash(_("The objection is written down. Please read it back, and say until when it is answered."), "good")
            return redirect(url_for(HERE, vote_id=vote.id), SEE_OTHER)
    return _page(vote, desk=form)


@bp.post("/votes/result-objections/<int:objection_id>")
@requires(VotePermission.answer, challenges.objection)
def answer_result(objection: ResultObjection) -> Any:
    """Answer an objection to a result."""
    form, vote = _answering(asked=True), objection.vote
    if form.sent:
        outcome, reason = ResultAnswer(form.outcome.data), form.answer.data or ""
        if form.carry_out(lambda: challenging.answer_result(objection, outcome, reason, actor_id=_me(), now=now())):
            flash(_("The objection is answered."), "good")
            return redirect(url_for(HERE, vote_id=vote.id), SEE_OTHER)
    return _page(vote, answered=objection.id, answering=form)
