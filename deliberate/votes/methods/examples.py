"""A small election for every method, to show on one screen how it counts.

The pages show what `data/examples.json` holds, so that no server loads what only two methods reckon with; a test
holds it to the methods themselves. `python -m deliberate.votes.methods.examples` writes it anew.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from deliberate.votes.methods.ballots import MORE_THAN_HALF, TWO_THIRDS, Ballot, Option, Terms
from deliberate.votes.states import Choice, Method

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

KEPT = Path(__file__).parents[1] / "data" / "examples.json"
ANSWERS = tuple(Option(choice) for choice in Choice)
THINGS = tuple(Option(key) for key in ("ramp", "lamps", "shed", "benches"))
PRICED = (Option("ramp", 600_000), Option("lamps", 400_000), Option("shed", 300_000), Option("benches", 300_000))
BUDGET = 1_000_000


@dataclass(frozen=True)
class Example:
    """An election that is small enough to be counted by hand."""

    options: Sequence[Option]
    ballots: Sequence[Ballot]
    terms: Terms


def _ranked(lines: Mapping[str, int], **terms: Any) -> Example:
    """Return ballots written as `ramp > lamps`, with how many there are of each."""
    ballots = [Ballot(tuple(line.split(" > ")), count=count) for line, count in lines.items()]
    named = {key for ballot in ballots for key in ballot.choices}
    return Example([option for option in THINGS if option.key in named], ballots, Terms(**terms))


def _answers(agree: int, disagree: int, abstain: int, **terms: Any) -> Example:
    """Return a yes or no question."""
    counts = zip(Choice, (agree, disagree, abstain), strict=True)
    return Example(ANSWERS, [Ballot((choice,), count=count) for choice, count in counts if count], Terms(**terms))


def _owners() -> Example:
    """Return twelve owners; the largest one alone does not decide."""
    said = (("agree", 30_000, 1), ("agree", 8_000, 5), ("disagree", 12_000, 2), ("abstain", 10_000, 1))
    return Example(
        ANSWERS,
        [Ballot((choice,), (area,), count) for choice, area, count in said],
        Terms(roll=12, area=130_000, quorum=TWO_THIRDS, area_quorum=TWO_THIRDS),
    )


_RUNOFF = {"ramp": 8, "lamps > benches": 6, "shed > lamps": 3, "shed > ramp": 1, "benches > lamps": 3}
_SEATS = {"ramp > shed": 10, "lamps > benches": 5, "shed > lamps": 3, "benches > lamps": 3}
_CIRCLE = {"ramp > lamps > shed": 8, "lamps > shed > ramp": 7, "shed > ramp > lamps": 6}
_TICKS = [Ballot(("ramp", "lamps"), count=6), Ballot(("shed", "benches"), count=4)]
_POINTS = [Ballot(("ramp", "lamps"), (5, 2), 4), Ballot(("lamps", "shed"), (4, 3), 5), Ballot(("benches",), (5,), 2)]

EXAMPLES: Mapping[Method, Example] = {
    Method.majority: _answers(15, 8, 3, roll=40, quorum=MORE_THAN_HALF),
    Method.double_majority: _owners(),
    Method.consensus: _answers(12, 0, 3, roll=20),
    Method.first_choice: _ranked({"ramp": 9, "lamps": 6, "shed": 4, "benches": 2}, approval=MORE_THAN_HALF),
    Method.approval: Example(
        THINGS, [Ballot(("ramp", "lamps"), count=6), Ballot(("lamps", "shed"), count=5), Ballot(("benches",), count=3)],
        Terms(seats=1),
    ),
    Method.score: Example(THINGS, _POINTS, Terms()),
    Method.borda: _ranked({"ramp > lamps > shed > benches": 4, "lamps > benches > shed > ramp": 3, "shed > lamps": 2}),
    Method.ranked_pairs: _ranked(_CIRCLE),
    Method.schulze: _ranked(_CIRCLE),
    Method.instant_runoff: _ranked(_RUNOFF),
    Method.transferable: _ranked(_SEATS, seats=2),
    Method.meek: _ranked(_SEATS, seats=2),
    Method.greedy: Example(PRICED, _TICKS, Terms(budget=BUDGET)),
    Method.equal_shares: Example(PRICED, _TICKS, Terms(budget=BUDGET)),
}  # fmt: skip


def counted() -> dict[str, Any]:
    """Count every example."""
    from deliberate.votes.methods.choose import METHODS  # noqa: PLC0415 - counting needs numpy, showing does not

    return {
        method.value: METHODS[method](one.ballots, one.options, one.terms).as_plain()
        for method, one in EXAMPLES.items()
    }


def kept() -> dict[str, Any]:
    """Return the counts as they are shown."""
    found: dict[str, Any] = json.loads(KEPT.read_text(encoding="utf-8"))
    return found


if __name__ == "__main__":
    KEPT.write_text(json.dumps(counted(), indent=1) + "\n", encoding="utf-8")
