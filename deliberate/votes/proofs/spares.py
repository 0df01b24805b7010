"""Spare ballots: whatever a paper could say is sealed at the close, so that papers read later lie under a root too.

For every household that may have a paper in the box there is one spare ballot for each answer, and one for a paper that
is not valid. The count opens as many of each kind as papers said so, drawn by lot: among the ballots of phones nobody
sees which they are. The others stay shut for good: their receipts are published, what is in them counts for nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from deliberate.ledger.rules import canonical, sha256
from deliberate.votes.electorates.boxes import marked
from deliberate.votes.proofs.receipts import receipt_of

if TYPE_CHECKING:
    from collections.abc import Iterable

SECRET_SIGNS = 32


@dataclass(frozen=True)
class Spare:
    """A ballot that nobody has cast: it counts if it is opened."""

    answer: str
    secret: str
    receipt: str

    @property
    def choices(self) -> tuple[str, ...]:
        """Return what it says; a paper that is not valid says nothing."""
        return marked(self.answer)


def spares_of(seed: str, manifest_hash: str, answers: Iterable[str], *, each: int) -> list[Spare]:
    """Return so many spare ballots for each answer; their secrets follow from a seed, which the count forgets."""
    return [_spare(seed, manifest_hash, answer, number) for answer in answers for number in range(each)]


def _spare(seed: str, manifest_hash: str, answer: str, number: int) -> Spare:
    secret = sha256(canonical([seed, answer, number]))[:SECRET_SIGNS]
    return Spare(answer, secret, receipt_of(manifest_hash, marked(answer), (), secret))
