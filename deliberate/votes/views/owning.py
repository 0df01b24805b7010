"""What owners do: look at what they chose once more, then give it; until the close they may change it."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Any

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _

from deliberate.kit.clock import now
from deliberate.votes import rules
from deliberate.votes.forms import BallotForm
from deliberate.votes.permissions import VotePermission
from deliberate.votes.services import naming
from deliberate.votes.states import Secrecy
from deliberate.votes.views.ballots import SEE_OTHER, bp
from deliberate.votes.views.shown import load, shown, template_of
from deliberate.web.guards import identity, requires
from deliberate.web.pages import page

if TYPE_CHECKING:
    from deliberate.votes.models import Vote


def _load(vote_id: int) -> Vote | None:
    """Return a vote with names; the others have no such address."""
    vote = load(vote_id)
    return vote if vote is not None and vote.secrecy is Secrecy.named else None


@bp.post("/votes/<int:vote_id>/owners/check")
@requires(VotePermission.cast, _load)
def check_named(vote: Vote) -> Any:
    """Show an owner what was chosen once more."""
    form, seen = BallotForm(), shown(vote)
    form.refusal = seen["why_not"] or rules.why_not_choose(form.chosen, vote.option_keys, max_choices=vote.max_choices)
    entry = next((one.entry for one in seen["mine"] if one.entry.id == form.entry.data), None)
    if form.refusal or entry is None:
        return page(template_of(vote), form=form, **seen), form.status
    return page("votes/owners/check.html", form=form, entry=entry, key=secrets.token_hex(16), **seen)


@bp.post("/votes/<int:vote_id>/owners/give")
@requires(VotePermission.cast, _load)
def give(vote: Vote) -> Any:
    """Take the ballot of an owner; sent twice, it is one."""
    form = BallotForm()
    if form.sent:
        made = form.carry_out(lambda: _give(vote, form))
        if made is not None:
            flash(_("Your vote has arrived. Until the end you can change it here."), "good")
            return redirect(url_for("votes.show", vote_id=vote.id), SEE_OTHER)
    return page(template_of(vote), form=form, **shown(vote)), form.status


def _give(vote: Vote, form: BallotForm) -> Any:
    return naming.give_ballot(
        vote,
        form.chosen,
        entry_id=form.entry.data,
        account_id=identity().account_id or 0,
        key=request.form.get("key", "")[:60] or secrets.token_hex(16),
        now=now(),
    )
