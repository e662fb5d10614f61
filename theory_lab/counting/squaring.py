"""The law of a walk after a long time, by repeated squaring of its matrix of one step.

Each squaring doubles the time. Powers of nonnegative matrices grow with their entries, so that those of the ends of an
enclosure enclose the powers: two products of floats for each squaring, and a bound on their roundings, take the place of
products of intervals, which took a hundred times as long at 66 nodes.

Main definitions
----------------
``law_by_squaring``   the law of the walk after a long time, on a small tree

Conventions
-----------
A sum of ``n`` products of nonnegative floats, in any order, is within the part ``n u / (1 - n u)`` of the exact sum,
``u = 2^-53``, but for products below the range of normal floats. Entries are probabilities, so that 1 is an upper end, and
what cannot be reached has the probability 0 exactly.

References
----------
N. Higham, Accuracy and Stability of Numerical Algorithms, chapter 3.

Tags
----
rigorous numerics, a-priori error bounds, Markov chains
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from theory_lab import numbers as xp
from theory_lab.chains import walks
from theory_lab.chains.enclosed import TINY, UNIT
from theory_lab.numbers import Array
from theory_lab.numbers.arithmetics import interval
from theory_lab.sequences.trees import Tree

__all__ = ["law_by_squaring"]


@xp.formula
def law_by_squaring(tree: Tree, weights: Array, time: int) -> Array:
    """``walks.law_after`` by repeated squaring of the transition matrix: for long times on trees of up to about 60 nodes.

    Raises ``ValueError`` for a negative time.
    """
    if time < 0:
        raise ValueError(f"a walk takes at least 0 steps, not {time}")
    square = walks.transition_matrix(tree, weights)
    if square.is_interval:
        return _enclosed_law(square, time)
    law = xp.concatenate([xp.ones((1,), like=weights), xp.zeros((tree.size - 1,), like=weights)])
    for bit in reversed(f"{time:b}"):
        law = xp.dot(law, square) if bit == "1" else law
        square = xp.dot(square, square)
    return law


@dataclass(frozen=True)
class _Between:
    """Matrices of probabilities between two float matrices, the batch axis first: (batch, rows, columns)."""

    lower: np.ndarray
    upper: np.ndarray

    def __matmul__(self, other: _Between) -> _Between:
        inner = self.upper.shape[-1]
        slack = 2 * (inner + 1) * UNIT  # twice what is lost, which also pays for the roundings of the factors 1 - s and 1 + s
        # ``TINY`` is more than n products lose that fall below 2^-1022, as long as n is below 2^100.
        lower, upper = self.lower @ other.lower, self.upper @ other.upper
        reached = (self.upper > 0).astype(float) @ (other.upper > 0).astype(float) > 0
        return _Between(
            np.maximum(lower * (1 - slack) - TINY, 0.0), np.where(reached, np.minimum(upper * (1 + slack) + TINY, 1.0), 0.0)
        )


def _enclosed_law(matrix: Array, time: int) -> Array:
    """The law ``time`` steps after the first state, for an enclosed stochastic matrix (n, n)."""
    lower, upper = (np.moveaxis(end, -1, 0) for end in matrix.bounds(batched=True))
    square = _Between(np.maximum(lower, 0.0), np.minimum(upper, 1.0))
    start = np.zeros((1, 1, len(matrix)))
    start[..., 0] = 1.0
    law = _Between(start, start)
    for bit in reversed(f"{time:b}"):
        law = law @ square if bit == "1" else law
        square = square @ square
    return Array(interval, interval.Interval(*(np.moveaxis(end[:, 0], 0, -1) for end in (law.lower, law.upper))))
