"""Paper ballots of secret votes at the desk: printed, given out, noted as come back, and read from the box."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _

from deliberate.kit.clock import now
from deliberate.votes.electorates.boxes import lines_of
from deliberate.votes.electorates.paper import WAYS, Reading
from deliberate.votes.forms import DeliveryForm, LinesForm, MistakeForm, PacketForm, ReturnForm
from deliberate.votes.permissions import VotePermission
from deliberate.votes.queries import boxes, named
from deliberate.votes.services import boxing
from deliberate.votes.states import Channel, Delivered, Mistake, VoteState
from deliberate.votes.views.ballots import SEE_OTHER, bp
from deliberate.votes.views.naming import names_of
from deliberate.votes.views.shown import load, shown
from deliberate.web.guards import identity, requires
from deliberate.web.pages import page
from deliberate.web.words import word

if TYPE_CHECKING:
    from deliberate.votes.models import Vote

# Everybody's sheet, an estate at once; larger ones are printed from the page's own later parts.
MOST_SHEETS = 2_000


def load_papers(vote_id: int) -> Vote | None:
    """Return a secret vote that can be answered on paper; the others have no box."""
    vote = load(vote_id)
    return vote if vote is not None and vote.roll_size and boxes.takes_papers(vote) else None


def delivery_form(*, asked: bool) -> DeliveryForm:
    """Return the form that keeps on record which papers were given out."""
    form = DeliveryForm() if asked else DeliveryForm(formdata=None)
    form.offer([(way, word(way)) for way in (Delivered.in_person, Delivered.post, Delivered.notice_board)])
    return form


def mistake_form(vote: Vote, *, asked: bool) -> MistakeForm:
    """Return the form that takes a mistake back; packets have only secret votes."""
    form = MistakeForm() if asked else MistakeForm(formdata=None)
    form.offer([(one, word(one)) for one in Mistake if one is not Mistake.packet or boxes.takes_papers(vote)])
    return form


def _return_form(*, asked: bool) -> ReturnForm:
    form = ReturnForm() if asked else ReturnForm(formdata=None)
    form.offer([(way, word(way)) for way in WAYS])
    return form


def _packet_form(vote: Vote, *, asked: bool) -> PacketForm | LinesForm:
    if boxes.several(vote):
        return LinesForm() if asked else LinesForm(formdata=None)
    return PacketForm.asking([*names_of(vote).items(), ("", _("Not valid"))], filled=asked)


def box_page(vote: Vote, **forms: Any) -> Any:
    """Show the desk of a vote's papers; how many came back is told only after the close, like every count."""
    over = vote.state is not VoteState.open
    values = {
        "returned": _return_form(asked=False),
        "packet": _packet_form(vote, asked=False),
        "delivery": delivery_form(asked=False),
        "mistake": mistake_form(vote, asked=False),
        **forms,
    }
    asked = next(iter(forms.values()), None)
    facts = {
        "delivered": named.delivered(vote.id),
        "came_back": boxes.returned(vote.id) if over else None,
        "read": boxes.read(vote.id),
        "numbered": list(names_of(vote).values()) if boxes.several(vote) else [],
        "half_counted": boxes.half_counted(vote.id),
    }
    return page("votes/papers/desk.html", vote=vote, asked=asked, **values, **facts), asked.status if asked else 200


def _back(vote: Vote) -> Any:
    return redirect(url_for("votes.papers", vote_id=vote.id), SEE_OTHER)


@bp.post("/votes/<int:vote_id>/papers/returned")
@requires(VotePermission.enter, load_papers)
def returned(vote: Vote) -> Any:
    """Note that a paper came back."""
    form = _return_form(asked=True)
    if form.sent:
        came = Reading(
            choices=(),
            channel=Channel(form.channel.data),
            proxy=form.proxy.data or "",
            helper=form.helper.data or "",
            witness=form.witness.data or "",
            read_back=bool(form.read_back.data),
        )
        number, me = form.number.data, identity().account_id or 0
        if form.carry_out(lambda: boxing.take_paper(vote, number, came, actor_id=me, now=now())):
            flash(
                _("Slip %(number)s is noted. Please put the paper into the box, without the slip.", number=number),
                "good",
            )
            return _back(vote)
    return box_page(vote, returned=form)


@bp.post("/votes/<int:vote_id>/papers/packet")
@requires(VotePermission.enter, load_papers)
def packet(vote: Vote) -> Any:
    """Take what one person counted in a packet."""
    form = _packet_form(vote, asked=True)
    if form.sent:
        number, me = form.packet.data, identity().account_id or 0
        alike = form.carry_out(lambda: boxing.count_packet(vote, number, _counts(vote, form), actor_id=me, now=now()))
        if not form.refusal:
            flash(*_told(vote, number, alike=bool(alike)))
            return _back(vote)
    return box_page(vote, packet=form)


def _counts(vote: Vote, form: PacketForm | LinesForm) -> dict[str, int]:
    if isinstance(form, LinesForm):
        return lines_of(form.lines.data or "", vote.option_keys, most=vote.max_choices)
    return form.counts


def _told(vote: Vote, number: int, *, alike: bool) -> tuple[str, str]:
    """Return what whoever has just counted a packet reads: two who differ must not take it for done."""
    if alike:
        return _("Both counts of packet %(number)s are the same: it stands.", number=number), "good"
    if len(boxes.packet(vote.id, number)) > 1:
        return _("The two counts of packet %(number)s differ. Count it once more together.", number=number), "warn"
    return _("Packet %(number)s is counted once. A second person counts it too.", number=number), "info"


def slips(vote: Vote) -> Any:
    """Show the papers to print: a slip with the number and whose it is, and below the cut a paper that says neither."""
    some = request.args.get("who") == "without"
    lines = boxes.numbered(vote.id, without_account=some, most=MOST_SHEETS)
    return page("votes/papers/sheets.html", lines=lines, some=some, **shown(vote))
