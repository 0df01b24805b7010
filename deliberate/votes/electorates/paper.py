"""Paper ballots: their numbers, what must be on record, and when two readings of one paper make a ballot."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from deliberate.kit.refusals import Refusal, Refused
from deliberate.votes.states import Channel, Delivered, VoteState

if TYPE_CHECKING:
    from collections.abc import Sequence

WAYS = (Channel.paper, Channel.mobile_box, Channel.home_visit, Channel.proxy)
# What is handed over is signed for on the paper itself; a notice or a letter proves nothing without its receipt.
PROVED_BY_ITSELF = frozenset({Delivered.in_person, Delivered.e_login})
_SPAN = re.compile(r"\s*(\d{1,6})\s*(?:[-–~～至到]\s*(\d{1,6})\s*)?")


@dataclass(frozen=True, kw_only=True)
class Reading:
    """What one person read on a paper, and how it came; no choice means that it is spoiled."""

    choices: tuple[str, ...]
    channel: Channel
    proxy: str = ""
    helper: str = ""
    witness: str = ""
    read_back: bool = False


def numbers_of(typed: str, *, most: int) -> list[int]:
    """Return the numbers in what was typed, such as `1-24, 30`; refuse what is none, or stands on no paper."""
    found: set[int] = set()
    for part in re.split(r"[,，、;；]", typed):
        span = _SPAN.fullmatch(part)
        if span is None:
            raise Refused(Refusal("votes.not_numbers", most=most))
        first, last = int(span[1]), int(span[2] or span[1])
        if not 1 <= first <= last <= most:
            raise Refused(Refusal("votes.not_numbers", most=most))
        found.update(range(first, last + 1))
    return sorted(found)


def why_not_deliver(state: VoteState, how: Delivered, evidence: str) -> Refusal | None:
    """Return why a delivery cannot be noted: the ballots are counted, or nothing proves it."""
    if state not in {VoteState.announced, VoteState.open, VoteState.closed}:
        return Refusal("votes.no_papers_now")
    return None if how in PROVED_BY_ITSELF or evidence.strip() else Refusal("votes.no_evidence")


def why_not_read(state: VoteState, reading: Reading) -> Refusal | None:
    """Return why a reading cannot be taken: not the time, or what a proxy or a helper needs is not on record."""
    if state not in {VoteState.open, VoteState.closed}:
        return Refusal("votes.no_papers_now")
    if reading.channel is Channel.proxy and not reading.proxy.strip():
        return Refusal("votes.no_proxy")
    helped = reading.channel is Channel.home_visit or bool(reading.helper.strip())
    two = {name.strip() for name in (reading.helper, reading.witness)} - {""}
    if helped and not (len(two) == len((reading.helper, reading.witness)) and reading.read_back):
        return Refusal("votes.no_help_named")
    return None


def agreed(readings: Sequence[Reading]) -> bool:
    """Tell whether two people read the same: the choice, and the way it came."""
    return len(readings) > 1 and len({(one.choices, one.channel) for one in readings}) == 1
