"""The ballot box of a secret vote: papers come back by number, and are read by what they say, never both together.

The number on the slip proves that a paper was given out and came back; it is torn off before the paper goes into the
box. After the close the box is opened, the papers are mixed, bound into packets and counted by two people each.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import combinations
from math import comb
from typing import TYPE_CHECKING

from deliberate.kit.refusals import Refusal, Refused
from deliberate.votes.states import Mistake, VoteState

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

NOT_VALID = ""
BETWEEN = "|"
# Of a paper that two people read as not valid; no option has this number.
NOUGHT = "0"
# In so many ways a paper may be filled in, each of which is sealed for it: up to three of twenty-two issues.
MOST_ANSWERS = 2_000
# A packet that two people can count without losing their place.
MOST_IN_A_PACKET = 200


def answers_there_are(options: int, most: int) -> int:
    """Return in how many ways a paper can be filled in validly."""
    return sum(comb(options, marks) for marks in range(1, most + 1))


def options_on_paper(most: int) -> int:
    """Return how many options a paper may offer of which so many can be marked."""
    return max(options for options in range(1, MOST_ANSWERS + 1) if answers_there_are(options, most) <= MOST_ANSWERS)


def answers_of(options: Sequence[str], most: int) -> list[str]:
    """Return every way in which a paper can be filled in validly, the marked options in the order of the paper."""
    return [BETWEEN.join(some) for marks in range(1, most + 1) for some in combinations(options, marks)]


def marked(answer: str) -> tuple[str, ...]:
    """Return the options of an answer; a paper that is not valid has none."""
    return tuple(answer.split(BETWEEN)) if answer else ()


def lines_of(typed: str, options: Sequence[str], *, most: int) -> dict[str, int]:
    """Return how many papers say what, of lines such as `1 4 6`: a line a paper, options by their number on it.

    What cannot be is refused with its line: a number that is on no paper, twice the same, or too many marks.
    """
    counts: Counter[str] = Counter()
    for at, line in enumerate(filter(str.strip, typed.splitlines()), 1):
        numbers = re.split(r"[\s,，、;；+]+", line.strip(" \t,，、;；+"))
        if numbers == [NOUGHT]:
            counts[NOT_VALID] += 1
            continue
        known = {str(place): key for place, key in enumerate(options, 1)}
        if len(set(numbers)) != len(numbers) or len(numbers) > most or not set(numbers) <= set(known):
            raise Refused(Refusal("votes.not_a_paper", line=at, options=len(options), most=most))
        counts[BETWEEN.join(sorted((known[one] for one in numbers), key=options.index))] += 1
    return dict(counts)


def why_not_note(state: VoteState, *, several: bool) -> Refusal | None:
    """Return why a slip comes too late: where several options can be marked the close seals for the papers noted."""
    return Refusal("votes.slip_too_late") if several and state is VoteState.closed else None


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
