"""Who signs for a count before it is published: how many tellers and scrutineers, each a person of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from deliberate.kit.refusals import Refusal
from deliberate.votes.states import Signing, VoteKind, VoteState

if TYPE_CHECKING:
    from collections.abc import Sequence

    from deliberate.places.rules.rulesets import RuleSet


class Needed(NamedTuple):
    """How many must sign, or are missing."""

    tellers: int
    scrutineers: int


def needed(ruleset: RuleSet, kind: VoteKind) -> Needed:
    """Return how many must sign for a vote of this kind; a rule set without figures for it asks for nobody."""
    of = "vote" if kind in {VoteKind.owners_assembly, VoteKind.owners_part} else f"vote.{kind}"
    keys = (f"{of}.tellers", f"{of}.scrutineers")
    return Needed(*(ruleset.number(key) if ruleset.has(key) else 0 for key in keys))


def asked(ruleset: RuleSet, kind: VoteKind) -> dict[str, int]:
    """Return how many must sign, as a manifest says it: without their entries a record was cut off."""
    wanted = needed(ruleset, kind)
    return {Signing.teller.value: wanted.tellers, Signing.scrutineer.value: wanted.scrutineers}


def missing(signed: Sequence[Signing], wanted: Needed) -> Needed:
    """Return how many signatures are missing."""
    return Needed(
        max(wanted.tellers - signed.count(Signing.teller), 0),
        max(wanted.scrutineers - signed.count(Signing.scrutineer), 0),
    )


def short_of(wanted: Needed, there: Needed) -> Needed:
    """Return how many people are missing who could sign."""
    return Needed(max(wanted.tellers - there.tellers, 0), max(wanted.scrutineers - there.scrutineers, 0))


def why_not_sign(state: VoteState, *, signed: bool, concerned: bool = False) -> Refusal | None:
    """Return why somebody cannot sign now: nothing is counted, they did already, or it is their own matter."""
    if state is not VoteState.tallied:
        return Refusal("votes.nothing_to_sign")
    if concerned:
        return Refusal("votes.own_matter")
    return Refusal("votes.signed_already") if signed else None


def why_not_publish(state: VoteState, lacking: Needed) -> Refusal | None:
    """Return why a counted vote cannot be published: signatures are missing."""
    if state is VoteState.tallied and any(lacking):
        return Refusal("votes.not_certified", tellers=lacking.tellers, scrutineers=lacking.scrutineers)
    return None
