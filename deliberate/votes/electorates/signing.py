"""Who signs for a count before it is published: how many tellers and scrutineers, each a person of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from deliberate.kit.refusals import Refusal
from deliberate.votes.states import Signing, VoteKind, VoteState

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from deliberate.places.rules.rulesets import RuleSet


class Needed(NamedTuple):
    """How many must sign in which capacity, or are missing."""

    tellers: int = 0
    scrutineers: int = 0
    heads: int = 0
    residents: int = 0


# In the order of `Needed`: what somebody signs as, and what the rule set calls how many.
CAPACITIES = {
    Signing.teller: "tellers",
    Signing.scrutineer: "scrutineers",
    Signing.building_head: "building_heads",
    Signing.resident: "residents",
}
FIRST = (Signing.building_head, Signing.resident, Signing.teller)


def needed(ruleset: RuleSet, kind: VoteKind) -> Needed:
    """Return how many must sign for a vote of this kind; a rule set without figures for it asks for nobody."""
    of = "vote" if kind in {VoteKind.owners_assembly, VoteKind.owners_part} else f"vote.{kind}"
    keys = (f"{of}.{name}" for name in CAPACITIES.values())
    return Needed(*(ruleset.number(key) if ruleset.has(key) else 0 for key in keys))


def asked(ruleset: RuleSet, kind: VoteKind) -> dict[str, int]:
    """Return how many must sign, as a manifest says it: without their entries a record was cut off."""
    wanted = zip(CAPACITIES, needed(ruleset, kind), strict=True)
    return {capacity.value: number for capacity, number in wanted if number}


def missing(signed: Sequence[Signing], wanted: Needed) -> Needed:
    """Return how many signatures are missing."""
    return short_of(wanted, Needed(*(signed.count(capacity) for capacity in CAPACITIES)))


def short_of(wanted: Needed, there: Needed) -> Needed:
    """Return how many people are missing who could sign."""
    return Needed(*(max(want - have, 0) for want, have in zip(wanted, there, strict=True)))


def capacity_of(able: Collection[Signing], wanted: Needed, lacking: Needed) -> Signing | None:
    """Return what somebody signs as who could in several capacities: what the count still lacks goes first.

    Whoever watches only watches: a member of the supervision committee is never one of those who counted.
    """
    order = [Signing.scrutineer] if Signing.scrutineer in able else [one for one in FIRST if one in able]
    asked_for = [one for figures in (lacking, wanted) for one in order if figures[list(CAPACITIES).index(one)]]
    return asked_for[0] if asked_for else None


def why_not_count(*, concerned: bool) -> Refusal | None:
    """Return why somebody cannot read papers: it is their own matter."""
    return Refusal("votes.own_papers") if concerned else None


def why_not_sign(state: VoteState, *, signed: bool, concerned: bool = False) -> Refusal | None:
    """Return why somebody cannot sign now: nothing is counted, they did already, or it is their own matter."""
    if state is not VoteState.tallied:
        return Refusal("votes.nothing_to_sign")
    if concerned:
        return Refusal("votes.own_matter")
    return Refusal("votes.signed_already") if signed else None


def why_not_publish(state: VoteState, lacking: Needed) -> Refusal | None:
    """Return why a counted vote cannot be published: signatures are missing."""
    if state is VoteState.tallied and (lacking.heads or lacking.residents):
        return Refusal("votes.not_certified_here", heads=lacking.heads, residents=lacking.residents)
    if state is VoteState.tallied and any(lacking):
        return Refusal("votes.not_certified", tellers=lacking.tellers, scrutineers=lacking.scrutineers)
    return None
