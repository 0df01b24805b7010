"""Who stands together: k-means with good starts, and how clearly groups are apart.

D. Arthur and S. Vassilvitskii, k-means++: The Advantages of Careful Seeding, SODA 2007; P. J. Rousseeuw, Silhouettes,
Journal of Computational and Applied Mathematics 20 (1987).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from deliberate.opinions.mapping.answers import Array

# With four, the order in which people stand sometimes decided which groups are found.
STARTS, STEPS = 6, 30
MOST_GROUPS = 5
# A dozen people more for each group beyond two, so that a handful of people never falls into as many groups.
PEOPLE_A_GROUP = 12
# How clearly groups are apart is measured on that many people at most: more would cost time and tell the same.
MEASURED = 1500
ROWS = 500


@dataclass(frozen=True)
class Grouping:
    """To which group each person belongs, where the groups' centres are, and how clear they are (-1 to 1)."""

    labels: Array
    centres: Array
    silhouette: float

    @property
    def sizes(self) -> list[int]:
        """Return how many people each group has."""
        return [int(number) for number in np.bincount(self.labels, minlength=len(self.centres))]


def best_grouping(points: Array, seed: int = 0, *, least: int = 1) -> Grouping | None:
    """Return the clearest grouping in which every group has at least `least` people, or None."""
    most = min(MOST_GROUPS, 2 + len(points) // PEOPLE_A_GROUP, len(np.unique(points, axis=0)))
    found = [_grouped(points, number, seed) for number in range(2, most + 1)]
    found = [
        (labels, centres) for labels, centres in found if np.bincount(labels, minlength=len(centres)).min() >= least
    ]
    if not found:
        return None
    clear = [silhouette(within(points, len(centres)), labels, seed) for labels, centres in found]
    best = int(np.argmax(clear))
    return Grouping(found[best][0], found[best][1], float(clear[best]))


def _grouped(points: Array, number: int, seed: int) -> tuple[Array, Array]:
    """Return the tightest of several k-means runs, in the directions that as many groups can lie in."""
    points = within(points, number)
    rng = np.random.default_rng((seed, number))
    runs = [_lloyd(points, _starts(points, number, rng)) for _ in range(STARTS)]
    labels, centres, _spread = min(runs, key=lambda run: run[2])
    # The largest group comes first, so that equal pictures have equal names.
    order = np.argsort(-np.bincount(labels, minlength=number), kind="stable")
    names = np.empty(number, dtype=np.int64)
    names[order] = np.arange(number)
    return names[labels], centres[order]


def _starts(points: Array, number: int, rng: np.random.Generator) -> Array:
    chosen = [points[rng.integers(len(points))]]
    away = ((points - chosen[0]) ** 2).sum(axis=1)
    for _ in range(number - 1):
        total = away.sum()
        at = rng.choice(len(points), p=away / total) if total > 0 else rng.integers(len(points))
        chosen.append(points[at])
        away = np.minimum(away, ((points - points[at]) ** 2).sum(axis=1))
    return np.array(chosen)


def _lloyd(points: Array, centres: Array) -> tuple[Array, Array, float]:
    labels = np.full(len(points), -1)
    length = (points**2).sum(axis=1)
    for _ in range(STEPS):
        # The squared distance, less the point's own length, which is the same for every centre.
        near = (centres**2).sum(axis=1) - 2 * (points @ centres.T)
        following = near.argmin(axis=1)
        if np.array_equal(following, labels):
            break
        labels = following
        sizes = np.bincount(labels, minlength=len(centres))
        sums = np.column_stack([np.bincount(labels, line, len(centres)) for line in points.T])
        centres = np.where(sizes[:, None] > 0, sums / np.maximum(sizes, 1)[:, None], centres)
    return labels, centres, float((near.min(axis=1) + length).sum())


def within(points: Array, number: int) -> Array:
    """Return the coordinates that so many groups need to lie apart: two, and one more for each group beyond three."""
    needed: Array = points[:, : max(2, number - 1)]
    return needed


def silhouette(points: Array, labels: Array, seed: int = 0) -> float:
    """Return the mean silhouette of a grouping."""
    if len(points) > MEASURED:
        some = np.random.default_rng(seed).choice(len(points), MEASURED, replace=False)
        points, labels = points[some], labels[some]
    owner = np.eye(int(labels.max()) + 1)[labels]
    length = (points**2).sum(axis=1)
    total = 0.0
    for begin in range(0, len(points), ROWS):
        here = slice(begin, begin + ROWS)
        squared = length[here, None] + length[None, :] - 2 * (points[here] @ points.T)
        apart = np.sqrt(np.maximum(squared, 0.0))
        total += float(_row_silhouettes(apart @ owner, labels[here], owner.sum(axis=0)).sum())
    return total / len(points)


def _row_silhouettes(sums: Array, mine: Array, sizes: Array) -> Array:
    """Return the silhouettes of some people from their summed distances to each group."""
    rows = np.arange(len(mine))
    own = sums[rows, mine] / np.maximum(sizes[mine] - 1, 1)
    others = sums / np.maximum(sizes, 1)
    others[:, sizes == 0] = np.inf
    others[rows, mine] = np.inf
    near = others.min(axis=1)
    largest = np.maximum(own, near)
    value = np.where(
        (sizes[mine] > 1) & (largest > 0) & np.isfinite(near), (near - own) / np.maximum(largest, 1e-300), 0.0
    )
    return np.asarray(value)


def named_as_before(before: Array, now: Array, grouping: Grouping) -> Grouping:
    """Return the grouping with each group under the name of the nearest one before, as far as there was one.

    `before` and `now` have a line for each group: where it stands, measured in the same things.
    """
    apart = ((now[:, None, :] - before[None, :, :]) ** 2).sum(axis=2)
    names: dict[int, int] = {}
    for at in np.argsort(apart, axis=None, kind="stable"):
        group, old = divmod(int(at), len(before))
        if group not in names and old not in names.values():
            names[group] = old
    free = iter(name for name in range(len(before) + len(now)) if name not in names.values())
    full = [names[group] if group in names else next(free) for group in range(len(now))]
    # Names without a gap: whoever is left of an old group keeps its order.
    rank = {name: at for at, name in enumerate(sorted(full))}
    order = np.array([rank[name] for name in full])
    centres = np.empty_like(grouping.centres)
    centres[order] = grouping.centres
    return Grouping(order[grouping.labels], centres, grouping.silhouette)
