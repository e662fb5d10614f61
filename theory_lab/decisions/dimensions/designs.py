"""Designs: which features to look at, and how often.

A design is a law on features; its leverage is the largest squared norm of a feature in the inverse of the information
matrix. No design has less than the dimension, and one does (Kiefer and Wolfowitz). For actions one after the other
the same norms add up to little.

Main definitions
----------------
``information``             ``sum p(a) phi_a phi_a^T``
``leverages``               ``|phi_a|^2`` in the inverse of the information matrix
``determinant``             of a small matrix, without division
``optimal_design``          a design of small support with leverage within ``slack`` of the dimension, proved in fractions
``potential``               the elliptic potential of actions, and the determinant that bounds it
``self_normalised_mean``    the mean of the supermartingale of an adaptive design over all signs of the noise

Conventions
-----------
Features are (A, d) and span the space. The multiplicative algorithm is in floats; what it finds is rounded and judged exactly.

References
----------
J. Kiefer, J. Wolfowitz, 1960; Y. Abbasi-Yadkori, D. Pal, C. Szepesvari, 2011; arXiv:2312.16730, Proposition 16.

Tags
----
optimal design, D-optimality, G-optimality, elliptic potential, self-normalised bounds
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from typing import Any

import numpy as np

from theory_lab import numbers as xp
from theory_lab.numbers import Array
from theory_lab.numbers.whole.rationals import rationals

__all__ = ["Design", "determinant", "information", "leverages", "optimal_design", "potential", "self_normalised_mean"]

DIGITS = 10**9  # denominator of weights that floats have found
# Weights are kept to nine digits, and a linear program finds them to a tenth of the last.
TIGHT = {"primal_feasibility_tolerance": 1e-10, "dual_feasibility_tolerance": 1e-10}


@dataclass(frozen=True)
class Design:
    """A law on the features in fractions, and its exact leverage."""

    weights: tuple[Fraction, ...]
    leverage: Fraction

    @property
    def support(self) -> tuple[int, ...]:
        """The features that are looked at."""
        return tuple(a for a, weight in enumerate(self.weights) if weight)


@xp.formula
def information(features: Array, design: Array) -> Array:
    """``sum p(a) phi_a phi_a^T``, shape (d, d)."""
    return xp.dot(features.T, design[:, None] * features)


@xp.formula
def leverages(features: Array, design: Array) -> Array:
    """``phi_a^T Sigma_p^{-1} phi_a``, shape (A,); raises what ``xp.solve`` raises when ``Sigma_p`` is singular."""
    return xp.sum(features * xp.solve(information(features, design), features.T).T, axis=1)


@xp.formula
def determinant(matrix: Array) -> Array:
    """By expansion along the first row, for matrices of a few rows; shape ()."""
    return _expanded(matrix, list(range(len(matrix))))


def _expanded(matrix: Array, columns: list[int]) -> Array:
    """The minor of the last rows and the given columns."""
    row = len(matrix) - len(columns)
    if len(columns) == 1:
        return matrix[row, columns[0]]
    total = matrix[row, columns[0]] * _expanded(matrix, columns[1:])
    for j in range(1, len(columns)):
        total = total + (-1) ** j * matrix[row, columns[j]] * _expanded(matrix, columns[:j] + columns[j + 1 :])
    return total


def optimal_design(features: Any, slack: float = 1e-6, steps: int = 100_000) -> Design:
    """A design with ``max leverage <= d + slack`` on at most ``d (d + 1)/2`` features, by ``p <- p * leverage / d``.

    ``features`` are whole numbers or fractions (A, d). Raises ``ValueError`` when they do not span the space, for a negative
    slack and when the exact leverage is not within the slack after so many steps, and ``TypeError`` for floats.
    """
    if not slack >= 0:
        raise ValueError(f"no leverage is below the dimension: the slack is at least 0, not {slack}")
    table = rationals(features, "the feature")
    if table.ndim != 2 or not table.size:
        raise ValueError(f"a design needs features (A, d), got shape {table.shape}")
    phi = table.astype(float)
    count, dimension = phi.shape
    if np.linalg.matrix_rank(phi) < dimension:
        raise ValueError(f"{count} features of rank {np.linalg.matrix_rank(phi)} do not span {dimension} dimensions")
    law = _thinned(phi, _improved(phi, np.full(count, 1 / count), slack / 4, steps))
    kept = law > 0
    law[kept] = _improved(phi[kept], law[kept], slack / 4, steps)
    whole = np.asarray(np.frompyfunc(lambda x: Fraction(round(x * DIGITS), DIGITS), 1, 1)(law))
    weights = whole / whole.sum()
    leverage = max(leverages(xp.exact(table), xp.exact(weights)).fractions())
    if leverage > dimension + Fraction(slack):
        raise ValueError(f"after {steps} steps the leverage is {float(leverage)}, not within {slack} of {dimension}")
    return Design(tuple(weights), leverage)


def _improved(phi: np.ndarray, law: np.ndarray, slack: float, steps: int) -> np.ndarray:
    """The multiplicative algorithm until the leverage is within the slack."""
    for _ in range(steps):
        lengths = np.einsum("ai,ai->a", phi, np.linalg.solve(phi.T @ (law[:, None] * phi), phi.T).T)
        if lengths.max() - phi.shape[1] < slack:
            break
        law = law * lengths / phi.shape[1]
    return law


def _thinned(phi: np.ndarray, law: np.ndarray) -> np.ndarray:
    """A law with nearly the same information matrix on at most ``d (d + 1)/2`` features: the lightest measure that has it."""
    from scipy.optimize import linprog

    pairs = np.triu_indices(phi.shape[1])
    products = (phi[:, pairs[0]] * phi[:, pairs[1]]).T
    found = linprog(np.ones(len(law)), A_eq=products, b_eq=products @ law, method="highs-ds", options=TIGHT)
    return law if found.status != 0 else np.maximum(found.x, 0) / found.x.sum()


@xp.formula
def potential(actions: Array, ridge: Any) -> tuple[Array, Array, Array]:
    """``sum_t min(1, |a_t|^2)`` in the inverse designs before each round, ``det V_T / ridge^d``, and the inverse of ``V_T``.

    ``actions`` is (T, d), ``V_T = ridge I + sum a a^T``; results (), () and (d, d). Each round the determinant grows by
    ``1 + |a_t|^2``.
    """
    inverse = np.eye(actions.shape[1], dtype=int) * (1 / (ridge * xp.ones((), like=actions)))
    total, growth = xp.zeros((), like=actions), xp.ones((), like=actions)
    for action in actions:
        image = xp.dot(inverse, action)
        length = xp.dot(action, image)
        total, growth = total + xp.minimum(length, 1), growth * (1 + length)
        inverse = inverse - xp.outer(image, image) / (1 + length)
    return total, growth, inverse


@xp.formula
def self_normalised_mean(actions: Array, rule: Callable[[Sequence[int], Sequence[int]], int], horizon: int, ridge: Any) -> Array:
    """``E exp(|S_T|^2 / 2) sqrt(ridge^d / det V_T)`` in the norm of ``V_T^-1`` over all 2^T signs of the noise; shape ().

    ``rule`` picks the number of an action in ``actions`` (K, d) from the numbers and signs so far; ``S_T = sum noise * action``.
    """
    total = xp.zeros((), like=actions)
    for (played, sums), paths in _ends(rule, len(actions), horizon).items():
        _, growth, inverse = potential(actions[np.array(played)], ridge)
        noise = xp.dot(np.array(sums) * xp.ones((), like=actions), actions)
        total = total + paths * xp.exp(xp.dot(noise, xp.dot(inverse, noise)) / 2) / xp.sqrt(growth)
    return total / 2**horizon


def _ends(rule: Callable[[Sequence[int], Sequence[int]], int], actions: int, horizon: int) -> Counter[Any]:
    """How many sequences of signs lead to each pair of actions played, sorted, and sums of their signs."""
    ends: Counter[Any] = Counter()
    for signs in product((-1, 1), repeat=horizon):
        played: list[int] = []
        for rounds in range(horizon):
            played.append(rule(played, signs[:rounds]))
        sums = [sum(sign for k, sign in zip(played, signs, strict=True) if k == j) for j in range(actions)]
        ends[tuple(sorted(played)), tuple(sums)] += 1
    return ends
