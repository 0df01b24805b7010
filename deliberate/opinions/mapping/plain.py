"""The map in plain numbers about many, as it is kept and shown: nothing in it says who stands where."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from deliberate.opinions.mapping.answers import Answers, tally
from deliberate.opinions.mapping.picture import leanings, picture_of
from deliberate.opinions.mapping.space import places

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from deliberate.opinions.mapping.answers import Array
    from deliberate.opinions.mapping.picture import Picture

# How much of a group an outline holds, in deviations: about nine of ten.
REACH = 2.0
# A quarter on either side divides, even where there are no groups.
SIDE = 0.25
MOST_DIVIDING = 5
FEWEST_FOR_A_DRAWING = 20
DIGITS = 4


def map_of(lines: Array, *, before: Sequence[Mapping[str, float]] = (), seed: int = 0) -> dict[str, Any]:
    """Return the map of answers, each a line of person, statement and 1, -1 or 0; nobody answers a statement twice."""
    people, person = np.unique(lines[:, 0], return_inverse=True)
    asked, statement = np.unique(lines[:, 1], return_inverse=True)
    said = np.zeros((len(people), len(asked)), dtype=np.int8)
    seen = np.zeros(said.shape, dtype=bool)
    said[person, statement] = lines[:, 2]
    seen[person, statement] = True
    answers = Answers(said, seen, tuple(str(one) for one in asked.tolist()))
    picture = picture_of(answers, seed, before=before)
    grouped = picture.grouping is not None
    agreed, rejected = _shared(picture)
    return {
        "people": len(people),
        "placed": len(picture.placed.said),
        "verdict": "groups" if grouped else "too_few" if picture.chance is None else "no_groups",
        "statements": _statements(answers, picture),
        "groups": _groups(picture),
        "outlines": _outlines(picture, seed),
        "agreed": agreed,
        "rejected": rejected,
        "dividing": list(picture.shared.dividing) if grouped else _dividing(answers, picture),
    }


def _shared(picture: Picture) -> tuple[list[str], list[str]]:
    """Return what most agree on and most reject; where there are groups, only what every one of them leans to."""
    agreed, rejected = list(picture.shared.agreed), list(picture.shared.rejected)
    if picture.grouping is None:
        return agreed, rejected
    lean = leanings(picture.placed, picture.grouping)
    at = {statement: place for place, statement in enumerate(picture.placed.statements)}
    every_yes, every_no = lean.min(axis=0) > 0, lean.max(axis=0) < 0
    return [one for one in agreed if every_yes[at[one]]], [one for one in rejected if every_no[at[one]]]


def _statements(answers: Answers, picture: Picture) -> dict[str, list[Any]]:
    """Return of each statement how many agree, disagree and pass, and how far groups are apart on it."""
    counts = tally(answers)
    apart = np.zeros(len(answers.statements))
    if picture.grouping is not None:
        lean = leanings(picture.placed, picture.grouping)
        apart = lean.max(axis=0) - lean.min(axis=0)
    return {
        statement: [
            int(counts.agree[at]),
            int(counts.disagree[at]),
            int(counts.passed[at]),
            round(float(apart[at]), DIGITS),
        ]
        for at, statement in enumerate(answers.statements)
    }


def _groups(picture: Picture) -> list[dict[str, Any]]:
    if picture.grouping is None:
        return []
    lean = leanings(picture.placed, picture.grouping)
    return [
        {
            "size": size,
            "speaking": [[one.statement, one.agrees, round(one.share, DIGITS)] for one in picture.speaking[group]],
            "leanings": {
                statement: round(float(value), DIGITS)
                for statement, value in zip(picture.placed.statements, lean[group], strict=True)
            },
        }
        for group, size in enumerate(picture.grouping.sizes)
    ]


def _outlines(picture: Picture, seed: int) -> list[list[float]]:
    """Return an ellipse for each group, or one for everybody: middle, half axes, and the turn in degrees.

    All lie within -1 and 1. An outline is made of a whole group's spread, so that no point of it is a person.
    """
    if picture.chance is None or len(picture.placed.said) < FEWEST_FOR_A_DRAWING:
        return []
    points = places(picture.placed, seed)[:, :2]
    labels = np.zeros(len(points), dtype=int) if picture.grouping is None else picture.grouping.labels
    found = [_ellipse(points[labels == group]) for group in range(int(labels.max()) + 1)]
    far = max(max(abs(one[0]), abs(one[1])) + max(one[2], one[3]) for one in found) or 1.0
    return [[round(value / far, DIGITS) for value in one[:4]] + [round(one[4], 1)] for one in found]


def _ellipse(points: Array) -> list[float]:
    middle = points.mean(axis=0)
    values, vectors = np.linalg.eigh(np.cov(points.T) + np.eye(2) * 1e-9)
    wide, narrow = vectors[:, 1], np.sqrt(np.maximum(values, 0.0)) * REACH
    turn = float(np.degrees(np.arctan2(wide[1], wide[0])))
    return [float(middle[0]), float(middle[1]), float(narrow[1]), float(narrow[0]), turn]


def _dividing(answers: Answers, picture: Picture) -> list[str]:
    """Return what a good part agrees with and a good part does not, the most even first; never what most share."""
    shared = {*picture.shared.agreed, *picture.shared.rejected}
    counts = tally(answers)
    smaller = np.minimum(counts.agree, counts.disagree) / np.maximum(counts.answered, 1)
    order = np.argsort(-smaller, kind="stable").tolist()
    return [answers.statements[at] for at in order if smaller[at] >= SIDE and answers.statements[at] not in shared][
        :MOST_DIVIDING
    ]
