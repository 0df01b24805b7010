"""The certificate of a vote that decides: signed by tellers and a scrutineer, published, then printed by anybody."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import flash, redirect, url_for
from flask_babel import gettext as _

from deliberate.kit.clock import now
from deliberate.kit.refusals import Refusal, Refused
from deliberate.ledger.rules import canonical, sha256, short_code
from deliberate.votes.electorates import signing
from deliberate.votes.permissions import VotePermission
from deliberate.votes.queries import signatures, signers
from deliberate.votes.services import certifying, leading
from deliberate.votes.states import Verdict, VoteState
from deliberate.votes.views.ballots import SEE_OTHER, bp
from deliberate.votes.views.owners import result_of
from deliberate.votes.views.shown import load, shown
from deliberate.web.guards import identity, may, requires
from deliberate.web.pages import page

if TYPE_CHECKING:
    from deliberate.votes.models import Vote
    from deliberate.votes.states import Signing

COUNTED = frozenset({VoteState.tallied, VoteState.certified})


def _load(vote_id: int) -> Vote | None:
    """Return a counted vote that is signed for: before publication for those who sign, afterwards for everybody."""
    vote = load(vote_id)
    if vote is None or not any(signatures.needed(vote)):
        return None
    counted = vote.state in COUNTED and (may(VotePermission.lead, vote) or _capacity(vote))
    return vote if vote.state.has_result or counted else None


@bp.get("/votes/<int:vote_id>/certificate")
@requires(VotePermission.see, _load)
def certificate(vote: Vote) -> Any:
    """Show the certificate, and who may sign it the button."""
    signed = signatures.signatures(vote.id)
    values = shown(vote, counted=True)
    if values["owners"]:
        values["owners"]["result"] = result_of(vote)
    steps = {step["name"]: step["facts"] for step in (vote.result or {})["steps"]}
    mine = any(one.account_id == identity().account_id for one in signed)
    values |= {"signed": signed, "digest": sha256(canonical(vote.result)), "capacity": _capacity(vote), "steps": steps}
    values["box_code"] = short_code(vote.ballots_hash) if vote.ballots_hash else ""
    values["verdict"] = Verdict((vote.result or {})["verdict"])
    concerned = values["capacity"] is not None and signers.concerned(vote, identity().account_id, now())
    values["why_not_sign"] = signing.why_not_sign(vote.state, signed=mine, concerned=concerned)
    values["why_not_publish"] = signing.why_not_publish(vote.state, signatures.missing(vote))
    return page("votes/certificate.html", **values)


def _capacity(vote: Vote) -> Signing | None:
    """Return in what capacity the reader signs for a count that is not published yet."""
    return signers.capacity(vote, identity(), now()) if vote.state in COUNTED else None


@bp.post("/votes/<int:vote_id>/sign")
@requires(VotePermission.sign, _load)
def sign(vote: Vote) -> Any:
    """Sign for the count."""
    capacity = signers.capacity(vote, identity(), now())
    if capacity is None:
        raise Refused(Refusal("votes.not_a_signer"))
    certifying.sign_count(vote, capacity, actor_id=identity().account_id or 0, now=now())
    flash(_("You have signed for the count."), "good")
    return redirect(url_for("votes.certificate", vote_id=vote.id), SEE_OTHER)


@bp.post("/votes/<int:vote_id>/publish")
@requires(VotePermission.lead, _load)
def publish(vote: Vote) -> Any:
    """Publish a result that is signed for."""
    leading.publish_result(vote, actor_id=identity().account_id or 0, now=now())
    flash(_("The ballots are counted and the result is published."), "good")
    return redirect(url_for("votes.show", vote_id=vote.id), SEE_OTHER)
