"""Yes or no: enough must take part, then enough of those must agree; abstaining is taking part without agreeing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from deliberate.votes.methods.ballots import number_of, scores
from deliberate.votes.methods.outcome import Outcome, Standing, Step
from deliberate.votes.states import Choice, Method, Verdict

if TYPE_CHECKING:
    from collections.abc import Sequence

    from deliberate.votes.methods.ballots import Ballot, Bar, Option, Terms


def count(ballots: Sequence[Ballot], options: Sequence[Option], terms: Terms) -> Outcome:
    """Count a yes/no question: quorum on the roll first, then the majority of those who took part."""
    totals = scores(ballots, options, terms)
    took_part = number_of(ballots)
    there = took_part if terms.present is None else terms.present
    agree = totals[Choice.agree]
    steps = (
        step("quorum", terms.quorum, have=there, of=terms.roll),
        step("approval", terms.approval, have=agree, of=there),
    )
    quorum, agreed = (bool(stage.facts["met"]) for stage in steps)
    adopted = quorum and agreed
    return Outcome(
        method=Method.majority,
        verdict=Verdict.adopted if adopted else Verdict.not_adopted if quorum else Verdict.no_quorum,
        took_part=took_part,
        roll=terms.roll,
        standings=tuple(
            Standing(key, score, place, wins=adopted and key == Choice.agree)
            for place, (key, score) in enumerate(totals.items(), 1)
        ),
        steps=steps,
    )


def step(name: str, bar: Bar, *, have: int, of: int) -> Step:
    """Return a stage of the rule with the number that was needed and the number there was; no bar is always met."""
    return Step(
        name,
        have=have,
        of=of,
        needed=bar.needed(of),
        numerator=bar.numerator,
        denominator=bar.denominator,
        strict=bar.strict,
        met=bar.met(have, of) or bar.numerator == 0,
    )
