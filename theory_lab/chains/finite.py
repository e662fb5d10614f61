"""General finite chains: laws, times and resistances by subtraction-free elimination.

Eliminating states one after another leaves chains watched on fewer states, and needs additions, products and quotients of
nonnegative numbers only: accurate in floats, exact in rationals, tight in balls and intervals.

Main definitions
----------------
``stationary``        the law that an irreducible chain keeps
``law_after``         the law after T steps
``distance``, ``separation``   ``TV(law, limit)``; ``max 1 - law/limit``
``times_between``     ``E_x[time to y]`` for all pairs
``commute_times``     there and back again
``resistances``       effective resistance between all pairs of a network

Conventions
-----------
Matrices have shape (n, n) and rows that sum to 1; laws (n,). Chains are irreducible (``structure`` tells what else there may
be). A network is a symmetric matrix of nonnegative conductances; ``commute time = total conductance * resistance``.

References
----------
W. Grassmann, M. Taksar and D. Heyman, Regenerative analysis and steady state distributions for Markov chains, 1985;
D. Levin and Y. Peres, Markov Chains and Mixing Times, chapters 9 and 10.

Tags
----
stationary law, hitting times, commute times, electrical networks
"""

from __future__ import annotations

import numpy as np

from theory_lab import numbers as xp
from theory_lab.numbers import Array
from theory_lab.sequences.shapes import Scalar, Square, States

__all__ = ["commute_times", "distance", "law_after", "resistances", "separation", "stationary", "times_between"]


@xp.formula
def stationary(matrix: Square) -> States:
    """The stationary law (n,) of an irreducible chain, by eliminating its states from the last to the first.

    Raises ``ValueError`` for numbers that show that a state leads back to none of those before it, as in a chain with two closed
    classes, whose law is not unique.
    """
    columns, rest = [], matrix
    for k in range(len(matrix) - 1, 0, -1):
        leaving = xp.sum(rest[k, :k])
        _require_leaving(leaving, k)
        columns.append(rest[:k, k] / leaving)
        rest = rest[:k, :k] + xp.outer(columns[-1], rest[k, :k])
    masses = xp.ones((1,), like=matrix)
    for column in reversed(columns):
        masses = xp.concatenate([masses, xp.dot(masses, column)[None]])
    return masses / xp.sum(masses)


def _require_leaving(leaving: Array, state: int) -> None:
    """The elimination divides by this probability; enclosures and traced numbers cannot tell and pass."""
    known = leaving.is_exact or (leaving.is_float and not leaving.is_jax)
    if known and (leaving <= 0).sure.any():
        raise ValueError(
            f"the chain is not irreducible: from state {state} no state before it is reached; structure.stationary_laws tells"
            " the law of every recurrent class"
        )


@xp.formula
def law_after(matrix: Square, law: States, time: int) -> States:
    """The law ``time`` steps after ``law`` (n,)."""
    return xp.iterate(lambda state: xp.dot(state, matrix), law, time)


@xp.formula
def distance(law: States, limit: States) -> Scalar:
    """Total variation between two laws (n,)."""
    return xp.sum(abs(law - limit)) / 2


@xp.formula
def separation(law: States, limit: States) -> Scalar:
    """``max_y 1 - law(y)/limit(y)``; at least the total variation."""
    return 1 - xp.min(law / limit)


@xp.formula
def times_between(matrix: Square) -> Square:
    """``E_x[time to y]`` at row ``x`` and column ``y``, 0 on the diagonal; shape (n, n)."""
    columns = []
    for goal in range(len(matrix)):
        others = np.array([x for x in range(len(matrix)) if x != goal], dtype=int)
        columns.append(_absorption_times(matrix, others, goal))
    return xp.stack(columns).T


@xp.formula
def commute_times(matrix: Square) -> Square:
    """``E_x[time to y] + E_y[time to x]``; shape (n, n)."""
    times = times_between(matrix)
    return times + times.T


@xp.formula
def resistances(conductances: Square) -> Square:
    """Effective resistances between all pairs of a connected network (n, n), by its commute times."""
    total = xp.sum(conductances, axis=1)
    return commute_times(conductances / total[:, None]) / xp.sum(total)


def _absorption_times(matrix: Array, others: np.ndarray, goal: int) -> Array:
    """Expected times to ``goal`` from all states, by eliminating the others with the time that each visit takes."""
    moves, ending = matrix[others][:, others], matrix[others][:, [goal]]
    stays, steps = [], xp.ones((len(others),), like=matrix)
    for k in range(len(others) - 1, -1, -1):
        leaving = xp.sum(moves[k, :k]) + ending[k, 0]
        stays.append((moves[k, :k] / leaving, steps[k] / leaving))
        share = moves[:k, k] / leaving
        steps = steps[:k] + share * steps[k]
        ending = ending[:k] + share[:, None] * ending[k]
        moves = moves[:k, :k] + xp.outer(share, moves[k, :k])
    times = xp.zeros((0,), like=matrix)
    for onward, own in reversed(stays):
        times = xp.concatenate([times, (own + xp.dot(onward, times))[None] if len(times) else own[None]])
    return xp.segment_sum(times, others, len(matrix)) if len(others) else xp.zeros((len(matrix),), like=matrix)
