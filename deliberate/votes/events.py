"""What happens to a vote.

Casting a secret ballot is the one act without an event: an entry would carry a name and a time.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from deliberate.kit.events import Event

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from deliberate.kit.events import Plain


@dataclass(frozen=True, kw_only=True)
class VoteEvent(Event):
    """Something that happened to one vote."""

    stream_of: ClassVar[tuple[str, str]] = ("vote", "vote_id")

    vote_id: int
    place_id: int
    issue_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class VoteDrafted(VoteEvent):
    """A moderator prepared a vote; nobody else sees it yet."""

    verb: ClassVar[str] = "vote.drafted"

    kind: str
    question: str


@dataclass(frozen=True, kw_only=True)
class VoteAnnounced(VoteEvent):
    """Question, options, roll and rule are frozen; the hash of the manifest proves it."""

    verb: ClassVar[str] = "vote.announced"

    kind: str
    question: str
    opens_at: datetime
    closes_at: datetime
    roll: int
    manifest_hash: str


@dataclass(frozen=True, kw_only=True)
class RollObjected(VoteEvent):
    """Somebody objected to the roll before voting began."""

    verb: ClassVar[str] = "vote.roll_objected"

    objection_id: int
    claim: str
    answer_due: datetime


@dataclass(frozen=True, kw_only=True)
class RollObjectionAnswered(VoteEvent):
    """An objection was answered; a corrected roll has a new hash, and so has what was announced."""

    verb: ClassVar[str] = "vote.roll_answered"

    objection_id: int
    outcome: str
    roll: int
    roll_hash: str
    manifest_hash: str


@dataclass(frozen=True, kw_only=True)
class PapersDelivered(VoteEvent):
    """Ballot papers reached their owners; who brought them and how is on record."""

    verb: ClassVar[str] = "vote.papers_delivered"

    papers: int
    how: str
    evidence: str


@dataclass(frozen=True, kw_only=True)
class PaperMistakeTaken(VoteEvent):
    """Something written down about paper ballots was taken back; why is on record, whose paper it was is not."""

    verb: ClassVar[str] = "vote.paper_mistake"

    mistake: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class VoteOpened(VoteEvent):
    """Ballots are taken from now on, under the manifest as it stands now: objections to the roll are over."""

    verb: ClassVar[str] = "vote.opened"

    question: str
    closes_at: datetime
    manifest_hash: str


@dataclass(frozen=True, kw_only=True)
class BallotsSealed(VoteEvent):
    """A batch of ballots got a root; how many they are would be a count, and is told at the close."""

    verb: ClassVar[str] = "vote.sealed"

    batch: int
    root: str


@dataclass(frozen=True, kw_only=True)
class VoteClosed(VoteEvent):
    """No more ballots; the last batch was sealed, and all were laid in random order.

    `spares` is how many spare ballots for papers were sealed with it; `present` is how many were in the meeting then,
    where the majority is one of those present.
    """

    verb: ClassVar[str] = "vote.closed"

    question: str
    took_part: int
    roll: int
    batch: int
    root: str
    spares: int = 0
    present: int | None = None


@dataclass(frozen=True, kw_only=True)
class VoteTallied(VoteEvent):
    """The ballots were counted by the announced rule; those with names were sealed just before, papers included."""

    verb: ClassVar[str] = "vote.tallied"

    verdict: str
    ballots_hash: str
    result_hash: str
    took_part: int
    batch: int = 0
    root: str = ""
    papers: int = 0
    assisted: int = 0


@dataclass(frozen=True, kw_only=True)
class VoteSigned(VoteEvent):
    """A teller or scrutineer signed for the count; with enough signatures it is certified."""

    verb: ClassVar[str] = "vote.signed"

    capacity: str
    result_hash: str
    certified: bool


@dataclass(frozen=True, kw_only=True)
class VotePublished(VoteEvent):
    """Everybody can read the result; a yes/no vote thereby decides its issue."""

    verb: ClassVar[str] = "vote.published"

    kind: str
    question: str
    verdict: str
    result: Mapping[str, Plain]
    bundle_hash: str


@dataclass(frozen=True, kw_only=True)
class ResultObjected(VoteEvent):
    """Somebody entitled says that the published result is wrong; it is challenged until there is an answer."""

    verb: ClassVar[str] = "vote.result_objected"

    question: str
    objection_id: int
    claim: str
    at_the_desk: bool


@dataclass(frozen=True, kw_only=True)
class ResultObjectionAnswered(VoteEvent):
    """An objection was answered: the result stands, the ballots are counted again, or the result is set aside."""

    verb: ClassVar[str] = "vote.result_answered"

    question: str
    objection_id: int
    outcome: str
    answer: str


@dataclass(frozen=True, kw_only=True)
class VoteFinal(VoteEvent):
    """The days for objections are over, and none waits: the result is final."""

    verb: ClassVar[str] = "vote.final"

    question: str


@dataclass(frozen=True, kw_only=True)
class VoteVoided(VoteEvent):
    """The vote does not count, and here is why."""

    verb: ClassVar[str] = "vote.voided"

    kind: str
    question: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class VoteImported(VoteEvent):
    """A vote held elsewhere was taken over with its ballots and counted again."""

    verb: ClassVar[str] = "vote.imported"

    question: str
    source: str
    ballots: int
    verdict: str
