"""What residents do: read, choose, look once more, vote, and read the result."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import flash, jsonify, redirect, request, url_for

from deliberate.kit.clock import now
from deliberate.places.queries.tree import place_by_slug
from deliberate.votes import rules
from deliberate.votes.forms import BallotForm
from deliberate.votes.permissions import VotePermission
from deliberate.votes.proofs.receipts import new_secret
from deliberate.votes.queries import papers
from deliberate.votes.services import casting
from deliberate.votes.views.checking import bp, cast_answer
from deliberate.votes.views.shown import load, shown, template_of
from deliberate.web.guards import identity, may, requires
from deliberate.web.offline import kept_offline
from deliberate.web.pages import ROWS_A_PAGE, Page, Panel, page, page_number, panel

if TYPE_CHECKING:
    from collections.abc import Sequence

    from deliberate.accounts.models import Account
    from deliberate.places.models import Place
    from deliberate.votes.models import Vote

SEE_OTHER = 303


@bp.get("/votes")
@requires(VotePermission.see)
@kept_offline
def index() -> Any:
    """List the votes everybody may read, those that run first; `?place=` narrows them to a place and below."""
    slug = request.args.get("place")
    place = place_by_slug(slug) if slug else None
    found, number = papers.votes({place.id} if place else ()), page_number()
    rows = papers.rows(found, limit=ROWS_A_PAGE, offset=(number - 1) * ROWS_A_PAGE)
    votes = Page(rows, number, papers.number_of(found))
    return page("votes/index.html", votes=votes, place=place, may_lead=may(VotePermission.desk))


@bp.get("/votes/<int:vote_id>")
@requires(VotePermission.see, load)
def show(vote: Vote) -> Any:
    """Show a vote: its ballot paper while it runs, its result afterwards."""
    return page(template_of(vote), form=BallotForm(), **shown(vote))


@bp.get("/votes/<int:vote_id>/arrived")
@requires(VotePermission.cast, load)
def arrived(vote: Vote) -> Any:
    """Tell a page whose line broke which of the reader's ballots have arrived."""
    known = [one.entry.id for one in shown(vote)["mine"] if one.voted]
    answer = jsonify(arrived=known, url=url_for("votes.show", vote_id=vote.id))
    answer.headers["Cache-Control"] = "no-store"
    return answer


@bp.post("/votes/<int:vote_id>/check")
@requires(VotePermission.cast, load)
def check(vote: Vote) -> Any:
    """Show what was chosen once more, before it goes into the box."""
    form, seen = BallotForm(), shown(vote)
    form.refusal = seen["why_not"] or rules.why_not_choose(form.chosen, vote.option_keys, max_choices=vote.max_choices)
    if form.refusal:
        return page("votes/show.html", form=form, **seen), form.status
    chosen = rules.ballot_of(form.chosen, vote.option_keys).choices
    return page("votes/check.html", form=form, chosen=chosen, secret=new_secret(), **seen)


@bp.post("/votes/<int:vote_id>/cast")
@requires(VotePermission.cast, load)
def cast(vote: Vote) -> Any:
    """Put the ballot into the box; sent twice, it still lies there once."""
    form, receipt = BallotForm(), None
    if form.sent:
        receipt = form.carry_out(lambda: _cast(vote, form))
    if receipt:
        return cast_answer(vote, receipt)
    if form.refusal is None or form.refusal.code != "votes.already_voted":
        return page("votes/show.html", form=form, **shown(vote)), form.status
    flash(form.sentence, "info")
    return redirect(url_for("votes.show", vote_id=vote.id), SEE_OTHER)


def _cast(vote: Vote, form: BallotForm) -> str:
    return casting.cast_ballot(
        vote,
        form.chosen,
        entry_id=form.entry.data,
        account_id=identity().account_id or 0,
        now=now(),
        secret=form.secret.data or "",
    )


@panel("places.asked", 10)
def waiting_here(place: Place) -> Panel | None:
    """Put on top of a community's page the votes that wait for the reader: nobody should have to look for a ballot."""
    account_id = identity().account_id
    return _waiting(papers.waiting_for(account_id, now(), below=place.id)) if account_id else None


@panel("accounts.me", 3)
def waiting_for_me(account: Account) -> Panel | None:
    """Put them on one's own page as well, from wherever they are."""
    return _waiting(papers.waiting_for(account.id, now()))


def _waiting(votes: Sequence[Vote]) -> Panel | None:
    return Panel("votes/parts/waiting.html", {"votes": votes}) if votes else None
