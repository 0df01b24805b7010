"""What waits: on the moderator's desk votes to count, sign for and answer about; on one's own page counts to sign."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import url_for
from flask_babel import gettext as _

from deliberate.issues.views.desk import todo
from deliberate.kit.clock import now
from deliberate.renderings.views.reading import title_of
from deliberate.votes.queries import signers
from deliberate.votes.states import VoteState
from deliberate.web.guards import identity
from deliberate.web.pages import Panel, panel
from deliberate.web.words import word

if TYPE_CHECKING:
    from deliberate.accounts.models import Account
    from deliberate.places.models import Place
    from deliberate.votes.electorates.signing import Needed
    from deliberate.votes.queries.signers import Signers, Waiting


@panel("issues.desk", 20)
def on_desk(place: Place) -> Panel | None:
    """Put on the moderator's desk what votes ask for."""
    found = signers.waiting(place)
    if not found:
        return None
    able = signers.within([one.vote.place_path for one in found], now())
    return Panel("", {"rows": [row for one in found for row in _rows(one, able(one.vote.place_path))]})


def _rows(one: Waiting, able: Signers) -> list[dict[str, Any]]:
    vote, made = one.vote, []
    lead = url_for("votes.lead", vote_id=vote.id)

    def ask(what: str, url: str, due: Any = None) -> None:
        state = {"state": vote.state, "state_word": word(vote.state), "who": word(vote.kind)}
        made.append(todo(title=title_of(vote), url=url, what=what, due=due, **state))

    if one.roll_due:
        ask(_("Answer an objection to the roll"), url_for("votes.roll", vote_id=vote.id), one.roll_due)
    if vote.state is VoteState.challenged:
        url = url_for("votes.result_objections", vote_id=vote.id)
        ask(_("Answer an objection to the result"), url, one.result_due)
    elif vote.state is VoteState.closed:
        ask(_("Count the ballots"), lead)
    elif vote.state in {VoteState.tallied, VoteState.certified}:
        what = _("Sign for the count") if vote.state is VoteState.tallied else _("Publish the result")
        ask(what, url_for("votes.certificate", vote_id=vote.id))
    missing = able.short_of(one.ruleset, vote.kind, besides=one.own)
    if any(missing) and vote.state is not VoteState.challenged:
        ask(said(missing), lead)
    return made


def said(missing: Needed) -> str:
    """Say which people are missing who could sign."""
    if missing.heads:
        return _("Nobody can sign for this count in the building head's place")
    if missing.scrutineers and missing.tellers:
        return _("Nobody can finish this count: %(tellers)s tellers and %(scrutineers)s scrutineers are missing",
                 tellers=missing.tellers, scrutineers=missing.scrutineers)  # fmt: skip
    if missing.scrutineers:
        return _("A scrutineer is missing: nobody here belongs to the supervision committee")
    return _("%(tellers)s people are missing who can sign as tellers", tellers=missing.tellers)


@panel("accounts.me", 3)
def to_sign(account: Account) -> Panel | None:
    """Show to whoever signs for counts which of them wait; residents are not asked."""
    roles = identity().roles
    places = {place_id for role in signers.SIGNING for place_id in roles.get(role, ())}
    found = signers.to_sign(account.id, places) if places else ()
    votes = [vote for vote in found if signers.capacity(vote, identity(), now())]
    return Panel("votes/parts/to_sign.html", {"votes": votes}) if votes else None
