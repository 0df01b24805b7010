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
    took_part = number_of(ballots) if terms.present is None else terms.present
    agree = totals[Choice.agree]
    quorum = terms.quorum.met(took_part, terms.roll) or terms.quorum.numerator == 0
    agreed = terms.approval.met(agree, took_part)
    steps = (
        _step("quorum", terms.quorum, have=took_part, of=terms.roll, met=quorum),
        _step("approval", terms.approval, have=agree, of=took_part, met=agreed),
    )
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


def _step(name: str, bar: Bar, *, have: int, of: int, met: bool) -> Step:
    """Return a stage of the rule with the number that was needed and the number there was."""
    return Step(
        name,
        have=have,
        of=of,
        needed=bar.needed(of),
        numerator=bar.numerator,
        denominator=bar.denominator,
        strict=bar.strict,
        met=met,
    )
