"""Who signs the minutes: a kind of meeting says so in its rule set."""

from __future__ import annotations

from typing import TYPE_CHECKING

from deliberate.meetings.minutes.states import Signatory

if TYPE_CHECKING:
    from collections.abc import Iterable

# Where several sign, the sheet has a line for each of them; more can sign below.
LINES = {Signatory.all_sides: 4, Signatory.members: 4, Signatory.parties: 4, Signatory.tellers: 2}


def signatories(named: Iterable[str], *, participants: int) -> list[Signatory]:
    """Return a line for everybody who signs; without a word in the rules, those who led and kept the record."""
    known = [Signatory(name) for name in named] or [Signatory.chair, Signatory.recorder]
    lines = [one for one in known for _line in range(LINES.get(one, 1))]
    return lines + [Signatory.participant] * participants
