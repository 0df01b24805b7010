"""Objections to a roll: until when, by whom they are answered. The days come from the rule set."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from deliberate.kit.refusals import Refusal
from deliberate.votes.states import VoteState

if TYPE_CHECKING:
    from datetime import datetime

    from deliberate.places.rules.rulesets import RuleSet

FILING, ANSWERING = "vote.roll_objection", "vote.roll_decision"


def last_moment(ruleset: RuleSet, *, announced_at: datetime, opens_at: datetime) -> datetime:
    """Return until when one may object: so many days after the announcement, and never once voting begins."""
    days = ruleset.number(FILING) if ruleset.has(FILING) else 0
    return min(announced_at + timedelta(days=days), opens_at) if days else opens_at


def answer_due(ruleset: RuleSet, filed_at: datetime, opens_at: datetime) -> datetime:
    """Return until when an objection is answered: before voting begins in any case."""
    days = ruleset.number(ANSWERING) if ruleset.has(ANSWERING) else 0
    return min(filed_at + timedelta(days=days), opens_at) if days else opens_at


def why_not_object(state: VoteState, *, now: datetime, until: datetime, waiting: bool) -> Refusal | None:
    """Return why the roll cannot be objected to: the time is over, or one's last objection waits for an answer."""
    if state is not VoteState.announced or now > until:
        return Refusal("votes.objections_over", until=until)
    return Refusal("votes.objection_waits") if waiting else None


def why_not_answer(*, answered: bool, own: bool, drew_it_up: bool, answer: str) -> Refusal | None:
    """Return why this person cannot answer an objection: it is another person's turn, or there is no reason."""
    if answered:
        return Refusal("votes.objection_answered")
    if own:
        return Refusal("votes.own_objection")
    if drew_it_up:
        return Refusal("votes.own_roll")
    return None if answer.strip() else Refusal("votes.no_reason")
