"""What everybody can check: a receipt, the list of ballots, what was announced, and the bundle to count again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import segno
from flask import Blueprint, Response, abort, jsonify, make_response, request, url_for

from deliberate.ledger.rules import canonical
from deliberate.votes.forms import CodeForm
from deliberate.votes.permissions import VotePermission
from deliberate.votes.proofs.receipts import code_of, read_code, signature_of
from deliberate.votes.queries import checking
from deliberate.votes.views.naming import names_of
from deliberate.votes.views.shown import load
from deliberate.web.extensions import limiter
from deliberate.web.guards import requires
from deliberate.web.offline import kept_offline
from deliberate.web.outbox import HEADER
from deliberate.web.pages import page

if TYPE_CHECKING:
    from deliberate.votes.models import Vote

bp = Blueprint("votes", __name__)
NO_STORE = "no-store"
# Longer lists are searched by the server, and read from the bundle.
MOST_LISTED = 1_000


def list_address(vote: Vote, code: str) -> str:
    """Return the address of a ballot in the published list; what follows the # never leaves the phone."""
    return url_for("votes.ballots", vote_id=vote.id, _external=True, _anchor=anchor(code))


def anchor(code: str) -> str:
    """Return how a ballot is called on the page of the list."""
    return "b" + code.replace(" ", "")


def squares_of(address: str) -> tuple[int, str]:
    """Return the side of a code to scan, and the path that draws it: a page can keep it on the phone as text."""
    drawn = segno.make(address, micro=False, error="m")
    rows = [list(row) for row in drawn.matrix_iter(border=2)]
    path = "".join(f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, dark in enumerate(row) if dark)
    return len(rows), path


def cast_answer(vote: Vote, receipt: str) -> Any:
    """Answer a ballot: to the phone's own script with what it keeps, to a browser without one with the page itself."""
    code = code_of(receipt)
    signature = signature_of(vote.receipt_key, vote.manifest_hash or "", receipt) if vote.receipt_key else ""
    side, path = squares_of(list_address(vote, code))
    if HEADER in request.headers:
        address = url_for("votes.receipt", vote_id=vote.id)
        answer = jsonify(ok=True, url=address, receipt=receipt, code=code, side=side, path=path, signature=signature)
    else:
        signed = f"{receipt} {signature}" if signature else ""
        answer = make_response(page("votes/receipt.html", vote=vote, code=code, side=side, path=path, signed=signed))
    answer.headers["Cache-Control"] = NO_STORE
    return answer


@bp.get("/votes/<int:vote_id>/receipt")
@requires(VotePermission.see, load)
@kept_offline
def receipt(vote: Vote) -> Any:
    """Show the receipt that this phone keeps; the page itself knows none."""
    return page("votes/receipt.html", vote=vote, code="", side=0, path="", signed="")


@bp.route("/votes/<int:vote_id>/ballots", methods=["GET", "POST"])
@requires(VotePermission.see, load)
@limiter.limit("60 per minute", methods=["POST"])
@kept_offline
def ballots(vote: Vote) -> Any:
    """List the ballots once the result is out, and before that tell whether one lies in the box."""
    form, found = CodeForm(), None
    if form.sent:
        found = checking.where_is(vote, read_code(form.code.data or "") or "")
    listed = checking.published(vote) if vote.state.has_result else []
    return page(
        "votes/ballots.html",
        vote=vote,
        form=form,
        found=found,
        listed=listed if len(listed) <= MOST_LISTED else [],
        number=len(listed),
        names=names_of(vote),
        roots=checking.roots(vote),
    ), form.status


@bp.get("/votes/<int:vote_id>/manifest.json")
@requires(VotePermission.see, load)
def manifest(vote: Vote) -> Response:
    """Give out what was announced, byte for byte as its code was reckoned from it."""
    if not vote.manifest:
        abort(404)
    return _download(canonical(vote.manifest), "application/json", f"vote-{vote.id}-manifest.json")


@bp.get("/votes/<int:vote_id>/bundle.zip")
@requires(VotePermission.see, load)
@limiter.limit("30 per minute")
def bundle(vote: Vote) -> Response:
    """Give out the bundle that was published with the result, also while the ballots are counted again."""
    made = checking.bundle(vote, content=True) if vote.published_at else None
    if made is None:
        abort(404)
    return _download(made.content, "application/zip", f"vote-{vote.id}.zip")


def _download(content: bytes, kind: str, name: str) -> Response:
    return Response(content, mimetype=kind, headers={"Content-Disposition": f"attachment; filename={name}"})
