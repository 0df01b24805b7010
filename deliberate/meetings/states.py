"""What a meeting can be: its kind, its state, the states and outcomes of its agenda, and how somebody is there."""

from __future__ import annotations

from enum import StrEnum

from deliberate.kit.states import Transitions


class MeetingKind(StrEnum):
    """Which form of gathering; the value is the middle of its rules' keys (domain reference, 11.2)."""

    topic_solicitation = "topic_solicitation"
    hearing = "hearing"
    heart_to_heart = "heart_to_heart"
    coordination = "coordination"
    appraisal = "appraisal"
    building_council = "building_council"
    representatives_assembly = "representatives_assembly"
    residents_assembly = "residents_assembly"

    @property
    def statutory(self) -> bool:
        """Tell whether law or procedure asks that chair and record be in two hands."""
        return self in {MeetingKind.hearing, MeetingKind.representatives_assembly, MeetingKind.residents_assembly}


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


class Outcome(StrEnum):
    """How an agenda item ended."""

    agreed = "agreed"
    not_agreed = "not_agreed"
    second_round = "second_round"
    pilot = "pilot"
    to_vote = "to_vote"
    noted = "noted"


class Channel(StrEnum):
    """How somebody takes part."""

    phone = "phone"
    hall = "hall"
    phone_in = "phone_in"
    assisted = "assisted"
    paper = "paper"
    imported = "imported"


class Stance(StrEnum):
    """What somebody wants to do to the matter, in writing or on the floor; imported ones may be neutral."""

    support = "for"
    against = "against"
    supplement = "supplement"
    question = "question"
    neutral = "neutral"


# What a person may choose; `neutral` is for those who lead, and for imports.
CHOSEN = (Stance.support, Stance.against, Stance.supplement, Stance.question)
