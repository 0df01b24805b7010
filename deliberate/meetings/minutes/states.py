"""Where minutes stand on their way from draft to publication, and the sections they have."""

from __future__ import annotations

from enum import StrEnum

from deliberate.kit.states import Transitions


class MinutesState(StrEnum):
    """Drafted from the record, laid before those who were there, published."""

    draft = "draft"
    confirming = "confirming"
    published = "published"


_S = MinutesState
TRANSITIONS: Transitions[MinutesState] = Transitions(
    "minutes",
    {
        _S.draft: frozenset({_S.confirming}),
        _S.confirming: frozenset({_S.published}),
        _S.published: frozenset(),
    },
)


class ErratumState(StrEnum):
    """A change of published minutes: proposed by one person, decided by another."""

    proposed = "proposed"
    approved = "approved"
    declined = "declined"


class SectionKey(StrEnum):
    """What a section tells."""

    attendance = "attendance"
    item = "item"
    agreed = "agreed"
    not_agreed = "not_agreed"
    notes = "notes"
    views_for = "views_for"
    views_against = "views_against"
    supplements = "supplements"
    questions = "questions"
    minority = "minority"
    turns = "turns"
    recused = "recused"
    polls = "polls"
    actions = "actions"
    parked = "parked"
    close = "close"


class Signatory(StrEnum):
    """Who signs minutes, as rule sets name them."""

    chair = "chair"
    recorder = "recorder"
    scrutineer = "scrutineer"
    tellers = "tellers"
    building_head = "building_head"
    members = "members"
    parties = "parties"
    all_sides = "all_sides"
    subdistrict_witness = "subdistrict_witness"
    participant = "participant"
