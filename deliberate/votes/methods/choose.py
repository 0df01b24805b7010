"""Which function counts for which method."""

from __future__ import annotations

from typing import TYPE_CHECKING

from deliberate.votes.methods import (
    approval,
    borda,
    consensus,
    double_majority,
    first_choice,
    greedy,
    instant_runoff,
    majority,
    meek,
    ranked_pairs,
    score,
    transferable,
)
from deliberate.votes.states import Method

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from deliberate.votes.methods.ballots import Ballot, Option, Terms
    from deliberate.votes.methods.outcome import Outcome


def _equal_shares(ballots: Sequence[Ballot], options: Sequence[Option], terms: Terms) -> Outcome:
    """Count by equal shares; what it reckons with is only loaded when somebody asks for it."""
    from deliberate.votes.methods.equal_shares import count  # noqa: PLC0415 - numpy is large, and most servers never count so

    return count(ballots, options, terms)


def _schulze(ballots: Sequence[Ballot], options: Sequence[Option], terms: Terms) -> Outcome:
    """Count by strongest chains; as above."""
    from deliberate.votes.methods.schulze import count  # noqa: PLC0415 - numpy is large, and most servers never count so

    return count(ballots, options, terms)


METHODS: Mapping[Method, Callable[[Sequence[Ballot], Sequence[Option], Terms], Outcome]] = {
    Method.majority: majority.count,
    Method.double_majority: double_majority.count,
    Method.first_choice: first_choice.count,
    Method.approval: approval.count,
    Method.score: score.count,
    Method.borda: borda.count,
    Method.ranked_pairs: ranked_pairs.count,
    Method.schulze: _schulze,
    Method.instant_runoff: instant_runoff.count,
    Method.transferable: transferable.count,
    Method.meek: meek.count,
    Method.greedy: greedy.count,
    Method.equal_shares: _equal_shares,
    Method.consensus: consensus.count,
}
