"""What a meeting can be: its kind, its state, the states and outcomes of its agenda, and how somebody is there."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from deliberate.kit.states import Transitions

if TYPE_CHECKING:
    from collections.abc import Mapping


class MeetingKind(StrEnum):
    """Which form of gathering; the value is the middle of its rules' keys (domain reference, 11.2)."""

    topic_solicitation = "topic_solicitation"
    hearing = "hearing"
    heart_to_heart = "heart_to_heart"
    coordination = "coordination"
    supervisory_review = "supervisory_review"
    appraisal = "appraisal"
    building_council = "building_council"
    joint_meeting = "joint_meeting"
    party_joint_meeting = "party_joint_meeting"
    representatives_assembly = "representatives_assembly"
    residents_assembly = "residents_assembly"
    owners_assembly = "owners_assembly"

    @property
    def statutory(self) -> bool:
        """Tell whether law or procedure asks that chair and record be in two hands."""
        return self is MeetingKind.hearing or self.value.endswith("_assembly")

    @property
    def of_the_whole_area(self) -> bool:
        """Tell whether it is a body of the residential area, which never meets for one estate or building."""
        return self.value in _WHOLE

    @property
    def by_ballot_only(self) -> bool:
        """Tell whether nothing is decided in the room: owners decide by area and number, in a vote of their own."""
        return self is MeetingKind.owners_assembly

    @property
    def body(self) -> Body | None:
        """Tell whose seats make the quorum; where there is no fixed body, everybody who came counts."""
        return _BODIES.get(self.value)


_WHOLE = frozenset({
    "supervisory_review", "joint_meeting", "party_joint_meeting", "representatives_assembly", "residents_assembly",
})  # fmt: skip


class Body(StrEnum):
    """Who belongs to a meeting with a fixed number of seats; the value is the kind of meeting that is theirs."""

    representatives = "representatives_assembly"
    households = "residents_assembly"
    supervisors = "supervisory_review"


# A council of a building sits as its households do, and so does the residents' meeting: the law lets one person a
# household come for all its adults, and the register knows every household, not every adult.
_BODIES = {
    "representatives_assembly": Body.representatives,
    "residents_assembly": Body.households,
    "building_council": Body.households,
    "supervisory_review": Body.supervisors,
}


class Composition(StrEnum):
    """How a residents' meeting is made up: its convener chooses one of those the law leaves open."""

    households = "households"
    adults = "adults"


class RuleWord(StrEnum):
    """Whom and what rule sets name: who calls, leads, must come, is invited and signs, and what should come out."""

    building_head = "building_head"
    committee = "committee"
    director = "director"
    moderator = "moderator"
    owners_committee = "owners_committee"
    owners_committee_director = "owners_committee_director"
    party_organisation = "party_organisation"
    secretary = "secretary"
    secretary_or_director = "secretary_or_director"
    supervision_committee = "supervision_committee"
    supervision_head = "supervision_head"
    decider_or_implementer = "decider_or_implementer"
    residents_committee = "residents_committee"
    housing_office = "housing_office"
    all_sides = "all_sides"
    chair = "chair"
    members = "members"
    parties = "parties"
    recorder = "recorder"
    scrutineer = "scrutineer"
    subdistrict_witness = "subdistrict_witness"
    tellers = "tellers"
    agreement = "agreement"
    building_resolution = "building_resolution"
    division_of_tasks = "division_of_tasks"
    findings = "findings"
    notes = "notes"
    opinions_and_answers = "opinions_and_answers"
    ranked_topics = "ranked_topics"
    ratings_and_items = "ratings_and_items"
    resolution = "resolution"
    three_lists = "three_lists"


class MeetingState(StrEnum):
    """Where a meeting stands; what becomes of its minutes is told by the minutes."""

    draft = "draft"
    announced = "announced"
    in_session = "in_session"
    closed = "closed"
    cancelled = "cancelled"

    @property
    def public(self) -> bool:
        """Tell whether everybody may see it."""
        return self is not MeetingState.draft

    @property
    def over(self) -> bool:
        """Tell whether nothing more will happen in it."""
        return self in {MeetingState.closed, MeetingState.cancelled}


_S = MeetingState
TRANSITIONS: Transitions[MeetingState] = Transitions(
    "meetings",
    {
        _S.draft: frozenset({_S.announced, _S.cancelled}),
        _S.announced: frozenset({_S.in_session, _S.cancelled}),
        _S.in_session: frozenset({_S.closed}),
        _S.closed: frozenset(),
        _S.cancelled: frozenset(),
    },
)


class ItemKind(StrEnum):
    """What is done under an agenda item."""

    information = "information"
    report = "report"
    discussion = "discussion"
    motion = "motion"


class ItemState(StrEnum):
    """Where an agenda item stands; a meeting has at most one that is open."""

    pending = "pending"
    open = "open"
    closed = "closed"
    postponed = "postponed"


_I = ItemState
ITEM_TRANSITIONS: Transitions[ItemState] = Transitions(
    "meetings.item",
    {
        _I.pending: frozenset({_I.open, _I.postponed}),
        _I.open: frozenset({_I.closed, _I.postponed}),
        _I.closed: frozenset(),
        _I.postponed: frozenset(),
    },
)


class Phase(StrEnum):
    """What is done with an item at a moment, in the order it is usually done."""

    brief = "brief"
    questions = "questions"
    discussion = "discussion"
    options = "options"
    straw_poll = "straw_poll"
    conclusion = "conclusion"


class Outcome(StrEnum):
    """How an agenda item ended."""

    agreed = "agreed"
    not_agreed = "not_agreed"
    second_round = "second_round"
    pilot = "pilot"
    deferred = "deferred"
    to_assembly = "to_assembly"
    to_vote = "to_vote"
    noted = "noted"


class Channel(StrEnum):
    """How somebody takes part."""

    phone = "phone"
    hall = "hall"
    phone_in = "phone_in"
    assisted = "assisted"
    paper = "paper"
    proxy = "proxy"
    imported = "imported"


# How those present are counted apart: those on the telephone or on paper are there with the help of others.
COUNTED: Mapping[str, tuple[Channel, ...]] = {
    "hall": (Channel.hall,),
    "phone": (Channel.phone,),
    "proxy": (Channel.proxy,),
    "assisted": (Channel.assisted, Channel.phone_in, Channel.paper, Channel.imported),
}


@dataclass(frozen=True)
class Presence:
    """How many are there, by channel, and how many are needed to decide; `entitled` is what a share is taken of.

    Where a fixed body decides, `seats` is how many of its seats are taken: guests are welcome and do not count.
    """

    by_channel: Mapping[Channel, int]
    needed: int = 0
    entitled: int | None = None
    seats: int | None = None
    body: Body | None = None

    @property
    def present(self) -> int:
        """Return how many are there on every channel together."""
        return sum(self.by_channel.values())

    @property
    def counted(self) -> int:
        """Return how many of those present make the quorum."""
        return self.present if self.seats is None else self.seats

    @property
    def missing(self) -> int:
        """Return how many more are needed."""
        return max(0, self.needed - self.counted)

    @property
    def frozen(self) -> dict[str, Any]:
        """Return it as the record keeps it with a decision: hall, phone, proxy and those helped counted apart."""
        counted = {word: sum(self.by_channel.get(one, 0) for one in channels) for word, channels in COUNTED.items()}
        frozen = {**counted, "present": self.present, "needed": self.needed, "entitled": self.entitled}
        return frozen if self.seats is None else {**frozen, "seats": self.seats, "body": str(self.body)}

    @property
    def reached(self) -> bool:
        """Tell whether enough are there to decide."""
        return not self.missing


class Stance(StrEnum):
    """What somebody wants to do to the matter, in writing or on the floor; imported ones may be neutral."""

    support = "for"
    against = "against"
    supplement = "supplement"
    question = "question"
    neutral = "neutral"


# What a person may choose; `neutral` is for those who lead, and for imports.
CHOSEN = (Stance.support, Stance.against, Stance.supplement, Stance.question)
