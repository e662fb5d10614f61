"""Enclosures from plain floats, by counting roundings.

The law of a walk is built from nonnegative numbers by additions, products and quotients alone, so that every entry keeps a
small *relative* error: after ``T`` steps at most ``(1 + u)^(kT) - 1`` with ``k`` roundings a step. Powers of a stochastic
matrix lose at most ``n u`` in row sums for every product. Both turn one float computation into a rigorous one, at a
small part of the price of interval arithmetic.

Main definitions
----------------
``laws_at``      the laws of the lazy walk from the root at several times, as intervals
``law_after``    at one time
``sparse_step``, ``scaled``  one step of a float law, as a sparse matrix; weights for it
``stepping``, ``stepping_into``  the same as functions, for runs of a hundred thousand steps on small trees
``product``, ``Powers``   products of stochastic matrices with a bound on the error of every row

Conventions
-----------
Edge weights are exact, nonnegative and rational. ``u = 2^-53``; the sums of a product may be taken in any order. Weights whose
quotients leave the range of normal floats are refused: intervals or rationals serve there.

References
----------
N. Higham, Accuracy and Stability of Numerical Algorithms, chapter 3.

Tags
----
rigorous numerics, a-priori error bounds, Markov chains
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
from scipy import sparse
from scipy.sparse import _sparsetools

from theory_lab import numbers as xp
from theory_lab.chains import walks
from theory_lab.numbers import Array
from theory_lab.numbers.arithmetics import interval
from theory_lab.sequences.trees import Tree

__all__ = [
    "LONGEST", "Powers", "error_after", "law_after", "laws_at", "product", "scaled", "sparse_step", "stepping", "stepping_into",
]  # fmt: skip

UNIT = 2.0**-53  # half the distance of 1 from the next float: the relative error of one operation
RANGE = 2.0**400  # of weights: products of two of them neither overflow nor meet subnormal numbers
TINY = 2.0**-900  # far above what underflow loses, and far below any mass that is shown
LONGEST = 1 << 20  # steps that are taken one by one: a minute or two on a small tree


def law_after(tree: Tree, weights: Array, time: int) -> Array:
    """The law of the lazy walk after ``time`` steps from the root, as intervals (tree.size,), for exact weights."""
    return laws_at(tree, weights, [time])[time]


def laws_at(tree: Tree, weights: Array, times: Sequence[int]) -> dict[int, Array]:
    """The laws at several times, by one run.

    Raises ``ValueError`` for weights whose quotients exceed ``2^400``, and for a time that is no whole number from 0 on.
    """
    for time in times:
        if not (time >= 0 and int(time) == time):
            raise ValueError(f"a time is a whole number of steps from 0 on, got {time}")
    found, done = {}, 0
    law = (np.arange(tree.size) == 0).astype(float)
    step = stepping(tree, scaled(weights))
    for time in sorted(times):
        for _ in range(time - done):
            law = step(law)
        found[time], done = _widened(law, error_after(tree, time)), time
    return found


def error_after(tree: Tree, time: int) -> float:
    """A bound on the relative error of every entry of a law after ``time`` steps by ``sparse_step``, to first order."""
    return ((2 * int(tree.child_count.max(initial=1)) + 12) * time + 4) * UNIT


def scaled(weights: Array | np.ndarray) -> np.ndarray:
    """Weights as floats with largest entry 1; raises ``ValueError`` for negative ones, and for quotients above ``2^400``."""
    with xp.guessing():  # rounded to nearest, which the bound on the error counts
        floats = weights if isinstance(weights, np.ndarray) else xp.floats(weights).numbers()
    positive = floats[floats > 0]
    if not (floats >= 0).all():
        raise ValueError(f"edge weights are nonnegative, got {floats[~(floats >= 0)][0]}")
    if len(positive) and not positive.max() / positive.min() < RANGE:
        raise ValueError(f"weights from {positive.min()} to {positive.max()} are too unequal for floats; use intervals")
    return floats / positive.max() if len(positive) else floats


def sparse_step(tree: Tree, weights: np.ndarray) -> sparse.csr_array:
    """The matrix that takes a float law (tree.size,), or several as columns, one step of the lazy walk further."""
    degree = walks.degrees(tree, xp.floats(weights)).numbers()
    rate = np.where(degree > 0, 0.5, 0.0) / np.where(degree > 0, degree, 1.0)
    nodes, parent = np.arange(tree.size), tree.parent[1:]
    rows, columns = np.concatenate([nodes, nodes[1:], parent]), np.concatenate([nodes, parent, nodes[1:]])
    entries = np.concatenate([np.where(degree > 0, 0.5, 1.0), weights * rate[parent], weights * rate[1:]])
    return sparse.csr_array((entries, (rows, columns)), shape=(tree.size, tree.size))


def stepping_into(tree: Tree, weights: np.ndarray) -> Callable[[np.ndarray, np.ndarray], None]:
    """``sparse_step`` of one law, the first argument, added to the second, with the same results.

    It calls the loop behind SciPy's ``@`` itself: on a hundred nodes ``@`` takes three times as long, most of it to get there.
    """
    matrix = sparse_step(tree, weights)
    return partial(_sparsetools.csr_matvec, tree.size, tree.size, matrix.indptr, matrix.indices, matrix.data)


def stepping(tree: Tree, weights: np.ndarray) -> Callable[[np.ndarray], np.ndarray]:
    """``sparse_step`` of one law as a function, with the same results."""
    into = stepping_into(tree, weights)

    def step(law: np.ndarray) -> np.ndarray:
        following = np.zeros(tree.size)
        into(law, following)
        return following

    return step


def _widened(law: np.ndarray, relative: float) -> Array:
    """Intervals around floats of a given relative error; what underflowed is below ``TINY``."""
    slack = 2 * relative
    lower, upper = np.maximum(law * (1 - slack) - TINY, 0.0), law * (1 + slack) + TINY
    exact = (law == 0) | (law == 1) if relative <= 4 * UNIT else np.zeros(len(law), dtype=bool)
    lower, upper = np.where(exact, law, lower), np.where(exact, law, upper)
    return Array(interval, interval.Interval(lower[:, None], upper[:, None]))


@dataclass(frozen=True)
class Powers:
    """A float matrix and a bound on the sum of absolute errors of each of its rows."""

    matrix: np.ndarray
    error: float


def product(a: Powers, b: Powers) -> Powers:
    """The product of two enclosed stochastic matrices."""
    n = len(a.matrix)
    rounding = 1.01 * (n + 1) * UNIT * (1 + a.error) * (1 + b.error) + n * TINY
    return Powers(a.matrix @ b.matrix, 1.000001 * (a.error * (1 + b.error) + b.error + rounding))
