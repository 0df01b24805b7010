"""Which function counts for which method."""

from __future__ import annotations

from typing import TYPE_CHECKING

from deliberate.votes.methods import approval, greedy, majority
from deliberate.votes.states import Method

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from deliberate.votes.methods.ballots import Ballot, Option, Terms
    from deliberate.votes.methods.outcome import Outcome

METHODS: Mapping[Method, Callable[[Sequence[Ballot], Sequence[Option], Terms], Outcome]] = {
    Method.majority: majority.count,
    Method.approval: approval.count,
    Method.greedy: greedy.count,
}
