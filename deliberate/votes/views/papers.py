"""Paper ballots at the desk: printed with numbers, delivered on record, read by two people one after the other.

Those of owners are read one by one, with their number; those of secret votes have a box, and `boxes` its desk.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import flash, redirect, url_for
from flask_babel import gettext as _

from deliberate.kit.clock import now
from deliberate.votes.electorates.paper import WAYS, Reading
from deliberate.votes.forms import PaperBallotForm
from deliberate.votes.permissions import VotePermission
from deliberate.votes.queries import boxes, named, objections
from deliberate.votes.services import mending, reading
from deliberate.votes.states import Channel, Choice, Delivered, Mistake, Secrecy
from deliberate.votes.views.ballots import SEE_OTHER, bp
from deliberate.votes.views.boxes import MOST_SHEETS, box_page, delivery_form, mistake_form, slips
from deliberate.votes.views.shown import load, shown
from deliberate.web.guards import identity, requires
from deliberate.web.pages import page
from deliberate.web.words import word

if TYPE_CHECKING:
    from deliberate.votes.models import Vote

SPOILED = "spoiled"


def _load(vote_id: int) -> Vote | None:
    """Return an announced vote that can be answered on paper."""
    vote = load(vote_id)
    if vote is None or not vote.roll_size:
        return None
    return vote if vote.secrecy is Secrecy.named or boxes.takes_papers(vote) else None


def _reading_form(*, asked: bool) -> PaperBallotForm:
    form = PaperBallotForm() if asked else PaperBallotForm(formdata=None)
    marks = [(choice.value, word(choice)) for choice in Choice]
    form.offer([*marks, (SPOILED, _("Not valid"))], [(way, word(way)) for way in WAYS])
    return form


def _page(vote: Vote, **forms: Any) -> Any:
    """Show the desk of papers with the form that was sent, and the others empty."""
    if vote.secrecy is not Secrecy.named:
        return box_page(vote, **forms)
    values = {
        "form": _reading_form(asked=False),
        "delivery": delivery_form(asked=False),
        "mistake": mistake_form(vote, asked=False),
        **forms,
    }
    asked = next(iter(forms.values()), None)
    facts = {"half_read": named.half_read(vote.id), "delivered": named.delivered(vote.id)}
    answer = page("votes/owners/papers.html", vote=vote, asked=asked, **values, **facts)
    return answer, asked.status if asked else 200


@bp.route("/votes/<int:vote_id>/papers", methods=["GET", "POST"])
@requires(VotePermission.enter, _load)
def papers(vote: Vote) -> Any:
    """Take what one person reads on an owner's paper."""
    if vote.secrecy is not Secrecy.named:
        return box_page(vote)
    form = _reading_form(asked=True)
    if form.sent:
        number = form.number.data
        form.carry_out(lambda: reading.read_paper(vote, number, _read(form), actor_id=_me(), now=now()))
        if not form.refusal:
            waits = number in named.half_read(vote.id)
            flash(
                _("Paper %(number)s is read once. A second person reads it too, then it counts.", number=number)
                if waits
                else _("Both readings of paper %(number)s are the same: it counts.", number=number),
                "info" if waits else "good",
            )
            return redirect(url_for("votes.papers", vote_id=vote.id), SEE_OTHER)
    return _page(vote, form=form)


def _me() -> int:
    return identity().account_id or 0


def _read(form: PaperBallotForm) -> Reading:
    marked = form.choice.data
    return Reading(
        choices=() if marked == SPOILED else (marked,),
        channel=Channel(form.channel.data),
        proxy=form.proxy.data or "",
        helper=form.helper.data or "",
        witness=form.witness.data or "",
        read_back=bool(form.read_back.data),
    )


@bp.post("/votes/<int:vote_id>/papers/delivered")
@requires(VotePermission.enter, _load)
def delivered(vote: Vote) -> Any:
    """Keep on record which papers reached their owners."""
    form = delivery_form(asked=True)
    if form.sent:
        typed, how, proof = form.numbers.data or "", Delivered(form.how.data), form.evidence.data or ""
        made = form.carry_out(lambda: reading.record_delivery(vote, typed, how, proof, actor_id=_me(), now=now()))
        if not form.refusal:
            flash(_("%(papers)s deliveries are on record.", papers=made), "good")
            return redirect(url_for("votes.papers", vote_id=vote.id), SEE_OTHER)
    return _page(vote, delivery=form)


@bp.post("/votes/<int:vote_id>/papers/mistake")
@requires(VotePermission.enter, _load)
def take_back(vote: Vote) -> Any:
    """Take back what was noted by mistake, with a reason on record."""
    form = mistake_form(vote, asked=True)
    if form.sent:
        what, number, why = Mistake(form.mistake.data), form.wrong_number.data, form.why.data or ""
        if form.carry_out(lambda: mending.take_back(vote, what, number, why, actor_id=_me(), now=now())):
            flash(_("It is taken back, and the reason is on record."), "good")
            return redirect(url_for("votes.papers", vote_id=vote.id), SEE_OTHER)
    return _page(vote, mistake=form)


@bp.get("/votes/<int:vote_id>/papers/print")
@requires(VotePermission.enter, _load)
def sheets(vote: Vote) -> Any:
    """Show the numbered papers to print, one for every line of the roll."""
    if vote.secrecy is not Secrecy.named:
        return slips(vote)
    return page("votes/owners/sheets.html", entries=objections.posted(vote.id, limit=MOST_SHEETS), **shown(vote))
