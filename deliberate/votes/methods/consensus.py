"""Consensus: a proposal stands when somebody agrees and nobody objects; standing aside does not hinder it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from deliberate.votes.methods.ballots import number_of, scores
from deliberate.votes.methods.outcome import Outcome, Standing, Step
from deliberate.votes.states import Choice, Method, Verdict

if TYPE_CHECKING:
    from collections.abc import Sequence

    from deliberate.votes.methods.ballots import Ballot, Option, Terms


def count(ballots: Sequence[Ballot], options: Sequence[Option], terms: Terms) -> Outcome:
    """Look for objections: one is enough, however many agree."""
    totals = scores(ballots, options, terms)
    took_part = number_of(ballots)
    agree, object_to, aside = (totals[choice] for choice in (Choice.agree, Choice.disagree, Choice.abstain))
    quorum = terms.quorum.met(took_part, terms.roll) or terms.quorum.numerator == 0
    adopted = quorum and agree > 0 and object_to == 0
    return Outcome(
        method=Method.consensus,
        verdict=Verdict.adopted if adopted else Verdict.not_adopted if quorum else Verdict.no_quorum,
        took_part=took_part,
        roll=terms.roll,
        standings=tuple(
            Standing(key, score, place, wins=adopted and key == Choice.agree)
            for place, (key, score) in enumerate(totals.items(), 1)
        ),
        steps=(Step("consensus", agree=agree, objections=object_to, aside=aside, met=adopted),),
    )
