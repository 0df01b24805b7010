"""What every file of ballots holds, whatever its format."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from deliberate.votes.methods.ballots import Terms
from deliberate.votes.states import Completion

if TYPE_CHECKING:
    from collections.abc import Mapping

    from deliberate.votes.methods.ballots import Ballot, Option
    from deliberate.votes.states import Method


@dataclass(frozen=True, kw_only=True)
class Contest:
    """Options as the file names them, ballots added up, and what the file says of the rule.

    `terms` are those of the file; `method` is the one it names, if it names one, `compared` that equal shares stand a
    comparison with greedy there. `scored` tells that ballots give points (`parts` of a point, each), `ranked` that the
    order of their choices means something. `notes` are what a reader must know who compares results.
    """

    options: tuple[Option, ...]
    names: Mapping[str, str]
    ballots: tuple[Ballot, ...]
    ranked: bool = True
    scored: bool = False
    seats: int = 0
    terms: Terms = field(default_factory=Terms)
    method: Method | None = None
    rule: str = ""
    compared: bool = False
    completion: Completion = Completion.none
    parts: int = 1
    notes: tuple[str, ...] = ()
