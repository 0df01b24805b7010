"""What the grades of an appraisal say: whether enough took part, and whether too many say “not competent”.

The grades themselves are counted like any poll; this reads the count by the two shares that were announced.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from deliberate.votes.methods.ballots import Bar
from deliberate.votes.states import Grade

if TYPE_CHECKING:
    from collections.abc import Mapping


class Appraised(NamedTuple):
    """Who took part and who said “not competent”, each with the number from which on it matters."""

    took_part: int
    enough: int
    not_competent: int
    too_many: int

    @property
    def counts(self) -> bool:
        """Tell whether enough took part for the appraisal to count."""
        return self.took_part >= self.enough

    @property
    def failed(self) -> bool:
        """Tell whether the result is “not competent”."""
        return self.counts and self.not_competent >= self.too_many


def read(manifest: Mapping[str, Any], result: Mapping[str, Any]) -> Appraised:
    """Return what a published count says, by the shares of its announcement."""
    given = {one["key"]: one["score"] for one in result["standings"]}
    took_part = result["took_part"]
    quorum, bar = Bar(*manifest["quorum"]), Bar(*manifest["approval"])
    return Appraised(
        took_part, quorum.needed(manifest["roll"]), given[Grade.not_competent], max(bar.needed(took_part), 1)
    )
