"""The decision-estimation coefficient of finite classes.

``dec = min over p max over M of E_p[gap_M - gamma D_M]`` weighs the regret of a decision law ``p`` under a
model against the information that it gains about it; for a finite class it is the value of a matrix game. For
the multi-armed bandit with squared loss it is ``(A - 1) / (4 gamma)``, attained by inverse gap weighting
alone.

Main definitions
----------------
``decision_coefficient``, ``DecisionCoefficient``   exact value, decision law and least favourable prior
``coefficient_value``                               the value alone, as a formula for floats and exact numbers
``gaps``, ``square_divergences``                    the two tables of a class of mean functions
``localised``                                       the models whose best value exceeds that of the reference by little
``offset_risk``                                     ``max over M of E_p[gap_M - gamma D_M]`` of any decision law
``bandit_coefficient``, ``bandit_risk``             the unrestricted bandit: the coefficient; the risk of any decision law
``inverse_gap_weighting``, ``weighted_estimate``    the optimal law of the bandit; the estimate for which a law is optimal
``saddle_class``                                    A models at which that law is optimal among all

Conventions
-----------
Models are rows and decisions columns. ``strength`` is ``eta`` in ``p(a) = 1 / (lambda + 2 eta gap(a))``, so
the offset ``gamma`` has ``eta = 2 gamma``. The coefficient is negative when every model is told apart from
the reference cheaply.

References
----------
D. Foster and A. Rakhlin, Foundations of Reinforcement Learning and Interactive Decision Making,
arXiv:2312.16730; D. Foster et al., The Statistical Complexity of Interactive Decision Making,
arXiv:2112.13487.

Tags
----
decision-estimation coefficient, bandits, minimax
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np

from theory_lab import numbers as xp
from theory_lab.decisions.games import exact_table, game_value, solve_game
from theory_lab.numbers import Array
from theory_lab.numbers.whole.rationals import rational

__all__ = [
    "DecisionCoefficient",
    "bandit_coefficient",
    "bandit_risk",
    "coefficient_value",
    "decision_coefficient",
    "gaps",
    "inverse_gap_weighting",
    "localised",
    "offset_risk",
    "positive_offset",
    "saddle_class",
    "square_divergences",
    "weighted_estimate",
]


@dataclass(frozen=True, slots=True)
class DecisionCoefficient:
    """The value with an optimal decision law (K,) and a least favourable prior on the models (N,), all exact."""

    value: Fraction
    decisions: tuple[Fraction, ...]
    prior: tuple[Fraction, ...]


def decision_coefficient(gaps: Any, divergences: Any, offset: int | Fraction) -> DecisionCoefficient:
    """``min_p max_M E_p[gaps[M] - offset divergences[M]]`` for tables (N, K) of whole numbers or fractions, or exact Arrays.

    Whole-number NumPy arrays are the fast form: gaps in units of ``1/s`` and divergences in units of ``1/t``
    take the offset ``offset s / t`` and give ``s`` times the value. Raises ``ValueError`` on shapes and
    for an offset that is not positive, and ``TypeError`` on floats.
    """
    gain, loss, gamma = exact_table(gaps, "the gap"), exact_table(divergences, "the divergence"), positive_offset(offset)
    if gain.shape != loss.shape:
        raise ValueError(f"gaps of shape {gain.shape} and divergences of shape {loss.shape} belong to different classes")
    exact = (
        gain.dtype == object
        or loss.dtype == object
        or _largest(gain, gamma.denominator) + _largest(loss, gamma.numerator) >= 1 << 62
    )
    gain, loss = (table.astype(object) if exact else table for table in (gain, loss))
    game = solve_game(gamma.denominator * gain - gamma.numerator * loss)
    return DecisionCoefficient(game.value / gamma.denominator, game.column, game.row)


@xp.formula
def coefficient_value(gaps: Array, divergences: Array, offset: Any) -> Array:
    """``min_p max_M E_p[gaps[M] - offset divergences[M]]`` for tables (N, K); raises what ``lp_value`` raises."""
    return game_value(gaps - offset * divergences)


@xp.formula
def gaps(means: Array) -> Array:
    """``max over decisions of f(.) - f(pi)`` for a table of mean functions (N, K)."""
    return xp.max(means, axis=1)[:, None] - means


@xp.formula
def square_divergences(means: Array, reference: Array) -> Array:
    """``(f(pi) - reference(pi))^2`` for a table of mean functions (N, K) and a reference (K,)."""
    return (means - reference) ** 2


def localised(means: Any, reference: Any, slack: Any) -> np.ndarray:
    """Which rows of a table of mean functions (N, K) have ``max f <= max reference + slack``: a mask (N,).

    Lower bounds by the coefficient want the class localised around its reference. Raises ``ValueError`` for a negative slack.
    """
    if slack < 0:
        raise ValueError(f"a localised class has a slack of at least 0, not {slack}")
    table = np.asarray(means)
    return np.array(table.max(axis=1) <= np.asarray(reference).max() + slack, dtype=bool)


@xp.formula
def offset_risk(gaps: Array, divergences: Array, offset: Any, decisions: Array) -> Array:
    """``max_M E_p[gaps[M] - offset divergences[M]]`` of a decision law ``p`` (K,): at least the coefficient."""
    return xp.max(xp.dot(gaps - offset * divergences, decisions))


def bandit_coefficient(arms: int, offset: int | Fraction) -> Fraction:
    """``(A - 1) / (4 gamma)``: the squared-loss coefficient of all mean functions on ``arms`` arms, at every reference.

    Raises ``ValueError`` without an arm and for an offset that is not positive, and ``TypeError`` for a float.
    """
    if arms < 1:
        raise ValueError(f"a bandit has at least one arm, not {arms}")
    return Fraction(arms - 1) / (4 * positive_offset(offset))


@xp.formula
def bandit_risk(estimate: Array, offset: Any, decisions: Array) -> Array:
    """``sup over f and s of f(s) - E_p f - gamma E_p (f - estimate)^2`` over all mean functions; shapes (A,).

    It is ``max_s estimate(s) - E_p estimate + (1/p(s) - 1) / (4 gamma)``, and infinite when some arm has
    probability 0.
    """
    played = decisions > 0
    spread = xp.where(played, 1 / xp.where(played, decisions, 1), xp.INFINITY) - 1
    return xp.max(estimate + spread / (4 * offset)) - xp.dot(decisions, estimate)


@xp.formula
def inverse_gap_weighting(estimate: Array, strength: Any) -> Array:
    """``p(a) = 1 / (lambda + 2 strength gap(a))`` with ``lambda`` in [1, A] such that ``p`` sums to 1, in floats; shape (A,).

    ``lambda`` is algebraic: exact instances start from a law and use ``weighted_estimate``. Raises
    ``TypeError`` for other arithmetics than floats.
    """
    if not estimate.is_float:
        raise TypeError(f"lambda is irrational in general, so {estimate.kind} numbers cannot hold it; use floats")
    if isinstance(strength, int | Fraction) and strength <= 0:
        raise ValueError(f"the strength of inverse gap weighting must be positive, not {strength}")
    penalties = 2 * strength * (xp.max(estimate) - estimate)

    def halve(ends: tuple[Array, Array]) -> tuple[Array, Array]:
        low, high = ends
        middle = (low + high) / 2
        heavy = xp.sum(1 / (middle + penalties)) >= 1
        return xp.where(heavy, middle, low), xp.where(heavy, high, middle)

    one = xp.ones((), like=estimate)
    low, high = xp.iterate(halve, (one, len(estimate) * one), 60)
    return 1 / ((low + high) / 2 + penalties)


@xp.formula
def weighted_estimate(decisions: Array, strength: Any) -> Array:
    """The estimate, 0 at its best arm, whose inverse gap weighting is the positive law ``decisions`` (A,)."""
    return (1 / xp.max(decisions) - 1 / decisions) / (2 * strength)


@xp.formula
def saddle_class(estimate: Array, offset: Any, decisions: Array) -> Array:
    """The models ``f_s = estimate - 1/(2 gamma)`` off ``s`` and ``estimate + (1/p(s) - 1)/(2 gamma)`` at ``s``; shape (A, A).

    At ``p = inverse_gap_weighting(estimate, 2 gamma)`` their coefficient is ``(A - 1) / (4 gamma)``, with
    ``p`` both as decision law and as least favourable prior.
    """
    return estimate - 1 / (2 * offset) + np.eye(len(estimate), dtype=int) * (1 / (2 * offset * decisions))


def positive_offset(offset: Any) -> Fraction:
    """The offset as a fraction; raises ``ValueError`` unless it is positive and ``TypeError`` for a float."""
    number = rational(offset, "the offset")
    if not number > 0:
        raise ValueError(f"the offset must be positive, not {number}")
    return number


def _largest(table: np.ndarray, factor: int) -> int:
    return max(int(table.max(initial=0)), -int(table.min(initial=0))) * abs(factor)
