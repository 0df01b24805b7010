"""Objections to a published result: until when, by whom, and who answers them. The days come from the rule set."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from deliberate.kit.refusals import Refusal
from deliberate.places.rules.deadlines import deadline, last_day
from deliberate.places.rules.shipped import calendar_for
from deliberate.votes.states import VoteState

if TYPE_CHECKING:
    from datetime import datetime

    from deliberate.places.rules.rulesets import Rule, RuleSet

FILING, ANSWERING, HANGING = "vote.result_objection", "vote.result_decision", "notice.public"
REVOKING = "vote.owners_assembly.revocation"


class Clock(NamedTuple):
    """A period that runs from the publication: the first moment that is too late, and the rule that says so."""

    until: datetime
    rule: Rule


def clock(ruleset: RuleSet, key: str, since: datetime | None) -> Clock | None:
    """Return a period of the rule set, or None where it has none or nothing is published."""
    if since is None or not ruleset.has(key):
        return None
    rule = ruleset.rule(key)
    return Clock(deadline(rule, since, calendar_for(ruleset)), rule)


def answer_due(ruleset: RuleSet, filed_at: datetime) -> datetime | None:
    """Return until when an objection is answered."""
    runs = clock(ruleset, ANSWERING, filed_at)
    return runs.until if runs else None


def is_final(ruleset: RuleSet, published_at: datetime | None, now: datetime) -> bool:
    """Tell whether nobody can object any more; where the rules know no objections, at once."""
    runs = clock(ruleset, FILING, published_at)
    return runs is None or now >= runs.until


def why_not_object(
    state: VoteState, *, now: datetime, until: datetime | None, entitled: bool, waiting: bool
) -> Refusal | None:
    """Return why a result cannot be objected to: nothing is published, the time is over, it is others' vote."""
    if state not in {VoteState.published, VoteState.challenged} or until is None or now >= until:
        return Refusal("votes.result_stands", day=last_day(until)) if until else Refusal("votes.no_result_to_object_to")
    if not entitled:
        return Refusal("votes.not_yours_to_object_to")
    return Refusal("votes.objection_waits") if waiting else None


def why_not_answer(*, answered: bool, own: bool, counted: bool, answer: str) -> Refusal | None:
    """Return why this person cannot answer: it is done, it is their own, they counted, or there is no reason."""
    if answered:
        return Refusal("votes.objection_answered")
    if own:
        return Refusal("votes.own_objection")
    if counted:
        return Refusal("votes.own_count")
    return None if answer.strip() else Refusal("votes.no_reason")
