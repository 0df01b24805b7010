"""The ballot box of a secret vote: papers come back by number, and are read by what they say, never both together.

The number on the slip proves that a paper was given out and came back; it is torn off before the paper goes into the
box. After the close the box is opened, the papers are mixed, bound into packets and counted by two people each.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from deliberate.kit.refusals import Refusal
from deliberate.votes.states import Mistake, VoteState

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

NOT_VALID = ""
# A packet that two people can count without losing their place.
MOST_IN_A_PACKET = 200


def why_not_count_packet(
    state: VoteState, counts: Mapping[str, int], *, options: Collection[str], unread: int, agreed: bool
) -> Refusal | None:
    """Return why a count of a packet cannot be taken: the box is shut, or there are not so many papers in it."""
    if state is not VoteState.closed:
        return Refusal("votes.box_shut")
    if agreed:
        return Refusal("votes.packet_agreed")
    papers = sum(counts.values())
    if papers < 1 or min(counts.values()) < 0 or not set(counts) <= {*options, NOT_VALID}:
        return Refusal("votes.empty_packet")
    if papers > MOST_IN_A_PACKET:
        return Refusal("votes.packet_too_thick", most=MOST_IN_A_PACKET)
    return Refusal("votes.more_papers", papers=papers, unread=unread) if papers > unread else None


def agreed(counted: Sequence[Mapping[str, int]]) -> bool:
    """Tell whether two people counted the same in a packet."""
    return len(counted) > 1 and all(one == counted[0] for one in counted)


def why_not_take_back(state: VoteState, mistake: Mistake, *, there: bool, reason: str) -> Refusal | None:
    """Return why something cannot be taken back: it is counted already, is not there, or nobody says why."""
    if state not in {VoteState.announced, VoteState.open, VoteState.closed}:
        return Refusal("votes.no_papers_now")
    if not there:
        return Refusal("votes.nothing_to_take_back", mistake=mistake)
    return None if reason.strip() else Refusal("votes.no_reason")


def why_not_all_read(*, returned: int, read: int) -> Refusal | None:
    """Return why the ballots cannot be counted yet: papers that came back lie unread in the box, or too many were."""
    return Refusal("votes.papers_unread", returned=returned, read=read) if returned != read else None
