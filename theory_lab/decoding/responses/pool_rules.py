"""Rules that return one of their draws.

A rule sees N draws from the base law and returns one of them, possibly at random: Best-of-N is the greedy one. Here are
softer ones, the best possible one, and the one that rejection sampling on a single pool makes.

Main definitions
----------------
``soft_best_of_n``           a draw chosen with probability proportional to a weight
``best_of_majority``         the best outcome among those that are frequent among the draws
``scan_selection``           which of N candidates the first acceptance in random order picks
``single_pool_pessimism``    pessimism that estimates its constant from the draws that it then selects from
``closest_selection``        the rule whose output is closest to a target, proved by a linear program

Conventions
-----------
Laws, rewards and weights have shape (n,). All laws are exact sums over the count vectors of a sample, of which there
are ``binomial(N + n - 1, n - 1)``. For many responses, in floats, see ``candidates``.

References
----------
C. Verdun et al., arXiv:2505.03156 (soft Best-of-N); arXiv:2510.03199 (Best-of-Majority); A. Huang et al., arXiv:2503.21878.

Tags
----
soft Best-of-N, majority voting, pessimism, transport, linear programming
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any, NamedTuple

import numpy as np

from theory_lab import numbers as xp
from theory_lab.decoding.choice.rejection import law_over_samples
from theory_lab.decoding.responses.pessimism import normalising_constant
from theory_lab.decoding.stepwise.selection import importance_resampled
from theory_lab.numbers import Array
from theory_lab.numbers.whole.programs import solve_program
from theory_lab.numbers.whole.rationals import rationals
from theory_lab.numbers.whole.types import count_vectors

__all__ = [
    "ClosestSelection",
    "best_of_majority",
    "closest_selection",
    "scan_selection",
    "single_pool_pessimism",
    "soft_best_of_n",
]


@xp.formula
def soft_best_of_n(base: Array, weight: Array, draws: int) -> Array:
    """The law of one of ``draws`` draws, chosen with probability proportional to ``weight > 0``; shape (n,).

    Soft Best-of-N at inverse temperature ``b`` has the weight ``exp(b reward)``, up to a factor.
    """
    return importance_resampled(base, weight, draws)


@xp.formula
def best_of_majority(base: Array, reward: Array, draws: int, votes: int) -> Array:
    """The outcome of largest reward with at least ``votes`` of the draws, the first among equals, else a random draw; (n,)."""
    _require_draws(draws)
    if base.shape != reward.shape:
        raise ValueError(f"every response has one reward, got a law of shape {base.shape} and rewards of shape {reward.shape}")
    if votes < 1:
        raise ValueError(f"a majority has at least one vote, got {votes}")
    earlier = np.tril(np.ones((base.size, base.size), dtype=int), -1)
    at_least = xp.at_least(reward[None, :], reward[:, None])
    preferred = (
        1 - xp.at_least(reward[:, None], reward[None, :]) + at_least * xp.at_least(reward[:, None], reward[None, :]) * earlier
    )

    def chosen(counts: np.ndarray) -> Array:
        frequent = (counts >= votes).astype(int)
        beaten = xp.minimum(xp.sum(preferred * frequent[:, None, :], axis=2), 1)
        return frequent * (1 - beaten) + (frequent.max(axis=1) == 0).astype(int)[:, None] * (
            counts * xp.ones((1, 1), like=base) / draws
        )

    return law_over_samples(base, draws, chosen)


@xp.formula
def scan_selection(accepted: Array) -> Array:
    """The probability that each candidate is the first accepted one in a uniformly random order; from (N,) to (N,).

    ``a_i int_0^1 prod_{j != i} (1 - t a_j) dt`` for acceptance probabilities ``a``; nothing is accepted with
    probability ``prod (1 - a)``. The integrand is a polynomial in ``t``.
    """
    n = accepted.size
    others = accepted * (1 - np.eye(n, dtype=int))
    symmetric = [xp.ones((n,), like=accepted)] + [xp.zeros((n,), like=accepted)] * n
    for j in range(n):
        for degree in range(j + 1, 0, -1):
            symmetric[degree] = symmetric[degree] + symmetric[degree - 1] * others[:, j]
    total = xp.zeros((n,), like=accepted)
    for degree, coefficient in enumerate(symmetric):
        total = total + coefficient * xp.ratio((-1) ** degree, degree + 1)
    return accepted * total


@xp.formula
def single_pool_pessimism(base: Array, reward: Array, strength: Any, draws: int, bound: Any) -> Array:
    """Pessimism on one pool: its constant, then its first accepted draw in random order, else a random draw; shape (n,).

    The guarantee of the two-pool algorithm does not cover it, since the constant depends on the draws.
    """
    _require_draws(draws)
    laws = []
    for counts in count_vectors(draws, base.size):
        shares = xp.ones((base.size,), like=base) * counts / draws
        constant = normalising_constant(shares, reward, strength)
        accepted = xp.minimum(xp.maximum(reward - constant, 0) / (bound - constant), 1)
        pool = np.repeat(np.arange(base.size), counts)
        selected = xp.segment_sum(scan_selection(accepted[pool]), pool, base.size)
        laws.append(selected + xp.prod(1 - accepted[pool]) * shares)
    outputs = xp.stack(laws)
    return law_over_samples(base, draws, lambda _: outputs)


class ClosestSelection(NamedTuple):
    """The smallest total variation distance, the output law that attains it, and whether an exact dual solution proves it."""

    distance: Fraction
    law: tuple[Fraction, ...]
    certified: bool


def closest_selection(target: Array, base: Array, draws: int) -> ClosestSelection:
    """The rule returning one of ``draws`` draws from ``base`` whose output is closest to ``target``; exact arrays (n,).

    One variable for each multiset of draws and member of it. The distance equals ``worst_regret(target, base, draws)``.
    Raises ``ValueError`` unless both are laws on the same outcomes, and ``TypeError`` for floats.
    """
    _require_draws(draws)
    goal, law = (rationals(values, "a probability").tolist() for values in (target, base))
    if len(goal) != len(law) or any(min(masses) < 0 or sum(masses) != 1 for masses in (goal, law)):
        told = [[str(mass) for mass in masses] for masses in (goal, law)]
        raise ValueError(f"the target and the base are laws on the same outcomes, not {told[0]} and {told[1]}")
    n, types = len(law), count_vectors(draws, len(law))
    masses = [xp.multinomial(row) * np.prod([p**k for p, k in zip(law, row, strict=True)]) for row in types.tolist()]
    shares = [(s, y) for s, row in enumerate(types) for y in range(n) if row[y]]
    used = [[int(s == t) for s, _ in shares] + [0] * n for t in range(len(types))]
    covered = [[-int(x == y) for _, x in shares] + [-int(y == z) for z in range(n)] for y in range(n)]
    solution = solve_program([0] * len(shares) + [1] * n, covered, [-t for t in goal], used, masses)
    outputs = [sum((x for x, (_, z) in zip(solution.x, shares, strict=False) if z == y), start=Fraction(0)) for y in range(n)]
    return ClosestSelection(solution.value, tuple(outputs), solution.certified)


def _require_draws(draws: int) -> None:
    if draws < 1:
        raise ValueError(f"a rule returns one of its draws, got N = {draws}")
