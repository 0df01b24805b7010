"""What owners must reach, by floor area and by number; every figure comes from the rule set."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from deliberate.kit.refusals import Refusal
from deliberate.places.rules.rulesets import Bound
from deliberate.votes.methods.ballots import Bar
from deliberate.votes.states import Matter, Unreturned

if TYPE_CHECKING:
    from deliberate.places.rules.rulesets import Rule, RuleSet
    from deliberate.votes.states import VoteKind

BY = ("area", "count")


def bar_of(rule: Rule) -> Bar:
    """Return a rule's share as the methods count with it."""
    return Bar(rule.share.numerator, rule.share.denominator, strict=rule.bound is Bound.more_than)


@dataclass(frozen=True, kw_only=True)
class OwnerBars:
    """What owners must reach, by floor area and by number, at both stages; `special` names the stricter kind."""

    area_quorum: Bar
    quorum: Bar
    area_approval: Bar
    approval: Bar
    special: bool


def owner_bars(ruleset: RuleSet, kind: VoteKind, matter: Matter) -> OwnerBars:
    """Return the bars of a matter; where everybody concerned must agree, everybody must take part as well."""
    unanimous = "vote.owners_assembly.dwelling_to_business"
    if matter is Matter.dwelling_to_business and ruleset.has(unanimous):
        all_of_them = bar_of(ruleset.rule(unanimous))
        return OwnerBars(
            area_quorum=all_of_them,
            quorum=all_of_them,
            area_approval=all_of_them,
            approval=all_of_them,
            special=True,
        )
    special = matter in ruleset.rule(f"vote.{kind}.special_matters").words
    names = [f"{stage}_{by}" for stage in ("participation", "special" if special else "ordinary") for by in BY]
    area_quorum, quorum, area_approval, approval = (bar_of(ruleset.rule(f"vote.{kind}.{name}")) for name in names)
    return OwnerBars(
        area_quorum=area_quorum, quorum=quorum, area_approval=area_approval, approval=approval, special=special
    )


def why_not_count_so(unreturned: Unreturned, clause: str) -> Refusal | None:
    """Return why ballots that do not come back cannot be counted so: only a written rule of the estate allows it."""
    if unreturned is not Unreturned.not_participating and not clause.strip():
        return Refusal("votes.no_clause")
    return None
