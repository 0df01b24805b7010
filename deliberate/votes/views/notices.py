"""What stands below a published result: how long it hangs, until when anybody can object, what came of objections."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from deliberate.issues.rules import last_moment
from deliberate.kit.clock import now
from deliberate.votes import rules
from deliberate.votes.electorates import challenges as challenging
from deliberate.votes.queries import challenges, checking, papers
from deliberate.votes.states import Verdict, VoteState
from deliberate.votes.views.naming import names_of

if TYPE_CHECKING:
    from deliberate.votes.models import Vote

COUNTED_AGAIN = frozenset({VoteState.closed, VoteState.tallied, VoteState.certified})


def shown(vote: Vote) -> dict[str, Any]:
    """Return what hangs below a result; nothing where none was published, or it was taken over from elsewhere."""
    if vote.published_at is None or vote.rule_set_id is None:
        return {"hanging": None}
    ruleset, by_owners = papers.rules_of(vote), vote.kind in rules.OWNER_KINDS
    keys = {"notice": challenging.HANGING, "filing": challenging.FILING}
    clocks = {name: challenging.clock(ruleset, key, vote.published_at) for name, key in keys.items()}
    court = challenging.REVOKING if by_owners and ruleset.has(challenging.REVOKING) else ""
    return {
        "hanging": {
            "by_owners": by_owners,
            "clocks": {name: (last_moment(one.until), one.rule.article) for name, one in clocks.items() if one},
            "court": ruleset.rule(court) if court else None,
            "open": vote.state in {VoteState.published, VoteState.challenged} and _open(clocks["filing"]),
            "counted_again": vote.state in COUNTED_AGAIN,
            "objections": challenges.objections(vote.id),
            "before": _before(vote) if vote.state in COUNTED_AGAIN else None,
        }
    }


def _before(vote: Vote) -> dict[str, Any] | None:
    """Return what the first count said, while the ballots are counted again; figures only where some were told."""
    told = checking.told_first(vote)
    if told is None:
        return None
    at, result = told
    names = names_of(vote)
    figures = [(names[one["key"]], one["score"]) for one in result.get("standings", ())]
    return {"at": at, "verdict": Verdict(result["verdict"]), "figures": figures}


def _open(filing: challenging.Clock | None) -> bool:
    return filing is not None and now() < filing.until
