"""Where a conversation and its statements stand, where a statement came from, and what one can say to it."""

from __future__ import annotations

from enum import StrEnum

from deliberate.kit.states import Transitions


class ConversationState(StrEnum):
    """Being prepared; people answer; over, with the results staying."""

    preparing = "preparing"
    open = "open"
    closed = "closed"


class StatementState(StrEnum):
    """Waits for a moderator; everybody can answer; not taken; taken back; another says the same."""

    waiting = "waiting"
    shown = "shown"
    declined = "declined"
    withdrawn = "withdrawn"
    merged = "merged"


class Origin(StrEnum):
    """Who wrote a statement: those who lead, a resident, or it was said in a discussion."""

    staff = "staff"
    resident = "resident"
    contribution = "contribution"


class Said(StrEnum):
    """What somebody says to a statement."""

    agree = "agree"
    disagree = "disagree"
    passes = "pass"


class Clearness(StrEnum):
    """What the map shows: groups, none that are more than chance, or too few people to tell."""

    groups = "groups"
    no_groups = "no_groups"
    too_few = "too_few"


class DeclineReason(StrEnum):
    """Why a proposed statement was not taken; being critical is not among the reasons."""

    same_as_another = "same_as_another"
    several_at_once = "several_at_once"
    not_about_it = "not_about_it"
    personal_attack = "personal_attack"
    personal_data = "personal_data"
    unlawful = "unlawful"


_C, _S = ConversationState, StatementState
CONVERSATION: Transitions[ConversationState] = Transitions(
    "opinions",
    {
        _C.preparing: frozenset({_C.open}),
        _C.open: frozenset({_C.closed}),
        _C.closed: frozenset({_C.open}),
    },
)
STATEMENT: Transitions[StatementState] = Transitions(
    "statements",
    {
        _S.waiting: frozenset({_S.shown, _S.declined}),
        _S.shown: frozenset({_S.withdrawn, _S.merged}),
        _S.declined: frozenset({_S.shown}),
        _S.withdrawn: frozenset({_S.shown}),
        _S.merged: frozenset(),
    },
)
