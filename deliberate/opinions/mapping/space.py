"""Where people stand: the directions in which answers differ most; the first two make the drawing.

Principal components of the answers, with what somebody has not answered taken as the average; who has answered little
is drawn further out in proportion, or all of them would crowd in the middle (sparsity scaling, as in Polis: C. Small et
al., Polis: Scaling Deliberation by Mapping High Dimensional Opinion Spaces, Recerca 26 (2021)).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from deliberate.opinions.mapping.answers import Answers, Array

DIRECTIONS = 4
# A few more directions than are kept make the search for the first ones quick and safe.
SPARE, STEPS = 4, 12


def places(answers: Answers, seed: int = 0) -> Array:
    """Return four coordinates for each person, the widest first; equal answers and seed give equal places."""
    seen = answers.seen
    given = np.maximum(seen.sum(axis=0), 1)
    average = (answers.said * seen).sum(axis=0) / given
    # What was not answered is average, and so stands at nought.
    centred = np.where(seen, answers.said - average, 0.0).astype(np.float32)
    centred -= centred.mean(axis=0)
    directions = _directions(centred, seed)
    scale = np.sqrt(len(answers.statements) / np.maximum(seen.sum(axis=1), 1))
    found: Array = (centred * seen) @ directions * scale[:, None]
    return found.astype(np.float64)


def _directions(centred: Array, seed: int) -> Array:
    """Return the first principal directions by subspace iteration, each with its largest part positive."""
    width = min(DIRECTIONS + SPARE, *centred.shape)
    basis = np.random.default_rng(seed).standard_normal((centred.shape[1], width)).astype(np.float32)
    for _ in range(STEPS):
        basis, _triangle = np.linalg.qr(centred.T @ (centred @ basis))
    values, turned = np.linalg.eigh(np.asarray(basis.T @ (centred.T @ (centred @ basis)), dtype=np.float64))
    first = basis @ turned[:, np.argsort(-values)[:DIRECTIONS]]
    if first.shape[1] < DIRECTIONS:
        first = np.pad(first, ((0, 0), (0, DIRECTIONS - first.shape[1])))
    signs = np.sign(first[np.abs(first).argmax(axis=0), np.arange(DIRECTIONS)])
    return np.asarray(first * np.where(signs == 0, 1, signs))
