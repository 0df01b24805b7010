"""Paper ballots at the desk: printed with numbers, delivered on record, read by two people one after the other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import flash, redirect, url_for
from flask_babel import gettext as _

from deliberate.kit.clock import now
from deliberate.votes.electorates.paper import WAYS, Reading
from deliberate.votes.forms import DeliveryForm, PaperBallotForm
from deliberate.votes.permissions import VotePermission
from deliberate.votes.queries import named, objections
from deliberate.votes.services import reading
from deliberate.votes.states import Channel, Choice, Delivered, Secrecy
from deliberate.votes.views.ballots import SEE_OTHER, bp
from deliberate.votes.views.shown import load, shown
from deliberate.web.guards import identity, requires
from deliberate.web.pages import page
from deliberate.web.words import word

if TYPE_CHECKING:
    from deliberate.votes.models import Vote

SPOILED = "spoiled"
# Everybody's sheet, an estate at once; larger ones are printed from the page's own later parts.
MOST_SHEETS = 2_000


def _load(vote_id: int) -> Vote | None:
    """Return a vote with names that was announced; the others have no papers here."""
    vote = load(vote_id)
    return vote if vote is not None and vote.secrecy is Secrecy.named and vote.roll_size else None


def _reading_form() -> PaperBallotForm:
    form = PaperBallotForm()
    marks = [(choice.value, word(choice)) for choice in Choice]
    form.offer([*marks, (SPOILED, _("Not valid"))], [(way, word(way)) for way in WAYS])
    return form


def _delivery_form(*, asked: bool) -> DeliveryForm:
    form = DeliveryForm() if asked else DeliveryForm(formdata=None)
    form.offer([(way, word(way)) for way in (Delivered.in_person, Delivered.post, Delivered.notice_board)])
    return form


def _page(vote: Vote, form: PaperBallotForm, delivery: DeliveryForm) -> Any:
    values = {"half_read": named.half_read(vote.id), "delivered": named.delivered(vote.id)}
    return page("votes/owners/papers.html", vote=vote, form=form, delivery=delivery, **values)


@bp.route("/votes/<int:vote_id>/papers", methods=["GET", "POST"])
@requires(VotePermission.enter, _load)
def papers(vote: Vote) -> Any:
    """Take what one person reads on a paper."""
    form = _reading_form()
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
    return _page(vote, form, _delivery_form(asked=False)), form.status


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
    form = _delivery_form(asked=True)
    if form.sent:
        typed, how, proof = form.numbers.data or "", Delivered(form.how.data), form.evidence.data or ""
        made = form.carry_out(lambda: reading.record_delivery(vote, typed, how, proof, actor_id=_me(), now=now()))
        if not form.refusal:
            flash(_("%(papers)s deliveries are on record.", papers=made), "good")
            return redirect(url_for("votes.papers", vote_id=vote.id), SEE_OTHER)
    asking = PaperBallotForm(formdata=None)
    asking.offer([(choice.value, word(choice)) for choice in Choice], [(way, word(way)) for way in WAYS])
    return _page(vote, asking, form), form.status


@bp.get("/votes/<int:vote_id>/papers/print")
@requires(VotePermission.enter, _load)
def sheets(vote: Vote) -> Any:
    """Show the numbered papers to print, one for every owner of the roll."""
    return page("votes/owners/sheets.html", entries=objections.posted(vote.id, limit=MOST_SHEETS), **shown(vote))
