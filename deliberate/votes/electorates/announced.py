"""What the rule set has announced with a vote: how options are ordered, and what is told before the close."""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING

from deliberate.votes.states import Order, Told, VoteState

if TYPE_CHECKING:
    from collections.abc import Sequence

    from deliberate.places.rules.rulesets import RuleSet


def told_before_close(ruleset: RuleSet) -> Told:
    """Return what is told of a vote while it runs."""
    key = "vote.before_close"
    return Told(ruleset.rule(key).words[0]) if ruleset.has(key) else Told.nothing


def order_of(ruleset: RuleSet, *, fixed: bool) -> Order:
    """Return how options are ordered; yes and no, and grades, stand as everybody knows them."""
    key = "vote.option_order"
    if fixed or not ruleset.has(key):
        return Order.listed
    return Order(ruleset.rule(key).words[0])


def order_for(options: Sequence[str], *, seed: str, reader: int | None) -> list[str]:
    """Return a poll's options as this reader sees them: shuffled, so that nobody always stands on top, but steadily.

    The seed was drawn when the vote was announced and stands in what was announced: anybody can shuffle again. Without
    one the options stand as listed.
    """
    if not seed:
        return list(options)
    return sorted(options, key=lambda key: blake2b(f"{seed}:{reader}:{key}".encode()).digest())


def turnout_told(told: Told, state: VoteState) -> bool:
    """Tell whether everybody may read how many have voted so far: only while voting runs, and if announced so."""
    return told is Told.turnout and state is VoteState.open
