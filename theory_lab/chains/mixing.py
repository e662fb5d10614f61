"""Mixing times that are decided.

The mixing time is the smallest ``t`` with ``d(t) = max over x of TV(P^t(x, .), pi) <= 1/4``. Distances never
increase, so powers by repeated squaring and a binary search find it; every comparison is made with balls that
contain the true distance, or in rationals when a distance equals the level, so that ``d(t - 1)`` is above the
level and ``d(t)`` is not.

Main definitions
----------------
``mixing_time``, ``MixingTime``   the time with the distances one step before and at the step
``stationary_laws``               one law per recurrent class
``rational_matrix``               an exact Array as a matrix of flint

Conventions
-----------
Matrices are exact rational Arrays (n, n) whose rows sum to 1. Total variation lies in [0, 1]. The starting
state is the worst one. A chain of one state has mixed at time 0, and the distance before that is infinite.

References
----------
D. Levin, Y. Peres, Markov Chains and Mixing Times, sections 1.7 and 4.5.

Tags
----
mixing time, total variation, stationary law
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import gcd

import numpy as np
from flint import arb, arb_mat, fmpq, fmpq_mat
from scipy.sparse.csgraph import breadth_first_order, connected_components

from theory_lab import numbers as xp
from theory_lab.numbers import INFINITY, Array, Real, Undecided
from theory_lab.numbers.real import lift

__all__ = ["MixingTime", "mixing_time", "rational_matrix", "stationary_laws"]

_PRECISIONS = (96, 192, 384)


@dataclass(frozen=True, slots=True)
class MixingTime:
    """``before > level >= after`` are enclosures of the worst distances at ``time - 1`` and at ``time``."""

    time: int
    before: Real
    after: Real


def stationary_laws(matrix: Array) -> tuple[tuple[Fraction, ...], ...]:
    """The stationary law (n,) of every recurrent class, classes in the order of their first states."""
    walk = _transitions(matrix)
    return tuple(_stationary(walk, states) for states in _recurrent_classes(_edges(walk)))


def mixing_time(matrix: Array, level: Fraction = Fraction(1, 4)) -> MixingTime:
    """The smallest ``t`` with ``max_x TV(P^t(x, .), pi) <= level``, for an irreducible aperiodic chain and ``0 < level < 1``.

    Raises ``ValueError`` for a reducible or periodic chain, whose distances do not tend to 0.
    """
    walk = _transitions(matrix)
    _require_convergence(_edges(walk))
    if not 0 < level < 1:
        raise ValueError(f"the level of a mixing time lies in (0, 1), got {level}")
    law = [fmpq(f.numerator, f.denominator) for f in _stationary(walk, list(range(walk.nrows())))]
    for bits in _PRECISIONS:
        try:
            with xp.precision(bits):
                return _search(_Distances(walk, law, level, exact_ties=bits == _PRECISIONS[-1]))
        except Undecided:
            continue
    raise Undecided(f"the distance stays within the error of the level {level}")


class _Distances:
    """Worst distances of powers of a chain, and whether they exceed the level."""

    def __init__(self, walk: fmpq_mat, law: list[fmpq], level: Fraction, exact_ties: bool) -> None:
        self.walk, self.law, self.exact_ties = walk, law, exact_ties
        self.level = fmpq(level.numerator, level.denominator)
        self.balls = [arb(mass) for mass in law]
        self.seen: dict[int, Real] = {}

    def exceeds(self, time: int, power: arb_mat) -> bool:
        """Whether ``d(time) > level``, remembering ``d(time)``; raises ``Undecided``."""
        distances = [sum((abs(a - b) for a, b in zip(row, self.balls, strict=True)), arb(0)) / 2 for row in power.tolist()]
        worst = arb(0)
        for distance in distances:
            worst = worst.max(distance)
        self.seen[time] = Real(None, worst)
        level = arb(self.level)
        if worst > level:
            return True
        if worst <= level:
            return False
        if not self.exact_ties:
            raise Undecided(f"the distance at time {time} is within the error of the level")
        exact = _power(self.walk, time).tolist()
        worst = max(sum((abs(a - b) for a, b in zip(row, self.law, strict=True)), fmpq(0)) / 2 for row in exact)
        self.seen[time] = lift(worst)
        return worst > self.level


def _search(distances: _Distances) -> MixingTime:
    n = distances.walk.nrows()
    current = arb_mat([[int(i == j) for j in range(n)] for i in range(n)])
    if not distances.exceeds(0, current):
        return MixingTime(0, lift(INFINITY), distances.seen[0])
    powers = [arb_mat(distances.walk)]
    while distances.exceeds(1 << (len(powers) - 1), powers[-1]):
        powers.append(powers[-1] * powers[-1])
    time = 0
    for j in reversed(range(len(powers) - 1)):
        candidate = current * powers[j]
        if distances.exceeds(time + (1 << j), candidate):
            time, current = time + (1 << j), candidate
    return MixingTime(time + 1, distances.seen[time], distances.seen[time + 1])


def _power(walk: fmpq_mat, time: int) -> fmpq_mat:
    n = walk.nrows()
    result = fmpq_mat([[int(i == j) for j in range(n)] for i in range(n)])
    for bit in f"{time:b}":
        result = result * result
        result = result * walk if bit == "1" else result
    return result


def rational_matrix(matrix: Array) -> fmpq_mat:
    """A square exact Array as a matrix of flint; raises ``ValueError`` on the shape and ``TypeError`` for irrational entries."""
    n = len(matrix)
    if matrix.shape != (n, n):
        raise ValueError(f"a transition matrix is square, got shape {matrix.shape}")
    entries = [entry.fraction for entry in matrix.alone.ravel()]
    return fmpq_mat(n, n, [fmpq(f.numerator, f.denominator) for f in entries])


def _transitions(matrix: Array) -> fmpq_mat:
    walk = rational_matrix(matrix)
    for i, row in enumerate(walk.tolist()):
        if min(row) < 0 or sum(row, fmpq(0)) != 1:
            raise ValueError(f"row {i} of a transition matrix is no probability law: {[str(entry) for entry in row]}")
    return walk


def _stationary(walk: fmpq_mat, states: list[int]) -> tuple[Fraction, ...]:
    """The stationary law of a closed irreducible set of states, 0 elsewhere."""
    k = len(states)
    system = fmpq_mat([[walk[states[j], states[i]] - (i == j) for j in range(k)] for i in range(k - 1)] + [[1] * k])
    solution = system.solve(fmpq_mat(k, 1, [0] * (k - 1) + [1]))
    masses = [Fraction(0)] * walk.nrows()
    for i, state in enumerate(states):
        masses[state] = Fraction(int(solution[i, 0].p), int(solution[i, 0].q))
    return tuple(masses)


def _edges(walk: fmpq_mat) -> np.ndarray:
    return np.array([[entry != 0 for entry in row] for row in walk.tolist()])


def _recurrent_classes(edges: np.ndarray) -> list[list[int]]:
    count, labels = connected_components(edges, connection="strong")
    classes = [np.flatnonzero(labels == label) for label in range(count)]
    closed = [states for states in classes if not np.delete(edges[states], states, axis=1).any()]
    return sorted(states.tolist() for states in closed)


def _require_convergence(edges: np.ndarray) -> None:
    count, _ = connected_components(edges, connection="strong")
    if count > 1:
        raise ValueError(f"the chain has {count} communicating classes; a mixing time needs one")
    order, previous = breadth_first_order(edges, 0)
    depth = np.zeros(len(edges), dtype=np.int64)
    for state in order[1:]:
        depth[state] = depth[previous[state]] + 1
    period = gcd(*(int(depth[u] + 1 - depth[v]) for u, v in np.argwhere(edges)))
    if period != 1:
        raise ValueError(f"the chain has period {period}, so its law does not converge; make it lazy")
